// The retry policy: its schedule, and what holds for every failure whatever its numbers are.
#include "workers/retry.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <numeric>
#include <random>

BOOST_AUTO_TEST_SUITE(workers_retry)

using namespace postern;
using workers::Failed;
using workers::next_attempt;

constexpr std::int64_t kHourOfRetry = 3'600'000;

BOOST_AUTO_TEST_CASE(webhooks_are_tried_ten_times_over_some_75_hours) {
    const auto& schedule = workers::webhook_schedule();
    BOOST_TEST(schedule.pauses.size() == 9u);
    BOOST_TEST(schedule.pauses.front() == 5'000);
    const auto sum = std::accumulate(schedule.pauses.begin(), schedule.pauses.end(), std::int64_t{0});
    BOOST_TEST(sum / kHourOfRetry == 75);
    Failed failed{1, {1000}, {1000}, {}};
    int attempts = 1;
    while (const auto next = next_attempt(schedule, failed, 0)) {
        failed.now = *next;
        ++failed.attempts;
        ++attempts;
    }
    BOOST_TEST(attempts == 10);
    BOOST_TEST(failed.now.ms == 1000 + sum);
}

BOOST_AUTO_TEST_CASE(who_asks_for_time_gets_it_up_to_the_longest_pause) {
    const auto& schedule = workers::webhook_schedule();
    const auto next = [&](std::uint32_t seconds) { return next_attempt(schedule, {1, {0}, {0}, seconds}, 0)->ms; };
    BOOST_TEST(next(0) == 5'000);
    BOOST_TEST(next(4) == 5'000); // never shorter
    BOOST_TEST(next(60) == 60'000);
    BOOST_TEST(next(4'000'000'000U) == 24 * kHourOfRetry);
}

BOOST_AUTO_TEST_CASE(what_would_come_too_late_is_given_up) {
    const auto& schedule = workers::webhook_schedule();
    // a gateway that stood still tries once more, and then no more
    BOOST_TEST(!next_attempt(schedule, {2, {0}, {200 * kHourOfRetry}, {}}, 0));
    BOOST_TEST(next_attempt(schedule, {2, {0}, {100 * kHourOfRetry}, {}}, 0).has_value());
    BOOST_TEST(!next_attempt(schedule, {9, {0}, {130 * kHourOfRetry}, {}}, 0));
}

BOOST_AUTO_TEST_CASE(no_schedule_and_no_attempt_give_up) {
    BOOST_TEST(!next_attempt({}, {1, {0}, {0}, {}}, 0.5));
    BOOST_TEST(!next_attempt(workers::webhook_schedule(), {0, {0}, {0}, {}}, 0.5));
}

BOOST_AUTO_TEST_CASE(these_hold_for_every_schedule_and_failure) {
    std::mt19937_64 random(75);
    const auto up_to = [&random](std::int64_t most) { return static_cast<std::int64_t>(random() % (most + 1)); };
    for (int i = 0; i < 20'000; ++i) {
        std::vector<std::int64_t> pauses(static_cast<std::size_t>(1 + up_to(11)));
        for (auto& pause : pauses)
            pause = up_to(24 * kHourOfRetry);
        const workers::RetrySchedule schedule{pauses, static_cast<double>(up_to(100)) / 100, up_to(300 * kHourOfRetry)};
        Failed failed{static_cast<std::uint32_t>(1 + up_to(14)), {up_to(kHourOfRetry)}, {}, {}};
        failed.now = {failed.first.ms + up_to(200 * kHourOfRetry)};
        if (up_to(1) == 1) failed.retry_after_seconds = static_cast<std::uint32_t>(up_to(200'000));
        const double jitter = static_cast<double>(up_to(1000)) / 1000;
        const auto next = next_attempt(schedule, failed, jitter);
        if (failed.attempts > pauses.size()) {
            BOOST_TEST_REQUIRE(!next.has_value());
            continue;
        }
        const auto pause = pauses[failed.attempts - 1];
        const auto longest = *std::max_element(pauses.begin(), pauses.end());
        const auto asked = std::min<std::int64_t>(failed.retry_after_seconds.value_or(0) * std::int64_t{1000}, longest);
        if (!next) {
            const auto latest =
                std::max(pause + static_cast<std::int64_t>(static_cast<double>(pause) * schedule.spread), asked);
            BOOST_TEST_REQUIRE(failed.now.ms + latest - failed.first.ms > schedule.within);
            continue;
        }
        BOOST_TEST_REQUIRE(next->ms - failed.now.ms >= pause);
        BOOST_TEST_REQUIRE(next->ms - failed.now.ms >= asked);
        BOOST_TEST_REQUIRE(
            next->ms - failed.now.ms <=
            std::max(static_cast<std::int64_t>(static_cast<double>(pause) * (1 + schedule.spread)), asked));
        BOOST_TEST_REQUIRE(next->ms - failed.first.ms <= schedule.within);
        // the same question has the same answer, and more jitter never comes earlier
        BOOST_TEST_REQUIRE((next_attempt(schedule, failed, jitter) == next));
        const auto later = next_attempt(schedule, failed, 1);
        BOOST_TEST_REQUIRE((!later || *later >= *next));
    }
}

BOOST_AUTO_TEST_SUITE_END()
