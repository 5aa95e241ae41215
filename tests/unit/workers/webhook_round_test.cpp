// WebhookRound over a store, with a clock and receivers of the test's own: nobody sleeps and nobody is called.
#include "contract/bench.hpp"
#include "vault/vault.hpp"
#include "webhooks/signature.hpp"
#include "workers/retry.hpp"
#include "workers/webhook_round.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <future>
#include <map>
#include <numeric>
#include <set>

BOOST_AUTO_TEST_SUITE(workers_webhook_round)

using namespace postern;
using contract::kHour;
using core::EventType;
using ports::DeliveryState;
using ports::ReplayOf;
using ports::WebhookStop;
using workers::WebhookRound;

constexpr const char* kGood = "https://good.example/hooks";
constexpr const char* kBad = "https://bad.example/hooks";
constexpr const char* kSecretOfTest = "a secret of thirty-two bytes....";

ports::OutgoingReply status(int number) {
    ports::OutgoingReply reply;
    reply.status = number;
    return reply;
}

std::string header(const ports::OutgoingCall& call, const std::string& name) {
    for (const auto& [key, value] : call.headers)
        if (key == name) return value;
    return "";
}

/// Answers by URL; remembers what it was asked.
struct Receivers final : ports::Caller {
    using Answer = std::function<ports::OutgoingReply(const ports::OutgoingCall&)>;
    std::map<std::string, Answer> answers;
    std::mutex mutex;
    std::map<std::string, std::vector<std::string>> ids; ///< by URL, in order of receipt, repeats too
    std::vector<ports::OutgoingCall> calls;

    ports::OutgoingReply call(const ports::OutgoingCall& made) override {
        Answer answer;
        {
            const std::lock_guard lock(mutex);
            ids[made.url].push_back(header(made, "webhook-id"));
            calls.push_back(made);
            answer = answers[made.url];
        }
        return answer ? answer(made) : status(204);
    }
};

/// A store that may fail when it is asked to write.
struct FailingLedger final : ports::Ledger {
    ports::Ledger& of;
    int fail = 0;
    explicit FailingLedger(ports::Ledger& ledger) : of(ledger) {}
    std::vector<ports::Outcome> record(std::span<const ports::Deed> deeds) override {
        if (fail > 0 && fail-- > 0) throw ports::Busy();
        return of.record(deeds);
    }
    bool note(ports::AuditRow row) override { return of.note(std::move(row)); }
};

struct Rounds : contract::Bench<contract::SqliteUnderTest> {
    std::shared_ptr<const crypto::IdCipher> ids = std::make_shared<const crypto::IdCipher>("an installation's secret");
    Receivers receivers;
    workers::WebhookRules rules;
    std::vector<std::string> told;
    std::unique_ptr<FailingLedger> ledger;
    std::unique_ptr<WebhookRound> round;

    Rounds() { begin(); }
    /// As after a start of the program: nothing is known but what is in the store.
    void begin() {
        round.reset();
        ledger = std::make_unique<FailingLedger>(store->ledger());
        round = std::make_unique<WebhookRound>(
            WebhookRound::Ports{*ledger, store->webhooks(), store->events(), receivers, clock}, ids, rules,
            [this](std::string_view line) { told.emplace_back(line); }, [] { return 0.0; });
    }
    core::WebhookKey webhook(const std::string& url, const ports::EventFilter& filter = {}) {
        ports::WebhookAdded made;
        made.webhook = {key()};
        made.tenant = post;
        made.url = url;
        made.filter = filter;
        made.secret = vault::seal(kSecretOfTest);
        made.at_most = 100;
        made.at = now();
        BOOST_REQUIRE(record(made).done());
        return made.webhook;
    }
    /// So many declarations, two events each.
    void happen(int declarations = 1) {
        for (int i = 0; i < declarations; ++i)
            BOOST_REQUIRE(record(plain()).done());
    }
    std::vector<std::string> all_ids() {
        ports::EventQuestion asked{post, core::Mode::test, 0, 1000, {}};
        std::vector<std::string> all;
        for (const auto& row : store->events().events(asked).events)
            all.push_back(ids->seal(crypto::IdKind::event, row.event.key));
        return all;
    }
    void work_off() {
        while (round->turn()) {
        }
    }
    /// Lets time pass in small steps, and works off what is due.
    void pass(std::int64_t ms, std::int64_t step) {
        for (std::int64_t passed = 0; passed < ms; passed += step) {
            later(step);
            work_off();
        }
    }
    ports::WebhookHead head(core::WebhookKey of) { return store->webhooks().webhook(of).value(); }
    std::vector<ports::DeliveryHead> log(core::WebhookKey of, std::optional<DeliveryState> state = {}) {
        return store->webhooks().deliveries({of, 0, 1000, state});
    }
    bool replay(core::WebhookKey of, ReplayOf what, std::int64_t after, std::int64_t upto) {
        return record(ports::DeliveriesReplayed{of, post, core::Mode::test, what, after, upto, now()}).done();
    }
};

const ports::EventFilter kCaptures{EventType::item_captured, {}, {}};

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
