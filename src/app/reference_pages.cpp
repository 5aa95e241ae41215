// Gateway::reference_pages: the pages that are made from the tables the program runs by.
#include "app/gateway.hpp"
#include "core/event.hpp"
#include "core/refusal.hpp"
#include "csv/reader.hpp"
#include "http/openapi.hpp"

#include <filesystem>

namespace postern::app {

namespace {

constexpr const char* kMade = "<!-- made by `postern reference`; do not edit -->\n\n";

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

void write_entry(std::string& out, const text::Catalogue& texts, const std::string& key) {
    for (const auto& lang : texts.languages()) {
        const auto& entry = texts.entry(key, lang);
        out += "- **" + lang + "**: " + entry.text + (entry.hint.empty() ? "" : " *" + entry.hint + "*") + "\n";
    }
    out += "\n";
}

std::string findings_page(const std::string& findings_csv, const text::Catalogue& texts) {
    std::string out = std::string("# Findings\n\n") + kMade +
                      "What can be said about a declaration. The severity is the default; a policy may give another.\n"
                      "`{0}`, `{1}` stand for codes and numbers of the case.\n\n";
    const auto table = csv::read_file(findings_csv);
    const auto code = table.column("code"), severity = table.column("severity"), rule = table.column("rule");
    for (const auto& row : table.rows) {
        const std::string& name = row.cells[code];
        out += "## " + name + "\n\n" + texts.entry("finding." + name, "en").title +
               ". Severity: " + row.cells[severity] + (row.cells[rule].empty() ? "" : "; rule " + row.cells[rule]) +
               ".\n\n";
        write_entry(out, texts, "finding." + name);
    }
    return out;
}

std::string refusals_page(const text::Catalogue& texts) {
    std::string out = std::string("# Refusals\n\n") + kMade +
                      "Why a request is refused as a whole: the code of the problem document and its HTTP status.\n\n";
    for (const auto& kind : core::all_refusals()) {
        const std::string slug(kind.slug);
        out += "## " + slug + "\n\nHTTP " + std::to_string(kind.http_status) + ".\n\n";
        write_entry(out, texts, "refusal." + slug);
    }
    return out;
}

std::string states_page(const text::Catalogue& texts) {
    std::string out =
        std::string("# States of a filing\n\n") + kMade +
        "A state is folded from events, in the order (when it happened, rank, receipt): the order in which "
        "they\narrive never matters. A state that ends changes only by an explicit message of customs.\n\n"
        "| state | ends | in words |\n|---|---|---|\n";
    for (const auto state : core::all_filing_states()) {
        const std::string name(core::to_string(state));
        out += "| " + name + " | " + (core::is_terminal(state) ? "yes" : "") + " | " +
               texts.entry("state." + name, "en").title + " |\n";
    }
    out += "\n## Events and where they lead\n\n| event | rank | state |\n|---|---|---|\n";
    std::string picture;
    for (const auto& row : core::filing_transitions()) {
        const std::string to = row.to ? std::string(core::to_string(*row.to)) : "";
        out += "| " + std::string(core::to_string(row.event)) + " | " + std::to_string(row.rank) + " | " +
               (to.empty() ? "unchanged" : to) + " |\n";
        if (to.empty()) continue;
        picture += "    any --> " + lower(to) + " : " + std::string(core::to_string(row.event)) + "\n";
        if (core::is_terminal(*row.to)) picture += "    " + lower(to) + " --> [*]\n";
    }
    return out +
           "\n## The picture\n\n```mermaid\nstateDiagram-v2\n    state \"any state that has not ended\" as any\n" +
           "    [*] --> any\n" + picture + "```\n";
}

} // namespace

std::vector<std::pair<std::string, std::string>> Gateway::reference_pages() {
    const auto catalogue = own_texts();
    const auto findings = (std::filesystem::path(settings_.config_folder) / "findings.csv").string();
    return {{"settings.md", settings_reference()},
            {"findings.md", findings_page(findings, *catalogue)},
            {"refusals.md", refusals_page(*catalogue)},
            {"states.md", states_page(*catalogue)},
            {"openapi.json", http::openapi_document()}};
}

} // namespace postern::app
