// WebhookRound where something is not taken: how long it is tried, whom it holds up, and when nobody is called any
// more.
#include "unit/workers/webhook_world.hpp"

#include <algorithm>
#include <set>

BOOST_AUTO_TEST_SUITE(workers_webhook_failures)

using namespace webhook_world;

BOOST_AUTO_TEST_CASE(what_is_never_taken_is_tried_for_75_hours_and_then_the_webhook_is_stopped) {
    Rounds rounds;
    rounds.receivers.answers[kBad] = [](const auto&) { return status(500); };
    const auto webhook = rounds.webhook(kBad, kCaptures);
    rounds.happen();
    rounds.work_off();
    const auto begun = rounds.now();
    // from one due instant to the next
    std::vector<std::int64_t> pauses;
    while (const auto due = rounds.head(webhook).next_due) {
        rounds.clock.set({due->ms - 1});
        rounds.work_off();
        BOOST_TEST(rounds.receivers.calls.size() == pauses.size() + 1);
        pauses.push_back(due->ms - rounds.log(webhook)[0].at.ms);
        rounds.clock.set(std::max(*due, rounds.head(webhook).not_before));
        rounds.work_off();
        BOOST_TEST_REQUIRE(rounds.receivers.calls.size() == pauses.size() + 1);
    }
    BOOST_TEST(pauses.size() == 9u);
    BOOST_TEST(pauses.front() == 5'000);
    BOOST_TEST(rounds.now().ms - begun.ms > 75 * kHour);
    BOOST_TEST(std::set<std::string>(rounds.receivers.ids[kBad].begin(), rounds.receivers.ids[kBad].end()).size() ==
               1u);
    const auto log = rounds.log(webhook);
    BOOST_REQUIRE(log.size() == 1);
    BOOST_TEST((log[0].state == DeliveryState::given_up));
    BOOST_TEST(log[0].attempts == 10u);
    BOOST_TEST(log[0].status == 500);
    BOOST_TEST((rounds.head(webhook).stop == WebhookStop::failing));
    BOOST_REQUIRE(rounds.told.size() == 1);
    BOOST_TEST(rounds.told[0] == "webhooks: " + rounds.ids->seal(crypto::IdKind::webhook, webhook.value) +
                                     " is not called any more: failing");
    rounds.happen();
    rounds.work_off();
    BOOST_TEST(rounds.receivers.calls.size() == 10u);
}

BOOST_AUTO_TEST_CASE(a_bad_one_costs_a_good_one_nothing_over_75_hours) {
    Rounds rounds;
    rounds.rules.open_retries = 20;
    rounds.begin();
    rounds.receivers.answers[kBad] = [](const auto&) {
        ports::OutgoingReply reply;
        reply.fault = ports::OutgoingFault::timed_out;
        return reply;
    };
    const auto bad = rounds.webhook(kBad, kCaptures);
    const auto good = rounds.webhook(kGood, kCaptures);
    for (int hour = 0; hour < 76; ++hour) {
        rounds.happen();
        rounds.pass(kHour, kHour / 12);
        BOOST_TEST_REQUIRE(rounds.receivers.ids[kGood].size() == static_cast<std::size_t>(hour) + 1);
        BOOST_TEST_REQUIRE(rounds.head(bad).open <= 20u);
    }
    BOOST_TEST(rounds.log(good, DeliveryState::delivered).size() == 76u);
    rounds.pass(24 * kHour, kHour / 12);
    BOOST_TEST((rounds.head(bad).stop == WebhookStop::failing));
    BOOST_TEST((rounds.head(good).stop == WebhookStop::none));
    // switched on again it is told everything, what was given up only if somebody asks
    rounds.receivers.answers.clear();
    rounds.receivers.ids[kBad].clear();
    BOOST_REQUIRE(
        rounds.record(ports::WebhookChanged{bad, rounds.post, core::Mode::test, kBad, kCaptures, true, {}}).done());
    BOOST_REQUIRE(rounds.replay(bad, ReplayOf::given_up, 0, 1'000'000));
    rounds.pass(25 * kHour, kHour);
    const std::set<std::string> heard(rounds.receivers.ids[kBad].begin(), rounds.receivers.ids[kBad].end());
    const std::set<std::string> wanted(rounds.receivers.ids[kGood].begin(), rounds.receivers.ids[kGood].end());
    BOOST_TEST(heard == wanted, boost::test_tools::per_element());
    BOOST_TEST(rounds.head(bad).open == 0u);
}

BOOST_AUTO_TEST_CASE(one_message_that_is_not_taken_holds_up_no_other) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood, kCaptures);
    rounds.happen(3);
    std::string poison;
    rounds.receivers.answers[kGood] = [&](const ports::OutgoingCall& call) {
        if (poison.empty()) poison = header(call, "webhook-id");
        return header(call, "webhook-id") == poison ? status(400) : status(200);
    };
    rounds.work_off();
    BOOST_TEST(rounds.receivers.calls.size() == 3u);
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == 2u);
    BOOST_REQUIRE(rounds.log(webhook, DeliveryState::retrying).size() == 1);
    for (int i = 0; i < 100; ++i) {
        rounds.happen();
        rounds.pass(kHour, kHour);
    }
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == 102u);
    const auto given_up = rounds.log(webhook, DeliveryState::given_up);
    BOOST_REQUIRE(given_up.size() == 1);
    BOOST_TEST(given_up[0].attempts == 10u);
    BOOST_TEST((rounds.head(webhook).stop == WebhookStop::none)); // it takes the others
}

