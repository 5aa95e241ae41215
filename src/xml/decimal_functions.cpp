// Exact decimal arithmetic on texts. A sender's numbers can pass what a Decimal holds: that is not a broken world, so
// core::Failure ends here as an empty text.
#include "xml/decimal_functions.hpp"

#include "core/decimal.hpp"
#include "core/failure.hpp"

#include <optional>

namespace postern::xml {

namespace {

using core::Decimal;
using core::Rounding;

template <class Sum>
std::string computed(Sum compute) {
    try {
        return compute();
    } catch (const core::Failure&) {
        return {};
    }
}

template <class Operation>
std::string of_two(std::string_view a, std::string_view b, Operation operation) {
    const std::optional<Decimal> left = Decimal::parse(a);
    const std::optional<Decimal> right = Decimal::parse(b);
    if (!left || !right) return {};
    return computed([&] { return operation(*left, *right); });
}

bool is_scale(std::uint32_t scale) {
    return scale <= static_cast<std::uint32_t>(Decimal::kMaxScale);
}

std::optional<Rounding> mode_named(std::string_view name) {
    if (name.empty() || name == "half-up") return Rounding::half_up;
    if (name == "half-even") return Rounding::half_even;
    if (name == "down") return Rounding::down;
    if (name == "up") return Rounding::up;
    return std::nullopt;
}

} // namespace

std::string round_text(std::string_view text, std::uint32_t scale, std::string_view mode) {
    const std::optional<Decimal> value = Decimal::parse(text);
    const auto rounding = mode_named(mode);
    if (!value || !rounding || !is_scale(scale)) return {};
    return computed([&] { return value->rounded(static_cast<int>(scale), *rounding).to_string(); });
}

std::string sum_texts(const std::vector<std::string>& texts) {
    return computed([&]() -> std::string {
        Decimal total;
        for (const std::string& text : texts) {
            const std::optional<Decimal> value = Decimal::parse(text);
            if (!value) return {};
            total = total + *value;
        }
        return total.to_string();
    });
}

std::string multiply_texts(std::string_view a, std::string_view b) {
    return of_two(a, b, [](const Decimal& x, const Decimal& y) { return (x * y).to_string(); });
}

std::string subtract_texts(std::string_view a, std::string_view b) {
    return of_two(a, b, [](const Decimal& x, const Decimal& y) { return (x - y).to_string(); });
}

std::string divide_texts(std::string_view a, std::string_view b, std::uint32_t scale, std::string_view mode) {
    const auto rounding = mode_named(mode);
    if (!rounding || !is_scale(scale)) return {};
    return of_two(a, b, [&](const Decimal& x, const Decimal& y) {
        return y.is_zero() ? std::string() : x.divided_by(y, static_cast<int>(scale), *rounding).to_string();
    });
}

std::string compare_texts(std::string_view a, std::string_view b) {
    return of_two(a, b, [](const Decimal& x, const Decimal& y) -> std::string {
        if (x == y) return "0";
        return x < y ? "-1" : "1";
    });
}

std::string plain_text(std::string_view text) {
    if (!Decimal::parse(text)) return {};
    std::string plain(text);
    if (plain.find('.') == std::string::npos) return plain;
    plain.erase(plain.find_last_not_of('0') + 1);
    if (plain.back() == '.') plain.pop_back();
    return plain;
}

} // namespace postern::xml
