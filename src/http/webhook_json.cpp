// Webhooks as JSON, strictly: a member that is mistyped would have a post told of everything.
#include "http/webhook_json.hpp"

#include "http/event_filter.hpp"
#include "http/refuse.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

struct Member {
    std::string_view name;
    json::Kind kind;
};

/// Every member is one of these and of its kind; bad_json naming them otherwise.
Result<void> check_members(const json::Value& body, std::initializer_list<Member> known) {
    std::string names;
    for (const auto& member : known)
        names.append(names.empty() ? "" : ", ").append(member.name);
    for (const auto& [name, value] : body.members()) {
        const auto* const found = std::ranges::find(known, std::string_view(name), &Member::name);
        if (found == known.end()) return refuse(RefusalCode::bad_json, names);
        if (found->kind != value.kind()) return refuse(RefusalCode::bad_json, found->name);
    }
    return {};
}

std::optional<std::string_view> text_or_none(const json::Value& body, std::string_view name) {
    const auto* member = body.find(name);
    return member == nullptr ? std::nullopt : std::optional<std::string_view>(member->text());
}

bool flag_or(const json::Value& body, std::string_view name, bool otherwise) {
    const auto* member = body.find(name);
    return member == nullptr ? otherwise : member->boolean();
}

} // namespace

Result<webhooks::Wanted> read_wanted(const json::Value& body) {
    using enum json::Kind;
    const auto known = check_members(body, {{"url", string},
                                            {"event", string},
                                            {"item_id", string},
                                            {"agency", string},
                                            {"enabled", boolean},
                                            {"after", string}});
    if (!known) return known.refusal();
    const auto url = text_or_none(body, "url");
    if (!url) return refuse(RefusalCode::bad_json, "url");
    auto filter =
        read_event_filter(text_or_none(body, "event"), text_or_none(body, "item_id"), text_or_none(body, "agency"));
    if (!filter) return filter.refusal();
    return webhooks::Wanted{std::string(*url), std::move(filter).value(), flag_or(body, "enabled", true),
                            std::string(text_or_none(body, "after").value_or(""))};
}

Result<webhooks::Replay> read_replay(const json::Value& body) {
    using enum json::Kind;
    const auto known =
        check_members(body, {{"event_id", string}, {"since", string}, {"until", string}, {"all", boolean}});
    if (!known) return known.refusal();
    webhooks::Replay replay;
    replay.event_id = text_or_none(body, "event_id").value_or("");
    replay.all = flag_or(body, "all", false);
    const auto since = text_or_none(body, "since");
    if (replay.event_id.empty() == !since) return refuse(RefusalCode::bad_json, "event_id, since");
    if (!since) return replay;
    const auto from = core::parse_rfc3339(*since);
    if (!from) return refuse(RefusalCode::bad_parameter, "since");
    replay.since = *from;
    if (const auto until = text_or_none(body, "until")) {
        replay.until = core::parse_rfc3339(*until);
        if (!replay.until || *replay.until < replay.since) return refuse(RefusalCode::bad_parameter, "until");
    }
    return replay;
}

void write_webhook(json::Writer& out, const webhooks::WebhookView& view) {
    const auto& head = view.head;
    const bool enabled = head.stop == ports::WebhookStop::none;
    out.begin_object();
    out.member("webhook_id", view.webhook_id);
    out.member("url", head.url);
    if (head.filter.type) out.member("event", core::to_string(*head.filter.type));
    out.member_if("item_id", head.filter.item_id);
    out.member_if("agency", head.filter.agency);
    out.member("enabled", enabled);
    out.member("added", core::to_rfc3339(head.added));
    if (!enabled) out.member("stopped", core::to_rfc3339(head.stopped));
    out.member_if("stopped_why", to_string(head.stop));
    out.member("retrying", head.open);
    out.member("replaying", head.replay_after < head.replay_upto);
    out.member("failures", head.failures);
    if (head.failing_since) out.member("failing_since", core::to_rfc3339(*head.failing_since));
    if (head.former_until.ms != 0) out.member("former_secret_until", core::to_rfc3339(head.former_until));
    out.end_object();
}

void write_delivery(json::Writer& out, const webhooks::DeliveryView& view) {
    const auto& head = view.head;
    out.begin_object();
    out.member("event_id", view.event_id);
    out.member("state", to_string(head.state));
    out.member("attempts", head.attempts);
    out.member("first", core::to_rfc3339(head.first));
    out.member("last", core::to_rfc3339(head.at));
    if (head.next) out.member("next", core::to_rfc3339(*head.next));
    if (head.status != 0) out.member("status", head.status);
    out.member_if("fault", to_string(head.fault));
    out.end_object();
}

} // namespace postern::http
