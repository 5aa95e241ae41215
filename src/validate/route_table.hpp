// RouteTable: which routes a declaration takes, by config/routes.xml; never a default.
#pragma once

#include "codelists/codelists.hpp"
#include "core/declaration.hpp"
#include "core/finding.hpp"
#include "profiles/library.hpp"
#include "steps/route.hpp"
#include "validate/route_matching.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::validate {

/// Immutable, shared by all threads.
class RouteTable {
public:
    /// Checks the file against schema_path and that its profiles exist; throws core::Failure naming all faults at once.
    static RouteTable load(const std::string& path, const std::string& schema_path, const profiles::Library& library);

    /// Every route that matches, in the order of the file; of an item that comes back those of the leg return, else all
    /// others. None: finding ROUTE-NONE. One that refuses: ROUTE-REFUSED. A
    /// bound on value that cannot be compared (no rate of that day): finding RATE-MISSING, and the bound counts as not
    /// met. What is beyond a limit of the procedure, with what the sender used of it in the past: LIMIT-EXCEEDED.
    std::vector<steps::RouteChoice> choose(const RouteQuestion& asked, std::vector<core::Finding>& findings) const;
    const std::vector<steps::RouteChoice>& all() const { return routes_; }
    std::shared_ptr<const steps::Route> named(std::string_view name) const; ///< null: none

private:
    std::vector<steps::RouteChoice> routes_;
};

} // namespace postern::validate
