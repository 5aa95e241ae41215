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

} // namespace

Policy Policy::load(const std::string& path, const std::string& schema_path) {
    const auto document = xml::read_own_file(path);
    for (const auto& fault : xml::Schema::load(schema_path)->check(document)) {
        throw core::Failure(path + ": line " + std::to_string(fault.line) + ": " +
                            std::string(xml::to_string(fault.kind)) + " at " + fault.path);
    }
    std::vector<profiles::PolicyRow> rows;
    for (const auto& e : document.root().children("finding")) {
        rows.push_back({e.attribute("code").value_or(""), severity_named(e.attribute("severity").value_or("error")),
                        e.attribute("hold").value_or("false") == "true"});
    }
    return Policy(std::move(rows));
}

const profiles::PolicyRow* Policy::row_of(const core::Finding& finding) const {
    const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const auto& r) { return r.code == finding.code; });
    return row == rows_.end() ? nullptr : &*row;
}

core::Severity Policy::severity_of(const core::Finding& finding) const {
    const auto* row = row_of(finding);
    return row ? row->severity : finding.severity;
}

core::Verdict Policy::verdict_of(const core::Finding& finding) const {
    if (severity_of(finding) != core::Severity::error) return core::Verdict::accepted;
    const auto* row = row_of(finding);
    return row && row->hold ? core::Verdict::held : core::Verdict::rejected;
}

} // namespace postern::judge
