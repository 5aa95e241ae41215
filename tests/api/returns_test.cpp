// Items that come back, and items that are stopped, over HTTP.
#include "story.hpp"
#include "support/own_config.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_returns)

using namespace postern;
using namespace postern::tests;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

constexpr const char* kBack = "RR222222225NP";
/// A folder of profiles whose message about items says in its number what a return is told of its export.
void tell_of_export(const OwnConfig& config) {
    for (const char* folder : {"mappings", "schemas"})
        std::filesystem::copy(std::filesystem::path(POSTERN_SOURCE_DIR) / folder,
                              std::filesystem::path(config.path()) / folder, std::filesystem::copy_options::recursive);
    config.replace("mappings/upu-cusitm/declaration.xsl", "concat(@reference, '-', @version)",
                   "concat(@returned-reference, '/', @returned-number, '/', @previous-item-id)");
}

struct Sent {
    RunningGateway gateway;
    Client post{gateway.port(), kPost};
    Client agency{gateway.port(), kCustoms};
    json::Value item;
    std::string path;
    std::string id;

    explicit Sent(const std::string& settings = {}, const char* name = "cn23-good-parcel-np-us.xml")
        : gateway(settings) {
        const Answer sent = post.post_xml("/v1/declarations", sample(name));
        BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
        item = sent.json().find("items")->items().at(0);
        path = "/v1/declarations/" + text_of(item, "declaration_id");
        id = text_of(item, "item_id");
    }
    Answer comes_back(const std::string& body = "{}") { return post.send_json("POST", path + "/return", body); }
    void customs_say(const std::string& state, const std::string& more = {}) {
        const Answer said = agency.send_json("POST", "/v1/agencies/np-customs/responses",
                                             R"({"events":[{"filing":")" + filing_of(item) + R"(","state":")" + state +
                                                 "\"" + more + "}]}");
        BOOST_REQUIRE_MESSAGE(said.status == 201, said.body);
    }
    std::vector<std::string> offers() {
        std::vector<std::string> whys;
        const Answer feed = agency.get("/v1/agencies/np-customs/filings");
        for (const json::Value read = feed.json(); const json::Value& offer : read.find("offers")->items())
            whys.push_back(text_of(offer, "why") + " " + text_of(offer, "reference"));
        return whys;
    }
    std::string state() { return text_of(post.get(path).json().find("filings")->items().at(0), "state"); }
};

using Words = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_CASE(customs_is_told_of_a_return_and_of_which_export_it_is) {
    const OwnConfig config;
    tell_of_export(config);
    Sent one(config.setting() + "home.mappings = " + config.path() + "/mappings\n");
    BOOST_TEST((one.offers() == Words{"new " + one.id})); // nothing but a return takes the route
    one.customs_say("RELEASED", R"(,"number":"E 2026 17")");

    const std::string asked = std::string(R"({"reason":"refused-by-addressee","item_id":")") + kBack + "\"}";
    const Answer made = one.comes_back(asked);
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    const auto item = made.json();
    check_form(item, "Item");
    BOOST_TEST(text_of(item, "item_id") == one.id);
    BOOST_TEST(text_of(item, "return_item_id") == kBack);
    const auto& filings = item.find("filings")->items();
    BOOST_REQUIRE(filings.size() == 2u);
    BOOST_TEST(text_of(filings[0], "state") == "RELEASED");
    BOOST_TEST(text_of(filings[1], "leg") == "return");
    BOOST_TEST(text_of(filings[1], "state") == "QUEUED");
    BOOST_TEST(text_of(filings[1], "returns_filing") == text_of(filings[0], "filing_id"));
    BOOST_TEST((one.offers() == Words{"new " + one.id, std::string("new ") + kBack}));
    const Answer document =
        one.agency.get("/v1/agencies/np-customs/filings/" + text_of(filings[1], "filing_id") + "/document");
    BOOST_TEST(document.body.find(one.id + "/E 2026 17/" + one.id) != std::string::npos, document.body);
    BOOST_TEST(text_of(one.post.get("/v1/items/" + one.id).json(), "position") == "RETURNING");
    const Answer told = one.post.get("/v1/events?event=item-returning");
    BOOST_TEST(told.json().find("events")->items().size() == 1u);
    BOOST_TEST(told.body.find("refused-by-addressee") != std::string::npos);

    const Answer again = one.comes_back(asked);
    BOOST_TEST(again.status == 200);
    BOOST_TEST(again.json().find("repeat")->text() == "true");
    BOOST_TEST(one.comes_back().code() == "item-id-already-bound");
    BOOST_TEST(one.offers().size() == 2u);
}

