// DispatchId, ReceptacleId: patterns of UPU S8 and S9.
#include "core/dispatch_id.hpp"

#include "core/ascii.hpp"

#include <algorithm>

namespace postern::core {

namespace {

constexpr std::size_t kNumberAt = 20;
constexpr std::size_t kNumberDigits = 3;
constexpr std::size_t kFlagsAt = 23;
constexpr std::size_t kWeightAt = 25;

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool are_digits(std::string_view text) {
    return std::ranges::all_of(text, is_ascii_digit);
}

/// A country's two letters, three characters of its place, one of the office there.
bool is_impc(std::string_view text) {
    return std::ranges::all_of(text.substr(0, 2), is_capital) &&
           std::ranges::all_of(text.substr(2), [](char c) { return is_capital(c) || is_ascii_digit(c); });
}

std::uint32_t number_of(std::string_view digits) {
    std::uint32_t number = 0;
    for (const char c : digits)
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    return number;
}

} // namespace

std::optional<DispatchId> DispatchId::parse(std::string_view text) {
    if (text.size() != kLength) return std::nullopt;
    DispatchId id{std::string(text)};
    const bool fits = is_impc(id.origin()) && is_impc(id.destination()) && id.category() >= 'A' &&
                      id.category() <= 'D' && std::ranges::all_of(id.subclass(), is_capital) &&
                      are_digits(std::string_view(text).substr(15));
    return fits ? std::optional(std::move(id)) : std::nullopt;
}

std::optional<ReceptacleId> ReceptacleId::parse(std::string_view text) {
    if (text.size() != kLength) return std::nullopt;
    auto dispatch = DispatchId::parse(text.substr(0, DispatchId::kLength));
    if (!dispatch || !are_digits(text.substr(kNumberAt))) return std::nullopt;
    const auto flags = text.substr(kFlagsAt, 2);
    if (flags.find_first_not_of("01") != std::string_view::npos) return std::nullopt;
    return ReceptacleId(std::move(*dispatch), std::string(text));
}

int ReceptacleId::number() const {
    return static_cast<int>(number_of(std::string_view(text_).substr(kNumberAt, kNumberDigits)));
}

std::uint32_t ReceptacleId::weight_hectograms() const {
    return number_of(std::string_view(text_).substr(kWeightAt));
}

} // namespace postern::core
