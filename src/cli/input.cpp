// Files in, reports out.
#include "cli/input.hpp"

#include "core/failure.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

namespace postern::cli {

namespace {

std::string read_stream(std::istream& in, std::size_t max_bytes) {
    std::string bytes;
    char block[65536];
    while (bytes.size() <= max_bytes && (in.read(block, sizeof block) || in.gcount() > 0)) {
        bytes.append(block, static_cast<std::size_t>(in.gcount()));
    }
    return bytes;
}

void print_finding(std::ostream& out, const core::Finding& finding, const text::Catalogue& texts,
                   std::string_view lang) {
    const auto& entry = texts.entry("finding." + finding.code, lang);
    out << "    " << core::to_string(finding.severity) << " " << finding.code;
    if (finding.place.line != 0) out << "  line " << finding.place.line;
    if (!finding.place.box.empty()) out << "  box " << finding.place.box;
    if (finding.line_no != 0) out << "  goods line " << finding.line_no;
    out << "\n      " << texts.tell(entry.text, finding.args, lang) << "\n";
    if (!entry.hint.empty()) out << "      " << texts.tell(entry.hint, finding.args, lang) << "\n";
    if (!finding.place.sent.empty()) out << "      sent: " << finding.place.sent << "\n";
    // a JSON Pointer is told without the sign that we keep before it
    const bool is_pointer = finding.place.xpath.starts_with('#');
    if (!finding.place.xpath.empty()) out << "      " << finding.place.xpath.substr(is_pointer ? 1 : 0) << "\n";
}

} // namespace

std::string read_input(const std::string& path, std::size_t max_bytes) {
    if (path == "-") return read_stream(std::cin, max_bytes);
    std::ifstream file(path, std::ios::binary);
    if (!file) throw core::Failure(path + ": cannot be read");
    return read_stream(file, max_bytes);
}

ingest::Wording wording_of(const std::string& path) {
    return path.ends_with(".json") ? ingest::Wording::json : ingest::Wording::by_content;
}

void print_report(std::ostream& out, const std::string& file, const pipeline::SubmissionReport& report,
                  const text::Catalogue& texts, std::string_view lang) {
    out << file << ": " << report.source << ", " << report.items.size()
        << (report.items.size() == 1 ? " item" : " items") << ", " << report.count(core::Verdict::accepted)
        << " accepted, " << report.count(core::Verdict::held) << " held, " << report.count(core::Verdict::rejected)
        << " rejected\n";
    for (const auto& item : report.items) {
        if (item.findings.empty() && report.items.size() > 1) continue;
        out << "  item " << item.ordinal;
        if (!item.item_id.empty()) out << " (" << item.item_id << ")";
        out << ": " << core::to_string(item.verdict) << "\n";
        for (const auto& finding : item.findings)
            print_finding(out, finding, texts, lang);
    }
}

void print_refusal(std::ostream& out, const std::string& file, const core::Refusal& refusal,
                   const text::Catalogue& texts, std::string_view lang) {
    const std::string slug(core::refusal_kind(refusal.code).slug);
    const auto& entry = texts.entry("refusal." + slug, lang);
    out << file << ": refused (" << slug << ")";
    if (refusal.line != 0) out << "  line " << refusal.line;
    out << "\n  " << text::Catalogue::fill(entry.text, {refusal.argument}) << "\n";
    if (!entry.hint.empty()) out << "  " << text::Catalogue::fill(entry.hint, {refusal.argument}) << "\n";
}

void write_refusal(json::Writer& out, const core::Refusal& refusal, const text::Catalogue& texts,
                   std::string_view lang) {
    const std::string slug(core::refusal_kind(refusal.code).slug);
    out.begin_object();
    out.member("refusal", slug);
    out.member("detail", text::Catalogue::fill(texts.entry("refusal." + slug, lang).text, {refusal.argument}));
    if (refusal.line != 0) out.member("line", refusal.line);
    if (refusal.column != 0) out.member("column", refusal.column);
    out.end_object();
}

} // namespace postern::cli
