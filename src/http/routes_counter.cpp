// Routes of a counter: who am I, take an item in, post what came from the door, number a print, void.
#include "core/decimal.hpp"
#include "counter/take_words.hpp"
#include "http/counter_call.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/version_tag.hpp"
#include "json/members.hpp"

#include <string>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using core::Verdict;
using crypto::IdKind;
using pipeline::ItemReport;

namespace {

constexpr std::uint64_t kAcceptanceBytes = 1u << 20;

void write_office(json::Writer& out, const std::string& code, const codelists::PostOffice* office) {
    out.begin_object();
    out.member("code", code);
    if (office != nullptr) {
        out.member("name", office->name);
        out.list("address", office->address);
        out.member_if("postcode", office->postcode);
        out.member_if("city", office->city);
        out.list("languages", office->languages);
    }
    out.end_object();
}

Result<Reply> here(Context& context, const Call& call) {
    const auto& services = context.services;
    const auto& who = call.who;
    json::Writer out;
    out.begin_object();
    out.member("post", who.post);
    out.member("mode", core::to_string(who.mode));
    if (!who.office.empty()) {
        const auto lists = services.codelists->current();
        out.key("office");
        write_office(out, who.office, lists->post_offices().of(who.post, who.office));
    }
    out.member_if("clerk", who.clerk);
    out.member("time_zone", zone_of_office(context, call, who.office));
    out.list("languages", services.texts.current()->languages());
    out.list("services", services.item_ids->services(who.post, who.mode));
    out.member("public_url", context.public_url);
    out.end_object();
    return json_reply(200, out);
}

/// The circumstances that the body tells, and by what the exporter had written before.
Result<ports::CounterTake> read_circumstances(const Context& context, const Call& call, const json::Value& body) {
    counter::TakeWords words;
    std::string prefill;
    if (const auto wrong = take_members(body, "acceptance",
                                        {{"taken_at", words.taken_at},
                                         {"captured_at", words.captured_at},
                                         {"sent_at", words.sent_at},
                                         {"prefill", prefill}}))
        return *wrong;
    auto take = counter::read_take(words, call.who, context.services.clock.now());
    if (!take || prefill.empty()) return take;
    const auto key = context.services.ids->open(IdKind::prefill, prefill);
    if (!key) return refuse(RefusalCode::not_found);
    take.value().prefill = {*key};
    return take;
}

/// The declaration as it was sent; where it names no office of origin, that of the counter.
Result<std::string> declaration_of(const Call& call, const json::Value& body) {
    const json::Value* declaration = body.find("declaration");
    const auto span = json::member_span(call.body, "declaration");
    if (declaration == nullptr || declaration->kind() != json::Kind::object || !span ||
        declaration->find("declarations") != nullptr)
        return refuse(RefusalCode::bad_json, "declaration");
    const auto text = std::string_view(call.body).substr(span->begin, span->end - span->begin);
    if (declaration->find("office_of_origin") != nullptr) return std::string(text);
    return json::with_string(text, "office_of_origin", call.who.office);
}

void write_receipt(json::Writer& out, const Context& context, const ItemReport& item) {
    const auto& services = context.services;
    const auto key = services.ids->open(IdKind::declaration, item.declaration_id);
    out.key("receipt");
    out.begin_object();
    if (services.status_secret && key) out.member("secret", services.status_secret(core::DeclarationKey{*key}));
    if (!item.item_id.empty()) out.member("status", context.public_url + "/status/" + item.item_id);
    out.end_object();
}

void write_papers(json::Writer& out, const json::Value& declaration) {
    out.key("forms");
    out.begin_array();
    for (const auto* paper :
         counter::papers_of(declaration.string("form").value_or(""), declaration.string("mail_class").value_or(""))) {
        out.begin_object();
        out.member("form", paper->name);
        out.list("sizes", paper->sizes);
        out.end_object();
    }
    out.end_array();
}

Result<Reply> accept(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto take = read_circumstances(context, call, body.value());
    if (!take) return take.refusal();
    const auto text = declaration_of(call, body.value());
    if (!text) return text.refusal();
    auto options = submit_options(context, call, workers::Lane::interactive);
    options.counter = take.value();
    // not the key of a message that was handed over without a counter
    if (!options.idempotency_key.empty()) options.idempotency_key.insert(0, "counter ");
    const auto result = context.services.submissions->submit(text.value(), call.who, options);
    if (!result) return result.refusal();
    const auto& report = result.value();
    if (take.value().sent && report.items.size() == 1 && report.items.front().refused)
        context.services.counter_journal->refuse_late(call.who, take.value(), report.items.front().item_id,
                                                      report.items.front().refusal);
    return answer_of_submission(context, call, report, [&](json::Writer& out, const ItemReport& item) {
        write_receipt(out, context, item);
        write_papers(out, *body.value().find("declaration"));
        if (take.value().sent)
            out.member("clock_offset_seconds",
                       counter::clock_offset_seconds(context.services.clock.now(), *take.value().sent));
    });
}

Reply as_it_is(const Context& context, const Call& call, const ItemReport& item) {
    Reply reply = item_reply(200, context, call, item);
    reply.headers.emplace_back("ETag", version_tag(item.version));
    return reply;
}

/// A weight as it was sent, above nothing.
Result<std::string> weight_member(const json::Value& body) {
    const json::Value* weight = body.find("gross_weight_kg");
    if (weight == nullptr || (weight->kind() != json::Kind::string && weight->kind() != json::Kind::number))
        return refuse(RefusalCode::bad_json, "gross_weight_kg");
    const auto number = core::Decimal::parse(weight->text());
    if (!number || number->is_negative() || number->is_zero())
        return refuse(RefusalCode::bad_parameter, "gross_weight_kg");
    return weight->text();
}

Result<Reply> post_collected(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto weight = weight_member(body.value());
    if (!weight) return weight.refusal();
    const auto item_id = string_member(body.value(), "item_id");
    if (!item_id) return item_id.refusal();
    const auto take = read_circumstances(context, call, body.value());
    if (!take) return take.refusal();
    auto options = submit_options(context, call, workers::Lane::interactive);
    options.counter = take.value();
    options.counter->taken_at = ports::TakenAt::counter;
    const auto result = context.services.submissions->post_collected(call.path.front(), weight.value(), item_id.value(),
                                                                     call.who, options);
    if (!result) return result.refusal();
    if (result.value().verdict == Verdict::rejected) return problem_of(result.value(), telling_of(context, call));
    return as_it_is(context, call, result.value());
}

Result<Reply> print(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    counter::Journal::Wanted wanted{call.path.front(), {}, {}, {}, std::string(call.header("Idempotency-Key")),
                                    call.request_id};
    if (const auto wrong = take_members(body.value(), "print", {{"form", wanted.form}, {"size", wanted.size}}))
        return *wrong;
    auto reason = code_member(body.value(), "reason");
    if (!reason) return reason.refusal();
    wanted.reason = std::move(reason).value();
    const auto printed = context.services.counter_journal->print(call.who, wanted);
    if (!printed) return printed.refusal();
    const auto& one = printed.value();
    const auto& paper = *counter::paper_form(wanted.form);
    std::string href = "/v1/declarations/" + call.path.front() + "/" + std::string(paper.file);
    if (!one.size.empty()) href += "?form=" + wanted.form + "&size=" + one.size;
    json::Writer out;
    out.begin_object();
    out.member("number", one.number);
    out.member("reprint", one.number > 1);
    out.member("href", href);
    out.end_object();
    Reply reply = json_reply(one.repeat ? 200 : 201, out);
    reply.object = call.path.front();
    return reply;
}

Result<Reply> void_item(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto reason = code_member(body.value(), "reason");
    if (!reason) return reason.refusal();
    const auto result = context.services.submissions->cancel(call.path.front(), 0, reason.value(), call.who,
                                                             submit_options(context, call, workers::Lane::interactive),
                                                             pipeline::Spoils::label);
    if (!result) return result.refusal();
    return as_it_is(context, call, result.value());
}

Route counter_post(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
                   Handler handler, std::string_view body_schema) {
    Route route;
    route.method = "POST";
    route.path = path;
    route.action = action;
    route.id = id;
    route.summary = summary;
    route.handler = handler;
    route.body = BodyKind::json;
    route.body_schema = body_schema;
    route.audit = Audit::in_deed;
    route.parameters = {kOfficeOfCall, kClerkOfCall, kLanguage};
    return route;
}

constexpr Answer kRejected{422, "application/problem+json", "Problem",
                           "It was judged and rejected, as errors[] say; nothing is posted."};

Route accept_route() {
    auto route = counter_post(
        "/v1/counter/acceptances", "counter.accept", "acceptAtCounter",
        "A clerk takes an item in: the declaration goes the way of a submission, and with what is accepted the item is "
        "posted (taken_at counter) or collected (door) in the same transaction. The same again is answered, not "
        "repeated. Where the declaration names no office of origin it is that of the counter.",
        accept, "CounterAcceptanceRequest");
    route.body_bytes = kAcceptanceBytes;
    route.parameters.push_back({"Idempotency-Key", true, false,
                                "At most 255 visible ASCII characters; the same key with the same declaration gives "
                                "the first answer again."});
    route.answers = {{201, kJson, "CounterAcceptance", "Accepted or held; Location names the declaration."},
                     {200, kJson, "CounterAcceptance", "It was taken in already: the first verdict again."},
                     {409, "application/problem+json", "Problem", "It stands in the way of what object_id names."},
                     kRejected};
    route.refusals = {RefusalCode::bad_parameter,          RefusalCode::not_found,      RefusalCode::message_structure,
                      RefusalCode::too_many_items,         RefusalCode::item_id_in_use, RefusalCode::content_differs,
                      RefusalCode::idempotency_key_reused, RefusalCode::item_id_spoilt};
    return route;
}

Route posting_route() {
    auto route = counter_post("/v1/declarations/{id}/posting", "counter.accept", "postCollected",
                              "What was taken in at the door is weighed at the office, gets its item id where it has "
                              "none yet, and is posted, in one transaction. Said again, it changes nothing.",
                              post_collected, "PostingRequest");
    route.answers = {{200, kJson, "Item", "The item as it stands now."}, kRejected};
    route.refusals = {
        RefusalCode::bad_parameter,         RefusalCode::item_id_in_use,    RefusalCode::item_id_already_bound,
        RefusalCode::declaration_released,  RefusalCode::register_fixed,    RefusalCode::declaration_cancelled,
        RefusalCode::amendment_not_allowed, RefusalCode::message_structure, RefusalCode::item_id_spoilt};
    return route;
}

} // namespace

