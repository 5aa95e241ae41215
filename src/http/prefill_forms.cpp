// Prefills as they are sent and answered.
#include "http/prefill_forms.hpp"

#include "counter/draft.hpp"
#include "counter/gaps.hpp"
#include "counter/prefill_reference.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/version_tag.hpp"
#include "json/written_again.hpp"

#include <algorithm>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

void write_gaps(json::Writer& out, const Context& context, const Call& call, const std::vector<core::Finding>& gaps) {
    const auto words = words_of(context, call);
    out.key("gaps");
    out.begin_array();
    for (const auto& gap : gaps)
        pipeline::write_finding(out, gap, words);
    out.end_array();
}

void write_prefill_head(json::Writer& out, const Context& context, const counter::PrefillView& prefill) {
    const auto& head = prefill.head;
    out.member("id", prefill.id);
    out.member("reference", counter::shown_reference(head.reference));
    out.member("state", ports::to_string(prefill.state));
    out.member("version", head.version);
    out.member("made", core::to_rfc3339(head.made));
    out.member("expires", core::to_rfc3339(head.expires));
    out.member_if("office", head.taken_by);
    if (head.declaration)
        out.member("declaration_id", context.services.ids->seal(crypto::IdKind::declaration, head.declaration.value));
    if (prefill.declaration.empty()) return;
    out.key("declaration");
    json::write_again(out, counter::kept_draft(prefill.declaration));
}

void write_codes(json::Writer& out, const std::string& id) {
    out.key("qr");
    out.begin_object();
    out.member("svg", "/v1/prefills/" + id + "/qr.svg");
    out.member("png", "/v1/prefills/" + id + "/qr.png");
    out.end_object();
}

Reply finished(int status, json::Writer& out, const Call& call, const counter::PrefillView& prefill) {
    Reply reply = json_reply(status, out);
    reply.object = prefill.id;
    reply.headers.emplace_back("ETag", version_tag(prefill.head.version));
    reply.headers.emplace_back("Cache-Control", "no-store");
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

} // namespace

Result<void> only_members(const json::Value& body, std::initializer_list<std::string_view> names) {
    for (const auto& [name, value] : body.members()) {
        if (std::ranges::find(names, std::string_view(name)) != names.end()) continue;
        std::string known;
        for (const auto one : names)
            known.append(known.empty() ? "" : ", ").append(one);
        auto refusal = refuse(RefusalCode::bad_json, known);
        refusal.line = value.place().line;
        refusal.column = value.place().column;
        return refusal;
    }
    return {};
}

Result<std::vector<core::Finding>> look_through(Context& context, const Call& call, const std::string& declaration,
                                                const json::Value* sent) {
    auto options = submit_options(context, call, workers::Lane::interactive);
    options.wording = ingest::Wording::json;
    options.idempotency_key.clear();
    auto report = context.services.submissions->validate(declaration, call.who, options);
    if (!report) {
        auto refusal = report.refusal();
        refusal.line = refusal.column = 0; // of our own text
        return refusal;
    }
    auto& items = report.value().items;
    if (report.value().batch || items.size() != 1) return refuse(RefusalCode::bad_json, "declaration");
    if (sent == nullptr) return std::move(items.front().findings);
    for (const auto& finding : items.front().findings) {
        const auto* unknown = counter::unknown_member(finding, *sent);
        if (unknown == nullptr) continue;
        auto refusal = refuse(RefusalCode::bad_json, "declaration");
        refusal.line = unknown->place().line;
        refusal.column = unknown->place().column;
        return refusal;
    }
    return std::move(items.front().findings);
}

std::string link_of(const Context& context, std::string_view token) {
    return context.public_url + "/p/" + std::string(token);
}

Result<Reply> prefill_reply(Context& context, const Call& call, const counter::PrefillView& prefill,
                            bool for_the_clerk) {
    std::vector<core::Finding> gaps;
    if (!prefill.declaration.empty()) {
        auto found = look_through(context, call, prefill.declaration, nullptr);
        if (!found) return found.refusal();
        gaps = counter::gaps_of(std::move(found).value(), for_the_clerk);
    }
    json::Writer out;
    out.begin_object();
    write_prefill_head(out, context, prefill);
    write_gaps(out, context, call, gaps);
    out.end_object();
    return finished(200, out, call, prefill);
}

Reply made_reply(Context& context, const Call& call, const counter::MadePrefill& made,
                 const std::vector<core::Finding>& gaps) {
    json::Writer out;
    out.begin_object();
    write_prefill_head(out, context, made.prefill);
    out.member("token", made.token);
    out.member("link", link_of(context, made.token));
    write_codes(out, made.prefill.id);
    write_gaps(out, context, call, gaps);
    out.end_object();
    Reply reply = finished(201, out, call, made.prefill);
    reply.headers.emplace_back("Location", "/v1/prefills/" + made.prefill.id);
    return reply;
}

} // namespace postern::http
