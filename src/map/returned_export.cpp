// ReturnedExport: the agency's own filing first.
#include "map/returned_export.hpp"

#include <algorithm>

namespace postern::map {

const steps::LodgedExport* returned_export(const steps::Occasion& occasion, const steps::Route& route) {
    if (!occasion.returning || occasion.returning->exports.empty()) return nullptr;
    const auto& exports = occasion.returning->exports;
    auto found = std::ranges::find_if(exports, [&](const auto& one) { return one.filing.agency == route.agency; });
    if (found == exports.end())
        found = std::ranges::find_if(exports, [](const auto& one) { return one.filing.required; });
    return found == exports.end() ? &exports.front() : &*found;
}

} // namespace postern::map
