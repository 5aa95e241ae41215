// WebhookRound: posts' webhooks are told what happened: each one message after the other, several webhooks side by
// side.
#pragma once

#include "crypto/public_id.hpp"
#include "ports/ledger.hpp"
#include "ports/outgoing.hpp"
#include "ports/post_events.hpp"
#include "ports/webhook_reader.hpp"
#include "ports/world.hpp"
#include "webhooks/message.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>

namespace postern::workers {

struct WebhookRules {
    webhooks::CallRules call;
    std::uint32_t open_retries = 500;       ///< of one webhook; with more it is only asked whether it is there again
    std::int64_t log_ms = 7 * core::kDayMs; ///< how long what ended is remembered
    std::uint32_t messages_of_a_turn = 20;  ///< of each kind; and no more than so long:
    std::int64_t turn_ms = 5'000;
    std::int64_t noted_each = 20'000; ///< events that nobody wants; so many are looked at again after a restart
};

/// Every event is told at least once, in order where nothing fails. What is not taken is tried again by the schedule,
/// while the next events go on; a webhook that takes nothing rests longer and longer between two calls, so that it
/// costs the others nothing. All that must outlive a restart is in the store. Thread-safe.
class WebhookRound {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::WebhookReader& webhooks;
        ports::EventReader& events;
        ports::Caller& caller;
        const ports::Clock& clock;
    };
    /// say: a line for the operator, never personal data. jitter: numbers from 0 to 1, from any thread.
    WebhookRound(const Ports& ports, std::shared_ptr<const crypto::IdCipher> ids, const WebhookRules& rules,
                 std::function<void(std::string_view)> say, std::function<double()> jitter);
    /// The webhook that waited longest gets its turn; those that others serve meanwhile are left out. False: nobody has
    /// anything that is due now. Throws core::Failure or ports::Busy where the store does: what was sent and could not
    /// be noted is sent again.
    bool turn();
    /// turn() ends after the message in hand, and does nothing any more.
    void stop() { stopping_ = true; }

private:
    /// What this process knows of a webhook beside its row.
    struct Memory {
        std::int64_t looked_to = 0; ///< nothing up to here is wanted that was not told
        std::uint64_t turns = 0;
        std::uint64_t last_turn = 0; ///< number of all turns
        bool busy = false;
    };
    class Turn;

    std::optional<core::WebhookKey> claim(const ports::WebhooksToServe& found, const std::set<core::WebhookKey>& idle);
    void give_back(core::WebhookKey key, std::int64_t looked_to);

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    WebhookRules rules_;
    std::function<void(std::string_view)> say_;
    std::function<double()> jitter_;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::map<core::WebhookKey, Memory> memories_;
    std::uint64_t turns_ = 0;
};

} // namespace postern::workers
