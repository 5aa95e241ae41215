// PostWebhooks: each call as one deed.
#include "webhooks/post_webhooks.hpp"

#include "crypto/digest.hpp"
#include "vault/vault.hpp"
#include "webhooks/signature.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace postern::webhooks {

using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

constexpr std::int64_t kSlackMs = 60'000; // events of one moment may have been written a little before or after
constexpr const char* kAction = "webhooks.manage";

core::Refusal refusal_of(RefusalCode code, std::string_view argument = {}) {
    return {code, std::string(argument), 0, 0, {}};
}

} // namespace

PostWebhooks::PostWebhooks(const Ports& ports, std::shared_ptr<const crypto::IdCipher> ids, const Rules& rules)
    : ports_(ports), ids_(std::move(ids)), rules_(rules) {}

Result<ports::WebhookHead> PostWebhooks::find(const core::Principal& post, std::string_view id) const {
    const auto key = ids_->open(IdKind::webhook, id);
    if (!key) return refusal_of(RefusalCode::not_found);
    auto head = ports_.webhooks.webhook({*key});
    if (!head || head->tenant != post.tenant || head->mode != post.mode) return refusal_of(RefusalCode::not_found);
    return std::move(*head);
}

WebhookView PostWebhooks::view_of(ports::WebhookHead head) const {
    head.secret = {};
    if (ports_.clock.now() >= head.former_until) head.former_until = {};
    head.former_secret = {};
    return {ids_->seal(IdKind::webhook, head.key.value), std::move(head)};
}

bool PostWebhooks::record(ports::DeedBody body, const core::Principal& post, const std::string& id,
                          const std::string& request_id) {
    ports::Deed deed;
    deed.body = std::move(body);
    deed.audit = {ports::audit_of(post, kAction, id, ports_.clock.now(), request_id)};
    return ports_.ledger.record(std::span(&deed, 1)).front().done();
}

Result<NewWebhook> PostWebhooks::add(const core::Principal& post, const Wanted& wanted, const std::string& request_id) {
    if (const auto fault = fault_of_url(wanted.url, rules_.urls); !fault.empty())
        return refusal_of(RefusalCode::bad_parameter, fault);
    ports::WebhookAdded added;
    if (!wanted.after.empty()) {
        added.after = ids_->open(IdKind::event, wanted.after);
        if (!added.after) return refusal_of(RefusalCode::bad_cursor);
        if (const auto expired = ports_.events.expired(); *added.after != 0 && *added.after < expired)
            return core::Refusal{RefusalCode::cursor_expired, {}, 0, 0, ids_->seal(IdKind::event, expired)};
    }
    const std::string secret = crypto::random_bytes(kSecretBytes);
    added.webhook = {ports_.keys.next()};
    added.tenant = post.tenant;
    added.mode = post.mode;
    added.url = wanted.url;
    added.filter = wanted.filter;
    added.secret = vault::seal(secret);
    added.at_most = rules_.of_a_post;
    added.at = ports_.clock.now();
    const auto id = ids_->seal(IdKind::webhook, added.webhook.value);
    if (!record(added, post, id, request_id))
        return refusal_of(RefusalCode::bad_parameter, "webhooks (0-" + std::to_string(rules_.of_a_post) + ")");
    auto head = find(post, id);
    if (!head) return head.refusal();
    return NewWebhook{view_of(std::move(head).value()), secret_text(secret)};
}

std::vector<WebhookView> PostWebhooks::list(const core::Principal& post) {
    std::vector<WebhookView> views;
    for (auto& head : ports_.webhooks.webhooks(post.tenant, post.mode))
        views.push_back(view_of(std::move(head)));
    return views;
}

Result<WebhookView> PostWebhooks::webhook(const core::Principal& post, std::string_view id) {
    auto head = find(post, id);
    if (!head) return head.refusal();
    return view_of(std::move(head).value());
}

Result<WebhookView> PostWebhooks::change(const core::Principal& post, std::string_view id, const Wanted& wanted,
                                         const std::string& request_id) {
    const auto head = find(post, id);
    if (!head) return head.refusal();
    if (const auto fault = fault_of_url(wanted.url, rules_.urls); !fault.empty())
        return refusal_of(RefusalCode::bad_parameter, fault);
    const ports::WebhookChanged changed{head.value().key, post.tenant,    post.mode,         wanted.url,
                                        wanted.filter,    wanted.enabled, ports_.clock.now()};
    if (!record(changed, post, std::string(id), request_id)) return refusal_of(RefusalCode::not_found);
    return webhook(post, id);
}

