// Messages: ids and codes as JSON, and the headers of the standard.
#include "webhooks/message.hpp"

#include "crypto/digest.hpp"
#include "vault/vault.hpp"
#include "webhooks/signature.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace postern::webhooks {

using crypto::IdKind;

namespace {

constexpr std::size_t kSealedBytes = 4096;
constexpr std::size_t kPingBytes = 16;

void begin_message(json::Writer& out, std::string_view type, core::Instant at) {
    out.begin_object();
    out.member("type", type);
    out.member("timestamp", core::to_rfc3339(at));
    out.key("data");
    out.begin_object();
}

std::string finish_message(json::Writer& out) {
    out.end_object();
    out.end_object();
    return out.take();
}

} // namespace

std::string message_type(core::EventType type) {
    constexpr std::string_view kFiling = "filing-";
    constexpr std::string_view kItem = "item-";
    std::string_view name = core::to_string(type);
    std::string text;
    if (name.starts_with(kFiling)) {
        text = "filing.";
        name.remove_prefix(kFiling.size());
    } else {
        text = "declaration.";
        // what is bound is the item's id, not the declaration's
        if (name.starts_with(kItem) && type != core::EventType::item_id_bound) name.remove_prefix(kItem.size());
    }
    text += name;
    std::ranges::replace(text, '-', '_');
    return text;
}

Message message_of(const ports::PostEvent& row, const crypto::IdCipher& ids) {
    const auto& event = row.event;
    Message message;
    message.id = ids.seal(IdKind::event, event.key);
    json::Writer out;
    begin_message(out, message_type(event.type), event.happened);
    out.member("event_id", message.id);
    out.member("event", core::to_string(event.type));
    out.member("by", event.explicit_customs ? "customs" : "gateway");
    out.member("declaration_id", ids.seal(IdKind::declaration, row.declaration.value));
    out.member_if("item_id", row.item_id);
    if (event.filing) out.member("filing_id", ids.seal(IdKind::filing, event.filing.value));
    out.member_if("agency", row.agency);
    out.member_if("lane", event.lane);
    out.member_if("reason", event.reason);
    message.body = finish_message(out);
    return message;
}

Message ping_of(std::string_view webhook_id, core::Instant at) {
    Message message;
    message.id = "ping_" + crypto::to_base32(crypto::random_bytes(kPingBytes));
    json::Writer out;
    begin_message(out, "webhook.ping", at);
    out.member("webhook_id", webhook_id);
    message.body = finish_message(out);
    return message;
}

ports::OutgoingCall call_of(const ports::WebhookHead& webhook, const Message& message, core::Instant at,
                            const CallRules& rules) {
    auto signatures = signature(vault::open(webhook.secret, kSealedBytes), message.id, at, message.body);
    if (!webhook.former_secret.bytes.empty() && at < webhook.former_until)
        signatures += " " + signature(vault::open(webhook.former_secret, kSealedBytes), message.id, at, message.body);
    ports::OutgoingCall call;
    call.url = webhook.url;
    call.headers = {{"Content-Type", "application/json"},
                    {"webhook-id", message.id},
                    {"webhook-timestamp", timestamp_text(at)},
                    {"webhook-signature", std::move(signatures)}};
    call.body = message.body;
    call.connect_ms = std::min(call.connect_ms, rules.total_ms);
    call.total_ms = rules.total_ms;
    call.public_addresses_only = rules.public_addresses_only;
    return call;
}

} // namespace postern::webhooks
