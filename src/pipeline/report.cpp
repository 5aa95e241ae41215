// Reports as JSON and as CSV.
#include "pipeline/report.hpp"

#include <algorithm>

namespace postern::pipeline {

namespace {

void write_filing(json::Writer& out, const FilingReport& filing) {
    out.begin_object();
    out.member_if("filing_id", filing.filing_id);
    out.member("route", filing.route);
    out.member("outcome", name_of(filing.outcome));
    out.member("leg", ports::to_string(filing.leg));
    out.member_if("agency", filing.agency);
    out.member_if("profile", filing.profile);
    out.member_if("profile_version", filing.profile_version);
    out.member_if("reference", filing.reference);
    out.member_if("legal_basis", filing.legal_basis);
    out.member("required", filing.required);
    if (filing.version != 0) out.member("document_version", filing.version);
    out.member("verdict", core::to_string(filing.verdict));
    out.member("state", core::to_string(filing.state));
    out.member_if("returns_filing", filing.returns_filing);
    out.end_object();
}

core::Refusal refusal_of(const ItemReport& item) {
    return {item.refusal, {}, 0, 0, item.object_id};
}

std::string number(std::uint32_t n) {
    return n == 0 ? std::string() : std::to_string(n);
}

} // namespace

std::string_view name_of(ports::RouteOutcome outcome) {
    switch (outcome) {
    case ports::RouteOutcome::form: return "form";
    case ports::RouteOutcome::elsewhere: return "elsewhere";
    case ports::RouteOutcome::refuse: return "refuse";
    case ports::RouteOutcome::file: break;
    }
    return "file";
}

std::uint32_t SubmissionReport::count(core::Verdict verdict) const {
    return static_cast<std::uint32_t>(std::count_if(
        items.begin(), items.end(), [&](const ItemReport& item) { return !item.refused && item.verdict == verdict; }));
}

std::uint32_t SubmissionReport::refused() const {
    return static_cast<std::uint32_t>(
        std::count_if(items.begin(), items.end(), [](const ItemReport& item) { return item.refused; }));
}

void write_finding(json::Writer& out, const core::Finding& finding, const Telling& telling) {
    const ToldFinding told = tell(finding, telling);
    out.begin_object();
    out.member("code", told.code);
    out.member("severity", told.severity);
    out.member_if("rule", told.rule);
    out.member("title", told.title);
    out.member("detail", told.detail);
    out.member_if("hint", told.hint);
    out.member_if("field", told.field);
    out.member_if("field_title", told.field_title);
    if (told.line_no != 0) out.member("line_no", told.line_no);
    out.member_if("box", told.box);
    out.member_if("xpath", told.xpath);
    if (finding.place.xpath.starts_with('#')) out.member("pointer", told.pointer); // empty: the whole message
    if (told.line != 0) out.member("line", told.line);
    if (told.column != 0) out.member("column", told.column);
    out.member_if("value", told.value);
    out.member_if("example", told.example);
    out.member_if("route", told.route);
    out.member("docs", told.docs);
    out.end_object();
}

void write_item(json::Writer& out, const ItemReport& item, const Telling& telling) {
    out.begin_object();
    out.member("ordinal", item.ordinal);
    out.member_if("declaration_id", item.declaration_id);
    out.member_if("item_id", item.item_id);
    out.member_if("return_item_id", item.return_item_id);
    out.member_if("sender_reference", item.sender_reference);
    out.member_if("sender", item.sender);
    if (item.refused) {
        const auto told = tell(refusal_of(item), telling);
        out.member("refusal", told.slug);
        out.member("detail", told.detail);
        out.member_if("object_id", item.object_id);
    } else {
        if (item.version != 0) out.member("version", item.version);
        out.member("verdict", core::to_string(item.verdict));
        out.member("repeat", item.repeat);
        if (item.cancelled) out.member("cancelled", core::to_rfc3339(*item.cancelled));
    }
    out.key("findings");
    out.begin_array();
    for (const auto& finding : item.findings)
        write_finding(out, finding, telling);
    out.end_array();
    out.key("filings");
    out.begin_array();
    for (const auto& filing : item.filings)
        write_filing(out, filing);
    out.end_array();
    out.end_object();
}

void write_submission(json::Writer& out, const SubmissionReport& report, const Telling& telling) {
    out.begin_object();
    write_members(out, report, telling);
    out.end_object();
}

void write_members(json::Writer& out, const SubmissionReport& report, const Telling& telling) {
    out.member_if("submission_id", report.submission_id);
    out.member("source", report.source);
    out.member_if("message_reference", report.message_reference);
    out.member("at", core::to_rfc3339(report.at));
    out.key("counts");
    out.begin_object();
    out.member("items", static_cast<std::uint32_t>(report.items.size()));
    out.member("accepted", report.count(core::Verdict::accepted));
    out.member("held", report.count(core::Verdict::held));
    out.member("rejected", report.count(core::Verdict::rejected));
    out.member("refused", report.refused());
    out.end_object();
    out.key("items");
    out.begin_array();
    for (const auto& item : report.items)
        write_item(out, item, telling);
    out.end_array();
}

ReportCsv::ReportCsv(const Telling& telling, bool of_files) : telling_(telling), of_files_(of_files) {
    row("file",
        {"ordinal", "declaration_id", "item_id", "sender_reference", "verdict", "code", "severity", "rule", "title",
         "detail",  "hint",           "field",   "field_title",      "line_no", "box",  "place",    "line", "column",
         "value",   "example",        "route"});
}

void ReportCsv::row(const std::string& file, std::vector<std::string> cells) {
    if (of_files_) cells.insert(cells.begin(), file);
    out_.row(cells);
}

void ReportCsv::add(const ItemReport& item, const std::string& file) {
    const std::vector<std::string> head = {std::to_string(item.ordinal), item.declaration_id, item.item_id,
                                           item.sender_reference,
                                           item.refused ? "refused" : std::string(core::to_string(item.verdict))};
    const auto add_row = [&](const ToldFinding& told) {
        std::vector<std::string> cells = head;
        cells.insert(cells.end(), {told.code, told.severity, told.rule, told.title, told.detail, told.hint, told.field,
                                   told.field_title, number(told.line_no), told.box, told.xpath + told.pointer,
                                   number(told.line), number(told.column), told.value, told.example, told.route});
        row(file, std::move(cells));
    };
    if (item.refused) {
        const auto told = tell(refusal_of(item), telling_);
        ToldFinding as_finding;
        as_finding.code = told.slug;
        as_finding.title = told.title;
        as_finding.detail = told.detail;
        as_finding.hint = told.hint;
        add_row(as_finding);
    } else if (item.findings.empty()) {
        add_row({});
    }
    for (const auto& finding : item.findings)
        add_row(tell(finding, telling_));
}

void ReportCsv::add(const SubmissionReport& report, const std::string& file) {
    for (const auto& item : report.items)
        add(item, file);
}

void ReportCsv::add(const core::Refusal& refusal, const std::string& file) {
    const auto told = tell(refusal, telling_);
    std::vector<std::string> cells = {"", "", "", "", "refused", told.slug, "", "", told.title, told.detail, told.hint};
    cells.insert(cells.end(), {"", "", "", "", "", number(static_cast<std::uint32_t>(refusal.line)),
                               number(static_cast<std::uint32_t>(refusal.column)), "", "", ""});
    row(file, std::move(cells));
}

} // namespace postern::pipeline
