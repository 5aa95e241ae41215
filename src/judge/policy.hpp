// Policy: what findings count as, and the verdict they make together.
#pragma once

#include "core/finding.hpp"
#include "profiles/profile.hpp"

#include <string>
#include <vector>

namespace postern::judge {

/// Rows of a policy.xml, by code. A finding without a row counts as what it says itself.
class Policy {
public:
    Policy() = default;
    explicit Policy(std::vector<profiles::PolicyRow> rows) : rows_(std::move(rows)) {}
    /// Reads a file of that form, checked against schema_path; throws core::Failure naming line and fault.
    static Policy load(const std::string& path, const std::string& schema_path);

    /// What the finding counts as here.
    core::Severity severity_of(const core::Finding& finding) const;
    /// off, info, warning: accepted; error: rejected, or held where the code's row says so.
    core::Verdict verdict_of(const core::Finding& finding) const;

private:
    const profiles::PolicyRow* row_of(const core::Finding& finding) const;
    std::vector<profiles::PolicyRow> rows_;
};

} // namespace postern::judge
