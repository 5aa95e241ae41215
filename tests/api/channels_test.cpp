// What operators, agencies and posts see of channels, deadlines and answers that nobody could place.
#include "story.hpp"

#include <boost/test/unit_test.hpp>
#include <sqlite3.h>

#include <string>

BOOST_AUTO_TEST_SUITE(api_channels)

using namespace postern::tests::api;
namespace json = postern::json;

/// A parcel that no other test hands in.
json::Value parcel(const std::string& item_id) {
    return submitted(replaced(replaced(sample("cn23-good-parcel-np-us.xml"), "CP400182012NP", item_id),
                              "NPP-2026-004801", "CHANNELS-" + item_id));
}

BOOST_AUTO_TEST_CASE(an_answer_that_nobody_can_place_is_refused_kept_and_shown) {
    Client agency = customs();
    const std::string at = "/v1/agencies/np-customs/";
    const std::string said = R"({"events":[{"reference":"NOBODY-1","state":"RELEASED"}]})";
    const auto unplaced = [&] { return agency.get(at + "unplaced-answers").json().find("unplaced")->items().size(); };
    const auto before = unplaced();
    BOOST_TEST(agency.send_json("POST", at + "responses", said).code() == "answer-filing-unknown");
    BOOST_TEST(agency.send_json("POST", at + "responses", said).code() == "answer-filing-unknown");
    BOOST_TEST(unplaced() == before + 1);
    const Answer list = agency.get(at + "unplaced-answers");
    const json::Value read = list.json();
    check_form(read, "UnplacedList");
    const auto& rows = read.find("unplaced")->items();
    const auto mine = std::ranges::find_if(rows, [&](const json::Value& row) {
        return agency.get(at + "answers/" + text_of(row, "answer_id")).body == said;
    });
    BOOST_REQUIRE(mine != rows.end());
    BOOST_TEST(text_of(*mine, "reason") == "answer-filing-unknown");
    const std::string path = at + "answers/" + text_of(*mine, "answer_id");
    const Answer kept = agency.get(path);
    BOOST_TEST(kept.header("Content-Type").starts_with("application/json"));
    BOOST_TEST(kept.header("Content-Disposition") == "attachment");
    BOOST_TEST(agency.get(path, {{"If-None-Match", kept.header("ETag")}}).status == 304);
    const std::string next = text_of(read, "next");
    BOOST_TEST(agency.get(at + "unplaced-answers?after=" + next).json().find("unplaced")->items().empty());
    BOOST_TEST(agency.get(at + "unplaced-answers?after=x").code() == "bad-cursor");
    // nobody else's
    Client other(story_gateway().port(), kOtherCustoms);
    BOOST_TEST(other.get("/v1/agencies/other-customs/answers/" + text_of(*mine, "answer_id")).status == 404);
    BOOST_TEST(other.get("/v1/agencies/other-customs/unplaced-answers").json().find("unplaced")->items().empty());
    BOOST_TEST(agency.get(at + "answers/ans_nonsense").status == 404);
}

BOOST_AUTO_TEST_CASE(an_answer_that_was_placed_is_read_again_as_it_came) {
    const json::Value one = parcel("CP600000015NP");
    Client agency = customs();
    const std::string said =
        R"(<answer xmlns="urn:postern:answer:1"><event filing=")" + filing_of(one) + R"(" state="RECEIVED"/></answer>)";
    const Answer answered =
        agency.call("POST", "/v1/agencies/np-customs/responses", {{"Content-Type", "application/xml"}}, said);
    BOOST_REQUIRE(answered.status == 201);
    const Answer kept = agency.get("/v1/agencies/np-customs/answers/" + text_of(answered.json(), "answer_id"));
    BOOST_TEST(kept.body == said);
    BOOST_TEST(kept.header("Content-Type").starts_with("application/xml"));
}

/// As if the deadline of all that waits had passed and been told.
void let_all_be_overdue() {
    sqlite3* store = nullptr;
    BOOST_REQUIRE(sqlite3_open((story_gateway().data() + "/postern.db").c_str(), &store) == SQLITE_OK);
    sqlite3_busy_timeout(store, 10'000);
    BOOST_TEST(sqlite3_exec(store, "UPDATE filings SET overdue = since WHERE state = 4", nullptr, nullptr, nullptr) ==
               SQLITE_OK);
    sqlite3_close(store);
}

BOOST_AUTO_TEST_CASE(what_is_overdue_is_seen_by_those_whom_it_concerns) {
    const json::Value one = parcel("CP600000024NP");
    Client agency = customs();
    Client sender(story_gateway().port(), kPost);
    let_all_be_overdue();
    const Answer list = sender.get("/v1/overdue?limit=500");
    const json::Value read = list.json();
    check_form(read, "OverdueList");
    const auto& rows = read.find("overdue")->items();
    const auto mine =
        std::ranges::find_if(rows, [&](const json::Value& row) { return text_of(row, "filing_id") == filing_of(one); });
    BOOST_REQUIRE(mine != rows.end());
    BOOST_TEST(text_of(*mine, "declaration_id") == text_of(one, "declaration_id"));
    BOOST_TEST(text_of(*mine, "item_id") == text_of(one, "item_id"));
    BOOST_TEST(text_of(*mine, "agency") == "np-customs");
    BOOST_TEST(text_of(*mine, "state") == "QUEUED");
    BOOST_TEST(text_of(*mine, "due") > text_of(*mine, "since"));
    // page by page the same
    std::size_t seen = 0;
    for (std::string after;;) {
        const Answer page = sender.get("/v1/overdue?limit=1&after=" + after);
        const auto found = page.json().find("overdue")->items().size();
        if (found == 0) break;
        seen += found;
        after = text_of(page.json(), "next");
    }
    BOOST_TEST(seen == rows.size());
    BOOST_TEST(agency.get("/v1/overdue?limit=500").json().find("overdue")->items().size() >= rows.size());
    Client admin(story_gateway().port(), kAdmin);
    const auto operators = admin.get("/v1/overdue").json();
    BOOST_TEST(!operators.find("overdue")->items().empty());
    BOOST_TEST(operators.find("overdue")->items()[0].find("item_id") == nullptr); // whose items, is no business of his
    BOOST_TEST(Client(story_gateway().port(), kOtherPost).get("/v1/overdue").json().find("overdue")->items().empty());
    BOOST_TEST(
        Client(story_gateway().port(), kOtherCustoms).get("/v1/overdue").json().find("overdue")->items().empty());
    for (const char* bad : {"x", "cur_x.fil_y", "."})
        BOOST_TEST(sender.get(std::string("/v1/overdue?after=") + bad).code() == "bad-cursor", bad);
    BOOST_TEST(sender.get("/v1/overdue?limit=0").code() == "bad-parameter");
    BOOST_TEST(Client(story_gateway().port(), kCounter).get("/v1/overdue").status == 403);
}

BOOST_AUTO_TEST_CASE(an_operator_sees_how_channels_stand) {
    Client admin(story_gateway().port(), kAdmin);
    const Answer none = admin.get("/v1/admin/channels");
    check_form(none.json(), "ChannelList");
    BOOST_TEST(none.json().find("channels")->items().empty()); // nobody is pushed to in the house's own configuration
    BOOST_TEST(Client(story_gateway().port(), kPost).get("/v1/admin/channels").status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
