// Policy: what findings count as, and the verdict they make together.
#pragma once

#include "core/finding.hpp"
#include "profiles/profile.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postern::judge {

/// From which severity on a finding rejects or holds; off: none does.
struct Thresholds {
    std::optional<core::Severity> reject; ///< not said: error
    std::optional<core::Severity> hold;   ///< not said: none
};

/// Rows of a policy.xml, by code, and thresholds. A finding without a row counts as what it says itself. Immutable.
class Policy {
public:
    Policy() = default;
    explicit Policy(std::vector<profiles::PolicyRow> rows, Thresholds thresholds = {})
        : rows_(std::move(rows)), thresholds_(thresholds) {}

    /// What the finding counts as here.
    core::Severity severity_of(const core::Finding& finding) const;
    /// Off is accepted; an error whose row holds is held; else as the thresholds say.
    core::Verdict verdict_of(const core::Finding& finding) const;
    /// This policy where it says something, else that one.
    Policy over(const Policy& base) const;

private:
    const profiles::PolicyRow* row_of(const std::string& code) const;
    std::vector<profiles::PolicyRow> rows_;
    Thresholds thresholds_;
};

/// config/policy.xml: what counts for all, and on single routes.
struct Policies {
    Policy for_all;
    std::map<std::string, Policy, std::less<>> by_route;

    /// Checked against schema_path; throws core::Failure naming line and fault.
    static Policies load(const std::string& path, const std::string& schema_path);
};

} // namespace postern::judge