std::vector<Route> counter_routes() {
    Route who = reading_route("/v1/counter", "counter.read", "getCounter", "Which post, office and clerk this is.",
                              here, {200, kJson, "CounterHere", "As the key and the headers say."});
    who.audit = Audit::none;
    who.parameters = {kOfficeOfCall, kClerkOfCall};
    auto prints = counter_post("/v1/declarations/{id}/prints", "counter.print", "numberPrint",
                               "A form is printed: it is numbered and noted, and href is where it is read. From the "
                               "second of a form on it is a reprint.",
                               print, "PrintRequest");
    prints.parameters.push_back({"Idempotency-Key", true, false, "The same key gives the first number again."});
    prints.answers = {{201, kJson, "Print", "Noted."}, {200, kJson, "Print", "It was noted under that key."}};
    prints.refusals = {RefusalCode::bad_parameter, RefusalCode::declaration_cancelled};
    auto spoil = counter_post("/v1/declarations/{id}/void", "counter.void", "voidAtCounter",
                              "A clerk voids an item before its dispatch is closed: its declaration is withdrawn and "
                              "leaves the totals, and its item id is spoilt: nobody declares it again. Said again, it "
                              "changes nothing.",
                              void_item, "CancellationRequest");
    spoil.answers = {{200, kJson, "Item", "The item as it stands now."}};
    spoil.refusals = {RefusalCode::bad_parameter, RefusalCode::declaration_released, RefusalCode::register_fixed,
                      RefusalCode::item_dispatched};
    return {who, accept_route(), posting_route(), prints, spoil};
}

} // namespace postern::http
