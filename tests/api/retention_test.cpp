// A cursor that is older than what is kept: 410, and where to go on.
#include "app/system.hpp"
#include "store/sqlite_store.hpp"
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(api_retention)

using namespace postern::tests::api;
namespace json = postern::json;

constexpr const char* kFeed = "/v1/agencies/np-customs/filings";

/// A gateway whose agency has taken three items; then all of that is made as old as it can be, as the round of the
/// program does it after its days.
struct Forgotten {
    RunningGateway gateway;
    Client agency{gateway.port(), kCustoms};
    Client sender{gateway.port(), kPost};
    std::vector<std::string> offers; ///< cursors
    std::vector<std::string> events; ///< ids

    Forgotten() {
        std::string taken;
        for (const char* name : {"cn23-good-parcel-np-us.xml", "cn23-good-ems-np-jp.xml", "cn23-good-gift-np-gb.xml"})
            BOOST_REQUIRE(sender.post_xml("/v1/declarations", sample(name)).status == 201);
        const json::Value feed = agency.get(kFeed).json();
        for (const auto& offer : feed.find("offers")->items()) {
            offers.push_back(text_of(offer, "cursor"));
            taken += (taken.empty() ? "\"" : ",\"") + text_of(offer, "filing_id") + "\"";
        }
        BOOST_REQUIRE(offers.size() >= 3u);
        const Answer acknowledged =
            agency.send_json("POST", "/v1/agencies/np-customs/acknowledgements", "{\"filings\":[" + taken + "]}");
        BOOST_REQUIRE_MESSAGE(acknowledged.status < 300, acknowledged.body);
        const json::Value stream = sender.get("/v1/events?limit=500").json();
        for (const auto& event : stream.find("events")->items())
            events.push_back(text_of(event, "event_id"));
        forget();
    }
    /// All entries but the last, all events but the last two.
    void forget() const {
        using namespace postern;
        app::SystemClock clock;
        store::SqliteSettings settings;
        settings.path = gateway.data() + "/postern.db";
        const auto store = store::open_sqlite_store(settings, clock);
        const auto newest = store->events().newest_event_before({clock.now().ms + core::kDayMs});
        std::array<ports::Deed, 2> deeds;
        deeds[0].body = ports::FeedTrimmed{{store->agency("np-customs"), core::Mode::test},
                                           {clock.now().ms + core::kDayMs},
                                           static_cast<std::uint32_t>(offers.size() - 1)};
        deeds[1].body = ports::EventsExpired{newest - 2};
        BOOST_REQUIRE(store->ledger().record(deeds)[0].number == offers.size() - 1);
    }
};

Forgotten& forgotten() {
    static Forgotten world;
    return world;
}

BOOST_AUTO_TEST_CASE(an_old_cursor_of_a_feed_is_410_in_every_form_and_says_where_to_go_on) {
    auto& world = forgotten();
    const auto old = std::string(kFeed) + "?after=" + world.offers.front();
    std::string oldest;
    for (const char* form : {"application/json", "text/csv", "application/zip"}) {
        const Answer answer = world.agency.get(old + "&wait=30", {{"Accept", form}});
        BOOST_TEST(answer.status == 410);
        BOOST_TEST(answer.code() == "cursor-expired");
        check_form(answer.json(), "Problem");
        oldest = text_of(answer.json(), "oldest");
        BOOST_TEST(answer.json().find("object_id") == nullptr);
    }
    BOOST_TEST(oldest == world.offers[world.offers.size() - 2]);
    BOOST_TEST(world.agency.get(old, {{"Accept", "application/xml"}}).body.find("<oldest>" + oldest) !=
               std::string::npos);
    for (const char* filter : {"&state=QUEUED", "&since=2020-01-01T00:00:00Z", "&item_id=EE000000005NP"})
        BOOST_TEST(world.agency.get(old + filter).status == 410, filter);
    // going on from there, and from the beginning, gives all that is kept
    for (const auto& after : {oldest, std::string()}) {
        const Answer page = world.agency.get(std::string(kFeed) + "?after=" + after);
        BOOST_REQUIRE(page.status == 200);
        const json::Value body = page.json();
        BOOST_REQUIRE(body.find("offers")->items().size() == 1u);
        BOOST_TEST(text_of(body.find("offers")->items()[0], "cursor") == world.offers.back());
        BOOST_TEST(text_of(body, "next") == world.offers.back());
    }
    BOOST_TEST(world.agency.get(std::string(kFeed) + "?after=" + world.offers.back()).status == 200);
    BOOST_TEST(world.agency.get(std::string(kFeed) + "?after=cur_nonsense").code() == "bad-cursor");
}

BOOST_AUTO_TEST_CASE(an_old_cursor_of_events_is_410_and_says_where_to_go_on) {
    auto& world = forgotten();
    const Answer answer = world.sender.get("/v1/events?wait=30&after=" + world.events.front());
    BOOST_TEST(answer.status == 410);
    BOOST_TEST(answer.code() == "cursor-expired");
    check_form(answer.json(), "Problem");
    const auto oldest = text_of(answer.json(), "oldest");
    for (const auto& after : {oldest, std::string()}) {
        const Answer page = world.sender.get("/v1/events?after=" + after);
        BOOST_REQUIRE(page.status == 200);
        BOOST_TEST(page.json().find("events")->items().size() == 2u);
    }
    BOOST_TEST(world.sender.get("/v1/events?event=item-captured&after=" + world.events.front()).status == 410);
    BOOST_TEST(world.sender.get("/v1/events?after=" + world.events.back()).status == 200);
    BOOST_TEST(world.sender.get("/v1/events?after=evt_nonsense").code() == "bad-cursor");
    // nor does a webhook begin there
    const std::string wanted = R"({"url":"https://post.example/hooks","after":")";
    const Answer refused = world.sender.send_json("POST", "/v1/webhooks", wanted + world.events.front() + "\"}");
    BOOST_TEST(refused.status == 410);
    BOOST_TEST(text_of(refused.json(), "oldest") == oldest);
    BOOST_TEST(world.sender.send_json("POST", "/v1/webhooks", wanted + oldest + "\"}").status == 201);
}

BOOST_AUTO_TEST_CASE(what_is_told_of_an_item_is_whole_all_the_same) {
    auto& world = forgotten();
    Client& sender = world.sender;
    const json::Value again = sender.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml")).json();
    const json::Value item = again.find("items")->items()[0];
    const Answer timeline = sender.get("/v1/declarations/" + text_of(item, "declaration_id") + "/timeline");
    BOOST_TEST(timeline.json().find("events")->items().size() >= 3u);
    const Answer document = world.agency.get(std::string(kFeed) + "/" + filing_of(item) + "/document");
    BOOST_TEST(document.status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
