// Mapper: stage 3. For every route that files: enrich, map to the national document, check the document itself.
#pragma once

#include "steps/steps.hpp"
#include "xml/stylesheet.hpp"

#include <memory>

namespace postern::map {

/// Thread-safe.
class Mapper {
public:
    explicit Mapper(xml::TransformLimits limits) : limits_(limits) {}

    steps::Mapped map(steps::Checked checked, const steps::Occasion& occasion) const;

private:
    steps::MappedFiling file(const steps::Checked& checked, const steps::RouteChoice& choice,
                             const steps::Occasion& occasion) const;
    xml::TransformLimits limits_;
};

} // namespace postern::map
