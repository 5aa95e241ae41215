// Reading Accept-Language, leniently but bounded.
#include "text/accept_language.hpp"

#include "core/ascii.hpp"

#include <algorithm>
#include <optional>

namespace postern::text {

namespace {

constexpr std::size_t kMaxBytes = 512;

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// "0", "1", "0.5", "1.000": thousandths.
std::optional<int> parse_quality(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
    int value = text[0] - '0';
    if (text.size() > 1 && text[1] != '.') return std::nullopt;
    for (std::size_t i = 2; i < 5; ++i) {
        const char c = i < text.size() ? text[i] : '0';
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value <= 1000 ? std::optional(value) : std::nullopt;
}

bool is_range(std::string_view range) {
    if (range == "*") return true;
    return !range.empty() && range.size() <= 35 && std::ranges::all_of(range, [](char c) {
        return core::is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '-';
    });
}

std::optional<LanguageRange> parse_range(std::string_view element) {
    const std::size_t semicolon = element.find(';');
    const std::string_view range = without_blanks(element.substr(0, semicolon));
    if (!is_range(range)) return std::nullopt;
    LanguageRange result{std::string(range), 1000};
    std::ranges::transform(result.range, result.range.begin(), core::ascii_lower);
    if (semicolon == std::string_view::npos) return result;
    const std::string_view weight = without_blanks(element.substr(semicolon + 1));
    if (weight.size() < 2 || core::ascii_lower(weight[0]) != 'q' || weight[1] != '=') return std::nullopt;
    const auto quality = parse_quality(weight.substr(2));
    if (!quality) return std::nullopt;
    result.quality = *quality;
    return result;
}

} // namespace

std::vector<LanguageRange> parse_accept_language(std::string_view header) {
    if (header.size() > kMaxBytes) {
        // a range cut in two would say something that was not sent
        const std::size_t last = header.substr(0, kMaxBytes).rfind(',');
        header = header.substr(0, last == std::string_view::npos ? 0 : last);
    }
    std::vector<LanguageRange> ranges;
    while (!header.empty()) {
        const std::size_t comma = header.find(',');
        if (auto range = parse_range(header.substr(0, comma))) ranges.push_back(std::move(*range));
        header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
    }
    std::ranges::stable_sort(ranges, std::ranges::greater{}, &LanguageRange::quality);
    return ranges;
}

} // namespace postern::text
