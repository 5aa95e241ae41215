// Reports as JSON.
#include "pipeline/report.hpp"

#include <algorithm>

namespace postern::pipeline {

namespace {

std::string_view name_of(ports::Leg leg) {
    switch (leg) {
    case ports::Leg::import_leg: return "import";
    case ports::Leg::return_leg: return "return";
    case ports::Leg::export_leg: break;
    }
    return "export";
}

void write_filing(json::Writer& out, const FilingReport& filing) {
    out.begin_object();
    out.member_if("filing_id", filing.filing_id);
    out.member("route", filing.route);
    out.member("outcome", pipeline::name_of(filing.outcome));
    out.member("leg", name_of(filing.leg));
    out.member_if("agency", filing.agency);
    out.member_if("profile", filing.profile);
    out.member_if("profile_version", filing.profile_version);
    out.member_if("reference", filing.reference);
    out.member_if("legal_basis", filing.legal_basis);
    out.member("required", filing.required);
    if (filing.version != 0) out.member("document_version", filing.version);
    out.member("verdict", core::to_string(filing.verdict));
    out.member("state", core::to_string(filing.state));
    out.end_object();
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

void write_finding(json::Writer& out, const core::Finding& finding, const text::Catalogue& texts,
                   std::string_view lang) {
    const auto& entry = texts.entry("finding." + finding.code, lang);
    out.begin_object();
    out.member("code", finding.code);
    out.member("severity", core::to_string(finding.severity));
    out.member("title", entry.title);
    out.member("detail", texts.tell(entry.text, finding.args, lang));
    out.member_if("hint", texts.tell(entry.hint, finding.args, lang));
    out.member_if("field", finding.field);
    if (!finding.field.empty()) {
        const std::string key = "field." + finding.field;
        if (texts.has(key, "en")) out.member("field_title", texts.entry(key, lang).title);
    }
    if (finding.line_no != 0) out.member("line_no", finding.line_no);
    out.member_if("box", finding.place.box);
    if (finding.place.xpath.starts_with('#'))
        out.member("pointer", std::string_view(finding.place.xpath).substr(1));
    else
        out.member_if("xpath", finding.place.xpath);
    if (finding.place.line != 0) out.member("line", finding.place.line);
    if (finding.place.column != 0) out.member("column", finding.place.column);
    out.member_if("value", finding.place.sent);
    out.member_if("example", entry.example);
    out.member_if("route", finding.route);
    out.member("docs", "/problems/" + finding.code);
    out.end_object();
}

void write_item(json::Writer& out, const ItemReport& item, const text::Catalogue& texts, std::string_view lang) {
    out.begin_object();
    out.member("ordinal", item.ordinal);
    out.member_if("declaration_id", item.declaration_id);
    out.member_if("item_id", item.item_id);
    out.member_if("sender_reference", item.sender_reference);
    out.member_if("sender", item.sender);
    if (item.refused) {
        const auto& kind = core::refusal_kind(item.refusal);
        out.member("refusal", kind.slug);
        out.member("detail", text::Catalogue::fill(texts.entry("refusal." + std::string(kind.slug), lang).text, {}));
        out.member_if("object_id", item.object_id);
    } else {
        if (item.version != 0) out.member("version", item.version);
        out.member("verdict", core::to_string(item.verdict));
        out.member("repeat", item.repeat);
    }
    out.key("findings");
    out.begin_array();
    for (const auto& finding : item.findings)
        write_finding(out, finding, texts, lang);
    out.end_array();
    out.key("filings");
    out.begin_array();
    for (const auto& filing : item.filings)
        write_filing(out, filing);
    out.end_array();
    out.end_object();
}

void write_submission(json::Writer& out, const SubmissionReport& report, const text::Catalogue& texts,
                      std::string_view lang) {
    out.begin_object();
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
        write_item(out, item, texts, lang);
    out.end_array();
    out.end_object();
}

} // namespace postern::pipeline
