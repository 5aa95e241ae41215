// RouteMatching: one declaration held against routes, with what was found out once.
#pragma once

#include "codelists/codelists.hpp"
#include "core/declaration.hpp"
#include "core/finding.hpp"
#include "steps/route.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace postern::validate {

/// What routes are chosen for. All of it must outlive the choosing.
struct RouteQuestion {
    const core::Declaration& declaration;
    const codelists::Codelists& lists;
    core::Date day;
    std::string_view post; ///< who hands it in; empty: nobody yet
    const steps::PastUse& past;
    bool returning = false; ///< the item comes back: routes of the leg return alone, which nothing else takes
};

class RouteMatching {
public:
    /// findings: where RATE-MISSING and LIMIT-EXCEEDED go.
    RouteMatching(const RouteQuestion& asked, std::vector<core::Finding>& findings)
        : asked_(asked), findings_(findings) {}
    bool matches(const steps::Route& route);
    /// What the item takes of the route's limits, and whether they have it. No rate: RATE-MISSING, and it takes
    /// nothing.
    void look_at_limits(steps::RouteChoice& choice);

private:
    std::optional<core::Money> value_in(const core::CurrencyCode& currency, std::string_view agency);
    void note_missing_rate(const std::string& from, const std::string& to);
    bool value_matches(const steps::Route& route);
    bool goods_match(const steps::RouteWhen& when);
    bool office_matches(const steps::Route& route);
    bool is_restricted();

    const RouteQuestion& asked_;
    std::vector<core::Finding>& findings_;
    std::optional<bool> restricted_;
};

} // namespace postern::validate
