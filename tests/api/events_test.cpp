// What a post hears: the stream of events over HTTP, its filters, its waiting.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <future>
#include <string>

BOOST_AUTO_TEST_SUITE(api_events)

using namespace postern::tests::api;
namespace json = postern::json;

/// Its own, so that nothing else happens in it.
RunningGateway& quiet_gateway() {
    static RunningGateway running;
    return running;
}

Client quiet_post() {
    return {quiet_gateway().port(), kPost};
}

json::Value handed_over(const std::string& name) {
    Client client = quiet_post();
    const Answer answer = client.post_xml("/v1/declarations", sample(name));
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    return answer.json().find("items")->items().at(0);
}

/// All that happened so far, page by page; `next` is where it ends.
std::vector<json::Value> all_events(Client& client, const std::string& filter, std::string& next) {
    std::vector<json::Value> events;
    for (;;) {
        const Answer page = client.get("/v1/events?limit=3&after=" + next + filter);
        BOOST_REQUIRE_MESSAGE(page.status == 200, page.body);
        const json::Value body = page.json();
        check_form(body, "Events");
        const std::string before = next;
        next = text_of(body, "next");
        for (const json::Value& event : body.find("events")->items())
            events.push_back(event);
        if (next == before) return events;
    }
}

BOOST_AUTO_TEST_CASE(a_post_hears_of_its_items_from_capture_to_release) {
    Client client = quiet_post();
    std::string next;
    (void)all_events(client, "", next);
    const json::Value item = handed_over("cn23-good-gift-np-gb.xml");
    const std::string released = R"({"events":[{"filing":")" + filing_of(item) +
                                 R"(","state":"RELEASED","when":"2026-11-18T09:00:00Z","number":"E 1"}]})";
    Client agency(quiet_gateway().port(), kCustoms);
    BOOST_REQUIRE(agency.send_json("POST", "/v1/agencies/np-customs/responses", released).status == 201);
    std::string end = next;
    const auto events = all_events(client, "", end);
    BOOST_REQUIRE(events.size() >= 3u);
    BOOST_TEST(text_of(events.front(), "event") == "item-captured");
    BOOST_TEST(text_of(events.front(), "declaration_id") == text_of(item, "declaration_id"));
    BOOST_TEST(text_of(events.front(), "item_id") == text_of(item, "item_id"));
    BOOST_TEST(text_of(events.back(), "event") == "filing-released");
    BOOST_TEST(text_of(events.back(), "by") == "customs");
    BOOST_TEST(text_of(events.back(), "filing_id") == filing_of(item));
    BOOST_TEST(text_of(events.back(), "reference") == "E 1");
    // every event is a cursor
    std::string after = text_of(events.at(events.size() - 2), "event_id");
    const auto last = all_events(client, "", after);
    BOOST_REQUIRE(last.size() == 1u);
    BOOST_TEST(text_of(last[0], "event_id") == text_of(events.back(), "event_id"));
    // filters
    std::string of_event = next;
    BOOST_TEST(all_events(client, "&event=filing-released", of_event).size() == 1u);
    std::string of_item;
    BOOST_TEST(all_events(client, "&item_id=" + text_of(item, "item_id"), of_item).size() == events.size());
    std::string of_agency = next;
    BOOST_TEST(all_events(client, "&agency=np-customs", of_agency).size() < events.size());
    std::string of_nobody = next;
    BOOST_TEST(all_events(client, "&agency=np-customs&event=filing-expired", of_nobody).empty());
    const Answer same = client.get("/v1/events?after=" + end);
    BOOST_TEST(client.get("/v1/events?after=" + end, {{"If-None-Match", same.header("ETag")}}).status == 304);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_refused_by_its_code) {
    Client client = quiet_post();
    BOOST_TEST(client.get("/v1/events?after=evt_nonsense").code() == "bad-cursor");
    Client agency(quiet_gateway().port(), kCustoms);
    std::string cursor;
    (void)handed_over("cn23-good-ems-np-jp.xml");
    (void)whole_feed(agency, &cursor);
    BOOST_TEST(client.get("/v1/events?after=" + cursor).code() == "bad-cursor"); // a feed's cursor is none here
    for (const char* bad : {"limit=0", "wait=9999", "event=SOLD", "event=", "item_id=42", "agency=", "agency=%0A"})
        BOOST_TEST(client.get("/v1/events?" + std::string(bad)).code() == "bad-parameter", bad);
    BOOST_TEST(client.get("/v1/events?colour=red").code() == "bad-parameter");
    BOOST_TEST(agency.get("/v1/events").status == 403);
    Client nobody(quiet_gateway().port(), "");
    BOOST_TEST(nobody.get("/v1/events").status == 401);
}

BOOST_AUTO_TEST_CASE(a_waiting_poll_hears_only_what_it_wants) {
    Client client = quiet_post();
    std::string next;
    (void)all_events(client, "", next);
    const Answer idle = client.get("/v1/events?wait=1&after=" + next);
    BOOST_TEST(idle.json().find("events")->items().empty());
    BOOST_TEST(text_of(idle.json(), "next") == next);
    auto waiting = std::async(std::launch::async, [next] {
        Client other = quiet_post();
        return other.get("/v1/events?wait=30&event=filing-queued&after=" + next);
    });
    const json::Value item = handed_over("cn23-good-parcel-np-us.xml");
    const Answer heard = waiting.get();
    BOOST_REQUIRE(heard.status == 200);
    const json::Value body = heard.json();
    BOOST_REQUIRE(body.find("events")->items().size() == 1u);
    BOOST_TEST(text_of(body.find("events")->items()[0], "filing_id") == filing_of(item));
    BOOST_TEST(text_of(body.find("events")->items()[0], "event") == "filing-queued");
}

BOOST_AUTO_TEST_SUITE_END()
