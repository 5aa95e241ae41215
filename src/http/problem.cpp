// Problems: written once as JSON; XML is made from that, so the two cannot differ.
#include "http/problem.hpp"

#include "core/failure.hpp"
#include "http/json_forms.hpp"
#include "http/refuse.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

namespace postern::http {

namespace {

void write_head(json::Writer& out, const pipeline::ToldRefusal& told, int status, const Telling& telling) {
    out.begin_object();
    out.member("type", "/problems/" + told.slug);
    out.member("title", told.title);
    out.member("status", status);
    out.member("detail", told.detail);
    out.member_if("hint", told.hint);
    out.member_if("instance", telling.request_id);
    out.member("code", told.slug);
}

Reply finish(json::Writer& out, std::string_view slug, int status, const Telling& telling) {
    out.end_object();
    Reply reply;
    reply.status = status;
    reply.code = slug;
    reply.content_type = "application/problem+json";
    reply.body = out.take();
    reply.headers.emplace_back("Content-Language", telling.words.lang);
    if (!wants_only_xml(telling.accept)) return reply;
    json::ReadLimits limits;
    limits.bytes = reply.body.size();
    limits.values = reply.body.size(); // ours: bounded by what made it
    const auto value = json::read(reply.body, limits);
    if (!value) throw core::Failure("a problem of ours is not JSON");
    reply.content_type = "application/problem+xml";
    reply.body = problem_xml(value.value());
    return reply;
}

} // namespace

bool wants_only_xml(std::string_view accept) {
    const auto names = [&](std::string_view part) { return accept.find(part) != std::string_view::npos; };
    return names("xml") && !names("json") && !names("*/*") && !names("application/*");
}

Reply problem_of(const core::Refusal& refusal, const Telling& telling) {
    const core::RefusalKind& kind = core::refusal_kind(refusal.code);
    json::Writer out;
    write_head(out, pipeline::tell(refusal, telling.words), kind.http_status, telling);
    if (refusal.line != 0) out.member("line", refusal.line);
    if (refusal.column != 0) out.member("column", refusal.column);
    const bool is_cursor = refusal.code == core::RefusalCode::cursor_expired;
    out.member_if(is_cursor ? "oldest" : "object_id", refusal.object_id);
    Reply reply = finish(out, kind.slug, kind.http_status, telling);
    reply.object = refusal.object_id;
    return reply;
}

Reply problem_of(const pipeline::ItemReport& item, const Telling& telling) {
    if (item.refused) {
        core::Refusal refusal = refuse(item.refusal);
        refusal.object_id = item.object_id;
        return problem_of(refusal, telling);
    }
    json::Writer out;
    const auto words = pipeline::code_page(pipeline::kDeclarationRejected, telling.words).value();
    const std::string slug(pipeline::kDeclarationRejected);
    write_head(out, {slug, words.entry.title, words.entry.text, words.entry.hint}, words.status, telling);
    out.member_if("declaration_id", item.declaration_id);
    out.member_if("item_id", item.item_id);
    out.member_if("sender_reference", item.sender_reference);
    out.member_if("sender", item.sender);
    if (item.version != 0) out.member("version", item.version);
    out.member("verdict", core::to_string(item.verdict));
    out.member("repeat", item.repeat);
    out.key("errors");
    out.begin_array();
    for (core::Finding finding : item.findings) {
        finding.place.sent.clear(); // problems end up in other people's logs: what was sent stands in reports alone
        pipeline::write_finding(out, finding, telling.words);
    }
    out.end_array();
    Reply reply = finish(out, slug, words.status, telling);
    reply.object = item.declaration_id;
    return reply;
}

} // namespace postern::http
