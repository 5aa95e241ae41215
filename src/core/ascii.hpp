// Letters and digits of ASCII, whatever the locale.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace postern::core {

constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether both are the same but for the case of ASCII letters.
constexpr bool equals_folded(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

constexpr bool is_ascii_letter(char c) {
    return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

inline std::string ascii_lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), ascii_lower);
    return out;
}

constexpr bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The digits of a text, the rest left out.
inline std::string digits_in(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (is_ascii_digit(c)) digits += c;
    return digits;
}

/// 0 to 15; -1: no hexadecimal digit.
constexpr int hex_value(char c) {
    if (is_ascii_digit(c)) return c - '0';
    const char folded = ascii_lower(c);
    return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

} // namespace postern::core
