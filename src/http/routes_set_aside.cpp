// Routes of work that nobody gets done: a worker says so, an agency looks at it and has it handed out again.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

Result<Reply> fail_in_lease(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto filings = read_filings(body.value());
    if (!filings) return filings.refusal();
    const auto reason = code_member(body.value(), "reason");
    if (!reason) return reason.refusal();
    if (reason.value().empty()) return refuse(RefusalCode::bad_json, "reason");
    const auto done = context.services.agencies.fail_in_lease(call.who, call.path[1], filings.value(), reason.value(),
                                                              call.request_id);
    if (!done) return done.refusal();
    return no_content();
}

Result<Reply> set_aside(Context& context, const Call& call) {
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    const auto list =
        context.services.agencies.set_aside(call.who, call.parameter("after").value_or(""), limit.value());
    if (!list) return list.refusal();
    json::Writer out;
    out.begin_object();
    out.key("set_aside");
    out.begin_array();
    for (const auto& one : list.value()) {
        out.begin_object();
        out.member("cursor", one.cursor);
        out.member("filing_id", one.filing_id);
        out.member("version", one.version);
        out.member_if("reference", one.reference);
        out.member("tries", one.tries);
        out.member("reason", one.reason);
        out.member("since", core::to_rfc3339(one.since));
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> offer_again(Context& context, const Call& call) {
    const auto done = context.services.agencies.offer_again(call.who, call.path[1], call.request_id);
    if (!done) return done.refusal();
    return no_content();
}

} // namespace

std::vector<Route> set_aside_routes() {
    Route fail;
    fail.method = "POST";
    fail.path = "/v1/agencies/{agency}/leases/{id}/failures";
    fail.action = "filings.lease";
    fail.id = "failInLease";
    fail.summary = "Say that something held with this lease cannot be done. It is free again and one try is counted; "
                   "after so many tries (lease.tries) it is set aside with the reason.";
    fail.handler = fail_in_lease;
    fail.audit = Audit::in_deed;
    fail.body = BodyKind::json;
    fail.body_schema = "LeaseFailure";
    fail.answers = {{204, "", "", "Counted."}};
    fail.refusals = {RefusalCode::bad_parameter, RefusalCode::lease_lost};

    Route list = reading_route(
        "/v1/agencies/{agency}/set-aside", "filings.lease", "getSetAside",
        "Offers that are not handed out any more, because they were taken several times and nobody got them done. "
        "They stay in the feed and can be acknowledged and answered.",
        set_aside, {200, kJson, "SetAsideList", "The oldest offers first."});
    list.parameters = {{"after", false, false, "Cursor of the last one; none: from the beginning."},
                       {"limit", false, true, "So many at most."}};
    list.refusals = {RefusalCode::bad_cursor};

    Route again;
    again.method = "DELETE";
    again.path = "/v1/agencies/{agency}/set-aside/{id}";
    again.action = "filings.lease";
    again.id = "offerAgain";
    again.summary = "Hand a filing out again that was set aside, as if nobody had tried it.";
    again.handler = offer_again;
    again.audit = Audit::in_deed;
    again.answers = {{204, "", "", "The next lease may get it."}};
    return {fail, list, again};
}

} // namespace postern::http
