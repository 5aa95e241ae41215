// Routes of posts that read: submissions, declarations with their parts, items.
#include "http/event_json.hpp"
#include "http/json_forms.hpp"
#include "http/referral_json.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/version_tag.hpp"
#include "json/value.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;
using pipeline::ItemReport;

namespace {

Reply write_item_reply(const Context& context, const Call& call, const ItemReport& item) {
    Reply reply = item_reply(200, context, call, item);
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

Result<Reply> submission(Context& context, const Call& call) {
    const auto report = context.services.submissions->submission(call.path.front(), call.who);
    if (!report) return refuse(RefusalCode::not_found);
    json::Writer whole;
    pipeline::write_submission(whole, *report, words_of(context, call));
    const auto value = json::read(whole.text(), {whole.text().size(), 16, whole.text().size()});
    if (!value) return refuse(RefusalCode::internal);
    json::Writer out;
    out.begin_object();
    for (const auto& [name, member] : value.value().members()) {
        if (name == "items") continue; // a batch's items are in its report
        out.key(name);
        write_value(out, member);
    }
    out.member("report", "/v1/submissions/" + report->submission_id + "/report");
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> submission_report(Context& context, const Call& call) {
    const auto report = context.services.submissions->submission(call.path.front(), call.who);
    if (!report) return refuse(RefusalCode::not_found);
    return submission_reply(200, context, call, *report);
}

Result<Reply> declaration(Context& context, const Call& call) {
    const auto item = context.services.submissions->declaration(call.path.front(), call.who);
    if (!item) return refuse(RefusalCode::not_found);
    Reply reply = write_item_reply(context, call, *item);
    reply.headers.emplace_back("ETag", version_tag(item->version));
    return reply;
}

/// One member of the item's JSON beside its id, so that each part looks the same wherever it is shown.
Result<Reply> part_of_item(Context& context, const Call& call, std::string_view part) {
    const auto item = context.services.submissions->declaration(call.path.front(), call.who);
    if (!item) return refuse(RefusalCode::not_found);
    json::Writer whole;
    pipeline::write_item(whole, *item, words_of(context, call));
    const auto value = json::read(whole.text(), {whole.text().size(), 16, whole.text().size()});
    if (!value) return refuse(RefusalCode::internal);
    json::Writer out;
    out.begin_object();
    out.member("declaration_id", item->declaration_id);
    out.member("version", item->version);
    out.member("verdict", core::to_string(item->verdict));
    if (const json::Value* member = value.value().find(part)) {
        out.key(part);
        write_value(out, *member);
    }
    out.end_object();
    Reply reply = json_reply(200, out);
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

Result<Reply> declaration_report(Context& context, const Call& call) {
    if (!wants_csv(call.header("Accept"))) return part_of_item(context, call, "findings");
    const auto item = context.services.submissions->declaration(call.path.front(), call.who);
    if (!item) return refuse(RefusalCode::not_found);
    pipeline::ReportCsv csv(words_of(context, call));
    csv.add(*item);
    Reply reply = csv_reply(200, csv.take());
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}
Result<Reply> declaration_filings(Context& context, const Call& call) {
    return part_of_item(context, call, "filings");
}

void write_errors(json::Writer& out, const std::vector<core::Finding>& errors, const pipeline::Telling& telling) {
    if (errors.empty()) return;
    out.key("errors");
    out.begin_array();
    for (const auto& error : errors)
        pipeline::write_finding(out, error, telling);
    out.end_array();
}

void write_taxes(json::Writer& out, const std::vector<clearance::AuthorityTax>& taxes) {
    if (taxes.empty()) return;
    out.key("taxes");
    out.begin_array();
    for (const auto& tax : taxes) {
        out.begin_object();
        out.member("type", tax.type);
        out.member("amount", tax.amount.amount.to_string());
        out.member("currency", tax.amount.currency);
        out.end_object();
    }
    out.end_array();
}

void write_revised(json::Writer& out, const std::vector<clearance::RevisedLine>& revised) {
    if (revised.empty()) return;
    out.key("revised");
    out.begin_array();
    for (const auto& line : revised) {
        out.begin_object();
        out.member("line", line.line);
        out.member_if("hs_code", line.hs_code);
        out.member_if("description", line.description);
        out.end_object();
    }
    out.end_array();
}

Result<Reply> timeline(Context& context, const Call& call) {
    const auto entries = context.services.submissions->timeline(call.path.front(), call.who);
    if (!entries) return refuse(RefusalCode::not_found);
    json::Writer out;
    out.begin_object();
    out.member("declaration_id", call.path.front());
    out.key("events");
    out.begin_array();
    for (const auto& entry : *entries) {
        out.begin_object();
        write_event_members(out, entry.event, entry.filing_id, entry.agency);
        write_errors(out, entry.errors, words_of(context, call));
        write_taxes(out, entry.taxes);
        write_revised(out, entry.revised);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> source(Context& context, const Call& call) {
    auto kept = context.services.submissions->source_of(call.path.front(), call.who);
    if (!kept) return refuse(RefusalCode::not_found);
    Reply reply;
    reply.content_type = kept->format == profiles::MessageFormat::json ? kJson : "application/xml";
    reply.body = std::move(kept->text);
    return reply;
}

/// Where it is packed: the receptacle told of last.
void write_dispatch_of(json::Writer& out, const std::vector<ports::DispatchOfItem>& packed) {
    if (packed.empty()) return;
    const auto& place = packed.front();
    out.key("dispatch");
    out.begin_object();
    out.member("dispatch", place.dispatch);
    out.member("receptacle", place.receptacle);
    out.member_if("carrier", place.carrier);
    out.member_if("flight", place.transport);
    if (place.closed) out.member("closed", core::to_rfc3339(*place.closed));
    if (place.departed) out.member("departed", core::to_rfc3339(*place.departed));
    out.end_object();
}

Result<Reply> item(Context& context, const Call& call) {
    const auto found = context.services.submissions->of_item(call.path.front(), call.who);
    // what must not be loaded is shown before its declaration comes
    const auto referrals = context.services.referrals->of_item(call.who, call.path.front());
    const auto packed = context.services.dispatches->of_item(call.who, call.path.front());
    if (found.empty() && referrals.empty() && packed.empty()) return refuse(RefusalCode::not_found);
    json::Writer out;
    out.begin_object();
    out.member("item_id", call.path.front());
    if (!referrals.empty()) {
        out.key("referrals");
        out.begin_array();
        for (const auto& referral : referrals)
            write_referral(out, referral);
        out.end_array();
    }
    if (const auto position = context.services.item_events->position(call.who, call.path.front()))
        out.member("position", core::to_string(*position));
    write_dispatch_of(out, packed);
    out.key("declarations");
    out.begin_array();
    for (const ItemReport& declaration : found)
        pipeline::write_item(out, declaration, words_of(context, call));
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

/// Reads of a post: they take the interactive lane and speak the reader's language.
Route reading(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
              Handler handler, const Answer& answer) {
    Route route = reading_route(path, action, id, summary, handler, answer);
    route.lane = workers::Lane::interactive;
    route.parameters = {kLanguage};
    return route;
}

/// The same, also as CSV.
Route report(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
             Handler handler, const Answer& answer) {
    Route route = reading(path, action, id, summary, handler, answer);
    route.parameters.push_back(kReportForm);
    route.answers.push_back({200, kCsvType, "", "The same, a row a finding."});
    return route;
}

constexpr std::string_view kRead = "declarations.read";

Route source_route() {
    constexpr std::string_view kText = "The item in the format in which it was sent, current version.";
    Route route = reading("/v1/declarations/{id}/source", kRead, "getSource", "The item as it was sent.", source,
                          {200, "application/xml", "", kText});
    route.answers.push_back({200, kJson, "JsonMessage", kText});
    return route;
}

} // namespace

std::vector<Route> item_routes() {
    return {
        reading("/v1/submissions/{id}", "submissions.read", "getSubmission", "A submission: when, what, how many.",
                submission, {200, kJson, "SubmissionHead", "Its head and counts."}),
        report("/v1/submissions/{id}/report", "submissions.read", "getSubmissionReport",
               "The report of a submission: every item with its findings and filings as they stand now.",
               submission_report, {200, kJson, "Submission", "The report."}),
        reading("/v1/declarations/{id}", kRead, "getDeclaration", "A declaration, whole.", declaration,
                {200, kJson, "Item", "Its current version with findings and filings."}),
        report("/v1/declarations/{id}/report", kRead, "getDeclarationReport", "What was found.", declaration_report,
               {200, kJson, "DeclarationReport", "Findings of the current version."}),
        reading("/v1/declarations/{id}/timeline", kRead, "getTimeline",
                "What happened to the declaration and its filings, oldest first.", timeline,
                {200, kJson, "Timeline", "The events."}),
        source_route(),
        reading("/v1/declarations/{id}/filings", kRead, "getFilings", "What was lodged with whom, and how it stands.",
                declaration_filings, {200, kJson, "DeclarationFilings", "Filings and other outcomes of routes."}),
        reading("/v1/items/{s10}", "items.read", "getItem",
                "Where an item is, and all declarations of its id, newest first.", item,
                {200, kJson, "ItemDeclarations", "The declarations."}),
    };
}

} // namespace postern::http
