// National rules: hits of the rules become findings.
#include "profiles/national_rules.hpp"

#include <algorithm>

namespace postern::profiles {

namespace {

constexpr std::size_t kLongestValue = 24;
constexpr std::string_view kWithheld = "…";

bool is_of_a_code(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".,:%/-").find(c) != std::string_view::npos;
}

std::string storable(const std::string& value) {
    const bool harmless =
        !value.empty() && value.size() <= kLongestValue && std::all_of(value.begin(), value.end(), is_of_a_code);
    return harmless ? value : std::string(kWithheld);
}

core::Severity severity_of(const std::string& role) {
    if (role == core::to_string(core::Severity::info)) return core::Severity::info;
    if (role == core::to_string(core::Severity::warning)) return core::Severity::warning;
    return core::Severity::error;
}

/// The entry of a list stands in its plural: nature in natures, line in address_lines.
bool is_entry(const xml::PathStep& list, const xml::PathStep& step) {
    return list.name.ends_with(step.name + "s");
}

void place(const std::vector<xml::PathStep>& steps, core::Finding& finding) {
    constexpr std::size_t kFields = 2; // below /filing/declaration
    if (steps.size() <= kFields || steps[0].name != "filing" || steps[1].name != "declaration") return;
    for (std::size_t i = kFields; i < steps.size(); ++i) {
        if (i > kFields && is_entry(steps[i - 1], steps[i])) {
            if (i == kFields + 1 && steps[kFields].name == "lines") finding.line_no = steps[i].no;
            continue;
        }
        finding.field += (finding.field.empty() ? "" : ".") + steps[i].name;
    }
}

} // namespace

std::vector<core::Finding> national_findings(const Profile& profile, const xml::Document& filing,
                                             xml::ExtensionFunctions& functions, const xml::TransformLimits& limits) {
    std::vector<core::Finding> findings;
    if (!profile.rules) return findings;
    for (const auto& hit : profile.rules->run(filing, profile.stylesheet_parameters(), &functions, limits)) {
        core::Finding finding;
        finding.code = hit.id;
        finding.severity = severity_of(hit.role);
        place(hit.steps, finding);
        std::transform(hit.values.begin(), hit.values.end(), std::back_inserter(finding.args), storable);
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace postern::profiles
