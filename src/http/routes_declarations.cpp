// Routes of posts: hand over, validate, bind an item id.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "json/value.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;
using core::Verdict;
using pipeline::ItemReport;

namespace {

constexpr std::size_t kBulkBytes = 256u << 10; ///< longer messages are batches and wait in their own lane

workers::Lane lane_of(const Call& call) {
    if (call.body.size() > kBulkBytes) return workers::Lane::bulk;
    return call.who.role == core::Role::counter ? workers::Lane::interactive : workers::Lane::submit;
}

Result<Reply> submit(Context& context, const Call& call) {
    auto result =
        context.services.submissions->submit(call.body, call.who, submit_options(context, call, lane_of(call)));
    if (!result) return result.refusal();
    return answer_of_submission(context, call, result.value());
}

Result<Reply> validate(Context& context, const Call& call) {
    const workers::Lane lane = call.body.size() > kBulkBytes ? workers::Lane::bulk : workers::Lane::interactive;
    auto result = context.services.submissions->validate(call.body, call.who, submit_options(context, call, lane));
    if (!result) return result.refusal();
    return submission_reply(200, context, call, result.value());
}

Result<Reply> bind_item_id(Context& context, const Call& call) {
    const auto body = json::read(call.body);
    if (!body) return body.refusal();
    const auto item_id = body.value().string("item_id");
    if (!item_id) return refuse(RefusalCode::bad_json, "item_id");
    const auto key = context.services.ids->open(crypto::IdKind::declaration, call.path.front());
    if (!key) return refuse(RefusalCode::not_found);
    auto result = context.services.submissions->bind_item_id(core::DeclarationKey{*key}, *item_id, call.who,
                                                             submit_options(context, call, workers::Lane::interactive));
    if (!result) return result.refusal();
    const ItemReport& item = result.value();
    if (item.refused || item.verdict == Verdict::rejected) return problem_of(item, telling_of(context, call));
    return item_reply(200, context, call, item);
}

Result<Reply> give_number(Context& context, const Call& call) {
    const auto body = json::read(call.body);
    if (!body) return body.refusal();
    for (const char* name : {"agency", "number", "date"})
        if (!body.value().string(name)) return refuse(RefusalCode::bad_json, name);
    const auto key = context.services.ids->open(crypto::IdKind::declaration, call.path.front());
    if (!key) return refuse(RefusalCode::not_found);
    auto result = context.services.submissions->give_number(
        core::DeclarationKey{*key}, *body.value().string("agency"), *body.value().string("number"),
        *body.value().string("date"), call.who, submit_options(context, call, workers::Lane::interactive));
    if (!result) return result.refusal();
    return item_reply(201, context, call, result.value());
}

Route submit_route() {
    Route route;
    route.method = "POST";
    route.path = "/v1/declarations";
    route.action = "declarations.submit";
    route.id = "submitDeclarations";
    route.summary = "Hand over a message: one item or a batch. Whatever is accepted is durable when the answer comes.";
    route.handler = submit;
    route.body = BodyKind::xml_or_json;
    route.message = true;
    route.body_schema = "JsonMessage";
    route.audit = Audit::in_deed;
    route.parameters = {{"Idempotency-Key", true, false,
                         "At most 255 visible ASCII characters; the same key with the same body gives the first answer "
                         "again."},
                        kLanguage,
                        kReportForm};
    route.answers = {
        {200, kJson, "Submission", "The report of a batch, whatever is in it; or of an item that was known already."},
        {201, kJson, "Submission", "One item was accepted or is held; Location names its declaration."},
        {409, "application/problem+json", "Problem",
         "The item was refused as such; object_id names what is in the way."},
        {422, "application/problem+json", "Problem",
         "One item was judged and rejected: declaration_id and errors[] say why."}};
    route.refusals = {RefusalCode::source_unknown,        RefusalCode::source_ambiguous,
                      RefusalCode::message_structure,     RefusalCode::too_many_items,
                      RefusalCode::test_message_required, RefusalCode::idempotency_key_reused,
                      RefusalCode::content_differs,       RefusalCode::item_id_in_use,
                      RefusalCode::declaration_released,  RefusalCode::amendment_not_allowed};
    return route;
}

Route validate_route() {
    Route route;
    route.method = "POST";
    route.path = "/v1/validations";
    route.action = "declarations.validate";
    route.id = "validateDeclarations";
    route.summary =
        "The same way as a submission, cut before anything is kept: what it says is what a submission will.";
    route.handler = validate;
    route.body = BodyKind::xml_or_json;
    route.message = true;
    route.body_schema = "JsonMessage";
    route.parameters = {kLanguage, kReportForm};
    route.answers = {{200, kJson, "Submission", "The report, whatever the verdict."},
                     {200, kCsvType, "", "The same, a row a finding."}};
    route.refusals = {RefusalCode::source_unknown, RefusalCode::source_ambiguous, RefusalCode::message_structure,
                      RefusalCode::too_many_items, RefusalCode::test_message_required};
    return route;
}

Route bind_route() {
    Route route;
    route.method = "PUT";
    route.path = "/v1/declarations/{id}/item-id";
    route.action = "declarations.bind-item-id";
    route.id = "bindItemId";
    route.summary = "Bind an S10 item id, once, to a declaration that has none; it is judged again with it and filed.";
    route.handler = bind_item_id;
    route.body = BodyKind::json;
    route.body_schema = "ItemIdRequest";
    route.audit = Audit::in_deed;
    route.parameters = {kLanguage};
    route.answers = {{200, kJson, "Item", "Bound; the item as it stands now."},
                     {422, "application/problem+json", "Problem", "With the item id the declaration is rejected."}};
    route.refusals = {RefusalCode::item_id_invalid, RefusalCode::item_id_already_bound, RefusalCode::item_id_in_use,
                      RefusalCode::declaration_released, RefusalCode::declaration_cancelled};
    return route;
}

Route number_route() {
    Route route;
    route.method = "POST";
    route.path = "/v1/declarations/{id}/filings";
    route.action = "declarations.lodge";
    route.id = "giveNumber";
    route.summary = "The exporter lodged the declaration with the agency himself: the number that he got, and the day. "
                    "From then on the item has the same states and timeline as if the post had lodged it.";
    route.handler = give_number;
    route.body = BodyKind::json;
    route.body_schema = "NumberRequest";
    route.audit = Audit::in_deed;
    route.parameters = {kLanguage};
    route.answers = {{201, kJson, "Item", "Taken; the item as it stands now. The same number again changes nothing."}};
    route.refusals = {RefusalCode::number_invalid, RefusalCode::number_known, RefusalCode::number_in_use,
                      RefusalCode::declaration_cancelled, RefusalCode::bad_parameter};
    return route;
}

} // namespace

std::vector<Route> declaration_routes() {
    return {submit_route(), validate_route(), bind_route(), number_route()};
}

} // namespace postern::http
