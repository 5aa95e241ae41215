// Lanes: order, bounds, exceptions, and that stopping loses nothing.
#include "workers/lanes.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(workers_lanes)

using postern::workers::Lane;
using postern::workers::LaneLimits;
using postern::workers::Lanes;

LaneLimits limits_of(std::size_t workers, std::size_t interactive, std::size_t submit, std::size_t bulk) {
    LaneLimits limits;
    limits.workers = workers;
    limits.waiting = {interactive, submit, bulk};
    return limits;
}

void wait_until_waiting(const Lanes& lanes, Lane lane, std::size_t count) {
    while (lanes.waiting(lane) < count)
        std::this_thread::yield();
}

/// Holds the one worker until opened, so that what queues behind it is under the test's control.
struct Gate {
    std::promise<void> entered;
    std::promise<void> open;
    std::thread holder;
    explicit Gate(Lanes& lanes)
        : holder([this, &lanes] {
              const bool ran = lanes.run(Lane::bulk, [this] {
                  entered.set_value();
                  open.get_future().wait();
              });
              if (!ran) entered.set_value();
          }) {
        entered.get_future().wait();
    }
    ~Gate() { holder.join(); }
};

BOOST_AUTO_TEST_CASE(a_job_runs_on_another_thread_and_the_caller_waits) {
    Lanes lanes(limits_of(2, 4, 4, 4));
    std::thread::id ran_on;
    BOOST_TEST(lanes.run(Lane::submit, [&] { ran_on = std::this_thread::get_id(); }));
    BOOST_TEST((ran_on != std::this_thread::get_id()));
    BOOST_TEST((ran_on != std::thread::id{}));
    BOOST_TEST(lanes.done(Lane::submit) == 1u);
    BOOST_TEST(lanes.refused(Lane::submit) == 0u);
}

BOOST_AUTO_TEST_CASE(an_exception_reaches_the_caller_and_the_worker_lives_on) {
    Lanes lanes(limits_of(1, 4, 4, 4));
    BOOST_CHECK_EXCEPTION((void)lanes.run(Lane::submit, [] { throw std::runtime_error("broken"); }), std::runtime_error,
                          [](const std::runtime_error& e) { return std::string(e.what()) == "broken"; });
    bool ran = false;
    BOOST_TEST(lanes.run(Lane::submit, [&] { ran = true; }));
    BOOST_TEST(ran);
}

BOOST_AUTO_TEST_CASE(one_lane_is_first_in_first_out_and_interactive_goes_before) {
    Lanes lanes(limits_of(1, 8, 8, 8));
    std::mutex mutex;
    std::vector<std::string> order;
    std::vector<std::thread> callers;
    const auto call = [&](Lane lane, std::string name) {
        callers.emplace_back([&lanes, &mutex, &order, lane, name = std::move(name)] {
            (void)lanes.run(lane, [&] {
                const std::lock_guard lock(mutex);
                order.push_back(name);
            });
        });
    };
    {
        Gate gate(lanes);
        call(Lane::submit, "submit 1");
        wait_until_waiting(lanes, Lane::submit, 1);
        call(Lane::submit, "submit 2");
        wait_until_waiting(lanes, Lane::submit, 2);
        call(Lane::bulk, "bulk 1");
        wait_until_waiting(lanes, Lane::bulk, 1);
        call(Lane::interactive, "look-up");
        wait_until_waiting(lanes, Lane::interactive, 1);
        gate.open.set_value();
    }
    for (std::thread& caller : callers)
        caller.join();
    const std::vector<std::string> expected{"look-up", "submit 1", "submit 2", "bulk 1"};
    BOOST_TEST(order == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_full_lane_refuses_and_the_others_do_not) {
    Lanes lanes(limits_of(1, 1, 1, 1));
    std::thread waiting;
    {
        Gate gate(lanes);
        waiting = std::thread([&lanes] { (void)lanes.run(Lane::submit, [] {}); });
        wait_until_waiting(lanes, Lane::submit, 1);
        bool ran = false;
        BOOST_TEST(!lanes.run(Lane::submit, [&] { ran = true; }));
        BOOST_TEST(!ran);
        BOOST_TEST(lanes.refused(Lane::submit) == 1u);
        BOOST_TEST(lanes.refused(Lane::interactive) == 0u);
        gate.open.set_value();
    }
    waiting.join();
    BOOST_TEST(lanes.run(Lane::submit, [] {}));
    BOOST_TEST(lanes.done(Lane::submit) == 2u);
}

BOOST_AUTO_TEST_CASE(every_job_of_many_callers_runs_once) {
    Lanes lanes(limits_of(3, 1000, 1000, 1000));
    std::atomic<int> ran{0};
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 8; ++caller)
        callers.emplace_back([&lanes, &ran, caller] {
            for (int i = 0; i < 50; ++i)
                (void)lanes.run(static_cast<Lane>((caller + i) % 3), [&] { ++ran; });
        });
    for (std::thread& caller : callers)
        caller.join();
    BOOST_TEST(ran == 400);
    BOOST_TEST(lanes.done(Lane::interactive) + lanes.done(Lane::submit) + lanes.done(Lane::bulk) == 400u);
}

BOOST_AUTO_TEST_CASE(lanes_have_names) {
    BOOST_TEST(postern::workers::to_string(Lane::interactive) == "interactive");
    BOOST_TEST(postern::workers::to_string(Lane::submit) == "submit");
    BOOST_TEST(postern::workers::to_string(Lane::bulk) == "bulk");
}

BOOST_AUTO_TEST_SUITE_END()
