// What posts tell of their items: each event is answered by itself, and what it frees is offered.
#include "core/item_id.hpp"
#include "exchange/item_events.hpp"
#include "support/own_config.hpp"
#include "support/test_gateway.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(item_events)

using namespace postern;
using core::FilingState;
using core::Position;
using core::RefusalCode;
using ports::ScanResult;

namespace {

constexpr const char* kItem = "CP400023075NP";
constexpr const char* kWhen = "2026-01-05T08:00:00Z";

std::string sample_text(const std::string& name) {
    std::ifstream in(POSTERN_SOURCE_DIR "/samples/messages/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct LodgedOn : tests::OwnConfig {
    explicit LodgedOn(const char* lodge_on) {
        replace("routes.xml", "after=\"np-restricted-consent\" lodge-on=\"acceptance\"",
                "after=\"np-restricted-consent\" lodge-on=\"" + std::string(lodge_on) + "\"");
    }
};

struct World {
    LodgedOn config;
    explicit World(const char* lodge_on) : config(lodge_on) {}
    tests::TestGateway gateway{{{"home.config", config.path()}}};
    exchange::ItemEvents events{{gateway.store().ledger(), gateway.store().declarations(), gateway.store().filings(),
                                 gateway.gateway().clock()},
                                gateway.gateway().chain()->ids,
                                12};
    core::Principal post = gateway.post();

    std::vector<exchange::ScanView> told(std::vector<exchange::ToldScan> scans) {
        return events.note(post, scans, "test");
    }
    std::size_t offers() { return gateway.desk().feed(gateway.customs(), {}, 100, 0).value().offers.size(); }
};

} // namespace

BOOST_AUTO_TEST_CASE(a_bad_event_sinks_no_other) {
    World world("acceptance");
    const auto submitted = world.gateway.submit(sample_text("cn23-good-parcel-np-us.xml"), world.post);
    const auto id = submitted.items.front().item_id;
    const auto tomorrow = core::to_rfc3339({world.gateway.gateway().clock().now().ms + core::kDayMs});
    const core::Refusal list{RefusalCode::bad_json, "events", 0, 0, {}};
    const auto views = world.told({{"RR123456785", "EMA", kWhen, "", {}},
                                   {id, "EDB", kWhen, "", {}},
                                   {id, "EMA", "yesterday", "", {}},
                                   {id, "EMA", tomorrow, "", {}},
                                   {id, "EMA", kWhen, "Kathmandu GPO", {}},
                                   {"", "", "", "", list},
                                   {id, "EMA", kWhen, "NPKTMA", {}},
                                   {"RR 222 222 225 NP", "EMA", kWhen, "", {}},
                                   {id, "EMA", kWhen, "", {}}});
    const char* members[] = {"item_id", "event", "when", "when", "office"};
    for (std::size_t i = 0; i < std::size(members); ++i) {
        BOOST_REQUIRE(views.at(i).refused);
        BOOST_CHECK(views[i].refused->code == RefusalCode::bad_parameter);
        BOOST_TEST(views[i].refused->argument == members[i]);
        BOOST_TEST(views[i].declaration_id.empty());
    }
    BOOST_CHECK(views.at(5).refused->code == RefusalCode::bad_json);
    BOOST_CHECK(views.at(6).result == ScanResult::accepted);
    BOOST_TEST(views.at(6).declaration_id == submitted.items.front().declaration_id);
    BOOST_CHECK(!views.at(7).refused);
    BOOST_CHECK(views.at(7).result == ScanResult::unknown);
    BOOST_CHECK(views.at(8).result == ScanResult::repeat);
    BOOST_CHECK(world.events.position(world.post, id) == Position::posted);
    BOOST_CHECK(!world.events.position(world.gateway.post("other-post"), id));
    BOOST_CHECK(!world.events.position(world.post, "RR222222225NP"));
    BOOST_TEST(world.told({{"x", "", "", "", {}}}).front().refused.has_value()); // nothing to write at all
}

BOOST_AUTO_TEST_CASE(a_report_says_that_a_filing_waits_and_the_event_frees_it) {
    World world("office-of-exchange");
    const auto message = sample_text("cn23-good-parcel-np-us.xml");
    const auto dry = world.gateway.submissions().validate(message, world.post, {});
    BOOST_REQUIRE(dry);
    BOOST_CHECK(dry.value().items.front().filings.front().state == FilingState::awaiting_position);
    const auto submitted = world.gateway.submit(message, world.post).items.front();
    BOOST_CHECK(submitted.filings.front().state == FilingState::awaiting_position);
    BOOST_TEST(world.offers() == 0u);
    world.told({{submitted.item_id, "EMA", kWhen, "", {}}});
    BOOST_TEST(world.offers() == 0u);
    world.told({{submitted.item_id, "EXA", kWhen, "", {}}});
    BOOST_TEST(world.offers() == 1u);
    const auto now = world.gateway.submissions().declaration(submitted.declaration_id, world.post);
    BOOST_CHECK(now->filings.front().state == FilingState::queued);
}

BOOST_AUTO_TEST_CASE(restricted_goods_are_first_shown_to_who_licenses_them_as_far_as_it_may_read) {
    World world("acceptance");
    const auto submitted =
        world.gateway.submit(sample_text("cn23-advice-goods-restricted-shown.xml"), world.post).items.front();
    BOOST_REQUIRE(submitted.filings.size() == 2u);
    BOOST_TEST(submitted.filings[0].route == "np-restricted-consent");
    BOOST_CHECK(submitted.filings[0].state == FilingState::queued);
    BOOST_TEST(submitted.filings[0].profile == "neutral");
    BOOST_CHECK(submitted.filings[1].state == FilingState::awaiting_position);
    BOOST_TEST(world.offers() == 0u);

    auto& desk = world.gateway.desk();
    const auto licensing = world.gateway.customs("np-licensing");
    const auto offers = desk.feed(licensing, {}, 10, 0).value().offers;
    BOOST_REQUIRE(offers.size() == 1u);
    const auto document = desk.document(licensing, offers[0].filing_id, 0);
    BOOST_REQUIRE(document);
    BOOST_TEST(document.value().media_type == "application/xml");
    for (const char* shown : {"CP400200524NP", "Sunita Maharjan", "301445890", "Carved ivory figure", "96011000"})
        BOOST_TEST(document.value().bytes.find(shown) != std::string::npos, shown);
    for (const char* hidden : {"NPP-2026-006059", "Kathmandu GPO", "Mangal", "Lalitpur", "5550142", "@", "Alice",
                               "Bellamy", "Maple", "Portland", "87.00", "14.50", "USD", "2026-11-17"})
        BOOST_TEST(document.value().bytes.find(hidden) == std::string::npos, hidden);

    const std::string answer =
        R"({"id":"L-1","events":[{"filing":")" + offers[0].filing_id + R"(","state":"RELEASED","number":"L-77"}]})";
    BOOST_REQUIRE(desk.answer(licensing, answer, true, "test"));
    BOOST_TEST(world.offers() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
