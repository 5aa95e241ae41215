// Routes of agencies that change something: leases, acknowledgements, answers.
#include "http/decision_rows.hpp"
#include "http/offer_json.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

Result<std::uint32_t> number_member(const json::Value& object, std::string_view name, std::uint32_t otherwise,
                                    std::uint32_t greatest) {
    const json::Value* member = object.find(name);
    if (member == nullptr) return otherwise;
    if (member->kind() != json::Kind::number) return read_number(name, "", 1, greatest);
    return read_number(name, member->text(), 1, greatest);
}

Result<Reply> take_lease(Context& context, const Call& call) {
    const HttpSettings& settings = context.settings;
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto max = number_member(body.value(), "max", settings.lease_offers, settings.lease_offers_limit);
    if (!max) return max.refusal();
    const auto seconds = number_member(body.value(), "seconds", settings.lease_seconds, settings.lease_seconds_limit);
    if (!seconds) return seconds.refusal();
    const auto lease = context.services.agencies.take_lease(call.who, max.value(), seconds.value(), call.request_id);
    if (!lease) return lease.refusal();
    Reply reply = lease_reply(201, lease.value());
    reply.object = lease.value().lease_id;
    reply.headers.emplace_back("Location", "/v1/agencies/" + call.path[0] + "/leases/" + lease.value().lease_id);
    return reply;
}

Result<Reply> extend_lease(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto seconds =
        number_member(body.value(), "seconds", context.settings.lease_seconds, context.settings.lease_seconds_limit);
    if (!seconds) return seconds.refusal();
    const auto until = context.services.agencies.extend_lease(call.who, call.path[1], seconds.value(), call.request_id);
    if (!until) return until.refusal();
    json::Writer out;
    out.begin_object();
    out.member("lease_id", call.path[1]);
    out.member("until", core::to_rfc3339(until.value()));
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> return_lease(Context& context, const Call& call) {
    const auto returned = context.services.agencies.return_lease(call.who, call.path[1], call.request_id);
    if (!returned) return returned.refusal();
    return no_content();
}

Result<Reply> acknowledge(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto filings = read_filings(body.value());
    if (!filings) return filings.refusal();
    const auto lease_id = string_member(body.value(), "lease");
    if (!lease_id) return lease_id.refusal();
    const auto done =
        context.services.agencies.acknowledge(call.who, lease_id.value(), filings.value(), call.request_id);
    if (!done) return done.refusal();
    json::Writer out;
    out.begin_object();
    out.list("acknowledged", filings.value());
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> respond(Context& context, const Call& call) {
    if (call.media == BodyMedia::csv) return decide(context, call);
    const auto answer =
        context.services.agencies.answer(call.who, call.body, call.media == BodyMedia::json, call.request_id);
    if (!answer) return answer.refusal();
    json::Writer out;
    out.begin_object();
    out.member("answer_id", answer.value().answer_id);
    out.member("repeat", answer.value().repeat);
    out.key("filings");
    out.begin_array();
    for (const auto& [id, state] : answer.value().filings) {
        out.begin_object();
        out.member("filing_id", id);
        out.member("state", core::to_string(state));
        out.end_object();
    }
    out.end_array();
    if (!answer.value().unknown.empty()) {
        out.list("unknown", answer.value().unknown);
    }
    out.end_object();
    Reply reply = json_reply(answer.value().repeat ? 200 : 201, out);
    reply.object = answer.value().answer_id;
    return reply;
}

Route work(std::string_view method, std::string_view path, std::string_view action, std::string_view id,
           std::string_view summary, Handler handler) {
    Route route;
    route.method = method;
    route.path = path;
    route.action = action;
    route.id = id;
    route.summary = summary;
    route.handler = handler;
    route.audit = Audit::in_deed;
    return route;
}

} // namespace

std::vector<Route> agency_work_routes() {
    Route take = work("POST", "/v1/agencies/{agency}/leases", "filings.lease", "takeLease",
                      "Take offers nobody holds and nobody acknowledged, oldest first, for a time.", take_lease);
    take.body = BodyKind::json;
    take.body_schema = "LeaseRequest";
    take.answers = {{201, kJson, "Lease", "What was taken, perhaps nothing, and until when."}};
    take.refusals = {RefusalCode::bad_parameter};

    Route extend = work("PUT", "/v1/agencies/{agency}/leases/{id}", "filings.lease", "extendLease",
                        "Hold a lease for so many seconds from now.", extend_lease);
    extend.body = BodyKind::json;
    extend.body_schema = "LeaseExtension";
    extend.answers = {{200, kJson, "LeaseUntil", "Until when it holds now."}};
    extend.refusals = {RefusalCode::bad_parameter, RefusalCode::lease_lost};

    Route give_back = work("DELETE", "/v1/agencies/{agency}/leases/{id}", "filings.lease", "returnLease",
                           "Give back what is not acknowledged.", return_lease);
    give_back.answers = {{204, "", "", "Given back."}};
    give_back.refusals = {RefusalCode::lease_lost};

    Route ack = work("POST", "/v1/agencies/{agency}/acknowledgements", "filings.acknowledge", "acknowledge",
                     "Take filings over for good. Doing it again changes nothing.", acknowledge);
    ack.body = BodyKind::json;
    ack.body_schema = "AcknowledgementRequest";
    ack.answers = {{200, kJson, "Acknowledgement", "The filings that were acknowledged."}};
    ack.refusals = {RefusalCode::lease_lost};

    Route answer =
        work("POST", "/v1/agencies/{agency}/responses", "filings.answer", "respond",
             "Answer in the agency's own XML, in neutral XML (urn:postern:answer:1), in neutral JSON, or as a "
             "table of decisions (CSV with the columns filing, decision and, where wanted, reason, text, "
             "when, number, lane, documents, deadline), each row of which is answered. The same answer again changes "
             "nothing.",
             respond);
    answer.body = BodyKind::xml_json_or_csv;
    answer.message = true;
    answer.body_schema = "NeutralAnswer";
    constexpr std::string_view kKnown = "The answer was known: its first result again.";
    constexpr std::string_view kTaken =
        "Each filing it spoke of, with its state after it. Of a table of decisions: its "
        "rows (as CSV where Accept is text/csv).";
    answer.answers = {{200, kJson, "AnswerResult", kKnown},
                      {200, kCsvType, "", kKnown},
                      {201, kJson, "AnswerResult", kTaken},
                      {201, kCsvType, "", kTaken}};
    answer.parameters = {kLanguage, {"Accept", true, false, "text/csv: what became of a table of decisions, as CSV."}};
    answer.refusals = {RefusalCode::answer_unreadable, RefusalCode::answer_filing_unknown,
                       RefusalCode::answer_profile_unknown, RefusalCode::decision_unreadable,
                       RefusalCode::too_many_items};
    return {take, extend, give_back, ack, answer};
}

} // namespace postern::http
