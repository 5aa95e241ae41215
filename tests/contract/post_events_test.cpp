// Contract of the store: a post's events are one stream, each told once, whoever else writes beside.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

#include <future>
#include <set>

BOOST_AUTO_TEST_SUITE(store_post_events)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;

template <class Engine>
ports::EventQuestion asked_by_post(const Bench<Engine>& bench) {
    ports::EventQuestion asked;
    asked.tenant = bench.post;
    return asked;
}

template <class Engine>
struct Told : Bench<Engine> {
    ports::EventQuestion asked = asked_by_post(*this);

    ports::Acceptance accepted() {
        auto made = this->plain();
        BOOST_REQUIRE(this->record(made).done());
        return made;
    }
    std::vector<EventType> types() {
        std::vector<EventType> all;
        for (const auto& row : this->store->events().events(asked).events)
            all.push_back(row.event.type);
        return all;
    }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(what_happens_is_told_in_order_with_its_item, Engine, Engines) {
    Told<Engine> bench;
    auto& events = bench.store->events();
    BOOST_TEST(events.events(bench.asked).events.empty());
    BOOST_TEST(events.events(bench.asked).looked_to == 0);
    const auto made = bench.accepted();
    const auto filing = made.version.filings.at(0).key;
    BOOST_REQUIRE(bench.record(bench.answer("A-1", filing, EventType::filing_released)).done());
    BOOST_CHECK(bench.types() ==
                (std::vector{EventType::item_captured, EventType::filing_queued, EventType::filing_released}));
    const auto page = events.events(bench.asked);
    BOOST_TEST(page.events[0].event.filing.value == 0);
    BOOST_TEST(page.events[0].agency == "");
    for (const auto& row : page.events) {
        BOOST_TEST(row.declaration.value == made.declaration.value);
        BOOST_TEST(row.item_id == made.item_id);
    }
    BOOST_TEST(page.events[2].event.filing.value == filing.value);
    BOOST_TEST(page.events[2].agency == "np-customs");
    BOOST_TEST(page.looked_to == page.newest);
    bench.asked.after = page.events[1].event.key;
    BOOST_CHECK(bench.types() == std::vector{EventType::filing_released});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_page_that_is_full_goes_on_at_its_last_event, Engine, Engines) {
    Told<Engine> bench;
    for (int i = 0; i < 3; ++i)
        (void)bench.accepted();
    bench.asked.limit = 4;
    const auto first = bench.store->events().events(bench.asked);
    BOOST_REQUIRE(first.events.size() == 4);
    BOOST_TEST(first.looked_to == first.events.back().event.key);
    BOOST_TEST(first.newest > first.looked_to);
    bench.asked.after = first.looked_to;
    const auto rest = bench.store->events().events(bench.asked);
    BOOST_TEST(rest.events.size() == 2u);
    BOOST_TEST(rest.looked_to == first.newest);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(filters_select, Engine, Engines) {
    Told<Engine> bench;
    const auto first = bench.accepted();
    const auto second = bench.accepted();
    bench.asked.filter.type = EventType::item_captured;
    BOOST_CHECK(bench.types() == (std::vector{EventType::item_captured, EventType::item_captured}));
    bench.asked.filter.item_id = second.item_id;
    BOOST_REQUIRE(bench.store->events().events(bench.asked).events.size() == 1);
    BOOST_TEST(bench.store->events().events(bench.asked).events[0].declaration.value == second.declaration.value);
    BOOST_TEST(bench.store->events().events(bench.asked).looked_to == bench.store->events().events(bench.asked).newest);
    bench.asked.filter.type.reset();
    BOOST_CHECK(bench.types() == (std::vector{EventType::item_captured, EventType::filing_queued}));
    bench.asked.filter.item_id.clear();
    bench.asked.filter.agency = "np-customs";
    BOOST_CHECK(bench.types() == (std::vector{EventType::filing_queued, EventType::filing_queued}));
    bench.asked.filter.agency = "bt-customs";
    BOOST_CHECK(bench.types().empty());
    BOOST_TEST(bench.store->events().events(bench.asked).looked_to == bench.store->events().events(bench.asked).newest);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nobody_sees_what_is_anothers, Engine, Engines) {
    Told<Engine> bench;
    const auto made = bench.accepted();
    bench.asked.mode = core::Mode::live;
    BOOST_CHECK(bench.types().empty());
    bench.asked.mode = core::Mode::test;
    bench.asked.tenant = bench.store->tenant("bt-post");
    BOOST_CHECK(bench.types().empty());
    bench.asked.filter.item_id = made.item_id;
    BOOST_CHECK(bench.types().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_waits_misses_nothing_that_several_write, Engine, Engines) {
    constexpr int kWriters = 4;
    constexpr int kEach = 40;
    Told<Engine> bench;
    auto reader = std::async(std::launch::async, [&bench] {
        auto asked = bench.asked;
        asked.limit = 7;
        std::multiset<std::int64_t> seen;
        while (seen.size() < 2U * kWriters * kEach) {
            bench.store->events().wait_for_event(asked.after, {contract::ManualClock().now().ms + 60'000});
            const auto page = bench.store->events().events(asked);
            for (const auto& row : page.events)
                seen.insert(row.event.key);
            asked.after = page.looked_to;
        }
        return std::set<std::int64_t>(seen.begin(), seen.end()).size();
    });
    std::vector<std::future<int>> writers;
    for (int w = 0; w < kWriters; ++w)
        writers.push_back(std::async(std::launch::async, [&bench] {
            int done = 0;
            for (int i = 0; i < kEach; ++i)
                done += bench.record(bench.plain()).done() ? 1 : 0;
            return done;
        }));
    for (auto& writer : writers)
        BOOST_TEST(writer.get() == kEach);
    BOOST_TEST(reader.get() == 2U * kWriters * kEach);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_stop_wakes_who_waits_for_an_event, Engine, Engines) {
    Told<Engine> bench;
    auto waiting = std::async(std::launch::async, [&bench] {
        bench.store->events().wait_for_event(0, {bench.now().ms + 3'600'000});
        return true;
    });
    bench.store->feeds().stop_waiting();
    BOOST_TEST(waiting.get());
}

BOOST_AUTO_TEST_SUITE_END()
