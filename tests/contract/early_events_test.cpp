// Contract of the store: what happens to an item before a declaration of it comes.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(store_early_events)

using namespace postern;
using contract::Engines;
using contract::kLaterItem;
using contract::kOnce;
using contract::kYear;
using contract::Later;
using core::EventType;
using core::FilingState;
using core::Position;
using ports::ScanResult;

namespace {

template <class Engine>
std::vector<EventType> types_of(Later<Engine>& bench, core::DeclarationKey declaration) {
    std::vector<EventType> types;
    for (const auto& event : bench.store->filings().events_of(declaration))
        if (!event.filing && core::is_scan(event.type)) types.push_back(event.type);
    return types;
}

template <class Engine>
ports::DepartureFacts facts_of(Later<Engine>& bench, const std::string& item_id = kLaterItem) {
    const std::vector<std::string> ids{item_id};
    return bench.store->departures().departure_facts(bench.post, core::Mode::test, {bench.now().ms - kYear}, ids).at(0);
}

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(they_are_the_declarations_once_it_comes, Engine, Engines) {
    Later<Engine> bench;
    BOOST_CHECK(bench.scanned(EventType::item_posted) == ScanResult::unknown);
    BOOST_CHECK(bench.scanned(EventType::item_at_office_of_exchange, 1) == ScanResult::unknown);
    BOOST_CHECK(bench.scanned(EventType::item_posted) == ScanResult::unknown); // said again
    const auto before = facts_of(bench);
    BOOST_TEST(!before.declaration);
    BOOST_TEST(before.events.size() == 2u);
    bench.later(5);
    // its route waits for the office of exchange, where the item was already
    const auto first = bench.waiting_for(Position::at_office_of_exchange);
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_CHECK(bench.state(first.version.filings.front().key) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_CHECK(types_of(bench, first.declaration) ==
                (std::vector{EventType::item_posted, EventType::item_at_office_of_exchange}));
    const auto after = facts_of(bench);
    BOOST_CHECK(after.declaration == first.declaration);
    BOOST_CHECK(core::fold_position(after.events) == Position::at_office_of_exchange);
    BOOST_CHECK(bench.scanned(EventType::item_departed) == ScanResult::accepted);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(they_come_with_the_item_id_that_is_bound_later, Engine, Engines) {
    Later<Engine> bench;
    auto first = bench.acceptance("", "REF-1", 1);
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_CHECK(bench.scanned(EventType::item_posted) == ScanResult::unknown);
    bench.later(5);
    auto bound = bench.amendment(first, 1, 2);
    bound.item_id = kLaterItem;
    BOOST_REQUIRE(bench.record(bound).done());
    BOOST_CHECK(types_of(bench, first.declaration) == std::vector{EventType::item_posted});
    BOOST_TEST(facts_of(bench).events.size() > 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_version_that_is_rejected_binds_nothing_and_takes_nothing, Engine, Engines) {
    Later<Engine> bench;
    auto first = bench.acceptance("", "REF-1", 1);
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_CHECK(bench.scanned(EventType::item_posted) == ScanResult::unknown);
    auto bad = bench.amendment(first, 1, 2);
    bad.item_id = kLaterItem;
    bad.version.verdict = core::Verdict::rejected;
    BOOST_REQUIRE(bench.record(bad).done());
    BOOST_TEST(types_of(bench, first.declaration).empty());
    BOOST_TEST(facts_of(bench).events.size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_stopped_before_is_withdrawn_at_once, Engine, Engines) {
    for (const bool left : {false, true}) {
        Later<Engine> bench;
        bench.scanned(EventType::item_stopped);
        if (left) bench.scanned(EventType::item_departed, 1);
        bench.later(5);
        const auto first = bench.waiting_for(Position::captured);
        BOOST_REQUIRE(bench.record(first).done());
        BOOST_CHECK(bench.state(first.version.filings.front().key) ==
                    (left ? FilingState::queued : FilingState::cancelled));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(they_go_with_the_events_of_their_age, Engine, Engines) {
    Later<Engine> bench;
    bench.scanned(EventType::item_posted);
    bench.later(5);
    const auto later = bench.now();
    bench.record(bench.seen({bench.scan(EventType::item_posted, 0, "RR222222225NP")}));
    BOOST_REQUIRE(bench.record(ports::EventsExpired{0, later}).done());
    BOOST_TEST(facts_of(bench).events.empty());
    BOOST_TEST(facts_of(bench, "RR222222225NP").events.size() == 1u);
    BOOST_REQUIRE(bench.record(bench.waiting_for(Position::posted)).done());
    BOOST_TEST(bench.offers().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(those_of_another_post_or_mode_are_others, Engine, Engines) {
    Later<Engine> bench;
    auto other = bench.seen({bench.scan(EventType::item_posted)});
    other.tenant = bench.store->tenant("br-post");
    BOOST_REQUIRE(bench.record(other).done());
    auto live = bench.seen({bench.scan(EventType::item_posted)});
    live.mode = core::Mode::live;
    BOOST_REQUIRE(bench.record(live).done());
    const auto first = bench.waiting_for(Position::posted);
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_TEST(types_of(bench, first.declaration).empty());
    BOOST_TEST(facts_of(bench).events.size() == bench.store->filings().events_of(first.declaration).size());
}

BOOST_AUTO_TEST_SUITE_END()
