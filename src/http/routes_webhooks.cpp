// Routes of posts that want to be told: their webhooks, the secrets of these, and what became of each message.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/webhook_json.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::uint32_t kFormerValidSeconds = 86'400;
constexpr std::uint32_t kFormerValidAtMost = 30 * kFormerValidSeconds;
constexpr std::uint32_t kDeliveriesOfAPage = 100;

Reply webhook_reply(const webhooks::WebhookView& view) {
    json::Writer out;
    write_webhook(out, view);
    return json_reply(200, out);
}

Reply new_secret_reply(int status, const webhooks::NewWebhook& fresh) {
    json::Writer out;
    out.begin_object();
    out.key("webhook");
    write_webhook(out, fresh.webhook);
    out.member("secret", fresh.secret);
    out.end_object();
    return json_reply(status, out);
}

Result<webhooks::Wanted> wanted_of(const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    return read_wanted(body.value());
}

Result<Reply> add_webhook(Context& context, const Call& call) {
    const auto wanted = wanted_of(call);
    if (!wanted) return wanted.refusal();
    const auto added = context.services.webhooks->add(call.who, wanted.value(), call.request_id);
    if (!added) return added.refusal();
    Reply reply = new_secret_reply(201, added.value());
    reply.headers.emplace_back("Location", "/v1/webhooks/" + added.value().webhook.webhook_id);
    return reply;
}

