// Policy: rows looked up by code.
#include "judge/policy.hpp"

#include "core/failure.hpp"
#include "xml/reader.hpp"
#include "xml/schema.hpp"

#include <algorithm>

namespace postern::judge {

namespace {

core::Severity severity_named(const std::string& name) {
    if (name == "off") return core::Severity::off;
    if (name == "info") return core::Severity::info;
    if (name == "warning") return core::Severity::warning;
    return core::Severity::error;
}

std::vector<profiles::PolicyRow> rows_of(const xml::Element& element) {
    std::vector<profiles::PolicyRow> rows;
    for (const auto& e : element.children("finding")) {
        rows.push_back({e.attribute("code").value_or(""), severity_named(e.attribute("severity").value_or("error")),
                        e.attribute("hold").value_or("false") == "true"});
    }
    return rows;
}

std::optional<core::Severity> threshold(const xml::Element& element, std::string_view name) {
    const auto text = element.attribute(name);
    return text ? std::optional(severity_named(*text)) : std::nullopt;
}

Policy policy_of(const xml::Element& element) {
    return Policy(rows_of(element), {threshold(element, "reject-at"), threshold(element, "hold-at")});
}

} // namespace

Policies Policies::load(const std::string& path, const std::string& schema_path) {
    const auto document = xml::read_own_file(path);
    for (const auto& fault : xml::Schema::load(schema_path)->check(document)) {
        throw core::Failure(path + ": line " + std::to_string(fault.line) + ": " +
                            std::string(xml::to_string(fault.kind)) + " at " + fault.path);
    }
    Policies policies;
    policies.for_all = policy_of(document.root());
    for (const auto& route : document.root().children("route")) {
        const std::string name = route.attribute("name").value_or("");
        if (!policies.by_route.emplace(name, policy_of(route)).second) {
            std::string text = path;
            text.append(": line ").append(std::to_string(route.line())).append(": route ").append(name);
            throw core::Failure(text.append(" is there twice"));
        }
    }
    return policies;
}

const profiles::PolicyRow* Policy::row_of(const std::string& code) const {
    const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const auto& r) { return r.code == code; });
    return row == rows_.end() ? nullptr : &*row;
}

core::Severity Policy::severity_of(const core::Finding& finding) const {
    const auto* row = row_of(finding.code);
    return row ? row->severity : finding.severity;
}

core::Verdict Policy::verdict_of(const core::Finding& finding) const {
    const auto reaches = [](core::Severity severity, core::Severity bound) {
        return bound != core::Severity::off && severity >= bound;
    };
    const core::Severity severity = severity_of(finding);
    if (severity == core::Severity::off) return core::Verdict::accepted;
    const auto* row = row_of(finding.code);
    if (row && row->hold && severity == core::Severity::error) return core::Verdict::held;
    if (reaches(severity, thresholds_.reject.value_or(core::Severity::error))) return core::Verdict::rejected;
    return reaches(severity, thresholds_.hold.value_or(core::Severity::off)) ? core::Verdict::held
                                                                             : core::Verdict::accepted;
}

Policy Policy::over(const Policy& base) const {
    Policy both = *this;
    for (const auto& row : base.rows_)
        if (row_of(row.code) == nullptr) both.rows_.push_back(row);
    if (!both.thresholds_.reject) both.thresholds_.reject = base.thresholds_.reject;
    if (!both.thresholds_.hold) both.thresholds_.hold = base.thresholds_.hold;
    return both;
}

} // namespace postern::judge