BOOST_AUTO_TEST_CASE(what_could_not_be_noted_is_sent_again_under_its_id) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood, kCaptures);
    rounds.happen();
    rounds.ledger->fail = 1;
    BOOST_CHECK_THROW(rounds.round->turn(), ports::Busy);
    BOOST_TEST(rounds.log(webhook).empty());
    rounds.work_off();
    const auto& ids = rounds.receivers.ids[kGood];
    BOOST_REQUIRE(ids.size() == 2);
    BOOST_TEST(ids[0] == ids[1]);
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == 1u);
}

BOOST_AUTO_TEST_CASE(who_asks_for_time_is_left_alone_so_long) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kBad, kCaptures);
    for (const int number : {429, 502, 504, 503}) {
        rounds.receivers.answers[kBad] = [number](const auto&) {
            auto reply = status(number);
            reply.retry_after_seconds = 600;
            return reply;
        };
        rounds.happen(2);
        const auto before = rounds.receivers.calls.size();
        rounds.pass(599'000, 599'000);
        BOOST_TEST(rounds.receivers.calls.size() == before + 1); // the other one waits too
        BOOST_TEST((rounds.head(webhook).not_before > rounds.now()));
        rounds.receivers.answers.clear();
        rounds.pass(kHour, 60'000);
        BOOST_TEST(rounds.head(webhook).open == 0u);
    }
    // nobody is left alone for a year
    rounds.receivers.answers[kBad] = [](const auto&) {
        auto reply = status(429);
        reply.retry_after_seconds = 31'536'000;
        return reply;
    };
    rounds.happen();
    rounds.work_off();
    BOOST_TEST(rounds.head(webhook).not_before.ms - rounds.now().ms == 24 * kHour);
}

BOOST_AUTO_TEST_CASE(who_answers_gone_is_not_called_again) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kBad, kCaptures);
    rounds.receivers.answers[kBad] = [](const auto&) { return status(410); };
    rounds.happen(3);
    rounds.work_off();
    BOOST_TEST(rounds.receivers.calls.size() == 1u);
    BOOST_TEST((rounds.head(webhook).stop == WebhookStop::gone));
    // switched on again nothing is missing
    rounds.receivers.answers.clear();
    BOOST_REQUIRE(
        rounds.record(ports::WebhookChanged{webhook, rounds.post, core::Mode::test, kBad, kCaptures, true, {}}).done());
    rounds.pass(10'000, 5'000);
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == 3u);
}

BOOST_AUTO_TEST_CASE(with_many_open_retries_the_rest_waits_and_nothing_is_lost) {
    Rounds rounds;
    rounds.rules.open_retries = 3;
    rounds.begin();
    bool is_down = true;
    rounds.receivers.answers[kBad] = [&](const auto&) { return status(is_down ? 500 : 200); };
    const auto webhook = rounds.webhook(kBad, kCaptures);
    rounds.happen(10);
    rounds.pass(4 * kHour, 60'000);
    BOOST_TEST(rounds.head(webhook).open == 3u);
    BOOST_TEST(rounds.log(webhook).size() == 3u);
    is_down = false;
    rounds.pass(2 * 60'000, 60'000); // it is asked every minute or so whether it is there again
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == 7u);
    rounds.pass(10 * kHour, 60'000);
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == 10u);
}

BOOST_AUTO_TEST_CASE(a_replay_that_fails_is_tried_again_like_any_message) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood, kCaptures);
    rounds.happen(3);
    rounds.work_off();
    bool is_down = true;
    rounds.receivers.answers[kGood] = [&](const auto&) { return status(is_down ? 500 : 200); };
    BOOST_REQUIRE(rounds.replay(webhook, ReplayOf::all, 0, 6));
    rounds.pass(60'000, 1'000);
    BOOST_TEST(rounds.head(webhook).open == 3u);
    is_down = false;
    rounds.receivers.ids.clear();
    rounds.pass(kHour, 60'000);
    BOOST_TEST(rounds.receivers.ids[kGood].size() == 3u);
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