Result<void> PostWebhooks::remove(const core::Principal& post, std::string_view id, const std::string& request_id) {
    const auto head = find(post, id);
    if (!head) return head.refusal();
    if (!record(ports::WebhookRemoved{head.value().key, post.tenant, post.mode}, post, std::string(id), request_id))
        return refusal_of(RefusalCode::not_found);
    return {};
}

Result<NewWebhook> PostWebhooks::rotate_secret(const core::Principal& post, std::string_view id,
                                               std::uint32_t valid_seconds, const std::string& request_id) {
    const auto head = find(post, id);
    if (!head) return head.refusal();
    const std::string secret = crypto::random_bytes(kSecretBytes);
    const core::Instant until{ports_.clock.now().ms + std::int64_t{valid_seconds} * 1000};
    const ports::WebhookSecretRotated rotated{head.value().key, post.tenant, post.mode, vault::seal(secret), until};
    if (!record(rotated, post, std::string(id), request_id)) return refusal_of(RefusalCode::not_found);
    auto now = webhook(post, id);
    if (!now) return now.refusal();
    return NewWebhook{std::move(now).value(), secret_text(secret)};
}

Result<DeliveriesView> PostWebhooks::deliveries(const core::Principal& post, std::string_view id,
                                                std::string_view after, std::uint32_t limit,
                                                std::optional<ports::DeliveryState> state) {
    const auto head = find(post, id);
    if (!head) return head.refusal();
    ports::DeliveryQuestion asked{head.value().key, 0, limit, state};
    if (!after.empty()) {
        const auto opened = ids_->open(IdKind::event, after);
        if (!opened) return refusal_of(RefusalCode::bad_cursor);
        asked.before = *opened;
    }
    DeliveriesView view;
    for (auto& delivery : ports_.webhooks.deliveries(asked)) {
        auto event_id = ids_->seal(IdKind::event, delivery.event);
        view.deliveries.push_back({std::move(event_id), delivery});
    }
    if (view.deliveries.size() >= limit) view.next = view.deliveries.back().event_id;
    return view;
}

Result<std::int64_t> PostWebhooks::event_of(const core::Principal& post, std::string_view id) const {
    const auto key = ids_->open(IdKind::event, id);
    if (!key) return refusal_of(RefusalCode::not_found);
    const auto page = ports_.events.events({post.tenant, post.mode, *key - 1, 1, {}});
    if (page.events.empty() || page.events.front().event.key != *key) return refusal_of(RefusalCode::not_found);
    return *key;
}

Result<void> PostWebhooks::replay(const core::Principal& post, std::string_view id, const Replay& replay,
                                  const std::string& request_id) {
    const auto head = find(post, id);
    if (!head) return head.refusal();
    ports::DeliveriesReplayed again;
    again.webhook = head.value().key;
    again.tenant = post.tenant;
    again.mode = post.mode;
    again.at = ports_.clock.now();
    if (!replay.event_id.empty()) {
        const auto event = event_of(post, replay.event_id);
        if (!event) return event.refusal();
        again.what = ports::ReplayOf::one;
        again.upto = event.value();
    } else {
        again.what = replay.all ? ports::ReplayOf::all : ports::ReplayOf::given_up;
        again.after = ports_.events.newest_event_before({replay.since.ms - kSlackMs});
        const auto until = replay.until.value_or(again.at);
        // what was not told yet is told in its time
        again.upto = std::min(ports_.events.newest_event_before({until.ms + kSlackMs}), head.value().position);
        if (again.after >= again.upto) return {};
    }
    if (!record(again, post, std::string(id), request_id)) return refusal_of(RefusalCode::not_found);
    return {};
}

Result<ports::OutgoingReply> PostWebhooks::test(const core::Principal& post, std::string_view id) {
    const auto head = find(post, id);
    if (!head) return head.refusal();
    struct Place { // each of them waits for somebody else's server
        std::atomic<std::uint32_t>& taken;
        std::uint32_t before = taken++;
        ~Place() { --taken; }
    } place{testing_};
    if (place.before >= rules_.tests) return refusal_of(RefusalCode::busy);
    const auto now = ports_.clock.now();
    return ports_.caller.call(call_of(head.value(), ping_of(id, now), now, rules_.call));
}

} // namespace postern::webhooks
