// Conversion in 128-bit integers: whatever a client declares as an amount, it is exact and cannot overflow.
#include "codelists/rate_table.hpp"

namespace postern::codelists {

namespace {

__extension__ typedef __int128 Wide;

constexpr std::int64_t kGreatestRateUnits = 999'999'999;
constexpr std::int64_t kGreatestUnits = 999'999'999'999'999'999; ///< a Decimal holds 18 digits
constexpr int kMoneyScale = 2;

Wide power_of_ten(int exponent) {
    Wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

} // namespace

bool RateTable::add(const std::string& currency, const Rate& rate) {
    const auto units = rate.per_unit.units();
    if (units <= 0 || units > kGreatestRateUnits) return false;
    rates_[currency].push_back(rate);
    return true;
}

const core::Decimal* RateTable::rate_of(std::string_view currency, core::Date day) const {
    const auto known = rates_.find(currency);
    if (known == rates_.end()) return nullptr;
    const Rate* newest = nullptr;
    for (const Rate& rate : known->second) {
        const bool valid = rate.from <= day && (!rate.to || day <= *rate.to);
        if (valid && (newest == nullptr || newest->from < rate.from)) newest = &rate;
    }
    return newest == nullptr ? nullptr : &newest->per_unit;
}

std::optional<core::Money> RateTable::convert(const core::Money& money, std::string_view currency,
                                              core::Date day) const {
    if (money.currency == currency) {
        return core::Money{money.amount.rounded(kMoneyScale, core::Rounding::half_up), money.currency};
    }
    const core::Decimal* from = rate_of(money.currency, day);
    const core::Decimal* to = rate_of(currency, day);
    if (from == nullptr || to == nullptr) return std::nullopt;
    // at most 10^18 * 10^9 * 10^11 = 10^38, below 2^127
    const bool negative = money.amount.is_negative();
    const Wide amount = negative ? -Wide{money.amount.units()} : Wide{money.amount.units()};
    const Wide numerator = amount * from->units() * power_of_ten(kMoneyScale + to->scale());
    const Wide denominator = to->units() * power_of_ten(money.amount.scale() + from->scale());
    const Wide units = (numerator + denominator / 2) / denominator;
    if (units > kGreatestUnits) return std::nullopt;
    const auto result = static_cast<std::int64_t>(units);
    return core::Money{core::Decimal(negative ? -result : result, kMoneyScale), std::string(currency)};
}

} // namespace postern::codelists
