// WideAmount: exact sums and products of declared amounts, wider than a Decimal so that no document can overflow them.
#pragma once

#include "core/decimal.hpp"

#include <compare>
#include <string>

namespace postern::validate {

/// 9 digits behind the point (a product of longer ones is rounded half up there), 28 before it.
class WideAmount {
public:
    WideAmount() = default;
    explicit WideAmount(const core::Decimal& value);
    static WideAmount product(const core::Decimal& a, const core::Decimal& b);

    WideAmount& operator+=(const WideAmount& other);
    /// How far apart the two are; never negative.
    WideAmount distance_to(const WideAmount& other) const;
    std::strong_ordering operator<=>(const WideAmount& other) const {
        return units_ < other.units_   ? std::strong_ordering::less
               : units_ > other.units_ ? std::strong_ordering::greater
                                       : std::strong_ordering::equal;
    }
    bool operator==(const WideAmount& other) const { return units_ == other.units_; }
    bool is_zero() const { return units_ == 0; }
    /// Plain digits, without idle zeros behind the point.
    std::string to_string() const;
    /// The same value; of one with more than 18 digits the last ones are cut off, and beyond that it is the greatest.
    core::Decimal to_decimal() const;

private:
    __extension__ typedef __int128 Units;
    Units units_ = 0;
};

} // namespace postern::validate
