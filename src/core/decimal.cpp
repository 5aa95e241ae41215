// Decimal: parsing, printing and exact arithmetic; 128-bit integers carry what 64 cannot on the way.
#include "core/decimal.hpp"

#include "core/failure.hpp"

#include <array>

namespace postern::core {

namespace {

__extension__ using Wide = __int128;

constexpr std::size_t kMaxWholeDigits = 12;
constexpr std::size_t kMaxFractionDigits = 6;
constexpr std::int64_t kLimit = 1'000'000'000'000'000'000; // 18 digits

constexpr Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

bool fits(Wide units) {
    return units > -kLimit && units < kLimit;
}

Decimal checked(Wide units, int scale) {
    if (!fits(units)) throw Failure("decimal: a result leaves 18 digits");
    return {static_cast<std::int64_t>(units), scale};
}

bool passes_half(Wide remainder, Wide divisor, bool quotient_odd, Rounding mode) {
    const Wide twice = remainder * 2;
    if (twice != divisor) return twice > divisor;
    return mode == Rounding::half_up || quotient_odd;
}

/// numerator / divisor, rounded; divisor is not zero. Works on magnitudes, so that ties round the same on both sides.
Wide divide(Wide numerator, Wide divisor, Rounding mode) {
    const bool negative = (numerator < 0) != (divisor < 0);
    if (numerator < 0) numerator = -numerator;
    if (divisor < 0) divisor = -divisor;
    Wide quotient = numerator / divisor;
    const Wide remainder = numerator % divisor;
    if (remainder != 0) {
        const bool away = mode == Rounding::up ||
                          (mode != Rounding::down && passes_half(remainder, divisor, quotient % 2 != 0, mode));
        if (away) ++quotient;
    }
    return negative ? -quotient : quotient;
}

void check_scale(int scale) {
    if (scale < 0 || scale > Decimal::kMaxScale)
        throw Failure("decimal: no scale of " + std::to_string(scale) + " digits");
}

/// Digits at the front of text, at most `most`; their value goes to units. 0: none, or too many.
std::size_t take_digits(std::string_view text, std::size_t most, std::int64_t& units) {
    std::size_t n = 0;
    while (n < text.size() && text[n] >= '0' && text[n] <= '9') {
        if (n == most) return 0;
        units = units * 10 + (text[n] - '0');
        ++n;
    }
    return n;
}

} // namespace

Decimal::Decimal(std::int64_t units, int scale) : units_(units), scale_(static_cast<std::int8_t>(scale)) {
    check_scale(scale);
    if (!fits(units)) throw Failure("decimal: more than 18 digits");
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    std::int64_t units = 0;
    const std::size_t whole = take_digits(text, kMaxWholeDigits, units);
    if (whole == 0) return std::nullopt;
    text.remove_prefix(whole);
    std::size_t fraction = 0;
    if (!text.empty()) {
        if (text.front() != '.') return std::nullopt;
        text.remove_prefix(1);
        fraction = take_digits(text, kMaxFractionDigits, units);
        if (fraction == 0 || fraction != text.size()) return std::nullopt;
    }
    return Decimal(negative ? -units : units, static_cast<int>(fraction));
}

std::string Decimal::to_string() const {
    std::array<char, 32> buffer; // written from the end: sign, 18 digits, point, leading zero
    std::size_t at = buffer.size();
    std::int64_t rest = units_ < 0 ? -units_ : units_;
    int written = 0;
    do {
        buffer[--at] = static_cast<char>('0' + rest % 10);
        rest /= 10;
        if (++written == scale_) buffer[--at] = '.';
    } while (rest != 0 || written <= scale_);
    if (units_ < 0) buffer[--at] = '-';
    return {buffer.data() + at, buffer.size() - at};
}

Decimal Decimal::rounded(int scale, Rounding mode) const {
    check_scale(scale);
    if (scale >= scale_) return checked(Wide(units_) * power_of_ten(scale - scale_), scale);
    return checked(divide(units_, power_of_ten(scale_ - scale), mode), scale);
}

Decimal Decimal::operator+(const Decimal& other) const {
    const int scale = scale_ > other.scale_ ? scale_ : other.scale_;
    return checked(
        Wide(units_) * power_of_ten(scale - scale_) + Wide(other.units_) * power_of_ten(scale - other.scale_), scale);
}

Decimal Decimal::operator-(const Decimal& other) const {
    return *this + Decimal(-other.units_, other.scale_);
}

Decimal Decimal::operator*(const Decimal& other) const {
    Wide units = Wide(units_) * other.units_;
    int scale = scale_ + other.scale_;
    while (scale > 0 && units % 10 == 0) {
        units /= 10;
        --scale;
    }
    if (scale > kMaxScale) {
        units = divide(units, power_of_ten(scale - kMaxScale), Rounding::half_up);
        scale = kMaxScale;
    }
    return checked(units, scale);
}

Decimal Decimal::divided_by(const Decimal& divisor, int scale, Rounding mode) const {
    check_scale(scale);
    if (divisor.units_ == 0) throw Failure("decimal: division by zero");
    const int exponent = scale + divisor.scale_ - scale_;
    const Wide numerator = exponent > 0 ? units_ * power_of_ten(exponent) : Wide(units_);
    const Wide denominator = exponent < 0 ? divisor.units_ * power_of_ten(-exponent) : Wide(divisor.units_);
    return checked(divide(numerator, denominator, mode), scale);
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
    if (scale_ == other.scale_) return units_ <=> other.units_;
    const int scale = scale_ > other.scale_ ? scale_ : other.scale_;
    const Wide left = Wide(units_) * power_of_ten(scale - scale_);
    const Wide right = Wide(other.units_) * power_of_ten(scale - other.scale_);
    if (left == right) return std::strong_ordering::equal;
    return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

} // namespace postern::core
