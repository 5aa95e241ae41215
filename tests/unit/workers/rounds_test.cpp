// A job in rounds, whatever it throws.
#include "ports/ledger.hpp"
#include "workers/rounds.hpp"

#include <future>

BOOST_AUTO_TEST_SUITE(rounds)

using namespace postern;

BOOST_AUTO_TEST_CASE(what_a_job_throws_is_told_and_the_next_round_comes) {
    std::promise<void> came_again;
    std::vector<std::string> told;
    int round = 0;
    workers::Rounds rounds(
        std::chrono::milliseconds(1),
        [&] {
            if (++round == 1) throw ports::Busy(); // no core::Failure, and none the less no end of the program
            if (round == 2) came_again.set_value();
        },
        [&](const std::exception& failure) { told.emplace_back(failure.what()); });
    came_again.get_future().wait();
    rounds.stop();
    BOOST_TEST(told == std::vector<std::string>{"the writer's queue is full"}, boost::test_tools::per_element());
    const int last = round;
    rounds.stop();
    BOOST_TEST(round == last);
}

BOOST_AUTO_TEST_SUITE_END()
