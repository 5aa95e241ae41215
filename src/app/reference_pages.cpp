// Gateway::reference_pages: the pages that are made from the tables the program runs by.
#include "app/gateway.hpp"
#include "core/ascii.hpp"
#include "core/event.hpp"
#include "core/failure.hpp"
#include "core/refusal.hpp"
#include "http/openapi.hpp"
#include "pipeline/telling.hpp"
#include "json/value.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace postern::app {

namespace {

constexpr const char* kMade = "<!-- made by `postern reference`; do not edit -->\n\n";

/// The words of a code in every language, as /problems/{code} has them.
void write_words(std::string& out, const pipeline::Telling& telling, const std::string& code) {
    for (const auto& lang : telling.texts.languages()) {
        const auto page = pipeline::code_page(code, {telling.texts, lang, telling.lists}).value();
        const bool is_rtl = text::direction_of(lang) == "rtl";
        out += "- **" + lang + "**: " + (is_rtl ? "<span dir=\"rtl\">" : "") + page.entry.title + ". " +
               page.entry.text + (page.entry.hint.empty() ? "" : " *" + page.entry.hint + "*") +
               (is_rtl ? "</span>" : "") + "\n";
    }
    out += "\n";
}

/// Which sample messages draw a code: the files beside them say so.
std::map<std::string, std::set<std::string>> samples_by_code(const std::filesystem::path& folder) {
    constexpr std::string_view kStated = ".findings.json";
    std::map<std::string, std::set<std::string>> samples;
    if (!std::filesystem::is_directory(folder)) return samples;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::string name = entry.path().filename().string();
        if (!name.ends_with(kStated)) continue;
        std::ifstream file(entry.path());
        const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        const auto stated = json::read(bytes, {bytes.size(), 16, bytes.size()});
        if (!stated) throw core::Failure(entry.path().string() + ": not JSON");
        name.resize(name.size() - kStated.size());
        const auto* items = stated.value().find("items");
        if (items == nullptr) continue;
        for (const auto& item : items->items())
            for (const auto& finding : item.find("findings")->items())
                samples[finding.string("code").value()].insert(name);
    }
    return samples;
}

std::string findings_page(const pipeline::Telling& telling, const std::filesystem::path& samples) {
    constexpr std::size_t kSamplesShown = 3;
    std::string out =
        std::string("# Findings\n\n") + kMade +
        "What can be said about a declaration. The severity is the default; a policy may give another.\n"
        "`…` stands for a code or number of the case. `GET /problems/CODE` of a gateway says the same.\n\n";
    const auto drawn = samples_by_code(samples);
    for (const auto& code : telling.lists->findings().codes()) {
        const auto page = pipeline::code_page(code, telling).value();
        out += "## " + code + "\n\nSeverity " + page.severity + "; family " + page.family;
        if (!page.rule.empty()) out += "; rule " + page.rule;
        if (!page.dimension.empty()) out += "; counts as " + page.dimension;
        if (!page.entry.example.empty()) out += "; a right value: `" + page.entry.example + "`";
        out += ".\n\n";
        write_words(out, telling, code);
        const auto found = drawn.find(code);
        if (found == drawn.end()) continue;
        out += "Drawn by";
        std::size_t shown = 0;
        for (const auto& sample : found->second) {
            if (shown == kSamplesShown) break;
            out += (shown == 0 ? " `" : ", `") + sample + "`";
            ++shown;
        }
        out += " in `samples/messages`.\n\n";
    }
    return out;
}

std::string refusals_page(const pipeline::Telling& telling) {
    std::string out = std::string("# Refusals\n\n") + kMade +
                      "Why a request is refused as a whole: the code of the problem document and its HTTP status.\n\n";
    for (const auto& kind : core::all_refusals()) {
        const std::string slug(kind.slug);
        out += "## " + slug + "\n\nHTTP " + std::to_string(kind.http_status) + ".\n\n";
        write_words(out, telling, slug);
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
        picture += "    any --> " + core::ascii_lowered(to) + " : " + std::string(core::to_string(row.event)) + "\n";
        if (core::is_terminal(*row.to)) picture += "    " + core::ascii_lowered(to) + " --> [*]\n";
    }
    out += "\nfiling-request-granted, filing-request-denied and filing-invalidated answer what was asked of customs "
           "last. A\ncancellation that is denied leaves the filing as it stood before; one that is granted, or that "
           "ends in "
           "an\ninvalidation, is CANCELLED. An answer to an amendment leaves the state as it is. An invalidation that "
           "nobody "
           "asked\nfor is EXPIRED, any other answer then UNKNOWN.\n";
    return out +
           "\n## The picture\n\n```mermaid\nstateDiagram-v2\n    state \"any state that has not ended\" as any\n" +
           "    [*] --> any\n" + picture + "```\n";
}

} // namespace

std::vector<std::pair<std::string, std::string>> Gateway::reference_pages() {
    const auto catalogue = own_texts();
    const pipeline::Telling telling{*catalogue, "en", chain()->lists->current()};
    const auto samples = std::filesystem::path(settings_.home_folder) / "samples/messages";
    return {{"settings.md", settings_reference()},
            {"findings.md", findings_page(telling, samples)},
            {"refusals.md", refusals_page(telling)},
            {"states.md", states_page(*catalogue)},
            {"openapi.json", http::openapi_document()}};
}

} // namespace postern::app
