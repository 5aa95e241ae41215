// Routes of a counter that scans a prefill: it takes it, so that no other office does; or gives it back.
#include "http/counter_call.hpp"
#include "http/prefill_forms.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

/// Who takes a draft says at which office.
Result<counter::Caller> caller_at_office(const Call& call) {
    if (call.who.office.empty()) return refuse(RefusalCode::bad_parameter, kOfficeOfCall.name);
    return counter::Caller{call.who, call.request_id};
}

Result<Reply> scan_prefill(Context& context, const Call& call) {
    const auto caller = caller_at_office(call);
    if (!caller) return caller.refusal();
    const auto body = read_object(call);
    if (!body) return body.refusal();
    if (const auto known = only_members(body.value(), {"token", "reference"}); !known) return known.refusal();
    auto token = string_member(body.value(), "token");
    if (!token) return token.refusal();
    auto reference = string_member(body.value(), "reference");
    if (!reference) return reference.refusal();
    if (token.value().empty() == reference.value().empty()) return refuse(RefusalCode::bad_json, "token, reference");
    const auto taken =
        context.services.prefills->scan(caller.value(), {std::move(token).value(), std::move(reference).value()});
    if (!taken) return taken.refusal();
    return prefill_reply(context, call, taken.value(), true);
}

Result<Reply> give_back_prefill(Context& context, const Call& call) {
    const auto caller = caller_at_office(call);
    if (!caller) return caller.refusal();
    const auto given = context.services.prefills->give_back(caller.value(), call.path.front());
    if (!given) return given.refusal();
    return no_content();
}

} // namespace

std::vector<Route> prefill_scan_routes() {
    Route scan;
    scan.method = "POST";
    scan.path = "/v1/prefills/scan";
    scan.action = "prefills.scan";
    scan.id = "scanPrefill";
    scan.summary = "What a counter reads: the token of the QR code (or its whole link), or the reference as it was "
                   "typed. The office that scans first takes the draft and may scan it again; no other office gets it "
                   "until it is given back.";
    scan.handler = scan_prefill;
    scan.body = BodyKind::json;
    scan.body_bytes = 16u << 10;
    scan.body_schema = "PrefillScan";
    scan.audit = Audit::in_deed;
    scan.parameters = {kLanguage, kOfficeOfCall, kClerkOfCall};
    scan.answers = {{200, kJson, "Prefill", "The draft; gaps are all that a submission would find."}};
    scan.refusals = {RefusalCode::not_found,    RefusalCode::reference_mistyped, RefusalCode::prefill_taken,
                     RefusalCode::prefill_used, RefusalCode::prefill_expired,    RefusalCode::too_many_attempts};
    Route back;
    back.method = "DELETE";
    back.path = "/v1/prefills/{id}/taking";
    back.action = "prefills.scan";
    back.id = "giveBackPrefill";
    back.summary = "Give a draft back, so that another office may take it. Of what nobody took, nothing.";
    back.handler = give_back_prefill;
    back.audit = Audit::in_deed;
    back.parameters = {kOfficeOfCall};
    back.answers = {{204, "", "", "It is open again."}};
    back.refusals = {RefusalCode::prefill_taken, RefusalCode::prefill_used};
    return {scan, back};
}

} // namespace postern::http
