// What an agency does over HTTP: leases, the feed by cursor, waiting for news.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <future>
#include <string>
#include <thread>

BOOST_AUTO_TEST_SUITE(api_agency)

using namespace postern::tests::api;
namespace json = postern::json;

BOOST_AUTO_TEST_CASE(leases_hold_what_they_took) {
    (void)submitted(sample("cn23-good-sample-np-fr.xml"));
    Client agency = customs();
    const std::string leases = "/v1/agencies/np-customs/leases";
    const Answer taken = agency.send_json("POST", leases, "{\"max\":500,\"seconds\":60}");
    if (taken.status == 400) BOOST_TEST(taken.code() == "bad-parameter"); // more than the setting allows
    const Answer lease = agency.send_json("POST", leases, "{\"max\":1,\"seconds\":60}");
    BOOST_TEST_REQUIRE(lease.status == 201, lease.body);
    check_form(lease.json(), "Lease");
    const std::string id = text_of(lease.json(), "lease_id");
    const Answer longer = agency.send_json("PUT", leases + "/" + id, "{\"seconds\":120}");
    BOOST_TEST(longer.status == 200);
    check_form(longer.json(), "LeaseUntil");
    BOOST_TEST(text_of(longer.json(), "until") > text_of(lease.json(), "until"));
    BOOST_TEST(agency.call("DELETE", leases + "/" + id).status == 204);
    BOOST_TEST(agency.send_json("PUT", leases + "/" + id, "{}").code() == "lease-lost");
    for (const char* bad : {"{\"max\":0}", "{\"max\":\"1\"}", "{\"seconds\":999999}", "{\"max\":1.5}"})
        BOOST_TEST(agency.send_json("POST", leases, bad).code() == "bad-parameter", bad);
    BOOST_TEST(agency.send_json("POST", leases, "[]").code() == "bad-json");
}

BOOST_AUTO_TEST_CASE(the_feed_is_read_by_cursor_and_changes_nothing) {
    Client agency = customs();
    std::string cursor;
    const auto first = whole_feed(agency, &cursor);
    BOOST_TEST(whole_feed(agency).size() == first.size());
    std::string end = "/v1/agencies/np-customs/filings?after=" + cursor;
    const Answer nothing = agency.get(end);
    BOOST_TEST(nothing.json().find("offers")->items().empty());
    BOOST_TEST(text_of(nothing.json(), "next") == cursor);
    BOOST_TEST(agency.get(end, {{"If-None-Match", nothing.header("ETag")}}).status == 304);
    BOOST_TEST(agency.get("/v1/agencies/np-customs/filings?after=cur_nonsense").code() == "bad-cursor");
    BOOST_TEST(agency.get("/v1/agencies/np-customs/filings?limit=0").code() == "bad-parameter");
    BOOST_TEST(agency.get("/v1/agencies/np-customs/filings?wait=9999").code() == "bad-parameter");

    // filters select
    const std::string feed = "/v1/agencies/np-customs/filings";
    const json::Value one = submitted(sample("cn23-good-ems-np-jp.xml"));
    const Answer of_item = agency.get(feed + "?item_id=" + text_of(one, "item_id"));
    BOOST_REQUIRE(of_item.status == 200);
    BOOST_REQUIRE(of_item.json().find("offers")->items().size() == 1u);
    BOOST_TEST(text_of(of_item.json().find("offers")->items()[0], "filing_id") == filing_of(one));
    const Answer queued = agency.get(feed + "?state=QUEUED&limit=1&since=2026-01-01T00:00:00%2B00:00");
    BOOST_TEST(queued.json().find("offers")->items().size() == 1u);
    BOOST_TEST(queued.header("Link").find("&state=QUEUED&since=2026-01-01T00:00:00%2B00:00>") != std::string::npos);
    BOOST_TEST(agency.get(feed + "?state=EXPIRED").json().find("offers")->items().empty());
    for (const char* bad : {"state=SOLD", "state=", "since=yesterday", "item_id=42"})
        BOOST_TEST(agency.get(feed + "?" + bad).code() == "bad-parameter", bad);

    // a waiting poll hears of what comes, but only of what it wants
    const Answer idle = agency.get(end + "&wait=1&state=EXPIRED");
    BOOST_TEST(idle.json().find("offers")->items().empty());
    end = "/v1/agencies/np-customs/filings?after=" + text_of(idle.json(), "next");
    auto waiting = std::async(std::launch::async, [&end] {
        Client client = customs();
        return client.get(end + "&wait=30");
    });
    const json::Value item = submitted(sample("cn23-good-cp72-insured-np-ch.xml"));
    const Answer heard = waiting.get();
    BOOST_REQUIRE(heard.status == 200);
    BOOST_REQUIRE(heard.json().find("offers")->items().size() == 1u);
    BOOST_TEST(text_of(heard.json().find("offers")->items()[0], "filing_id") == filing_of(item));
}

