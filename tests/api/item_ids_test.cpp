// Item ids over HTTP and on the command line: given by an operator, drawn by counters, accounted for by the post.
#include "command_run.hpp"
#include "story.hpp"

#include "core/item_id.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(api_item_ids)

using namespace postern;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

using Ids = std::vector<std::string>;

struct Office {
    RunningGateway gateway;
    Client post{gateway.port(), kPost};
    Client counter{gateway.port(), kCounter};
    Client admin{gateway.port(), kAdmin};
    Client agency{gateway.port(), kCustoms};
    Client other{gateway.port(), kOtherPost};

    static Answer ask(Client& client, const std::string& body, const std::string& key = {}) {
        Headers headers{{"Content-Type", "application/json"}};
        if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
        return client.call("POST", "/v1/item-ids", headers, body);
    }
    Ids drawn(const std::string& body, const std::string& key = {}) {
        const Answer answer = ask(counter, body, key);
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
        const auto told = answer.json();
        check_form(told, "DrawnItemIds");
        Ids ids;
        for (const auto& id : told.find("item_ids")->items())
            ids.push_back(id.text());
        return ids;
    }
    Answer give(const std::string& body) { return admin.send_json("POST", "/v1/admin/item-id-ranges", body); }
    /// Of one service of the post; the ranges' sums are checked.
    json::Value account(const std::string& service, std::size_t ranges = 1) {
        const Answer answer = post.get("/v1/item-ids/ranges");
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        const auto told = answer.json();
        check_form(told, "ItemIdAccount");
        std::vector<json::Value> found;
        for (const auto& range : told.find("ranges")->items())
            if (text_of(range, "service") == service) found.push_back(range);
        BOOST_REQUIRE(found.size() == ranges);
        return found[0];
    }
    static std::string number(const json::Value& range, std::string_view name) { return range.find(name)->text(); }
    Ids open(const std::string& query, std::string* next = nullptr) {
        const Answer answer = post.get("/v1/item-ids/open?" + query);
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        const auto told = answer.json();
        check_form(told, "OpenItemIds");
        Ids ids;
        for (const auto& one : told.find("open")->items())
            ids.push_back(text_of(one, "item_id"));
        if (next != nullptr) *next = text_of(told, "next");
        return ids;
    }
    json::Value declared(const std::string& item_id) {
        std::string message = replaced(sample("cn23-good-parcel-np-us.xml"), "CP400182012NP", item_id);
        const Answer answer =
            post.post_xml("/v1/declarations", replaced(message, "NPP-2026-004801", "COUNTER-" + item_id));
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
        return answer.json().find("items")->items().at(0);
    }
};

Office& office() {
    static Office one;
    return one;
}

std::string refused(const Answer& answer) {
    return std::to_string(answer.status) + " " + answer.code();
}

} // namespace

