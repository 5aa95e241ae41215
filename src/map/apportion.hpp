// Apportioning: shares of a whole that add up to the whole exactly.
#pragma once

#include "core/decimal.hpp"

#include <vector>

namespace postern::map {

/// Shares of whole in proportion to weights, each with `scale` digits, by largest remainder: they sum to whole rounded
/// to `scale`. Weights that are all zero share evenly. No weights: no shares. Nothing may be negative (core::Failure).
std::vector<core::Decimal> apportion(const core::Decimal& whole, const std::vector<core::Decimal>& weights, int scale);

} // namespace postern::map
