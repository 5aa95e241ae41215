// Decimal: exact decimal numbers for money, weights and quantities; never a float.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::core {

enum class Rounding : std::uint8_t { half_up, half_even, down, up };

/// A signed decimal of at most 36 digits with 0 to 9 of them behind the point. 1.50 and 1.5 are equal; the digits that
/// were sent are kept by to_string. Arithmetic that would leave 36 digits throws Failure: no sum of numbers that
/// parse() took, and no product of two of them, can (12 digits before the point each).
class Decimal {
public:
    static constexpr int kMaxScale = 9;

    constexpr Decimal() = default;
    /// units * 10^-scale; scale 0..9, units of at most 18 digits (Failure).
    Decimal(std::int64_t units, int scale);

    /// Digits with an optional leading '-' and an optional point with digits on both sides; at most 12 digits before
    /// and 6 behind the point. No exponent, no '+', no blanks: nullopt.
    static std::optional<Decimal> parse(std::string_view text);

    std::string to_string() const;
    /// Exactly `scale` digits behind the point, rounded.
    Decimal rounded(int scale, Rounding mode) const;

    bool is_zero() const { return units_ == 0; }
    bool is_negative() const { return units_ < 0; }
    /// The digits as one number; a number of more than 18 digits throws Failure.
    std::int64_t units() const;
    int scale() const { return scale_; }

    Decimal operator+(const Decimal& other) const;
    Decimal operator-(const Decimal& other) const;
    /// Exact; the scale is the sum of the scales, cut by trailing zeros; rounds half up only where it would pass 9.
    Decimal operator*(const Decimal& other) const;
    /// this / divisor with `scale` digits behind the point. divisor must not be zero (Failure).
    Decimal divided_by(const Decimal& divisor, int scale, Rounding mode) const;

    std::strong_ordering operator<=>(const Decimal& other) const;
    bool operator==(const Decimal& other) const { return (*this <=> other) == std::strong_ordering::equal; }

private:
    __extension__ typedef __int128 Wide; // no ISO type holds 36 digits

    static Decimal made(Wide units, int scale);
    static Wide raised(Wide units, int exponent);
    static Wide divided(Wide numerator, Wide divisor, Rounding mode);

    Wide units_ = 0;
    std::int8_t scale_ = 0;
};

} // namespace postern::core
