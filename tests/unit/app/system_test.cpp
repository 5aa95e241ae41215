// Keys are unique and rise, whatever the clock does.
#include "app/system.hpp"

#include <set>
#include <thread>

BOOST_AUTO_TEST_SUITE(system_parts)

using namespace postern;

/// A clock that is set by hand.
class HandClock : public ports::Clock {
public:
    core::Instant now() const override { return at; }
    core::Instant at{1'800'000'000'000};
};

BOOST_AUTO_TEST_CASE(keys_rise_within_a_millisecond_and_when_the_clock_goes_back) {
    HandClock clock;
    app::SystemKeySource keys(clock, 3, 0);
    std::int64_t last = 0;
    for (int i = 0; i < 100'000; ++i) {
        if (i == 50'000) clock.at.ms -= 60'000;
        const auto key = keys.next();
        BOOST_REQUIRE(key > last);
        last = key;
    }
}

BOOST_AUTO_TEST_CASE(a_restart_goes_on_behind_what_the_store_has) {
    HandClock clock;
    app::SystemKeySource before(clock, 0, 0);
    std::int64_t newest = 0;
    for (int i = 0; i < 40'000; ++i)
        newest = before.next();
    clock.at.ms -= 3'600'000; // the clock was put back while we were down
    app::SystemKeySource after(clock, 0, newest);
    BOOST_CHECK(after.next() > newest);
}

BOOST_AUTO_TEST_CASE(nodes_never_draw_the_same_key) {
    HandClock clock;
    app::SystemKeySource a(clock, 1, 0);
    app::SystemKeySource b(clock, 2, 0);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 20'000; ++i) {
        seen.insert(a.next());
        seen.insert(b.next());
    }
    BOOST_CHECK_EQUAL(seen.size(), 40'000u);
}

BOOST_AUTO_TEST_CASE(threads_share_one_source) {
    HandClock clock;
    app::SystemKeySource keys(clock, 0, 0);
    std::vector<std::vector<std::int64_t>> drawn(4);
    std::vector<std::thread> threads;
    for (auto& mine : drawn) {
        threads.emplace_back([&] {
            for (int i = 0; i < 5'000; ++i)
                mine.push_back(keys.next());
        });
    }
    for (auto& thread : threads)
        thread.join();
    std::set<std::int64_t> all;
    for (const auto& mine : drawn)
        all.insert(mine.begin(), mine.end());
    BOOST_CHECK_EQUAL(all.size(), 20'000u);
}

BOOST_AUTO_TEST_SUITE_END()
