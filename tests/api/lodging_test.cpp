// When filings are lodged, over HTTP: the item's events free them, and another agency is asked first.
#include "story.hpp"
#include "support/own_config.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_lodging)

using namespace postern::tests;
using namespace postern::tests::api;

namespace {

constexpr const char* kWhen = "2026-01-05T08:00:00Z";

std::string scan(const std::string& item_id, const std::string& event) {
    return R"({"item_id":")" + item_id + R"(","event":")" + event + R"(","when":")" + kWhen + R"(","office":"NPKTMA"})";
}

std::vector<std::string> results(Client& client, const std::string& scans) {
    const Answer answer = client.send_json("POST", "/v1/item-events", "{\"events\":[" + scans + "]}");
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const auto told = answer.json();
    check_form(told, "ItemEventResults");
    std::vector<std::string> words;
    for (const auto& row : told.find("events")->items())
        words.push_back(text_of(row, "result"));
    return words;
}

std::size_t offers_of(Client& agency, const std::string& name) {
    const Answer page = agency.get("/v1/agencies/" + name + "/filings");
    BOOST_REQUIRE_MESSAGE(page.status == 200, page.body);
    return page.json().find("offers")->items().size();
}

using Words = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_CASE(customs_sees_a_parcel_when_it_is_posted) {
    const OwnConfig config;
    config.replace("routes.xml", "after=\"np-restricted-consent\" lodge-on=\"acceptance\"",
                   "after=\"np-restricted-consent\" lodge-on=\"posting\"");
    const RunningGateway gateway(config.setting());
    Client post(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    const Answer accepted = post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
    BOOST_REQUIRE_MESSAGE(accepted.status == 201, accepted.body);
    const auto item = accepted.json().find("items")->items().at(0);
    const auto id = text_of(item, "item_id");
    BOOST_TEST(text_of(item.find("filings")->items().at(0), "state") == "AWAITING_POSITION");
    BOOST_TEST(offers_of(agency, "np-customs") == 0u);
    BOOST_TEST(text_of(post.get("/v1/items/" + id).json(), "position") == "CAPTURED");

    Client counter(gateway.port(), kCounter);
    BOOST_TEST((results(counter, scan(id, "EMA") + "," + scan("RR222222225NP", "EMA") + "," + scan(id, "EMA") + "," +
                                     scan(id, "EXE") + ",7,{\"item_id\":1}") ==
                Words{"accepted", "unknown-item", "repeat", "refused", "refused", "refused"}));
    BOOST_TEST(offers_of(agency, "np-customs") == 1u);
    const Answer seen = post.get("/v1/items/" + id);
    check_form(seen.json(), "ItemDeclarations");
    BOOST_TEST(text_of(seen.json(), "position") == "POSTED");

    const auto timeline = post.get("/v1/declarations/" + text_of(item, "declaration_id") + "/timeline").json();
    check_form(timeline, "Timeline");
    const auto& events = timeline.find("events")->items();
    BOOST_TEST(text_of(events.front(), "event") == "item-posted"); // it happened before it was declared
    BOOST_TEST(text_of(events.front(), "code") == "EMA");
    BOOST_TEST(text_of(events.front(), "office") == "NPKTMA");
    BOOST_TEST(text_of(events.front(), "by") == "post");
    const Answer stream = post.get("/v1/events?event=item-posted");
    check_form(stream.json(), "Events");
    BOOST_TEST(stream.json().find("events")->items().size() == 1u);

    // what is no list, too long a list, or not theirs
    BOOST_TEST(post.send_json("POST", "/v1/item-events", "{}").code() == "bad-json");
    BOOST_TEST(post.send_json("POST", "/v1/item-events", "{\"events\":[]}").code() == "bad-json");
    std::string many = "0";
    for (int i = 0; i < 1'000; ++i)
        many += ",0";
    BOOST_TEST(post.send_json("POST", "/v1/item-events", "{\"events\":[" + many + "]}").code() == "too-many-items");
    BOOST_TEST(agency.send_json("POST", "/v1/item-events", "{\"events\":[" + scan(id, "EMB") + "]}").status == 403);
    Client other(gateway.port(), kOtherPost);
    BOOST_TEST((results(other, scan(id, "EMB")) == Words{"unknown-item"}));
}

BOOST_AUTO_TEST_CASE(a_licensing_authority_is_asked_before_customs_and_reads_its_fields_alone) {
    const RunningGateway gateway;
    Client post(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    Client licensing(gateway.port(), kLicensing);
    const Answer accepted = post.post_xml("/v1/declarations", sample("cn23-advice-goods-restricted-shown.xml"));
    BOOST_REQUIRE_MESSAGE(accepted.status == 201, accepted.body);
    BOOST_TEST(offers_of(agency, "np-customs") == 0u);
    const Answer page = licensing.get("/v1/agencies/np-licensing/filings");
    BOOST_REQUIRE(page.json().find("offers")->items().size() == 1u);
    const auto filing = text_of(page.json().find("offers")->items()[0], "filing_id");
    const Answer table = licensing.get("/v1/agencies/np-licensing/filings", {{"Accept", "text/csv"}});
    const Answer document = licensing.get("/v1/agencies/np-licensing/filings/" + filing + "/document");
    BOOST_TEST(document.status == 200);
    for (const auto& text : {table.body, document.body}) {
        BOOST_TEST(text.find("Carved ivory figure") != std::string::npos);
        for (const char* hidden : {"Alice", "Bellamy", "Mangal", "87.00", "USD"})
            BOOST_TEST(text.find(hidden) == std::string::npos, hidden);
    }
    const auto decided = [&](const std::string& id, const std::string& state) {
        return licensing.send_json("POST", "/v1/agencies/np-licensing/responses",
                                   R"({"id":")" + id + R"(","events":[{"filing":")" + filing + R"(","state":")" +
                                       state + "\"}]}");
    };
    BOOST_TEST(decided("L-1", "REJECTED").status == 201);
    const auto id = text_of(accepted.json().find("items")->items().at(0), "declaration_id");
    const Answer held = post.get("/v1/declarations/" + id + "/filings");
    BOOST_TEST(text_of(held.json().find("filings")->items().at(1), "state") == "HELD");
    BOOST_TEST(post.get("/v1/events?event=filing-held").body.find("consent-refused") != std::string::npos);
    BOOST_TEST(offers_of(agency, "np-customs") == 0u);
    BOOST_TEST(decided("L-2", "RELEASED").status == 201);
    BOOST_TEST(offers_of(agency, "np-customs") == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
