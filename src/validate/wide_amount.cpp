// Exact arithmetic on 128-bit integers.
#include "validate/wide_amount.hpp"

#include <algorithm>

namespace postern::validate {

namespace {

constexpr int kScale = core::Decimal::kMaxScale;
__extension__ typedef __int128 Units;

Units power_of_ten(int exponent) {
    Units power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

} // namespace

WideAmount::WideAmount(const core::Decimal& value)
    : units_(Units{value.units()} * power_of_ten(kScale - value.scale())) {}

WideAmount WideAmount::product(const core::Decimal& a, const core::Decimal& b) {
    // at most 18 digits each: 36, below 2^127
    const Units exact = Units{a.units()} * b.units();
    const int scale = a.scale() + b.scale();
    WideAmount result;
    if (scale <= kScale) {
        // beyond what fits it stays as great as can be: it differs from every amount that can be declared
        const Units factor = power_of_ten(kScale - scale);
        const Units greatest = power_of_ten(37) / factor;
        result.units_ = std::clamp(exact, -greatest, greatest) * factor;
    } else {
        const Units divisor = power_of_ten(scale - kScale);
        result.units_ = (exact + (exact < 0 ? -divisor : divisor) / 2) / divisor;
    }
    return result;
}

WideAmount& WideAmount::operator+=(const WideAmount& other) {
    const Units greatest = power_of_ten(37);
    units_ = std::clamp(units_ + other.units_, -greatest, greatest);
    return *this;
}

WideAmount WideAmount::distance_to(const WideAmount& other) const {
    WideAmount result;
    result.units_ = units_ > other.units_ ? units_ - other.units_ : other.units_ - units_;
    return result;
}

std::string WideAmount::to_string() const {
    std::string backwards;
    for (Units rest = units_ < 0 ? -units_ : units_; rest > 0 || backwards.size() <= kScale; rest /= 10) {
        if (backwards.size() == kScale) backwards += '.';
        backwards += static_cast<char>('0' + static_cast<int>(rest % 10));
    }
    if (units_ < 0) backwards += '-';
    backwards.erase(0, backwards.find_first_not_of('0'));
    if (backwards.front() == '.') backwards.erase(0, 1);
    return {backwards.rbegin(), backwards.rend()};
}

core::Decimal WideAmount::to_decimal() const {
    const Units greatest = power_of_ten(18) - 1;
    const auto fits = [&](Units units) { return units <= greatest && units >= -greatest; };
    Units units = units_;
    int scale = kScale;
    while (scale > 0 && (units % 10 == 0 || !fits(units))) {
        units /= 10;
        --scale;
    }
    return {static_cast<std::int64_t>(std::clamp(units, -greatest, greatest)), scale};
}

} // namespace postern::validate
