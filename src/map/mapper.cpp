// Mapper: one national document per route that files.
#include "map/mapper.hpp"

#include "core/finding_codes.hpp"
#include "map/filing_tree.hpp"
#include "map/returned_export.hpp"
#include "profiles/documents.hpp"
#include "profiles/national_rules.hpp"
#include "profiles/neutral.hpp"
#include "profiles/pack_functions.hpp"

#include <algorithm>

namespace postern::map {

namespace {

core::Finding finding_of(std::string_view code, core::Severity severity, const std::string& route) {
    core::Finding finding;
    finding.code = code;
    finding.severity = severity;
    finding.route = route;
    return finding;
}

/// "{reference}-{version}" filled in; the first version keeps the plain reference.
std::string reference_of(const profiles::Profile& profile, const std::string& base, std::uint32_t version) {
    if (version <= 1 || profile.amended_reference.empty()) return base;
    std::string out = profile.amended_reference;
    const auto put = [&](std::string_view mark, const std::string& value) {
        if (const auto at = out.find(mark); at != std::string::npos) out.replace(at, mark.size(), value);
    };
    put("{reference}", base);
    put("{version}", std::to_string(version));
    return out;
}

/// A place in the national document in the sender's terms, through the profile's field table.
void take_field(core::Finding& finding, std::string_view path, const profiles::Profile& profile) {
    path.remove_prefix(std::min(path.size(), std::size_t{1}));
    path.remove_prefix(std::min(path.size(), std::min(path.find('/'), path.size() - 1) + 1));
    if (const auto* row = profile.fields.row_at(path, &finding.line_no)) finding.field = row->field;
}

/// Where the national document is wrong.
core::Finding national_fault(const xml::SchemaFault& fault, const profiles::Profile& profile,
                             const std::string& route) {
    auto finding = finding_of(core::codes::kNationalSchema, core::Severity::error, route);
    take_field(finding, fault.path, profile);
    finding.args = {fault.element, std::string(xml::to_string(fault.kind))};
    return finding;
}

constexpr std::size_t kCharactersShown = 5;

/// Where the national document has characters that its system does not take; each field once.
void look_at_characters(const xml::Element& element, const profiles::Profile& profile, // NOLINT(misc-no-recursion)
                        std::vector<core::Finding>& findings) {
    const auto children = element.children();
    for (const auto& child : children)
        look_at_characters(child, profile, findings);
    if (!children.empty()) return;
    const auto foreign = profile.characters->foreign(element.text(), kCharactersShown);
    if (foreign.empty()) return;
    auto finding = finding_of(core::codes::kCharactersNational, core::Severity::error, {});
    take_field(finding, element.path(), profile);
    const bool is_told = std::any_of(findings.begin(), findings.end(), [&](const core::Finding& other) {
        return other.code == finding.code && other.field == finding.field && other.line_no == finding.line_no;
    });
    if (is_told) return;
    std::string names;
    for (const auto character : foreign)
        names += (names.empty() ? "" : " ") + text::code_point_name(character);
    finding.args = {std::move(names)};
    findings.push_back(std::move(finding));
}

/// What the authority is to know a new filing by. An answer that names it alone must find one filing: so a return has a
/// name of its own where the agency knows the export by that of the item.
std::string new_reference(const steps::Read& read, const steps::Occasion& occasion, const steps::Route& route) {
    const auto& base = occasion.item_id.empty() ? read->declaration.sender_reference : occasion.item_id;
    if (!occasion.returning) return base;
    const bool is_known = std::ranges::any_of(occasion.returning->exports, [&](const steps::LodgedExport& one) {
        return one.filing.agency == route.agency && one.filing.reference == base;
    });
    return is_known ? base + "-R" : base;
}

/// The open filing of the same route that this one carries on.
const ports::FilingHead* known_filing(const steps::Occasion& occasion, const std::string& route) {
    const auto found =
        std::find_if(occasion.known_filings.begin(), occasion.known_filings.end(),
                     [&](const ports::FilingHead& f) { return f.route == route && !core::is_terminal(f.state); });
    return found == occasion.known_filings.end() ? nullptr : &*found;
}

} // namespace

steps::MappedFiling Mapper::file(const steps::Checked& checked, const steps::RouteChoice& choice,
                                 const steps::Occasion& occasion) const {
    steps::MappedFiling filing;
    filing.choice = choice;
    const auto& read = *checked->read;
    const auto* known = known_filing(occasion, choice.route->name);
    if (known) {
        filing.known = known->key;
        filing.version = occasion.makes_anew ? known->version : known->version + 1;
    }
    if (const auto* exported = returned_export(occasion, *choice.route)) filing.returns = exported->filing.key;
    if (choice.route->outcome != ports::RouteOutcome::file) {
        if (known) filing.reference = known->reference; // the number that the exporter got
        return filing;
    }
    const auto& profile = *choice.profile;
    if (profile.needs_item_id && occasion.item_id.empty()) {
        filing.awaits_item_id = true;
        filing.findings.push_back(finding_of(core::codes::kItemIdAwaited, core::Severity::info, choice.route->name));
        filing.findings.back().field = "item_id";
        return filing;
    }
    // an agency that was told a filing goes on to know it by the name that it got first
    const bool is_known_by_name = known != nullptr && (filing.version > 1 || occasion.makes_anew);
    std::string base = is_known_by_name ? known->reference : std::string();
    if (base.empty()) base = new_reference(checked->read, occasion, *choice.route);
    filing.reference = base;
    if (!read.readable) return filing;
    if (!choice.route->reads.empty()) {
        filing.document = profiles::neutral_document(read.canonical.root(), choice.route->reads, occasion.item_id);
        return filing;
    }
    const Enrichment enrichment(read.declaration, *checked->lists, choice, occasion);
    const auto input =
        filing_tree(read, choice, occasion, enrichment, reference_of(profile, base, filing.version), filing.version);
    const auto day = core::parse_date(occasion.lodged_on);
    profiles::PackFunctions functions(
        profile, [&](std::string_view code) { return checked->lists->country_name(code); },
        [&](const core::Money& money, std::string_view to) {
            return day ? checked->lists->convert_for(choice.route->agency, money, to, *day) : std::nullopt;
        });
    filing.findings = profiles::national_findings(profile, input, functions, limits_);
    const auto made = profiles::item_document(profile, input, functions, limits_);
    const auto& document = made.document;
    auto of_mapping = functions.take_findings();
    filing.findings.insert(filing.findings.end(), of_mapping.begin(), of_mapping.end());
    enrichment.tell(filing.findings);
    if (profile.characters) look_at_characters(document.root(), profile, filing.findings);
    for (auto& finding : filing.findings)
        finding.route = choice.route->name;
    const auto faults = profile.schema->check(document);
    for (const auto& fault : faults)
        filing.findings.push_back(national_fault(fault, profile, choice.route->name));
    if (!faults.empty()) return filing;
    filing.document = profile.written(document);
    if (!profile.register_form) return filing;
    filing.row = made.row.serialise();
    filing.together = profiles::together_of(profile.register_form->together, input.root());
    // where the authority has several forms of a register, the row says which is its own
    if (const auto group = made.row.root().attribute("group"); group && !group->empty())
        filing.together += "/" + *group;
    return filing;
}

steps::Mapped Mapper::map(steps::Checked checked, const steps::Occasion& occasion) const {
    steps::MappedContent content{std::move(checked), {}};
    content.filings.reserve(content.checked->routes.size());
    for (const auto& choice : content.checked->routes) {
        content.filings.push_back(file(content.checked, choice, occasion));
    }
    return {steps::Pass<Mapper>(), std::move(content)};
}

} // namespace postern::map
