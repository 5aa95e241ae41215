// Mapper: stage 3. For every route that files: enrich, map to the national document, check the document itself.
#pragma once

#include "codelists/codelists.hpp"
#include "steps/steps.hpp"
#include "xml/stylesheet.hpp"

#include <memory>

namespace postern::map {

/// Thread-safe.
class Mapper {
public:
    Mapper(std::shared_ptr<const codelists::Codelists> lists, xml::TransformLimits limits)
        : lists_(std::move(lists)), limits_(limits) {}

    steps::Mapped map(steps::Checked checked, const steps::Occasion& occasion) const;

private:
    steps::MappedFiling file(const steps::Checked& checked, const steps::RouteChoice& choice,
                             const steps::Occasion& occasion) const;
    std::shared_ptr<const codelists::Codelists> lists_;
    xml::TransformLimits limits_;
};

} // namespace postern::map
