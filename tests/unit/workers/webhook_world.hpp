// A store, a clock and receivers of the test's own, and a WebhookRound over them: nobody sleeps and nobody is called.
#pragma once

#include "contract/bench.hpp"
#include "vault/vault.hpp"
#include "workers/webhook_round.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace webhook_world {

using namespace postern;
using contract::kHour;
using core::EventType;
using ports::DeliveryState;
using ports::ReplayOf;
using ports::WebhookStop;
using workers::WebhookRound;

inline constexpr const char* kGood = "https://good.example/hooks";
inline constexpr const char* kBad = "https://bad.example/hooks";
inline constexpr const char* kSecretOfTest = "a secret of thirty-two bytes....";

inline ports::OutgoingReply status(int number) {
    ports::OutgoingReply reply;
    reply.status = number;
    return reply;
}

inline std::string header(const ports::OutgoingCall& call, const std::string& name) {
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

inline const ports::EventFilter kCaptures{EventType::item_captured, {}, {}};

} // namespace webhook_world
