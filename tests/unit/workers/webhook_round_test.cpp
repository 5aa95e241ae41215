// WebhookRound: what is told, once and in order, signed, side by side, over restarts, and once more.
#include "unit/workers/webhook_world.hpp"
#include "webhooks/signature.hpp"

#include <future>
#include <set>

BOOST_AUTO_TEST_SUITE(workers_webhook_round)

using namespace webhook_world;

BOOST_AUTO_TEST_CASE(events_are_told_in_order_and_once) {
    Rounds rounds;
    rounds.happen(); // before the webhook: not told
    const auto before = rounds.all_ids().size();
    const auto webhook = rounds.webhook(kGood);
    BOOST_TEST(!rounds.round->turn());
    rounds.happen(30);
    rounds.work_off();
    auto wanted = rounds.all_ids();
    wanted.erase(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(before));
    BOOST_TEST(rounds.receivers.ids[kGood] == wanted, boost::test_tools::per_element());
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == wanted.size());
    BOOST_TEST(rounds.head(webhook).position == rounds.store->webhooks().to_serve().newest);
    const auto& call = rounds.receivers.calls.front();
    BOOST_TEST(header(call, "webhook-signature") ==
               webhooks::signature(kSecretOfTest, header(call, "webhook-id"), rounds.now(), call.body));
    BOOST_TEST(call.body.starts_with(R"({"type":"declaration.captured",)"));
    BOOST_TEST(call.public_addresses_only);
    BOOST_TEST(call.total_ms == 15'000u);
    rounds.begin();
    rounds.work_off();
    BOOST_TEST(rounds.receivers.ids[kGood].size() == wanted.size());
}

BOOST_AUTO_TEST_CASE(only_what_is_wanted_is_told_and_nobody_elses) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood, {EventType::filing_released, {}, {}});
    auto other = rounds.plain();
    other.tenant = rounds.store->tenant("bt-post");
    BOOST_REQUIRE(rounds.record(other).done());
    const auto made = rounds.plain();
    BOOST_REQUIRE(rounds.record(made).done());
    rounds.work_off();
    BOOST_TEST(rounds.receivers.calls.empty());
    BOOST_REQUIRE(rounds.record(rounds.answer("A-1", made.version.filings[0].key, EventType::filing_released)).done());
    rounds.work_off();
    BOOST_REQUIRE(rounds.receivers.calls.size() == 1);
    BOOST_TEST(rounds.receivers.calls[0].body.starts_with(R"({"type":"filing.released",)"));
    BOOST_TEST(rounds.log(webhook).size() == 1u);
}

BOOST_AUTO_TEST_CASE(where_nothing_is_wanted_it_is_noted_now_and_then_how_far_it_was_looked) {
    Rounds rounds;
    rounds.rules.noted_each = 20;
    rounds.begin();
    const auto webhook = rounds.webhook(kGood, {EventType::filing_expired, {}, {}});
    rounds.happen(9);
    rounds.work_off();
    BOOST_TEST(rounds.head(webhook).position == 0);
    rounds.happen(1);
    rounds.work_off();
    BOOST_TEST(rounds.head(webhook).position == 20);
    BOOST_TEST(rounds.receivers.calls.empty());
}

BOOST_AUTO_TEST_CASE(a_restart_in_the_middle_goes_on_where_it_was) {
    Rounds rounds;
    bool is_down = true;
    rounds.receivers.answers[kBad] = [&](const auto&) { return status(is_down ? 503 : 200); };
    const auto webhook = rounds.webhook(kBad, kCaptures);
    rounds.happen(2);
    rounds.pass(kHour, 60'000);
    const auto tried = rounds.receivers.calls.size();
    const auto due = rounds.head(webhook).next_due;
    BOOST_REQUIRE(due.has_value());
    rounds.round.reset();
    rounds.store = rounds.engine.open(rounds.clock); // the program ended here
    rounds.begin();
    rounds.work_off();
    BOOST_TEST(rounds.receivers.calls.size() == tried);
    is_down = false;
    rounds.pass(3 * kHour, 60'000);
    BOOST_TEST(rounds.receivers.calls.size() == tried + 2);
    const auto& ids = rounds.receivers.ids[kBad];
    BOOST_TEST(std::set<std::string>(ids.begin(), ids.end()).size() == 2u);
    for (const auto& delivery : rounds.log(webhook)) {
        BOOST_TEST((delivery.state == DeliveryState::delivered));
        BOOST_TEST(delivery.attempts >= 4u);
    }
}

BOOST_AUTO_TEST_CASE(two_signatures_while_secrets_change) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood, kCaptures);
    const std::string second = "another secret of so many bytes.";
    BOOST_REQUIRE(rounds
                      .record(ports::WebhookSecretRotated{
                          webhook, rounds.post, core::Mode::test, vault::seal(second), {rounds.now().ms + kHour}})
                      .done());
    rounds.happen();
    rounds.work_off();
    rounds.later(kHour);
    rounds.happen();
    rounds.work_off();
    BOOST_REQUIRE(rounds.receivers.calls.size() == 2);
    const auto signed_by = [&](const ports::OutgoingCall& call, const std::string& secret, std::int64_t at) {
        return webhooks::signature(secret, header(call, "webhook-id"), {at}, call.body);
    };
    const auto& first = rounds.receivers.calls[0];
    const auto at = rounds.now().ms - kHour;
    BOOST_TEST(header(first, "webhook-signature") ==
               signed_by(first, second, at) + " " + signed_by(first, kSecretOfTest, at));
    const auto& later = rounds.receivers.calls[1];
    BOOST_TEST(header(later, "webhook-signature") == signed_by(later, second, rounds.now().ms));
}