BOOST_AUTO_TEST_CASE(a_counter_draws_numbers_once_and_its_repeats_change_nothing) {
    const Ids one = office().drawn(R"({"service":"LX"})");
    BOOST_TEST(one == Ids{"LX000000014NP"}, boost::test_tools::per_element());
    const Ids block = office().drawn(R"({"service":"LX","count":1000,"for":"block"})", "block-1");
    BOOST_REQUIRE(block.size() == 1000u);
    BOOST_TEST(std::set(block.begin(), block.end()).size() == 1000u);
    BOOST_TEST(block[0] == "LX000000028NP");
    for (const auto& id : block)
        BOOST_TEST(core::ItemId::parse(id).has_value());
    office().drawn(R"({"service":"LX","count":5})");
    BOOST_TEST(office().drawn(R"({"service":"LX","count":1000,"for":"block"})", "block-1") == block,
               boost::test_tools::per_element());
    BOOST_TEST(refused(Office::ask(office().counter, R"({"service":"LX","count":2})", "block-1")) ==
               "422 idempotency-key-reused");
    const auto range = office().account("LX");
    BOOST_TEST(Office::number(range, "drawn") == "1006");
    BOOST_TEST(Office::number(range, "open") == "1006");
    BOOST_TEST(Office::number(range, "remaining") == "98994");
    BOOST_TEST(text_of(range, "first") == "LX000000014NP");
    // a clerk's key draws for its post
    BOOST_TEST(refused(Office::ask(office().other, R"({"service":"LX"})")) == "409 item-ids-used-up");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_served_is_refused) {
    auto& counter = office().counter;
    for (const char* body : {R"({"service":"KA"})", R"({"service":"lx"})", "{}", R"({"service":"LX","count":0})",
                             R"({"service":"LX","count":1001})", R"({"service":"LX","count":"2"})",
                             R"({"service":"LX","count":1.5})", R"({"service":"LX","for":"fun"})"})
        BOOST_TEST(refused(Office::ask(counter, body)) == "400 bad-parameter", body);
    BOOST_TEST(refused(Office::ask(counter, R"({"service":7})")) == "400 bad-json");
    BOOST_TEST(refused(Office::ask(counter, "[")) == "400 bad-json");
    BOOST_TEST(refused(Office::ask(counter, R"({"service":"HA"})")) == "409 item-ids-used-up");
    BOOST_TEST(refused(Office::ask(office().agency, R"({"service":"LX"})")) == "403 forbidden");
    BOOST_TEST(refused(Office::ask(office().admin, R"({"service":"LX"})")) == "403 forbidden");
    BOOST_TEST(refused(counter.get("/v1/item-ids/open")) == "400 bad-parameter");
    BOOST_TEST(refused(counter.get("/v1/item-ids/open?service=LX&after=LX000000015NP")) == "400 bad-cursor");
    BOOST_TEST(refused(counter.get("/v1/item-ids/open?service=LX&limit=1001")) == "400 bad-parameter");
    BOOST_TEST(refused(counter.get("/v1/item-ids/ranges?post=other-post")) == "400 bad-parameter");
    BOOST_TEST(refused(office().agency.get("/v1/item-ids/ranges")) == "403 forbidden");
    BOOST_TEST(refused(office().admin.get("/v1/item-ids/open?service=LX")) == "400 bad-parameter");
}

BOOST_AUTO_TEST_CASE(an_operator_gives_ranges_that_never_overlap) {
    const Answer given =
        office().give(R"({"post":"np-post","service":"UA","country":"NP","from":99999900,"count":100,"mode":"test"})");
    BOOST_REQUIRE_MESSAGE(given.status == 201, given.body);
    check_form(given.json(), "ItemIdRange");
    BOOST_TEST(text_of(given.json(), "last").substr(0, 10) == "UA99999999");
    const auto said = [](const std::string& body) { return refused(office().give(body)); };
    BOOST_TEST(said(R"({"post":"np-post","service":"UA","from":99999999,"count":1})") == "409 item-id-range-taken");
    for (const char* body :
         {R"({"post":"nobody","service":"UA","country":"NP","from":1,"count":1})",
          R"({"post":"np-post","service":"UA","country":"LK","from":1,"count":1})",
          R"({"post":"np-post","service":"UA","country":"NP","from":99999999,"count":2})",
          R"({"post":"np-post","service":"UA","from":1})", R"({"post":"np-post","service":"UA","count":1})",
          R"({"post":"np-post","service":"SA","from":1,"count":1})",
          R"({"post":"other-post","service":"UA","from":1,"count":1})",
          R"({"post":"np-post","mode":"live","service":"UA","from":1,"count":1})"})
        BOOST_TEST(said(body) == "400 bad-parameter", body);
    BOOST_TEST(said(R"({"post":7})") == "400 bad-json");
    BOOST_TEST(refused(office().post.send_json("POST", "/v1/admin/item-id-ranges", "{}")) == "403 forbidden");
    // the last serials are drawn, and there is nothing behind them
    BOOST_TEST(office().drawn(R"({"service":"UA","count":100})").size() == 100u);
    BOOST_TEST(refused(Office::ask(office().counter, R"({"service":"UA"})")) == "409 item-ids-used-up");
    // an operator sees all posts' ranges, or one's
    const auto all = office().admin.get("/v1/item-ids/ranges").json();
    check_form(all, "ItemIdAccount");
    BOOST_TEST(all.find("ranges")->items().size() >= 5u);
    const auto none = office().admin.get("/v1/item-ids/ranges?post=other-post").json();
    BOOST_TEST(none.find("ranges")->items().empty());
    BOOST_TEST(
        office().admin.get("/v1/item-ids/open?service=UA&post=np-post&limit=7").json().find("open")->items().size() ==
        7u);
}

