// Judge: stage 4. Policy over all findings gives one verdict per filing; the worst of the required ones is the item's.
#pragma once

#include "judge/policy.hpp"
#include "steps/steps.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace postern::judge {

/// Thread-safe.
class Judge {
public:
    /// by_profile: the policies of the loaded profiles, by profile name. A route's own stands above both.
    Judge(Policies policies, std::map<std::string, Policy, std::less<>> by_profile);

    steps::Judged judge(steps::Mapped mapped) const;

private:
    /// On a route, what counts for the item's own findings and for those of the filing.
    struct OnRoute {
        const Policy* item;
        const Policy* filing;
    };
    OnRoute on_route(const steps::MappedFiling& filing) const;
    core::Verdict verdict_of(const steps::MappedFiling& filing, const OnRoute& policy,
                             const std::vector<core::Finding>& item) const;

    Policies policies_; ///< those of routes laid over what counts for all
    std::map<std::string, Policy, std::less<>> by_profile_;
    std::map<std::pair<std::string, std::string>, Policy> by_route_and_profile_;
};

} // namespace postern::judge
