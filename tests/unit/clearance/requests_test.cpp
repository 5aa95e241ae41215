// What customs says to a request of ours.
#include "support/channel_world.hpp"

BOOST_AUTO_TEST_SUITE(answers_to_requests)

using namespace postern;
using core::FilingState;
using tests::ChannelWorld;

std::string told(const std::string& state, core::Instant when) {
    return R"({"events":[{"reference":"REF","state":")" + state + R"(","when":")" + core::to_rfc3339(when) + R"("}]})";
}

struct Cancelled : ChannelWorld {
    core::FilingKey filing = offer("REF");
    core::Instant asked;

    Cancelled() {
        say("ACCEPTED");
        clock.set({clock.now().ms + 60'000});
        asked = clock.now();
        BOOST_REQUIRE(record(ports::Cancellation{accepted[0].declaration, accepted[0].tenant, core::Mode::test,
                                                 "sender-asked", asked})
                          .done());
        BOOST_CHECK(state(filing) == FilingState::cancelled);
    }
    void say(const std::string& what, std::int64_t after_ms = 0) {
        BOOST_REQUIRE(desk->answer(customs, told(what, {clock.now().ms + after_ms}), true, "r"));
    }
};

BOOST_AUTO_TEST_CASE(a_cancellation_that_is_denied_leaves_the_filing_as_it_stood) {
    Cancelled world;
    world.say("REQUEST_DENIED", 5'000);
    BOOST_CHECK(world.state(world.filing) == FilingState::accepted);
    world.say("RELEASED", 10'000);
    BOOST_CHECK(world.state(world.filing) == FilingState::released);
}

BOOST_AUTO_TEST_CASE(a_cancellation_that_is_granted_stays) {
    Cancelled world;
    world.say("REQUEST_GRANTED", 5'000);
    world.say("INVALIDATED", 6'000);
    BOOST_CHECK(world.state(world.filing) == FilingState::cancelled);
}

BOOST_AUTO_TEST_CASE(a_clock_that_runs_behind_ours_does_not_put_the_answer_before_the_request) {
    Cancelled world;
    world.say("REQUEST_DENIED", -30'000);
    BOOST_CHECK(world.state(world.filing) == FilingState::accepted);
}

BOOST_AUTO_TEST_CASE(what_was_never_asked_for_is_unknown_and_an_invalidation_the_end_by_time) {
    ChannelWorld world;
    const auto filing = world.offer("REF");
    BOOST_REQUIRE(world.desk->answer(world.customs, told("REQUEST_GRANTED", world.clock.now()), true, "r"));
    BOOST_CHECK(world.state(filing) == FilingState::unknown);
    BOOST_REQUIRE(world.desk->answer(world.customs, told("INVALIDATED", {world.clock.now().ms + 1}), true, "r"));
    BOOST_CHECK(world.state(filing) == FilingState::expired);
}

BOOST_AUTO_TEST_SUITE_END()
