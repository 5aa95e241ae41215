// Webhooks: where posts want to be told of their events, and what became of it: the words and the deeds.
#pragma once

#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"
#include "ports/outgoing.hpp"
#include "ports/post_events.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

/// What became of one event at one webhook. Numbers are stored.
enum class DeliveryState : std::uint8_t { delivered = 1, retrying = 2, given_up = 3 };
constexpr std::string_view to_string(DeliveryState state) {
    switch (state) {
    case DeliveryState::retrying: return "retrying";
    case DeliveryState::given_up: return "given-up";
    case DeliveryState::delivered: break;
    }
    return "delivered";
}
/// Why a webhook is not called any more. Numbers are stored.
enum class WebhookStop : std::uint8_t {
    none = 0, ///< it is called
    by_post = 1,
    gone = 2,    ///< it answered 410
    failing = 3, ///< it took nothing in the whole time in which a message was tried
};
/// A code as it is shown; empty for none.
constexpr std::string_view to_string(WebhookStop stop) {
    switch (stop) {
    case WebhookStop::by_post: return "by-post";
    case WebhookStop::gone: return "gone";
    case WebhookStop::failing: return "failing";
    case WebhookStop::none: break;
    }
    return {};
}

/// No: too_many (the post has `at_most` of that mode).
struct WebhookAdded {
    core::WebhookKey webhook;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string url;
    EventFilter filter;
    core::SealedBytes secret;
    std::optional<std::int64_t> after; ///< key of an event: it is told what came later; none: what comes from now on
    std::uint32_t at_most = 0;
    core::Instant at;
};
/// Stands as it is said here. What it did not take before counts no more, and it is called at once. No: not_found (not
/// of that tenant and mode; the same below).
struct WebhookChanged {
    core::WebhookKey webhook;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string url;
    EventFilter filter;
    bool enabled = true;
    core::Instant at;
};
/// The secret becomes the former one, whatever the former was. No: not_found.
struct WebhookSecretRotated {
    core::WebhookKey webhook;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::SealedBytes secret;
    core::Instant former_until;
};
/// No: not_found.
struct WebhookRemoved {
    core::WebhookKey webhook;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
};
/// Where a replay stands and where it goes on; not done where another was asked for meanwhile (it does not stand there
/// any more).
struct ReplayMoved {
    std::int64_t from = 0, to = 0;
};
/// Nothing that was not told is wanted up to there. No: not_found (it was removed; the same below).
struct WebhookPassed {
    core::WebhookKey webhook;
    std::int64_t position = 0; ///< key of an event
    ReplayMoved replay;
};

/// Why an event was sent: it is the next one, it failed before, or somebody wants it once more.
enum class SentAs : std::uint8_t { next, again, replayed };

/// One attempt. Sent again, it is not noted where the row was changed since it was read (attempts). No: not_found.
struct DeliveryTried {
    core::WebhookKey webhook;
    std::int64_t event = 0;
    SentAs as = SentAs::next;
    /// A failure that says something of the webhook alone: the event has no row and stays the next one.
    bool only_probed = false;
    DeliveryState state = DeliveryState::delivered; ///< after it
    std::uint32_t attempts = 1;                     ///< with this one
    core::Instant first;
    core::Instant at;
    core::Instant next; ///< where it is tried again
    int status = 0;     ///< HTTP, 0: none
    OutgoingFault fault = OutgoingFault::none;
    ReplayMoved replay;       ///< where it was replayed
    core::Instant not_before; ///< the webhook is left alone until then
    WebhookStop stop = WebhookStop::none;
    core::Instant forget_before; ///< what ended before is forgotten, some at a time
};

enum class ReplayOf : std::uint8_t { one, given_up, all };
/// Events are told once more: one (upto), those of a range that were given up, or all of a range that are wanted. No:
/// not_found.
struct DeliveriesReplayed {
    core::WebhookKey webhook;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    ReplayOf what = ReplayOf::given_up;
    std::int64_t after = 0; ///< key of an event, not counted
    std::int64_t upto = 0;  ///< the same, counted
    core::Instant at;
};

} // namespace postern::ports
