// Messages of webhooks: thin ones. They say what happened to which thing, and hold nothing of what was declared; the
// receiver asks for the rest with its key.
#pragma once

#include "crypto/public_id.hpp"
#include "ports/outgoing.hpp"
#include "ports/post_events.hpp"
#include "ports/webhook_reader.hpp"

#include <string>
#include <string_view>

namespace postern::webhooks {

struct Message {
    std::string id;   ///< the same each time it is sent, to whichever webhook: receivers know repeats by it
    std::string body; ///< JSON
};

/// "filing.released", "declaration.captured" …: parts of letters and underscores, as Standard Webhooks wants it.
std::string message_type(core::EventType type);
Message message_of(const ports::PostEvent& row, const crypto::IdCipher& ids);
/// A message of nothing, by which a post tests its webhook.
Message ping_of(std::string_view webhook_id, core::Instant at);

struct CallRules {
    bool public_addresses_only = true;
    std::uint32_t total_ms = 15'000;
};
/// The message as a call, signed for that moment: with the former secret too while it stands. Throws core::Failure
/// where a secret does not open.
ports::OutgoingCall call_of(const ports::WebhookHead& webhook, const Message& message, core::Instant at,
                            const CallRules& rules);

/// Whether the webhook took it.
inline bool is_taken(const ports::OutgoingReply& reply) {
    return reply.fault == ports::OutgoingFault::none && reply.status >= 200 && reply.status < 300;
}

} // namespace postern::webhooks
