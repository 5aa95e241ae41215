// Files in, reports out.
#include "cli/input.hpp"

#include "cli/command.hpp"
#include "core/failure.hpp"

#include <algorithm>
#include <filesystem>
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

void print_finding(std::ostream& out, const core::Finding& finding, const pipeline::Telling& telling) {
    const auto told = pipeline::tell(finding, telling);
    out << "    " << told.severity << " " << told.code;
    if (told.line != 0) out << "  line " << told.line;
    if (!told.box.empty()) out << "  box " << told.box;
    if (told.line_no != 0) out << "  goods line " << told.line_no;
    out << "\n      " << told.detail << "\n";
    if (!told.hint.empty()) out << "      " << told.hint << "\n";
    if (!told.value.empty()) out << "      sent: " << told.value << "\n";
    const std::string place = told.xpath + told.pointer;
    if (!place.empty()) out << "      " << place << "\n";
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

bool is_message_name(std::string_view name) {
    if (name.starts_with('.')) return false;
    return name.ends_with(".xml") ||
           (name.ends_with(".json") && !name.ends_with(".result.json") && !name.ends_with(".findings.json"));
}

std::vector<std::string> message_files(const std::vector<std::string>& paths) {
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    for (const auto& path : paths) {
        if (path == "-" || !fs::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        const auto before = static_cast<std::ptrdiff_t>(files.size());
        try {
            for (const auto& entry : fs::recursive_directory_iterator(path))
                if (is_message_name(entry.path().filename().string()) && entry.is_regular_file())
                    files.push_back(entry.path().string());
        } catch (const fs::filesystem_error& error) {
            throw core::Failure(path + ": " + error.code().message());
        }
        std::sort(files.begin() + before, files.end());
        if (static_cast<std::ptrdiff_t>(files.size()) == before)
            throw UsageError(path + " has no messages: files NAME.xml and NAME.json are looked for");
    }
    return files;
}

void print_report(std::ostream& out, const std::string& file, const pipeline::SubmissionReport& report,
                  const pipeline::Telling& telling) {
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
            print_finding(out, finding, telling);
    }
}

void print_refusal(std::ostream& out, const std::string& file, const core::Refusal& refusal,
                   const pipeline::Telling& telling) {
    const auto told = pipeline::tell(refusal, telling);
    out << file << ": refused (" << told.slug << ")";
    if (refusal.line != 0) out << "  line " << refusal.line;
    out << "\n  " << told.detail << "\n";
    if (!told.hint.empty()) out << "  " << told.hint << "\n";
}

void write_refusal(json::Writer& out, const core::Refusal& refusal, const pipeline::Telling& telling) {
    const auto told = pipeline::tell(refusal, telling);
    out.begin_object();
    out.member("refusal", told.slug);
    out.member("detail", told.detail);
    out.member_if("hint", told.hint);
    if (refusal.line != 0) out.member("line", refusal.line);
    if (refusal.column != 0) out.member("column", refusal.column);
    out.end_object();
}

} // namespace postern::cli