BOOST_AUTO_TEST_CASE(what_was_told_is_told_once_more_where_somebody_asks) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood, kCaptures);
    rounds.happen(5); // captures have the keys 1, 3, 5, 7, 9
    rounds.work_off();
    const auto ids = rounds.receivers.ids[kGood];
    BOOST_REQUIRE(ids.size() == 5);
    rounds.receivers.ids.clear();
    BOOST_REQUIRE(rounds.replay(webhook, ReplayOf::all, 2, 8));
    rounds.work_off();
    BOOST_TEST(rounds.receivers.ids[kGood] == (std::vector{ids[1], ids[2], ids[3]}), boost::test_tools::per_element());
    BOOST_TEST(rounds.head(webhook).replay_after == rounds.head(webhook).replay_upto);
    rounds.receivers.ids.clear();
    BOOST_REQUIRE(rounds.replay(webhook, ReplayOf::one, 0, 9));
    BOOST_REQUIRE(rounds.replay(webhook, ReplayOf::given_up, 0, 100)); // nothing was
    rounds.work_off();
    BOOST_TEST(rounds.receivers.ids[kGood] == std::vector{ids[4]}, boost::test_tools::per_element());
    BOOST_TEST(rounds.log(webhook).size() == 5u);
    BOOST_TEST(rounds.log(webhook)[0].attempts == 1u);
}

BOOST_AUTO_TEST_CASE(one_that_is_slow_does_not_hold_up_the_next) {
    Rounds rounds;
    std::promise<void> called;
    std::promise<void> answer;
    rounds.receivers.answers[kBad] = [&](const auto&) {
        called.set_value();
        answer.get_future().wait();
        return status(200);
    };
    const auto slow = rounds.webhook(kBad, kCaptures);
    rounds.happen();
    auto other = std::async(std::launch::async, [&] { return rounds.round->turn(); });
    called.get_future().wait();
    const auto good = rounds.webhook(kGood, kCaptures);
    rounds.happen();
    rounds.work_off(); // the slow one is left to the other thread
    BOOST_TEST(rounds.log(good).size() == 1u);
    BOOST_TEST(rounds.log(slow).empty());
    rounds.receivers.answers.clear();
    answer.set_value();
    BOOST_TEST(other.get());
    rounds.work_off();
    BOOST_TEST(rounds.log(slow).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_turn_is_short_and_ends_where_the_round_is_stopped) {
    Rounds rounds;
    const auto first = rounds.webhook(kBad, kCaptures);
    const auto second = rounds.webhook(kGood, kCaptures);
    rounds.receivers.answers[kBad] = [&](const auto&) { // takes everything, and two seconds for each
        rounds.later(2'000);
        return status(200);
    };
    rounds.happen(10);
    BOOST_TEST(rounds.round->turn());
    BOOST_TEST(rounds.round->turn());
    BOOST_TEST(rounds.log(first).size() == 3u);
    BOOST_TEST(rounds.log(second).size() == 10u); // its turn came before the first had its next
    rounds.receivers.answers[kBad] = [&](const auto&) {
        rounds.round->stop();
        return status(200);
    };
    rounds.work_off();
    BOOST_TEST(rounds.log(first).size() == 4u);
    BOOST_TEST(!rounds.round->turn());
}

BOOST_AUTO_TEST_CASE(one_that_is_removed_while_it_is_called_is_heard_of_no_more) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood, kCaptures);
    rounds.happen(3);
    rounds.receivers.answers[kGood] = [&](const auto&) {
        BOOST_REQUIRE(rounds.record(ports::WebhookRemoved{webhook, rounds.post, core::Mode::test}).done());
        return status(200);
    };
    rounds.work_off();
    BOOST_TEST(rounds.receivers.calls.size() == 1u);
    BOOST_TEST(rounds.log(webhook).empty());
}

BOOST_AUTO_TEST_SUITE_END()
