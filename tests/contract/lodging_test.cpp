// Contract of the store: filings that are offered later, once their item was somewhere.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

BOOST_AUTO_TEST_SUITE(store_lodging)

using namespace postern;
using contract::Engines;
using contract::kLaterItem;
using contract::kOnce;
using contract::Later;
using core::EventType;
using core::FilingState;
using core::Position;
using ports::ScanResult;

BOOST_AUTO_TEST_CASE_TEMPLATE(it_is_offered_with_the_event_it_waited_for, Engine, Engines) {
    Later<Engine> bench;
    const auto first = bench.waiting_for(Position::posted);
    const auto filing = first.version.filings.front().key;
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_CHECK(bench.state(filing) == FilingState::awaiting_position);
    BOOST_TEST(bench.offers().empty());
    BOOST_TEST(bench.store->filings().filing(filing)->offered_version == 0u);
    BOOST_CHECK(bench.told(filing).front() ==
                std::pair(EventType::filing_awaiting_position, std::string("awaiting-posting")));
    bench.later(5);
    BOOST_CHECK(bench.scanned(EventType::item_posted) == ScanResult::accepted);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
    bench.later(5);
    BOOST_CHECK(bench.scanned(EventType::item_departed) == ScanResult::accepted);
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_TEST(bench.record(bench.lease(10)).entries.size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_position_counts_as_reached_when_it_was_passed, Engine, Engines) {
    struct Row {
        Position on;
        EventType seen;
        bool reached;
        const char* reason;
    };
    for (const auto& row :
         {Row{Position::posted, EventType::item_delivered, true, "awaiting-posting"},
          Row{Position::at_office_of_exchange, EventType::item_posted, false, "awaiting-office-of-exchange"},
          Row{Position::at_office_of_exchange, EventType::item_presented, true, "awaiting-office-of-exchange"},
          Row{Position::at_office_of_exchange, EventType::item_stopped, false, "awaiting-office-of-exchange"},
          Row{Position::dispatch_closed, EventType::item_in_receptacle, false, "awaiting-dispatch"},
          Row{Position::dispatch_closed, EventType::item_dispatch_closed, true, "awaiting-dispatch"},
          Row{Position::dispatch_closed, EventType::item_departed, true, "awaiting-dispatch"}}) {
        Later<Engine> bench;
        const auto first = bench.waiting_for(row.on);
        BOOST_REQUIRE(bench.record(first).done());
        BOOST_TEST(bench.told(first.version.filings.front().key).front().second == row.reason);
        bench.later(5);
        BOOST_CHECK(bench.scanned(row.seen) == ScanResult::accepted);
        BOOST_TEST(bench.offers().empty() != row.reached, core::to_string(row.seen));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(events_are_answered_each_by_itself, Engine, Engines) {
    Later<Engine> bench;
    BOOST_REQUIRE(bench.record(bench.waiting_for(Position::posted)).done());
    const auto other = bench.waiting_for(Position::posted, "RR222222225NP");
    BOOST_REQUIRE(bench.record(other).done());
    bench.later(5);
    const auto outcome = bench.record(
        bench.seen({bench.scan(EventType::item_posted), bench.scan(EventType::item_posted, 0, "RR999999995NP"),
                    bench.scan(EventType::item_posted), bench.scan(EventType::item_posted, 0, "RR222222225NP")}));
    BOOST_REQUIRE(outcome.scans.size() == 4u);
    BOOST_CHECK(outcome.scans[0].result == ScanResult::accepted);
    BOOST_CHECK(outcome.scans[1].result == ScanResult::unknown);
    BOOST_TEST(outcome.scans[1].declaration.value == 0);
    BOOST_CHECK(outcome.scans[2].result == ScanResult::repeat);
    BOOST_CHECK(outcome.scans[3].result == ScanResult::accepted);
    BOOST_TEST(outcome.scans[3].declaration.value == other.declaration.value);
    BOOST_TEST(bench.offers().size() == 2u);
    std::size_t posted = 0;
    for (const auto& event : bench.store->filings().events_of(other.declaration)) {
        if (event.type != EventType::item_posted) continue;
        ++posted;
        BOOST_TEST(event.reference == "NPKTMA");
    }
    BOOST_TEST(posted == 1u);

    auto foreign = bench.seen({bench.scan(EventType::item_arrived)});
    foreign.tenant = bench.store->tenant("bt-post");
    BOOST_CHECK(bench.record(foreign).scans.at(0).result == ScanResult::unknown);
    auto live = bench.seen({bench.scan(EventType::item_arrived)});
    live.mode = core::Mode::live;
    BOOST_CHECK(bench.record(live).scans.at(0).result == ScanResult::unknown);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(late_doubled_and_shuffled_events_end_the_same, Engine, Engines) {
    const std::vector<EventType> way = {EventType::item_posted,        EventType::item_at_office_of_exchange,
                                        EventType::item_presented,     EventType::item_back_from_customs,
                                        EventType::item_in_receptacle, EventType::item_dispatch_closed,
                                        EventType::item_departed,      EventType::item_arrived};
    std::mt19937_64 random(16);
    for (int round = 0; round < 12; ++round) {
        Later<Engine> bench;
        const auto first = bench.waiting_for(Position::at_office_of_exchange);
        BOOST_REQUIRE(bench.record(first).done());
        std::vector<ports::ItemScan> scans;
        for (std::size_t i = 0; i < way.size(); ++i)
            for (int times = 0; times < 2; ++times)
                scans.push_back(bench.scan(way[i], static_cast<std::int64_t>(i) - 100)); // before it was declared
        std::ranges::shuffle(scans, random);
        for (std::size_t from = 0; from < scans.size();) {
            const auto count = std::min<std::size_t>(1 + random() % 5, scans.size() - from);
            const auto begin = scans.begin() + static_cast<std::ptrdiff_t>(from);
            bench.later(1);
            bench.record(bench.seen({begin, begin + static_cast<std::ptrdiff_t>(count)}));
            from += count;
        }
        BOOST_CHECK(bench.offers() == kOnce);
        const auto events = bench.store->filings().events_of(first.declaration);
        BOOST_CHECK(core::fold_position(events) == Position::arrived);
        BOOST_TEST(static_cast<std::size_t>(std::ranges::count_if(
                       events, [](const auto& event) { return core::is_scan(event.type); })) == way.size());
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(amended_while_it_waits_it_is_replaced_and_cancelled_it_ends, Engine, Engines) {
    Later<Engine> bench;
    const auto first = bench.waiting_for(Position::posted);
    const auto filing = first.version.filings.front().key;
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    BOOST_REQUIRE(bench.record(bench.changed(first, 1)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::awaiting_position);
    BOOST_TEST(bench.offers().empty());
    bench.later(5);
    bench.scanned(EventType::item_posted);
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_TEST(bench.entries().front().version == 2u);

    const auto second = bench.waiting_for(Position::posted, "RR222222225NP");
    BOOST_REQUIRE(bench.record(second).done());
    bench.later(5);
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{second.declaration, second.tenant, second.mode, "", bench.now()}).done());
    BOOST_CHECK(bench.state(second.version.filings.front().key) == FilingState::cancelled);
    const auto late = bench.record(bench.seen({bench.scan(EventType::item_posted, 0, "RR222222225NP")}));
    BOOST_CHECK(late.scans.at(0).result == ScanResult::unknown);
    BOOST_CHECK(bench.offers() == kOnce);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_policy_holds_meanwhile_is_not_offered_by_a_position, Engine, Engines) {
    Later<Engine> bench;
    const auto first = bench.waiting_for(Position::posted);
    const auto filing = first.version.filings.front().key;
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    auto held = bench.changed(first, 1);
    held.version.verdict = held.version.filings.front().verdict = core::Verdict::held;
    held.version.filings.front().state = FilingState::held;
    BOOST_REQUIRE(bench.record(held).done());
    BOOST_CHECK(bench.state(filing) == FilingState::held);
    bench.later(5);
    bench.scanned(EventType::item_posted);
    BOOST_TEST(bench.offers().empty());
    bench.later(5);
    BOOST_REQUIRE(bench.record(bench.changed(first, 2)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_that_was_posted_before_is_offered_at_once, Engine, Engines) {
    Later<Engine> bench;
    // what was rejected is known too, and its correction comes when the item is posted
    const auto rejected = bench.rejected(kLaterItem, "REF", 1);
    BOOST_REQUIRE(bench.record(rejected).done());
    bench.later(5);
    BOOST_CHECK(bench.scanned(EventType::item_posted) == ScanResult::accepted);
    const auto good = bench.waiting_for(Position::posted);
    auto corrected = contract::amendment(rejected, 1, 2, bench.now());
    corrected.version.verdict = core::Verdict::accepted;
    corrected.version.filings = good.version.filings;
    BOOST_REQUIRE(bench.record(corrected).done());
    BOOST_CHECK(bench.offers() == kOnce);

    // and one that was declared anew after its cancellation
    bench.later(5);
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{rejected.declaration, bench.post, core::Mode::test, "", bench.now()}).done());
    const auto anew = bench.waiting_for(Position::posted);
    BOOST_REQUIRE(bench.record(anew).done());
    BOOST_CHECK(bench.state(anew.version.filings.front().key) == FilingState::queued);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_that_waits_for_its_id_and_a_position, Engine, Engines) {
    Later<Engine> bench;
    auto first = bench.waiting_for(Position::posted, "");
    first.sender_reference = "REF-1";
    auto& row = first.version.filings.front();
    const auto document = row.document;
    row.document.reset();
    row.state = FilingState::awaiting_item_id;
    first.version.events.back().type = EventType::filing_awaiting_item_id;
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    ports::ItemIdBound bound{first.declaration, kLaterItem, 1, bench.now(), first.window_from, first.version};
    bound.version.version = 2;
    bound.version.filings.front().document = document;
    bound.version.filings.front().state = FilingState::queued;
    bound.version.events = {contract::event(EventType::item_id_bound, bench.now()),
                            contract::event(EventType::filing_queued, bench.now(), row.key)};
    BOOST_REQUIRE(bench.record(bound).done());
    BOOST_CHECK(bench.state(row.key) == FilingState::awaiting_position);
    BOOST_TEST(bench.offers().empty());
    bench.later(5);
    bench.scanned(EventType::item_posted);
    BOOST_CHECK(bench.state(row.key) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_row_waits_for_its_register_only_then, Engine, Engines) {
    Later<Engine> bench;
    auto first = bench.waiting_for(Position::posted);
    first.version.filings.front().gathered = ports::GatheredRow{"US", 2};
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_TEST(bench.store->registers().waiting().empty());
    bench.later(5);
    bench.scanned(EventType::item_posted);
    const auto waiting = bench.store->registers().waiting();
    BOOST_REQUIRE(waiting.size() == 1u);
    BOOST_TEST(waiting.front().together == "US");
    BOOST_TEST(waiting.front().route == "np-export");
    BOOST_TEST(waiting.front().profile == "np-asycuda");
    BOOST_TEST(waiting.front().oldest.ms == bench.now().ms);
    BOOST_TEST(bench.offers().empty());
    BOOST_CHECK(bench.state(first.version.filings.front().key) == FilingState::queued);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_customs_decided_meanwhile_is_not_offered, Engine, Engines) {
    Later<Engine> bench;
    const auto first = bench.waiting_for(Position::posted);
    const auto filing = first.version.filings.front().key;
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    BOOST_REQUIRE(bench.record(bench.answer("A", filing, EventType::filing_released)).done());
    bench.later(5);
    bench.scanned(EventType::item_posted);
    BOOST_CHECK(bench.state(filing) == FilingState::released);
    BOOST_TEST(bench.offers().empty());
}

BOOST_AUTO_TEST_SUITE_END()