BOOST_AUTO_TEST_CASE(under_its_own_number_the_return_has_a_reference_of_its_own) {
    const OwnConfig config;
    Sent one(config.setting());
    BOOST_TEST(one.comes_back(R"({"item_id":"RR1"})").code() == "item-id-invalid");
    BOOST_TEST(one.comes_back(R"({"reason":"it was cold"})").code() == "bad-parameter");
    BOOST_TEST(one.comes_back(R"({"reason":7})").code() == "bad-json");
    BOOST_TEST(one.agency.send_json("POST", one.path + "/return", "{}").status == 403);
    Client other(one.gateway.port(), kOtherPost);
    BOOST_TEST(other.send_json("POST", one.path + "/return", "{}").status == 404);

    const Answer next = one.post.post_xml("/v1/declarations", sample("cn23-good-ems-np-jp.xml"));
    const auto taken = text_of(next.json().find("items")->items().at(0), "item_id");
    BOOST_TEST(one.comes_back(R"({"item_id":")" + taken + "\"}").code() == "item-id-in-use");

    Client counter(one.gateway.port(), kCounter);
    const Answer made = counter.send_json("POST", one.path + "/return", "{}");
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    BOOST_TEST(made.body.find("return_item_id") == std::string::npos);
    BOOST_TEST(text_of(made.json().find("filings")->items().at(1), "reference") == one.id + "-R");
    one.post.send_json("POST", one.path + "/cancellation", "{}");
    BOOST_TEST(one.comes_back().code() == "declaration-cancelled");
}

BOOST_AUTO_TEST_CASE(without_a_route_or_a_lodged_export_there_is_no_return) {
    const OwnConfig config;
    config.replace("routes.xml", R"(profile="upu-cusitm" required="true">
        <when origin="NP"/>)",
                   R"(profile="upu-cusitm" required="true">
        <when origin="CN"/>)");
    Sent one(config.setting());
    const Answer none = one.comes_back();
    BOOST_TEST(none.status == 422);
    BOOST_TEST(none.body.find("ROUTE-NONE") != std::string::npos);
    BOOST_TEST(one.post.get("/v1/events?event=item-returning").json().find("events")->items().empty());
    const Answer gift = one.post.post_xml("/v1/declarations", sample("cn22-good-gift-np-us.xml"));
    BOOST_REQUIRE_MESSAGE(gift.status == 201, gift.body);
    const auto id = text_of(gift.json().find("items")->items().at(0), "declaration_id");
    BOOST_TEST(one.post.send_json("POST", "/v1/declarations/" + id + "/return", "{}").code() ==
               "declaration-not-lodged");
}

BOOST_AUTO_TEST_CASE(an_item_that_is_stopped_is_withdrawn_and_customs_may_deny_that) {
    Sent one;
    one.customs_say("RELEASED");
    const Answer stopped = one.post.send_json("POST", "/v1/item-events",
                                              R"({"events":[{"item_id":")" + one.id +
                                                  R"(","event":"EXX","when":"2026-01-05T08:00:00Z"}]})");
    BOOST_REQUIRE_MESSAGE(stopped.status == 200, stopped.body);
    BOOST_TEST((one.offers() == Words{"new " + one.id, "cancelled " + one.id}));
    BOOST_TEST(one.state() == "CANCELLED");
    const Answer events = one.post.get("/v1/events?event=filing-cancelled");
    BOOST_TEST(events.body.find("item-stopped") != std::string::npos);
    one.customs_say("REQUEST_DENIED");
    BOOST_TEST(one.state() == "RELEASED");
    BOOST_TEST(text_of(one.post.get("/v1/items/" + one.id).json(), "position") == "STOPPED");
}

BOOST_AUTO_TEST_SUITE_END()
