// Routes of posts that change what they declared: amend, cancel.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/version_tag.hpp"
#include "json/value.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;
using core::Verdict;
using pipeline::ItemReport;

namespace {

/// The version that If-Match names; 0 where it is not there or "*".
Result<std::uint32_t> expected_version(const Call& call) {
    const std::string_view tag = call.header("If-Match");
    if (tag.empty() || tag == "*") return 0U;
    const auto version = version_of_tag(tag);
    if (!version) return refuse(RefusalCode::bad_parameter, "If-Match");
    return *version;
}

Reply as_it_stands(Context& context, const Call& call, const ItemReport& item) {
    Reply reply = item_reply(200, context, call, item);
    reply.headers.emplace_back("ETag", version_tag(item.version));
    return reply;
}

Result<Reply> amend(Context& context, const Call& call) {
    if (call.header("If-Match").empty()) return refuse(RefusalCode::bad_parameter, "If-Match");
    const auto expected = expected_version(call);
    if (!expected) return expected.refusal();
    const auto result = context.services.submissions->amend(call.path.front(), expected.value(), call.body, call.who,
                                                            submit_options(context, call, workers::Lane::interactive));
    if (!result) return result.refusal();
    const ItemReport& item = result.value();
    if (item.verdict == Verdict::rejected) return problem_of(item, telling_of(context, call));
    return as_it_stands(context, call, item);
}

Result<Reply> cancel(Context& context, const Call& call) {
    const auto expected = expected_version(call);
    if (!expected) return expected.refusal();
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto reason = code_member(body.value(), "reason");
    if (!reason) return reason.refusal();
    const auto result =
        context.services.submissions->cancel(call.path.front(), expected.value(), reason.value(), call.who,
                                             submit_options(context, call, workers::Lane::interactive));
    if (!result) return result.refusal();
    return as_it_stands(context, call, result.value());
}

constexpr std::string_view kEtagOfIt = "ETag of the declaration as it was read: the change is refused where another "
                                       "came first. *: whatever is current.";

} // namespace

std::vector<Route> amendment_routes() {
    Route put;
    put.method = "PUT";
    put.path = "/v1/declarations/{id}";
    put.action = "declarations.amend";
    put.id = "amendDeclaration";
    put.summary = "Other content for a declaration: one item, in a message of any source, judged as a new version. Its "
                  "open filings are amended, those it no longer needs are withdrawn, and agencies are told. The "
                  "current content again changes nothing.";
    put.handler = amend;
    put.body = BodyKind::xml_or_json;
    put.message = true;
    put.body_schema = "JsonMessage";
    put.audit = Audit::in_deed;
    put.parameters = {{"If-Match", true, false, kEtagOfIt}, kLanguage};
    put.answers = {{200, kJson, "Item", "The item as it stands now; ETag is that of its version."},
                   {422, "application/problem+json", "Problem",
                    "The new content is rejected: it is kept with its findings, and the filings stay as they were."}};
    put.refusals = {
        RefusalCode::bad_parameter,    RefusalCode::if_match_failed,       RefusalCode::source_unknown,
        RefusalCode::source_ambiguous, RefusalCode::message_structure,     RefusalCode::too_many_items,
        RefusalCode::item_id_in_use,   RefusalCode::item_id_already_bound, RefusalCode::declaration_released,
        RefusalCode::register_fixed,   RefusalCode::declaration_cancelled, RefusalCode::amendment_not_allowed};

    Route post;
    post.method = "POST";
    post.path = "/v1/declarations/{id}/cancellation";
    post.action = "declarations.cancel";
    post.id = "cancelDeclaration";
    post.summary = "Withdraw a declaration as a whole. Its open filings are cancelled, agencies that were offered one "
                   "are told, and the item can be declared anew. Said again, it changes nothing.";
    post.handler = cancel;
    post.body = BodyKind::json;
    post.body_schema = "CancellationRequest";
    post.audit = Audit::in_deed;
    post.parameters = {{"If-Match", true, false, kEtagOfIt}, kLanguage};
    post.answers = {{200, kJson, "Item", "The item as it stands now."}};
    post.refusals = {RefusalCode::bad_parameter, RefusalCode::if_match_failed, RefusalCode::declaration_released,
                     RefusalCode::register_fixed};
    return {put, post};
}

} // namespace postern::http
