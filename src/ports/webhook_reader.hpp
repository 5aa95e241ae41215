// WebhookReader: how webhooks stand, and what they were told.
#pragma once

#include "ports/webhooks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

struct WebhookHead {
    core::WebhookKey key;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string url;
    EventFilter filter;
    core::SealedBytes secret;
    core::SealedBytes former_secret; ///< empty: none
    core::Instant former_until;
    core::Instant added;
    WebhookStop stop = WebhookStop::none;
    core::Instant stopped;
    std::int64_t position = 0;
    std::int64_t replay_after = 0, replay_upto = 0; ///< equal: nothing
    std::uint32_t failures = 0;                     ///< calls since the last that was taken
    std::optional<core::Instant> failing_since;
    core::Instant not_before;
    std::uint32_t open = 0; ///< deliveries that are to be tried again
    std::optional<core::Instant> next_due;
};
struct WebhooksToServe {
    std::vector<WebhookHead> webhooks; ///< that are called
    std::int64_t newest = 0;           ///< key of the newest event of anybody
};

struct DeliveryHead {
    std::int64_t event = 0;
    DeliveryState state = DeliveryState::delivered;
    std::uint32_t attempts = 0;
    core::Instant first;
    core::Instant at; ///< of the last attempt
    std::optional<core::Instant> next;
    int status = 0;
    OutgoingFault fault = OutgoingFault::none;
};
struct DeliveryQuestion {
    core::WebhookKey webhook;
    std::int64_t before = 0; ///< key of an event, 0: from the newest on
    std::uint32_t limit = 100;
    std::optional<DeliveryState> state;
};

/// Thread-safe.
class WebhookReader {
public:
    virtual ~WebhookReader() = default;
    /// In the order in which they were added.
    virtual std::vector<WebhookHead> webhooks(core::TenantKey tenant, core::Mode mode) = 0;
    virtual std::optional<WebhookHead> webhook(core::WebhookKey key) = 0;
    virtual WebhooksToServe to_serve() = 0;
    /// What is to be tried again by now, the longest overdue first.
    virtual std::vector<DeliveryHead> due(core::WebhookKey key, core::Instant now, std::uint32_t limit) = 0;
    /// The newest events first.
    virtual std::vector<DeliveryHead> deliveries(const DeliveryQuestion& asked) = 0;
};

} // namespace postern::ports
