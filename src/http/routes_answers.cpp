// Routes of answers that were kept: as they came, and those that nobody could place.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "ports/unplaced.hpp"
#include "vault/vault.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

Result<Reply> kept_answer(Context& context, const Call& call) {
    const auto kept = context.services.agencies.kept_answer(call.who, call.path[1]);
    if (!kept) return kept.refusal();
    Reply reply;
    reply.status = 200;
    reply.body = vault::open(kept.value().sealed);
    // by how it begins: what it was called when it came is not kept
    const auto first = reply.body.find_first_not_of(" \t\r\n");
    const char begins = first == std::string::npos ? '\0' : reply.body[first];
    reply.content_type = begins == '<' ? "application/xml" : begins == '{' ? "application/json" : "text/plain";
    reply.headers.emplace_back("Content-Disposition", "attachment");
    return with_etag_of_body(std::move(reply), call);
}

Result<Reply> unplaced(Context& context, const Call& call) {
    const auto& services = context.services;
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    std::string after(call.parameter("after").value_or(""));
    if (!after.empty() && !after.starts_with(ports::kUnplaced)) return refuse(RefusalCode::bad_cursor);
    const auto found = services.unplaced->unplaced({call.who.agency, call.who.mode}, after, limit.value());
    json::Writer out;
    out.begin_object();
    out.key("unplaced");
    out.begin_array();
    for (const auto& one : found) {
        out.begin_object();
        out.member("answer_id", services.ids->seal(IdKind::answer, one.key.value));
        out.member("reason", one.reason);
        out.member("at", core::to_rfc3339(one.at));
        out.end_object();
    }
    out.end_array();
    out.member_if("next", found.empty() ? after : found.back().identity);
    out.end_object();
    return json_reply(200, out);
}

} // namespace

std::vector<Route> answer_routes() {
    Route kept = reading_route("/v1/agencies/{agency}/answers/{id}", "filings.answer", "getAnswer",
                               "An answer of the agency's, byte for byte as it came.", kept_answer,
                               {200, "application/xml", "", "The answer."});
    kept.answers.push_back({200, kJson, "NeutralAnswer", "The answer."});
    kept.answers.push_back({200, "text/plain", "", "A table, or what could not be read."});

    Route list = reading_route("/v1/agencies/{agency}/unplaced-answers", "filings.answer", "getUnplacedAnswers",
                               "Answers that name no filing that is known here, and those that a channel brought and "
                               "nobody could read. They are "
                               "kept, and tell nothing; what is mended is sent again.",
                               unplaced, {200, kJson, "UnplacedList", "A page; the last one is empty."});
    list.parameters = {{"after", false, false, "The `next` of the page before."},
                       {"limit", false, true, "Entries of a page."}};
    list.refusals = {RefusalCode::bad_cursor, RefusalCode::bad_parameter};
    return {kept, list};
}

} // namespace postern::http
