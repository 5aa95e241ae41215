// Routes of what waits for a person: the list of it, and the decision.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/version_tag.hpp"
#include "json/value.hpp"

#include "ports/reviews.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

Result<ports::ReviewDecision> decision_of(const json::Value& body) {
    const auto word = string_member(body, "decision");
    if (!word) return word.refusal();
    if (word.value() == "release") return ports::ReviewDecision::released;
    if (word.value() == "reject") return ports::ReviewDecision::rejected;
    return refuse(RefusalCode::bad_parameter, "decision");
}

Result<Reply> review(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto decision = decision_of(body.value());
    if (!decision) return decision.refusal();
    const auto reason = code_member(body.value(), "reason");
    if (!reason) return reason.refusal();
    if (reason.value().empty()) return refuse(RefusalCode::bad_parameter, "reason");
    const auto result =
        context.services.submissions->review(call.path.front(), decision.value(), reason.value(), call.who,
                                             submit_options(context, call, workers::Lane::interactive));
    if (!result) return result.refusal();
    Reply reply = item_reply(200, context, call, result.value());
    reply.headers.emplace_back("ETag", version_tag(result.value().version));
    return reply;
}

void write_review(json::Writer& out, const ports::OpenReview& review, const crypto::IdCipher& ids) {
    out.begin_object();
    out.member("declaration_id", ids.seal(IdKind::declaration, review.declaration.value));
    out.member("version", review.version);
    out.member_if("item_id", review.item_id);
    out.member("since", core::to_rfc3339(review.since));
    out.list("findings", review.findings);
    out.end_object();
}

Result<Reply> open_reviews(Context& context, const Call& call) {
    const auto& ids = *context.services.ids;
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    ports::ReviewQuestion question;
    question.tenant = call.who.tenant;
    question.mode = call.who.mode;
    question.limit = limit.value();
    const auto after = call.parameter("after").value_or("");
    if (!after.empty()) {
        const auto place = place_since(ids, after, IdKind::declaration);
        if (!place) return refuse(RefusalCode::bad_cursor);
        question.after_since = place->since;
        question.after = {place->key};
    }
    const auto reviews = context.services.reviews->open_reviews(question);
    json::Writer out;
    out.begin_object();
    out.key("reviews");
    out.begin_array();
    for (const auto& one : reviews)
        write_review(out, one, ids);
    out.end_array();
    if (reviews.size() == limit.value())
        out.member("next",
                   cursor_since(ids, {reviews.back().since, reviews.back().declaration.value}, IdKind::declaration));
    out.end_object();
    return json_reply(200, out);
}

} // namespace

std::vector<Route> review_routes() {
    Route decide;
    decide.method = "POST";
    decide.path = "/v1/declarations/{id}/review";
    decide.action = "declarations.review";
    decide.id = "reviewDeclaration";
    decide.summary = "A person decided about a held declaration. release: its held filings are offered, or wait by "
                     "their route's terms; reject: they end as rejected. The same again changes nothing. A later "
                     "version is judged anew; it is not held again for the same entry of a watch list.";
    decide.handler = review;
    decide.body = BodyKind::json;
    decide.body_schema = "ReviewRequest";
    decide.audit = Audit::in_deed;
    decide.parameters = {kLanguage};
    decide.answers = {{200, kJson, "Item", "The item as it stands now."}};
    decide.refusals = {RefusalCode::bad_parameter, RefusalCode::nothing_held, RefusalCode::declaration_cancelled};

    Route list = reading_route("/v1/reviews", "declarations.review", "getReviews",
                               "Held declarations that wait for a person, oldest first.", open_reviews,
                               {200, kJson, "ReviewList", "Codes of what was found; the report has the rest."});
    list.parameters = {{"after", false, false, "The answer before said it as next; none: from the oldest on."},
                       {"limit", false, true, "So many at most."}};
    list.refusals = {RefusalCode::bad_cursor};
    return {decide, list};
}

} // namespace postern::http
