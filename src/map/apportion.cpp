// Apportioning by largest remainder.
#include "map/apportion.hpp"

#include "core/failure.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace postern::map {

namespace {

constexpr int kWeightScale = 6;
__extension__ using Wide = __int128; // a total times a weight does not fit 64 bits

/// The decimal as an integer of units of 10^-scale.
std::int64_t units_at(const core::Decimal& value, int scale) {
    const core::Decimal rounded = value.rounded(scale, core::Rounding::half_up);
    std::int64_t units = rounded.units();
    for (int s = rounded.scale(); s < scale; ++s)
        units *= 10;
    return units;
}

} // namespace

std::vector<core::Decimal> apportion(const core::Decimal& whole, const std::vector<core::Decimal>& weights, int scale) {
    if (weights.empty()) return {};
    const std::int64_t total = units_at(whole, scale);
    std::vector<std::int64_t> parts;
    parts.reserve(weights.size());
    for (const auto& weight : weights)
        parts.push_back(units_at(weight, kWeightScale));
    if (total < 0 || std::any_of(parts.begin(), parts.end(), [](auto p) { return p < 0; })) {
        throw core::Failure("apportion: negative whole or weight");
    }
    Wide sum = std::accumulate(parts.begin(), parts.end(), static_cast<Wide>(0));
    if (sum == 0) {
        std::fill(parts.begin(), parts.end(), 1);
        sum = static_cast<Wide>(parts.size());
    }
    std::vector<std::int64_t> shares(parts.size());
    std::vector<std::pair<Wide, std::size_t>> remainders;
    std::int64_t given = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Wide product = static_cast<Wide>(total) * parts[i];
        shares[i] = static_cast<std::int64_t>(product / sum);
        given += shares[i];
        remainders.emplace_back(product % sum, i);
    }
    // the largest remainders get the units that are left; ties go to the earlier line
    std::stable_sort(remainders.begin(), remainders.end(), [](auto& a, auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; given < total; ++i, ++given)
        ++shares[remainders[i].second];
    std::vector<core::Decimal> out;
    out.reserve(shares.size());
    for (const auto share : shares)
        out.emplace_back(share, scale);
    return out;
}

} // namespace postern::map
