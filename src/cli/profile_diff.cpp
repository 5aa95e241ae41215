// profiles diff: each kept declaration that was filed by the profile is mapped by both folders, and what differs
// counted.
#include "cli/profile_diff.hpp"

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "core/failure.hpp"
#include "map/filing_tree.hpp"
#include "profiles/cases.hpp"
#include "profiles/documents.hpp"
#include "profiles/national_rules.hpp"
#include "profiles/pack_functions.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <map>

namespace postern::cli {

namespace {

constexpr std::uint32_t kLast = 1000;
constexpr std::uint32_t kMost = 1'000'000;
constexpr std::size_t kPathsShown = 40;

/// What a folder makes of one filing.
struct Made {
    std::string failure; ///< the stylesheet failed, or the document is not valid; a code, never what was sent
    std::string outline;
    std::vector<std::pair<std::string, std::string>> values; ///< path and text of each leaf
    std::string findings;
};

void take_values(const xml::Element& element, Made& made) { // NOLINT(misc-no-recursion): as deep as our own document
    const auto children = element.children();
    for (const auto& child : children)
        take_values(child, made);
    if (children.empty()) made.values.emplace_back(element.path(), element.text());
}

Made make(const profiles::Profile& profile, const xml::Document& filing, const codelists::Codelists& lists,
          const std::string& agency, core::Date day) {
    Made made;
    try {
        profiles::PackFunctions functions(
            profile, [&](std::string_view code) { return lists.country_name(code); },
            [&](const core::Money& money, std::string_view to) { return lists.convert_for(agency, money, to, day); });
        auto findings = profiles::national_findings(profile, filing, functions, {});
        const auto document = profiles::item_document(profile, filing, functions).document;
        const auto more = functions.take_findings();
        findings.insert(findings.end(), more.begin(), more.end());
        for (const auto& finding : findings)
            made.findings += finding.code + " " + finding.field + "\n";
        if (!profile.schema->check(document).empty()) made.failure = "the document is not valid";
        made.outline = profiles::outline(document);
        take_values(document.root(), made);
    } catch (const core::Failure&) {
        made.failure = "the stylesheet fails";
    }
    return made;
}

class Comparison {
public:
    void add(const std::string& reference, const Made& before, const Made& after, bool show) {
        ++compared_;
        const bool same_document = before.outline == after.outline && before.failure == after.failure;
        if (same_document && before.findings == after.findings) return;
        ++changed_;
        if (before.failure.empty() && !after.failure.empty()) ++broken_;
        if (!before.failure.empty() && after.failure.empty()) ++mended_;
        if (before.findings != after.findings) count_findings(before, after);
        count_paths(before, after);
        if (show) {
            std::cout << reference << " (- now, + then)\n"
                      << profiles::difference(before.outline, after.outline)
                      << profiles::difference(before.findings, after.findings) << "\n";
        }
    }
    std::size_t compared() const { return compared_; }
    bool is_any_changed() const { return changed_ != 0; }
    void print(const std::string& name) const {
        for (const auto& [path, times] : most(paths_))
            std::cout << std::to_string(times) << "\t" << path << "\n";
        for (const auto& [finding, times] : most(findings_))
            std::cout << std::to_string(times) << "\t" << finding << "\n";
        std::cout << name << ": " << compared_ << " filings compared, " << changed_ << " would change, " << broken_
                  << " would have no valid document any more, " << mended_ << " would have one now\n";
    }

private:
    using Counts = std::map<std::string, std::size_t>;
    static std::vector<std::pair<std::string, std::size_t>> most(const Counts& counts) {
        std::vector<std::pair<std::string, std::size_t>> rows(counts.begin(), counts.end());
        std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
        if (rows.size() > kPathsShown) rows.resize(kPathsShown);
        return rows;
    }
    void count_paths(const Made& before, const Made& after) {
        const std::map<std::string, std::string> was(before.values.begin(), before.values.end());
        const std::map<std::string, std::string> is(after.values.begin(), after.values.end());
        for (const auto& [path, text] : was)
            if (const auto found = is.find(path); found == is.end() || found->second != text) ++paths_[path];
        for (const auto& [path, text] : is)
            if (!was.contains(path)) ++paths_[path];
    }
    void count_findings(const Made& before, const Made& after) {
        const auto lines = profiles::difference(before.findings, after.findings);
        for (std::size_t at = 0; at < lines.size();) {
            const auto end = std::min(lines.find('\n', at), lines.size());
            ++findings_[lines.substr(at, end - at)];
            at = end + 1;
        }
    }

    std::size_t compared_ = 0, changed_ = 0, broken_ = 0, mended_ = 0;
    Counts paths_, findings_;
};

std::uint32_t last_of(const Arguments& arguments) {
    const std::string text = arguments.get("last", std::to_string(kLast));
    std::uint32_t last = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), last);
    if (error != std::errc() || end != text.data() + text.size() || last == 0 || last > kMost)
        throw UsageError("--last takes a number from 1 to " + std::to_string(kMost));
    return last;
}

/// The filing's input again, from the item as it was sent; empty: its source is not loaded any more.
xml::Document filing_again(World& world, const ports::FilingHead& head,
                           const std::shared_ptr<const profiles::Profile>& profile, core::Date& day) {
    const auto chain = world.chain();
    auto& declarations = world.store().declarations();
    const auto declaration = declarations.head(head.declaration);
    if (!declaration) return {};
    const auto sealed = declarations.source(head.declaration, declaration->version);
    const auto source = chain->library->source(declaration->source);
    if (!sealed || !source) return {};
    xml::ReaderPool readers;
    auto reader = readers.borrow();
    auto received = chain->intake->read_kept(*reader, vault::open(*sealed), chain->limits, source);
    if (!received) return {};
    const auto read = chain->item_reader->read(std::move(received).value(), declaration->item_id);
    if (!read->readable) return {};
    steps::Occasion occasion;
    occasion.item_id = declaration->item_id;
    day = core::date_of(declaration->received);
    occasion.lodged_on = core::to_string(day);
    auto route = std::make_shared<steps::Route>();
    route->leg = head.leg;
    route->agency = head.agency;
    const steps::RouteChoice choice{route, profile, {}};
    const map::Enrichment enrichment(read->declaration, *chain->lists->current(), choice, occasion);
    return map::filing_tree(*read, choice, occasion, enrichment, head.reference, std::max(head.version, 1U));
}

} // namespace

int profile_diff(World& world, const profiles::Profile& now, const Arguments& arguments) {
    const std::string folder = arguments.get("with");
    if (folder.empty()) throw UsageError("diff needs --with FOLDER: mappings with the folder that is to come");
    const auto last = last_of(arguments);
    const auto library = profiles::Library::load(folder, world.schemas_folder());
    const auto then = library->profile(now.name);
    if (!then) throw UsageError(folder + " has no profile '" + now.name + "'");
    const auto heads = world.store().filings().newest_of_profile(now.name, last);
    const auto lists = world.chain()->lists->current();
    Comparison comparison;
    wait_for_interrupt();
    {
        Progress progress(heads.size(), "filings");
        for (const auto& head : heads) {
            if (is_interrupted()) break;
            core::Date day;
            const auto filing = filing_again(world, head, then, day);
            if (filing.empty()) continue;
            comparison.add(head.reference, make(now, filing, *lists, head.agency, day),
                           make(*then, filing, *lists, head.agency, day), arguments.has("show"));
            progress.show(comparison.compared(), "");
        }
    }
    comparison.print(now.name);
    if (is_interrupted()) return kExitInterrupted;
    return comparison.is_any_changed() ? exit_rejected : exit_ok;
}

} // namespace postern::cli
