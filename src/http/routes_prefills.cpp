// Routes of prefills: what an exporter, or the post for him, writes before he comes to a counter.
#include "counter/draft.hpp"
#include "counter/gaps.hpp"
#include "http/counter_call.hpp"
#include "http/prefill_forms.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/version_tag.hpp"

#include <array>
#include <optional>
#include <vector>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

/// The draft of a body; nullptr: it says none. bad_json where it is no object.
Result<const json::Value*> draft_member(const json::Value& body) {
    const auto* member = body.find("declaration");
    if (member != nullptr && member->kind() != json::Kind::object) return refuse(RefusalCode::bad_json, "declaration");
    return member;
}

/// What the body says, over its template, over the declaration that it copies.
Result<std::string> draft_of(const Context& context, const Call& call, const json::Value& body) {
    std::vector<json::Value> kept;
    kept.reserve(2);
    std::vector<const json::Value*> layers;
    const auto draft = draft_member(body);
    if (!draft) return draft.refusal();
    if (draft.value() != nullptr) layers.push_back(draft.value());
    const auto wanted_template = string_member(body, "template");
    if (!wanted_template) return wanted_template.refusal();
    if (!wanted_template.value().empty()) {
        const auto found = context.services.templates->one(call.who, wanted_template.value());
        if (!found) return found.refusal();
        kept.push_back(counter::kept_draft(found.value().parts));
        layers.push_back(&kept.back());
    }
    const auto copied = string_member(body, "copy_of");
    if (!copied) return copied.refusal();
    if (!copied.value().empty()) {
        const auto text = context.services.earlier->fresh_copy_of(call.who, copied.value());
        if (!text) return refuse(RefusalCode::not_found);
        kept.push_back(counter::kept_draft(*text));
        layers.push_back(&kept.back());
    }
    if (layers.empty()) return refuse(RefusalCode::bad_json, "declaration");
    return counter::merged_draft(layers);
}

Result<Reply> make_prefill(Context& context, const Call& call) {
    const counter::Caller caller{call.who, call.request_id};
    const auto body = read_object(call);
    if (!body) return body.refusal();
    if (const auto known = only_members(body.value(), {"declaration", "template", "copy_of"}); !known)
        return known.refusal();
    const auto draft = draft_of(context, call, body.value());
    if (!draft) return draft.refusal();
    auto findings = look_through(context, call, draft.value(), body.value().find("declaration"));
    if (!findings) return findings.refusal();
    const auto made = context.services.prefills->make(caller, {draft.value()});
    if (!made.front()) return made.front().refusal();
    return made_reply(context, call, made.front().value(), counter::gaps_of(std::move(findings).value(), false));
}

Result<Reply> show_prefill(Context& context, const Call& call) {
    const counter::Caller caller{call.who, call.request_id};
    const auto found = context.services.prefills->prefill(caller, call.path.front());
    if (!found) return found.refusal();
    return prefill_reply(context, call, found.value(), false);
}

Result<Reply> change_prefill(Context& context, const Call& call) {
    const counter::Caller caller{call.who, call.request_id};
    const auto tag = call.header("If-Match");
    const auto expected = tag == "*" ? std::optional(0U) : version_of_tag(tag);
    if (!expected) return refuse(RefusalCode::bad_parameter, "If-Match");
    const auto body = read_object(call);
    if (!body) return body.refusal();
    if (const auto known = only_members(body.value(), {"declaration"}); !known) return known.refusal();
    const auto sent = draft_member(body.value());
    if (!sent) return sent.refusal();
    if (sent.value() == nullptr) return refuse(RefusalCode::bad_json, "declaration");
    const auto draft = counter::merged_draft(std::array{sent.value()});
    if (const auto findings = look_through(context, call, draft, sent.value()); !findings) return findings.refusal();
    const auto changed = context.services.prefills->change(caller, call.path.front(), *expected, draft);
    if (!changed) return changed.refusal();
    return prefill_reply(context, call, changed.value(), false);
}

Result<Reply> remove_prefill(Context& context, const Call& call) {
    const counter::Caller caller{call.who, call.request_id};
    const auto removed = context.services.prefills->remove(caller, call.path.front());
    if (!removed) return removed.refusal();
    return no_content();
}

/// The link of a draft that somebody may still use; the code holds nothing else.
Result<std::string> link_to_draw(Context& context, const Call& call) {
    if (context.services.printer == nullptr) return refuse(RefusalCode::not_found);
    const counter::Caller caller{call.who, call.request_id};
    const auto found = context.services.prefills->prefill(caller, call.path.front());
    if (!found) return found.refusal();
    if (found.value().state == ports::PrefillState::used) return refuse(RefusalCode::prefill_used);
    if (found.value().state == ports::PrefillState::expired) return refuse(RefusalCode::prefill_expired);
    const auto token = context.services.prefills->token_of(found.value().head);
    if (!token) return refuse(RefusalCode::not_found);
    return link_of(context, *token);
}

