// Checker: stage 2. Applies the rules and chooses the routes.
#pragma once

#include "codelists/shelf.hpp"
#include "steps/steps.hpp"
#include "validate/route_table.hpp"

#include <memory>

namespace postern::validate {

/// Thread-safe.
class Checker {
public:
    Checker(std::shared_ptr<const codelists::Shelf> lists, RouteTable routes);
    /// today: UTC date of the submission, for dated lists. occasion: who hands it in, and what is known from before.
    steps::Checked check(steps::Read read, core::Date today, const steps::Occasion& occasion = {}) const;
    const RouteTable& routes() const { return routes_; }

private:
    std::shared_ptr<const codelists::Shelf> lists_;
    RouteTable routes_;
};

} // namespace postern::validate