BOOST_AUTO_TEST_CASE(each_number_is_accounted_for) {
    BOOST_REQUIRE(office().give(R"({"post":"np-post","service":"CR","from":71,"count":30})").status == 201);
    office().declared("CR000000725NP"); // it came in from elsewhere
    const Ids ids = office().drawn(R"({"service":"CR","count":4})");
    const Ids expected{"CR000000717NP", "CR000000734NP", "CR000000748NP", "CR000000751NP"};
    BOOST_TEST(ids == expected, boost::test_tools::per_element());
    office().declared(ids[1]);
    const auto spoilt = office().declared(ids[3]);
    const Answer gone = office().post.send_json(
        "POST", "/v1/declarations/" + text_of(spoilt, "declaration_id") + "/cancellation", "{}");
    BOOST_REQUIRE_MESSAGE(gone.status < 300, gone.body);
    const auto range = office().account("CR");
    BOOST_TEST(Office::number(range, "drawn") == "4");
    BOOST_TEST(Office::number(range, "spent") == "1");
    BOOST_TEST(Office::number(range, "void") == "1");
    BOOST_TEST(Office::number(range, "open") == "2");
    BOOST_TEST(Office::number(range, "in_use") == "1");
    BOOST_TEST(Office::number(range, "remaining") == "25");
    std::string next;
    BOOST_TEST(office().open("service=CR&limit=1", &next) == Ids{ids[0]}, boost::test_tools::per_element());
    BOOST_TEST(office().open("service=CR&after=" + next, &next) == Ids{ids[2]}, boost::test_tools::per_element());
    BOOST_TEST(next == "");
    const auto told = office().post.get("/v1/item-ids/open?service=CR").json();
    BOOST_TEST(text_of(told.find("open")->items()[0], "office") == "");
    BOOST_TEST(text_of(told.find("open")->items()[0], "for") == "single");
}

BOOST_AUTO_TEST_CASE(a_low_range_is_told_to_whoever_can_help) {
    const std::string place =
        " --config " POSTERN_SOURCE_DIR "/config/sandbox/postern.properties --data " + office().gateway.data();
    const std::string give = "item-ids give --post np-post --mode test --service VA --from 1 --count 1002" + place;
    const auto given = run_postern(give);
    BOOST_TEST(given.exit_code == 0);
    BOOST_TEST(given.output == "VA 1 to 1002 (NP) are given to np-post (test)\n");
    BOOST_TEST(run_postern(give).exit_code == 1);
    BOOST_TEST(
        run_postern("item-ids give --post np-post --mode test --service VA --from one --count 1" + place).exit_code ==
        2);
    BOOST_TEST(run_postern("item-ids take" + place).exit_code == 2);
    for (const auto& [count, low] : {std::pair(2, false), {1, true}, {1, true}}) {
        const Answer answer =
            Office::ask(office().counter, R"({"service":"VA","count":)" + std::to_string(count) + "}");
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
        BOOST_TEST(answer.json().find("low")->boolean() == low);
    }
    const std::string line = "item ids VA of np-post (test) run low: 999 left";
    const std::string log = office().gateway.log();
    BOOST_REQUIRE(log.find(line) != std::string::npos);
    BOOST_TEST(log.find("item ids VA", log.find(line) + 1) == std::string::npos);
    const Answer ready = Client(office().gateway.port(), "").get("/readyz");
    BOOST_TEST(ready.body.find("item ids run low: ") != std::string::npos);
    BOOST_TEST(ready.body.find("np-post") == std::string::npos);
    BOOST_TEST(run_postern("doctor" + place).output.find("warning  item ids VA of np-post (test) run low: 998 left") !=
               std::string::npos);
    const auto listed = run_postern("item-ids list" + place);
    BOOST_TEST(listed.exit_code == 0);
    BOOST_TEST(listed.output.find("np-post\ttest\tVA\tNP\t1\t1002\t4\t0\t0\t4\t0\t998\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