Reply code_reply(std::string_view media, std::string picture) {
    Reply reply;
    reply.content_type = media;
    reply.headers.emplace_back("Cache-Control", "no-store");
    reply.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    reply.body = std::move(picture);
    return reply;
}

Result<Reply> prefill_svg(Context& context, const Call& call) {
    const auto link = link_to_draw(context, call);
    if (!link) return link.refusal();
    return code_reply("image/svg+xml", context.services.printer->qr_svg(link.value()));
}

Result<Reply> prefill_png(Context& context, const Call& call) {
    const auto link = link_to_draw(context, call);
    if (!link) return link.refusal();
    return code_reply("image/png", context.services.printer->qr_png(link.value()));
}

Route make_route() {
    Route route;
    route.method = "POST";
    route.path = "/v1/prefills";
    route.action = "prefills.make";
    route.id = "makePrefill";
    route.summary =
        "Write a declaration beforehand, as far as it is known, for a counter to finish: out of a template, "
        "of an earlier declaration (but for what belongs to that item alone), and of what is said here, "
        "which stands above both. It is never refused for what is missing; gaps say that.";
    route.handler = make_prefill;
    route.body = BodyKind::json;
    route.body_bytes = kDraftBytes;
    route.body_schema = "PrefillRequest";
    route.audit = Audit::in_deed;
    route.parameters = {kLanguage, kOfficeOfCall};
    route.answers = {{201, kJson, "NewPrefill", "Kept; token and link are shown this once. ETag is its version."}};
    route.refusals = {RefusalCode::not_found, RefusalCode::prefills_full, RefusalCode::too_many_elements,
                      RefusalCode::too_deep};
    return route;
}

Route change_route() {
    Route route;
    route.method = "PUT";
    route.path = "/v1/prefills/{id}";
    route.action = "prefills.make";
    route.id = "changePrefill";
    route.summary = "Other content for a draft that nobody has used; once an office took it, by that office alone.";
    route.handler = change_prefill;
    route.body = BodyKind::json;
    route.body_bytes = kDraftBytes;
    route.body_schema = "PrefillChange";
    route.audit = Audit::in_deed;
    route.parameters = {{"If-Match", true, false, "ETag of the draft as it was read; *: whatever is current."},
                        kLanguage,
                        kOfficeOfCall};
    route.answers = {{200, kJson, "Prefill", "As it stands now."}};
    route.refusals = {RefusalCode::if_match_failed, RefusalCode::prefill_taken,     RefusalCode::prefill_used,
                      RefusalCode::prefill_expired, RefusalCode::too_many_elements, RefusalCode::too_deep};
    return route;
}

Route picture_route(std::string_view path, std::string_view id, Handler handler, std::string_view media) {
    Route route = reading_route(path, "prefills.read", id,
                                "The QR code of a draft: it holds the link to its public page and nothing else.",
                                handler, {200, media, "", "The picture."});
    route.lane = workers::Lane::interactive;
    route.parameters = {kOfficeOfCall};
    route.refusals = {RefusalCode::prefill_used, RefusalCode::prefill_expired};
    return route;
}

} // namespace

std::vector<Route> prefill_routes() {
    Route get = reading_route("/v1/prefills/{id}", "prefills.read", "getPrefill",
                              "A draft, for whoever made it, its office, and the office that took it.", show_prefill,
                              {200, kJson, "Prefill", "ETag is its version."});
    get.parameters = {kLanguage, kOfficeOfCall};
    Route gone;
    gone.method = "DELETE";
    gone.path = "/v1/prefills/{id}";
    gone.action = "prefills.make";
    gone.id = "removePrefill";
    gone.summary = "Remove a draft that is not wanted any more, with all that is known of it.";
    gone.handler = remove_prefill;
    gone.audit = Audit::in_deed;
    gone.parameters = {kOfficeOfCall};
    gone.answers = {{204, "", "", "It is gone."}};
    gone.refusals = {RefusalCode::prefill_taken, RefusalCode::prefill_used};
    return {make_route(),
            get,
            change_route(),
            gone,
            picture_route("/v1/prefills/{id}/qr.svg", "getPrefillSvg", prefill_svg, "image/svg+xml"),
            picture_route("/v1/prefills/{id}/qr.png", "getPrefillPng", prefill_png, "image/png")};
}

} // namespace postern::http