BOOST_AUTO_TEST_CASE(what_no_worker_gets_done_is_set_aside_and_seen) {
    RunningGateway own;
    Client sender(own.port(), kPost);
    Client agency(own.port(), kCustoms);
    const std::string base = "/v1/agencies/np-customs/";
    const Answer sent = sender.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
    BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
    const json::Value item = sent.json().find("items")->items()[0];
    const std::string filing = filing_of(item);
    for (int i = 0; i < 5; ++i) {
        const Answer lease = agency.send_json("POST", base + "leases", "{}");
        BOOST_REQUIRE(lease.json().find("offers")->items().size() == 1u);
        const std::string failures = base + "leases/" + text_of(lease.json(), "lease_id") + "/failures";
        if (i == 0) {
            const std::string filings = "{\"filings\":[\"" + filing + "\"]";
            for (const char* bad : {",\"reason\":\"two words\"}", ",\"reason\":\"\"}"})
                BOOST_TEST(agency.send_json("POST", failures, filings + bad).code() == "bad-parameter", bad);
            for (const char* bad : {"}", ",\"reason\":7}"})
                BOOST_TEST(agency.send_json("POST", failures, filings + bad).code() == "bad-json", bad);
            BOOST_TEST(agency.send_json("POST", failures, R"({"filings":[],"reason":"x"})").code() == "bad-json");
            BOOST_TEST(agency.send_json("POST", failures, R"({"filings":["fil_x"],"reason":"x"})").status == 404);
            BOOST_TEST(
                agency.send_json("POST", base + "leases/lea_x/failures", filings + ",\"reason\":\"x\"}").status == 404);
        }
        const Answer failed =
            agency.send_json("POST", failures, "{\"filings\":[\"" + filing + "\"],\"reason\":\"no-office\"}");
        BOOST_TEST(failed.status == 204, failed.body);
    }
    BOOST_TEST(agency.send_json("POST", base + "leases", "{}").json().find("offers")->items().empty());
    const Answer list = agency.get(base + "set-aside");
    check_form(list.json(), "SetAsideList");
    BOOST_REQUIRE(list.json().find("set_aside")->items().size() == 1u);
    const json::Value one = list.json().find("set_aside")->items()[0];
    BOOST_TEST(text_of(one, "filing_id") == filing);
    BOOST_TEST(text_of(one, "reason") == "no-office");
    const Answer rest = agency.get(base + "set-aside?after=" + text_of(one, "cursor"));
    BOOST_TEST(rest.json().find("set_aside")->items().empty());
    BOOST_TEST(agency.get(base + "set-aside?after=cur_x").code() == "bad-cursor");
    BOOST_TEST(agency.get(base + "set-aside?limit=0").code() == "bad-parameter");
    BOOST_TEST(sender.get(base + "set-aside").status == 403);
    const Answer heard = sender.get("/v1/events?event=filing-set-aside");
    BOOST_REQUIRE(heard.json().find("events")->items().size() == 1u);
    BOOST_TEST(text_of(heard.json().find("events")->items()[0], "reason") == "no-office");

    BOOST_TEST(agency.call("DELETE", base + "set-aside/" + filing).status == 204);
    BOOST_TEST(agency.call("DELETE", base + "set-aside/" + filing).status == 404);
    BOOST_TEST(agency.send_json("POST", base + "leases", "{}").json().find("offers")->items().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_stop_wakes_those_who_wait_and_exits_clean) {
    RunningGateway own;
    Client early(own.port(), kCustoms);
    BOOST_TEST(early.get("/v1/agencies/np-customs/filings").status == 200);
    auto waiting = std::async(std::launch::async, [&own] {
        Client client(own.port(), kCustoms);
        return client.get("/v1/agencies/np-customs/filings?wait=30");
    });
    // the poll is inside when the number of polls says so
    Client nobody(own.port(), "");
    while (nobody.get("/metrics").body.find("postern_long_polls 1\n") == std::string::npos)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    BOOST_TEST(own.stop() == 0);
    const Answer woken = waiting.get();
    BOOST_TEST(woken.status == 200);
    BOOST_TEST(woken.json().find("offers")->items().empty());
}

BOOST_AUTO_TEST_SUITE_END()
