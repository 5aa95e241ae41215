// Judge: stage 4. Policy over all findings gives one verdict per filing; the worst of the required ones is the item's.
#pragma once

#include "judge/policy.hpp"
#include "steps/steps.hpp"

#include <map>
#include <string>

namespace postern::judge {

/// Thread-safe.
class Judge {
public:
    /// by_profile: the policies of the loaded profiles, by profile name.
    Judge(Policy default_policy, std::map<std::string, Policy, std::less<>> by_profile)
        : default_policy_(std::move(default_policy)), by_profile_(std::move(by_profile)) {}

    steps::Judged judge(steps::Mapped mapped) const;

private:
    const Policy& policy_of(const steps::MappedFiling& filing) const;
    core::Verdict verdict_of(const steps::MappedFiling& filing, const std::vector<core::Finding>& item) const;

    Policy default_policy_;
    std::map<std::string, Policy, std::less<>> by_profile_;
};

} // namespace postern::judge
