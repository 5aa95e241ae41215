// Advance data over HTTP: what left with its data, and what left before it, is counted for its post and for operators.
#include "core/time.hpp"
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>

BOOST_AUTO_TEST_SUITE(api_advance_data)

using namespace postern::tests::api;
namespace json = postern::json;
namespace core = postern::core;

namespace {

constexpr const char* kPath = "/v1/statistics/advance-data";
constexpr const char* kUndeclared = "RR222222225NP";

core::Instant now() {
    return {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

void leave(Client& client, const std::string& item_id, core::Instant at) {
    const Answer answer = client.send_json("POST", "/v1/item-events",
                                           R"({"events":[{"item_id":")" + item_id + R"(","event":"EMC","when":")" +
                                               core::to_rfc3339(at) + R"(","office":"NPKTMA"}]})");
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
}

json::Value got(Client& client, const std::string& target, const char* form) {
    const Answer answer = client.get(target);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    check_form(answer.json(), form);
    return answer.json();
}

/// What a figure's row says, by its members' names.
std::string said(const json::Value& row, std::initializer_list<const char*> names) {
    std::string all;
    for (const auto* name : names) {
        const auto* member = row.find(name);
        all.append(all.empty() ? "" : " ").append(member == nullptr ? "-" : member->text());
    }
    return all;
}

} // namespace

BOOST_AUTO_TEST_CASE(what_left_is_counted_with_its_data_and_listed) {
    const RunningGateway gateway;
    Client post(gateway.port(), kPost);
    const auto from = core::to_string(core::date_of({now().ms - 40 * core::kDayMs})).substr(0, 7);
    const std::string months =
        "?from=" + from + "&to=" + core::to_string(core::date_of({now().ms + core::kDayMs})).substr(0, 7);
    BOOST_TEST(got(post, kPath + months, "AdvanceData").find("rows")->items().empty());

    const Answer early = post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
    BOOST_REQUIRE_MESSAGE(early.status == 201, early.body);
    const json::Value declared = early.json();
    const auto item = declared.find("items")->items().at(0);
    const auto item_id = text_of(item, "item_id");
    leave(post, kUndeclared, {now().ms - 2000});
    leave(post, item_id, {now().ms + 60'000});

    const json::Value whole = got(post, kPath + months, "AdvanceData");
    BOOST_REQUIRE(whole.find("rows")->items().size() == 1u);
    BOOST_TEST(said(whole.find("rows")->items()[0],
                    {"post", "departed", "with_data", "with_data_share", "before_departure", "before_departure_share",
                     "refused", "hs6_share", "marked"}) == "np-post 2 1 50.0 1 100.0 0 100.0 1");
    const json::Value by = got(post, kPath + months + "&by=product,destination,office,month", "AdvanceData");
    BOOST_REQUIRE(by.find("rows")->items().size() == 2u);
    BOOST_TEST(said(by.find("rows")->items()[0], {"product", "destination", "departed"}) == "C US 1");
    BOOST_TEST(said(by.find("rows")->items()[1], {"product", "destination", "office", "departed"}) == "U  npktma 1");
    const json::Value filtered = got(post, kPath + months + "&destination=US&product=C", "AdvanceData");
    BOOST_TEST(filtered.find("rows")->items().size() == 1u);
    BOOST_TEST(got(post, kPath + months + "&destination=FR", "AdvanceData").find("rows")->items().empty());
    const Answer csv = post.call("GET", kPath + months + "&by=destination", {{"Accept", "text/csv"}});
    BOOST_TEST(csv.body.find("\r\nnp-post,US,1,1,1,0,1,1,") != std::string::npos);

    const json::Value first = got(post, std::string(kPath) + "/items" + months + "&limit=1", "AdvanceItems");
    BOOST_REQUIRE(first.find("items")->items().size() == 1u);
    BOOST_TEST(said(first.find("items")->items()[0], {"item_id", "declaration_id", "office"}) ==
               std::string(kUndeclared) + " - npktma");
    const auto next = text_of(first, "next");
    const json::Value second = got(post, std::string(kPath) + "/items" + months + "&after=" + next, "AdvanceItems");
    BOOST_REQUIRE(second.find("items")->items().size() == 1u);
    BOOST_TEST(said(second.find("items")->items()[0], {"item_id", "declaration_id", "destination"}) ==
               item_id + " " + text_of(item, "declaration_id") + " US");
    BOOST_TEST((second.find("next") == nullptr));
    const json::Value without =
        got(post, std::string(kPath) + "/items" + months + "&only=without-data", "AdvanceItems");
    BOOST_REQUIRE(without.find("items")->items().size() == 1u);
    BOOST_TEST(text_of(without.find("items")->items()[0], "item_id") == kUndeclared);

    Client other(gateway.port(), kOtherPost);
    BOOST_TEST(got(other, kPath + months, "AdvanceData").find("rows")->items().empty());
    BOOST_TEST(got(other, std::string(kPath) + "/items" + months, "AdvanceItems").find("items")->items().empty());
    Client admin(gateway.port(), kAdmin);
    BOOST_TEST(got(admin, kPath + months + "&post=np-post", "AdvanceData").find("rows")->items().size() == 1u);
    BOOST_TEST(got(admin, kPath + months + "&post=other-post", "AdvanceData").find("rows")->items().empty());
    const json::Value all = got(admin, std::string(kPath) + "/items" + months, "AdvanceItems");
    BOOST_REQUIRE(all.find("items")->items().size() == 2u);
    BOOST_TEST(said(all.find("items")->items()[1], {"item_id", "declaration_id"}) == item_id + " -");
}

BOOST_AUTO_TEST_CASE(who_may_not_ask_and_what_cannot_be_asked_is_refused) {
    Client client = post();
    for (const char* const query :
         {"?from=2026-13", "?from=1999-12", "?to=2026-11-01", "?from=2026-11&to=2026-10", "?from=2024-01&to=2026-01",
          "?by=sender", "?by=month,month", "?by=", "?destination=us", "?product=CC", "?post=other-post"})
        BOOST_TEST(client.get(kPath + std::string(query)).code() == "bad-parameter", query);
    const std::string items = std::string(kPath) + "/items";
    for (const char* const query : {"?only=all", "?limit=0", "?by=month"})
        BOOST_TEST(client.get(items + query).code() == "bad-parameter", query);
    for (const char* const query : {"?after=x", "?after=cur_1.RR123456785NP.np-post"})
        BOOST_TEST(client.get(items + query).code() == "bad-cursor", query);
    Client agency(story_gateway().port(), kCustoms);
    BOOST_TEST(agency.get(kPath).status == 403);
    BOOST_TEST(agency.get(items).status == 403);
    Client counter(story_gateway().port(), kCounter);
    BOOST_TEST(counter.get(kPath).status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
