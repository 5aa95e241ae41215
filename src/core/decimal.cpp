// Decimal: parsing, printing and exact arithmetic on 128-bit integers; whatever leaves the bounds is a Failure.
#include "core/decimal.hpp"

#include "core/failure.hpp"

#include <array>

namespace postern::core {

namespace {

constexpr std::size_t kMaxWholeDigits = 12;
constexpr std::size_t kMaxFractionDigits = 6;

constexpr auto kPowersOfTen = [] {
    std::array<std::int64_t, 19> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();
constexpr std::int64_t kEighteenDigits = kPowersOfTen[18];

constexpr std::int64_t power_of_ten(int exponent) {
    return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

[[noreturn]] void leave_bounds() {
    throw Failure("decimal: a result leaves 36 digits");
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
    if (units <= -kEighteenDigits || units >= kEighteenDigits) throw Failure("decimal: more than 18 digits");
}

Decimal Decimal::made(Wide units, int scale) {
    constexpr Wide kLimit = Wide(kEighteenDigits) * kEighteenDigits;
    if (units <= -kLimit || units >= kLimit) leave_bounds();
    Decimal number;
    number.units_ = units;
    number.scale_ = static_cast<std::int8_t>(scale);
    return number;
}

/// units * 10^exponent; exponent 0 to 18.
Decimal::Wide Decimal::raised(Wide units, int exponent) {
    Wide result = 0;
    if (__builtin_mul_overflow(units, Wide(power_of_ten(exponent)), &result)) leave_bounds();
    return result;
}

/// numerator / divisor, rounded; divisor is not zero. Works on magnitudes, so that ties round the same on both sides.
Decimal::Wide Decimal::divided(Wide numerator, Wide divisor, Rounding mode) {
    const bool negative = (numerator < 0) != (divisor < 0);
    if (numerator < 0) numerator = -numerator;
    if (divisor < 0) divisor = -divisor;
    const Wide quotient = numerator / divisor;
    const Wide remainder = numerator % divisor;
    const Wide to_next = divisor - remainder;
    bool away = false;
    switch (mode) {
    case Rounding::up: away = remainder != 0; break;
    case Rounding::down: break;
    case Rounding::half_up: away = remainder >= to_next; break;
    case Rounding::half_even: away = remainder > to_next || (remainder == to_next && quotient % 2 != 0); break;
    }
    const Wide magnitude = away ? quotient + 1 : quotient;
    return negative ? -magnitude : magnitude;
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
    std::array<char, 48> buffer; // written from the end: 36 digits, point, leading zero, sign
    std::size_t at = buffer.size();
    Wide high = units_ < 0 ? -units_ : units_;
    // 64-bit divisions are several times cheaper, and nearly every number fits
    auto low = static_cast<std::int64_t>(high % kEighteenDigits);
    high /= kEighteenDigits;
    int written = 0;
    const auto put = [&](std::int64_t digit) {
        buffer[--at] = static_cast<char>('0' + digit);
        if (++written == scale_) buffer[--at] = '.';
    };
    for (; low != 0 || written <= scale_ || (high != 0 && written < 18); low /= 10)
        put(low % 10);
    for (auto rest = static_cast<std::int64_t>(high); rest != 0; rest /= 10)
        put(rest % 10);
    if (units_ < 0) buffer[--at] = '-';
    return {buffer.data() + at, buffer.size() - at};
}

std::int64_t Decimal::units() const {
    if (units_ <= -kEighteenDigits || units_ >= kEighteenDigits) throw Failure("decimal: more than 18 digits");
    return static_cast<std::int64_t>(units_);
}

Decimal Decimal::rounded(int scale, Rounding mode) const {
    check_scale(scale);
    if (scale >= scale_) return made(raised(units_, scale - scale_), scale);
    return made(divided(units_, power_of_ten(scale_ - scale), mode), scale);
}

Decimal Decimal::operator+(const Decimal& other) const {
    const int scale = scale_ > other.scale_ ? scale_ : other.scale_;
    Wide sum = 0;
    if (__builtin_add_overflow(raised(units_, scale - scale_), raised(other.units_, scale - other.scale_), &sum))
        leave_bounds();
    return made(sum, scale);
}

Decimal Decimal::operator-(const Decimal& other) const {
    return *this + made(-other.units_, other.scale_);
}

Decimal Decimal::operator*(const Decimal& other) const {
    Wide units = 0;
    if (__builtin_mul_overflow(units_, other.units_, &units)) leave_bounds();
    int scale = scale_ + other.scale_;
    while (scale > 0 && units % 10 == 0) {
        units /= 10;
        --scale;
    }
    if (scale > kMaxScale) {
        units = divided(units, power_of_ten(scale - kMaxScale), Rounding::half_up);
        scale = kMaxScale;
    }
    return made(units, scale);
}

Decimal Decimal::divided_by(const Decimal& divisor, int scale, Rounding mode) const {
    check_scale(scale);
    if (divisor.units_ == 0) throw Failure("decimal: division by zero");
    const int exponent = scale + divisor.scale_ - scale_; // -9..18
    if (exponent >= 0) return made(divided(raised(units_, exponent), divisor.units_, mode), scale);
    return made(divided(units_, raised(divisor.units_, -exponent), mode), scale);
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
    // whole parts first, so that aligning never overflows
    const Wide whole = units_ / power_of_ten(scale_);
    const Wide other_whole = other.units_ / power_of_ten(other.scale_);
    if (whole != other_whole) return whole < other_whole ? std::strong_ordering::less : std::strong_ordering::greater;
    const Wide fraction = units_ % power_of_ten(scale_) * power_of_ten(kMaxScale - scale_);
    const Wide other_fraction = other.units_ % power_of_ten(other.scale_) * power_of_ten(kMaxScale - other.scale_);
    if (fraction == other_fraction) return std::strong_ordering::equal;
    return fraction < other_fraction ? std::strong_ordering::less : std::strong_ordering::greater;
}

} // namespace postern::core
