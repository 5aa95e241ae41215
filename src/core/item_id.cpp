// ItemId: pattern and check digit of UPU S10-12, and the use of its service indicators.
#include "core/item_id.hpp"

#include "core/failure.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace postern::core {

namespace {

constexpr std::size_t kLength = 13;
constexpr std::size_t kSerialDigits = 8;
constexpr std::size_t kCheckDigitAt = 10;

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Where a printed identifier may have a blank: between its groups of 2, 3, 3, 3 and 2 characters.
bool group_begins_at(std::size_t position) {
    return position == 2 || position == 5 || position == 8 || position == 11;
}

using Letters = std::array<char, kLength>;

/// The 13 characters without the blanks between the groups; false: not of the pattern.
bool read_pattern(std::string_view text, Letters& letters) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ' ') {
            if (!group_begins_at(n) || text[i - 1] == ' ') return false;
            continue;
        }
        if (n == kLength) return false;
        const bool letter_due = n < 2 || n > kCheckDigitAt;
        if (letter_due ? !is_upper(c) : !is_digit(c)) return false;
        letters[n++] = c;
    }
    return n == kLength;
}

/// A run of indicators of one first letter. The first row that fits counts.
struct IndicatorRange {
    char first;
    char from;
    char to;
    ServiceUse use;
};

constexpr auto kIndicators = std::to_array<IndicatorRange>({
    {'A', 'V', 'Z', ServiceUse::bilateral},
    {'B', 'A', 'Z', ServiceUse::bilateral},
    {'C', 'Z', 'Z', ServiceUse::bilateral},
    {'C', 'A', 'Y', ServiceUse::parcel},
    {'D', 'A', 'Z', ServiceUse::bilateral},
    {'E', 'X', 'Z', ServiceUse::bilateral},
    {'E', 'A', 'W', ServiceUse::ems},
    {'G', 'A', 'A', ServiceUse::bilateral},
    {'G', 'D', 'D', ServiceUse::bilateral},
    {'H', 'X', 'Z', ServiceUse::bilateral}, // HX-HY multilateral, HZ bilateral
    {'H', 'A', 'W', ServiceUse::ecommerce_parcel},
    {'J', 'A', 'Z', ServiceUse::reserved},
    {'K', 'A', 'Z', ServiceUse::reserved},
    {'L', 'A', 'Z', ServiceUse::letter_tracked},
    {'M', 'A', 'Z', ServiceUse::m_bag},
    {'N', 'A', 'Z', ServiceUse::bilateral},
    {'P', 'A', 'Z', ServiceUse::bilateral},
    {'Q', 'A', 'M', ServiceUse::business_reply},
    {'R', 'A', 'Z', ServiceUse::registered},
    {'S', 'A', 'Z', ServiceUse::reserved},
    {'T', 'A', 'Z', ServiceUse::reserved},
    {'U', 'A', 'Z', ServiceUse::letter_other},
    {'V', 'A', 'Z', ServiceUse::insured},
    {'W', 'A', 'Z', ServiceUse::reserved},
    {'X', 'A', 'Z', ServiceUse::reserved},
    {'Y', 'A', 'Z', ServiceUse::reserved},
    {'Z', 'A', 'Z', ServiceUse::bilateral},
});

} // namespace

std::optional<ItemId> ItemId::parse(std::string_view text) {
    Letters letters;
    if (!read_pattern(text, letters)) return std::nullopt;
    if (check_digit({letters.data() + 2, 8}) != letters[kCheckDigitAt]) return std::nullopt;
    return ItemId(std::string(letters.data(), letters.size()));
}

std::optional<ItemId> ItemId::made_of(std::string_view service_indicator, std::uint32_t serial,
                                      std::string_view country) {
    const std::string digits = std::to_string(serial);
    if (digits.size() > kSerialDigits) return std::nullopt;
    std::string padded = std::string(kSerialDigits - digits.size(), '0') + digits;
    padded += check_digit(padded);
    return parse(std::string(service_indicator).append(padded).append(country));
}

std::uint32_t ItemId::serial() const {
    return static_cast<std::uint32_t>(std::stoul(text_.substr(2, kSerialDigits)));
}

char ItemId::check_digit(std::string_view eight_digits) {
    constexpr std::array<int, 8> kWeights{8, 6, 4, 2, 3, 5, 9, 7};
    if (eight_digits.size() != kWeights.size()) throw Failure("check digit: a serial has eight digits");
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        if (!is_digit(eight_digits[i])) throw Failure("check digit: a serial has eight digits");
        sum += kWeights[i] * (eight_digits[i] - '0');
    }
    const int c = 11 - sum % 11; // 1..11
    if (c == 10) return '0';
    if (c == 11) return '5';
    return static_cast<char>('0' + c);
}

bool ItemId::has_pattern(std::string_view text) {
    Letters letters;
    return read_pattern(text, letters);
}

ServiceUse service_use(std::string_view service_indicator) {
    if (service_indicator.size() != 2) return ServiceUse::unassigned;
    for (const auto& row : kIndicators)
        if (row.first == service_indicator[0] && service_indicator[1] >= row.from && service_indicator[1] <= row.to)
            return row.use;
    return ServiceUse::unassigned;
}

} // namespace postern::core
