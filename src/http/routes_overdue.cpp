// Route of what an agency takes too long for: a post sees its own filings, an agency those with it, an operator all.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

#include "clearance/deadlines.hpp"
#include "ports/open_filings.hpp"

#include <string>
#include <string_view>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

Result<ports::OpenPlace> place_of(const crypto::IdCipher& ids, std::string_view cursor) {
    if (cursor.empty()) return ports::OpenPlace{};
    const auto place = place_since(ids, cursor, IdKind::filing);
    if (!place) return refuse(RefusalCode::bad_cursor);
    return ports::OpenPlace{place->since, {place->key}};
}

Result<ports::OverdueQuestion> question_of(const Call& call) {
    ports::OverdueQuestion question;
    question.mode = call.who.mode;
    if (call.who.role == core::Role::admin) return question;
    if (call.who.role == core::Role::agency)
        question.agency = call.who.agency;
    else
        question.tenant = call.who.tenant;
    if (!question.agency && !question.tenant) return refuse(RefusalCode::forbidden); // 0 would be everybody's
    return question;
}

void write_overdue(json::Writer& out, const Services& services, const ports::OverdueFiling& one, bool for_operator) {
    out.begin_object();
    out.member("filing_id", services.ids->seal(IdKind::filing, one.filing.key.value));
    if (one.declaration && !for_operator)
        out.member("declaration_id", services.ids->seal(IdKind::declaration, one.declaration.value));
    if (!for_operator) out.member_if("item_id", one.item_id);
    out.member("agency", one.agency);
    out.member_if("reference", one.filing.reference);
    out.member("state", core::to_string(one.filing.state));
    out.member("since", core::to_rfc3339(one.filing.since));
    const auto deadlines = services.deadlines->find(one.agency);
    const auto due = deadlines == services.deadlines->end() ? std::nullopt
                                                            : deadlines->second.due(one.filing.state, one.filing.since);
    if (due) out.member("due", core::to_rfc3339(*due));
    out.end_object();
}

Result<Reply> overdue(Context& context, const Call& call) {
    const auto& services = context.services;
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    auto question = question_of(call);
    if (!question) return question.refusal();
    const std::string after(call.parameter("after").value_or(""));
    const auto place = place_of(*services.ids, after);
    if (!place) return place.refusal();
    question.value().after = place.value();
    question.value().limit = limit.value();
    const auto found = services.open_filings->overdue(question.value());
    json::Writer out;
    out.begin_object();
    out.key("overdue");
    out.begin_array();
    for (const auto& one : found)
        write_overdue(out, services, one, call.who.role == core::Role::admin);
    out.end_array();
    out.member_if("next", found.empty()
                              ? after
                              : cursor_since(*services.ids, {found.back().filing.since, found.back().filing.key.value},
                                             IdKind::filing));
    out.end_object();
    return json_reply(200, out);
}

} // namespace

std::vector<Route> overdue_routes() {
    Route route = reading_route("/v1/overdue", "filings.overdue", "getOverdue",
                                "Filings that stand in a state for longer than the deadline of their agency, the "
                                "longest first. A post sees its "
                                "own, an agency those with it, an operator all. When a deadline passes, the timeline "
                                "and the events of the post "
                                "say so (filing-overdue).",
                                overdue, {200, kJson, "OverdueList", "A page; the last one is empty."});
    route.parameters = {{"after", false, false, "The `next` of the page before."},
                        {"limit", false, true, "Entries of a page."}};
    route.refusals = {RefusalCode::bad_cursor, RefusalCode::bad_parameter};
    return {route};
}

} // namespace postern::http
