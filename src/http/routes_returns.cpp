// Route of posts whose items come back.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

Result<Reply> declare_return(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto reason = code_member(body.value(), "reason");
    if (!reason) return reason.refusal();
    const auto item_id = string_member(body.value(), "item_id");
    if (!item_id) return item_id.refusal();
    const auto result =
        context.services.submissions->declare_return(call.path.front(), reason.value(), item_id.value(), call.who,
                                                     submit_options(context, call, workers::Lane::interactive));
    if (!result) return result.refusal();
    if (result.value().verdict == core::Verdict::rejected) return problem_of(result.value(), telling_of(context, call));
    return item_reply(result.value().repeat ? 200 : 201, context, call, result.value());
}

} // namespace

std::vector<Route> return_routes() {
    Route post;
    post.method = "POST";
    post.path = "/v1/declarations/{id}/return";
    post.action = "declarations.return";
    post.id = "returnDeclaration";
    post.summary = "The item of a lodged declaration comes back, under its own number or another one. Its content is "
                   "judged again for routes of the leg return, and each that matches makes a filing that names the "
                   "export filing; those of the export stay as they are. Said again, it changes nothing.";
    post.handler = declare_return;
    post.body = BodyKind::json;
    post.body_schema = "ReturnRequest";
    post.audit = Audit::in_deed;
    post.parameters = {kLanguage};
    post.answers = {{201, kJson, "Item", "The item with its filings of the return."},
                    {200, kJson, "Item", "A repeat: the item as it stands."},
                    {422, "application/problem+json", "Problem",
                     "The content is rejected as a return, or no route says what has to happen to one; nothing is "
                     "kept."}};
    post.refusals = {RefusalCode::bad_parameter,         RefusalCode::item_id_invalid,
                     RefusalCode::declaration_cancelled, RefusalCode::declaration_not_lodged,
                     RefusalCode::item_id_in_use,        RefusalCode::item_id_already_bound,
                     RefusalCode::if_match_failed};
    return {post};
}

} // namespace postern::http
