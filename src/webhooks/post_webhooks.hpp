// PostWebhooks: what a post does with its webhooks: adds, looks, changes, turns secrets, has things told once more.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "ports/ledger.hpp"
#include "ports/outgoing.hpp"
#include "ports/post_events.hpp"
#include "ports/webhook_reader.hpp"
#include "ports/world.hpp"
#include "webhooks/endpoint_url.hpp"
#include "webhooks/message.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::webhooks {

struct Rules {
    UrlRules urls;
    CallRules call;
    std::uint32_t of_a_post = 20; ///< webhooks, of each mode
    std::uint32_t tests = 4;      ///< that may run at the same time; beyond them: busy
};

struct WebhookView {
    std::string webhook_id;
    ports::WebhookHead head; ///< its secrets are taken out
};
struct NewWebhook {
    WebhookView webhook;
    std::string secret; ///< "whsec_…"; told this once
};
struct DeliveryView {
    std::string event_id;
    ports::DeliveryHead head;
};
struct DeliveriesView {
    std::vector<DeliveryView> deliveries;
    std::string next; ///< to go on with; empty: there is no more
};
/// What a webhook shall be.
struct Wanted {
    std::string url;
    ports::EventFilter filter;
    bool enabled = true;
    std::string after; ///< where it begins, for a new one: an event's id; empty: with what comes
};
/// What shall be told once more: one event, or what was given up or is wanted of a time.
struct Replay {
    std::string event_id;
    core::Instant since;
    std::optional<core::Instant> until;
    bool all = false;
};

/// Thread-safe. Every call takes the post's principal: another tenant's or mode's webhooks are not_found.
class PostWebhooks {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::WebhookReader& webhooks;
        ports::EventReader& events;
        ports::Caller& caller;
        const ports::Clock& clock;
        ports::KeySource& keys;
    };
    PostWebhooks(const Ports& ports, std::shared_ptr<const crypto::IdCipher> ids, const Rules& rules);

    /// bad_parameter (the URL, or there are as many as there may be), bad_cursor.
    core::Result<NewWebhook> add(const core::Principal& post, const Wanted& wanted, const std::string& request_id);
    std::vector<WebhookView> list(const core::Principal& post);
    core::Result<WebhookView> webhook(const core::Principal& post, std::string_view id);
    /// bad_parameter.
    core::Result<WebhookView> change(const core::Principal& post, std::string_view id, const Wanted& wanted,
                                     const std::string& request_id);
    core::Result<void> remove(const core::Principal& post, std::string_view id, const std::string& request_id);
    /// A new secret; the one before signs beside it for so long.
    core::Result<NewWebhook> rotate_secret(const core::Principal& post, std::string_view id,
                                           std::uint32_t valid_seconds, const std::string& request_id);
    /// The newest events first. bad_cursor.
    core::Result<DeliveriesView> deliveries(const core::Principal& post, std::string_view id, std::string_view after,
                                            std::uint32_t limit, std::optional<ports::DeliveryState> state);
    /// not_found also where the event is not the post's.
    core::Result<void> replay(const core::Principal& post, std::string_view id, const Replay& replay,
                              const std::string& request_id);
    /// Calls it with a message of nothing and gives its answer; nothing is kept of it. busy.
    core::Result<ports::OutgoingReply> test(const core::Principal& post, std::string_view id);

private:
    core::Result<ports::WebhookHead> find(const core::Principal& post, std::string_view id) const;
    WebhookView view_of(ports::WebhookHead head) const;
    bool record(ports::DeedBody body, const core::Principal& post, const std::string& id,
                const std::string& request_id);
    core::Result<std::int64_t> event_of(const core::Principal& post, std::string_view id) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    Rules rules_;
    std::atomic<std::uint32_t> testing_ = 0;
};

} // namespace postern::webhooks