Result<Reply> list_webhooks(Context& context, const Call& call) {
    json::Writer out;
    out.begin_object();
    out.key("webhooks");
    out.begin_array();
    for (const auto& view : context.services.webhooks->list(call.who))
        write_webhook(out, view);
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> show_webhook(Context& context, const Call& call) {
    const auto view = context.services.webhooks->webhook(call.who, call.path.front());
    if (!view) return view.refusal();
    return webhook_reply(view.value());
}

Result<Reply> change_webhook(Context& context, const Call& call) {
    const auto wanted = wanted_of(call);
    if (!wanted) return wanted.refusal();
    if (!wanted.value().after.empty()) return refuse(RefusalCode::bad_json, "after");
    const auto view = context.services.webhooks->change(call.who, call.path.front(), wanted.value(), call.request_id);
    if (!view) return view.refusal();
    return webhook_reply(view.value());
}

Result<Reply> remove_webhook(Context& context, const Call& call) {
    const auto removed = context.services.webhooks->remove(call.who, call.path.front(), call.request_id);
    if (!removed) return removed.refusal();
    return no_content();
}

Result<Reply> rotate_webhook_secret(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    std::uint32_t seconds = kFormerValidSeconds;
    if (const auto* member = body.value().find("former_valid_seconds")) {
        if (member->kind() != json::Kind::number) return refuse(RefusalCode::bad_json, "former_valid_seconds");
        const auto read = read_number("former_valid_seconds", member->text(), 0, kFormerValidAtMost);
        if (!read) return read.refusal();
        seconds = read.value();
    }
    const auto fresh = context.services.webhooks->rotate_secret(call.who, call.path.front(), seconds, call.request_id);
    if (!fresh) return fresh.refusal();
    return new_secret_reply(200, fresh.value());
}

Result<std::optional<ports::DeliveryState>> state_of(const Call& call) {
    using ports::DeliveryState;
    const auto text = call.parameter("state");
    if (!text) return std::optional<DeliveryState>();
    for (const auto state : {DeliveryState::delivered, DeliveryState::retrying, DeliveryState::given_up})
        if (to_string(state) == *text) return std::optional(state);
    return refuse(RefusalCode::bad_parameter, "state");
}

Result<Reply> list_deliveries(Context& context, const Call& call) {
    const auto limit = number_parameter(call, "limit", kDeliveriesOfAPage, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    const auto state = state_of(call);
    if (!state) return state.refusal();
    const auto found = context.services.webhooks->deliveries(
        call.who, call.path.front(), call.parameter("after").value_or(""), limit.value(), state.value());
    if (!found) return found.refusal();
    json::Writer out;
    out.begin_object();
    out.key("deliveries");
    out.begin_array();
    for (const auto& view : found.value().deliveries)
        write_delivery(out, view);
    out.end_array();
    out.member_if("next", found.value().next);
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> replay_deliveries(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto wanted = read_replay(body.value());
    if (!wanted) return wanted.refusal();
    const auto done = context.services.webhooks->replay(call.who, call.path.front(), wanted.value(), call.request_id);
    if (!done) return done.refusal();
    return no_content();
}

Result<Reply> test_webhook(Context& context, const Call& call) {
    const auto answer = context.services.webhooks->test(call.who, call.path.front());
    if (!answer) return answer.refusal();
    json::Writer out;
    out.begin_object();
    out.member("taken", webhooks::is_taken(answer.value()));
    if (answer.value().status != 0) out.member("status", answer.value().status);
    out.member_if("fault", to_string(answer.value().fault));
    out.end_object();
    return json_reply(200, out);
}

Route managing_route(std::string_view method, std::string_view path, std::string_view id, std::string_view summary,
                     Handler handler, std::string_view body_schema, const Answer& answer) {
    Route route;
    route.method = method;
    route.path = path;
    route.action = "webhooks.manage";
    route.id = id;
    route.summary = summary;
    route.handler = handler;
    route.audit = Audit::in_deed;
    route.body = body_schema.empty() ? BodyKind::none : BodyKind::json;
    route.body_schema = body_schema;
    route.answers = {answer};
    return route;
}

std::vector<Route> message_routes() {
    Route log = reading_route("/v1/webhooks/{id}/deliveries", "webhooks.read", "getDeliveries",
                              "What became of the messages to this webhook, as far back as it is remembered "
                              "(webhooks.log-days).",
                              list_deliveries, {200, kJson, "Deliveries", "The newest events first."});
    log.parameters = {{"after", false, false, "Cursor of the last page, or an event_id; none: from the newest on."},
                      {"limit", false, true, "So many at most."},
                      {"state", false, false, "Only those: delivered, retrying or given-up."}};
    log.refusals = {RefusalCode::bad_cursor};
    Route again =
        managing_route("POST", "/v1/webhooks/{id}/replay", "replayWebhook",
                       "Have events told once more, under the ids that they had: one, those of a time that "
                       "were given up, or all of a time that the webhook wants.",
                       replay_deliveries, "ReplayRequest", {204, "", "", "They are told in the next minutes."});
    again.refusals = {RefusalCode::bad_parameter};
    Route ping = managing_route("POST", "/v1/webhooks/{id}/test", "testWebhook",
                                "Call the webhook now with a message of the type webhook.ping, signed like any other, "
                                "and say what it answered.",
                                test_webhook, "WebhookTestRequest", {200, kJson, "WebhookTest", "What came of it."});
    ping.audit = Audit::noted;
    return {log, again, ping};
}

} // namespace

std::vector<Route> webhook_routes() {
    Route post =
        managing_route("POST", "/v1/webhooks", "addWebhook",
                       "Have a URL called with every event that is wanted, after Standard Webhooks 1.0.", add_webhook,
                       "WebhookRequest", {201, kJson, "NewWebhook", "The webhook with its secret; Location names it."});
    post.refusals = {RefusalCode::bad_parameter, RefusalCode::bad_cursor, RefusalCode::cursor_expired};
    Route put = managing_route("PUT", "/v1/webhooks/{id}", "changeWebhook",
                               "The webhook stands as it is said here: what is left out is not wanted. One that was "
                               "stopped is called again, at once.",
                               change_webhook, "WebhookRequest", {200, kJson, "Webhook", "As it stands now."});
    put.refusals = {RefusalCode::bad_parameter};
    Route rotation = managing_route("POST", "/v1/webhooks/{id}/secret", "rotateWebhookSecret",
                                    "A new secret. For a while messages are signed with the former one too, so that "
                                    "the receiver can be changed in between.",
                                    rotate_webhook_secret, "SecretRequest",
                                    {200, kJson, "NewWebhook", "The webhook with its new secret."});
    rotation.refusals = {RefusalCode::bad_parameter};
    std::vector<Route> routes{
        post,
        reading_route("/v1/webhooks", "webhooks.read", "getWebhooks", "The post's webhooks, without their secrets.",
                      list_webhooks, {200, kJson, "Webhooks", ""}),
        reading_route("/v1/webhooks/{id}", "webhooks.read", "getWebhook", "One webhook, and how it stands.",
                      show_webhook, {200, kJson, "Webhook", ""}),
        put,
        managing_route("DELETE", "/v1/webhooks/{id}", "removeWebhook",
                       "Remove a webhook; what was not told yet is not told.", remove_webhook, "",
                       {204, "", "", "It is gone."}),
        rotation};
    for (auto& route : message_routes())
        routes.push_back(std::move(route));
    return routes;
}

} // namespace postern::http
