// LetterCodes: a set of codes of N capital letters, such as countries and currencies, asked without allocating.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

namespace postern::codelists {

/// The place of a code of N letters A-Z among all such codes; nullopt: it is not one.
template <std::size_t N>
constexpr std::optional<std::size_t> letter_index(std::string_view code) {
    if (code.size() != N) return std::nullopt;
    std::size_t index = 0;
    for (const char c : code) {
        if (c < 'A' || c > 'Z') return std::nullopt;
        index = index * 26 + static_cast<std::size_t>(c - 'A');
    }
    return index;
}

/// How many codes of N letters there are.
template <std::size_t N>
constexpr std::size_t letter_code_count() {
    std::size_t count = 1;
    for (std::size_t i = 0; i < N; ++i)
        count *= 26;
    return count;
}

template <std::size_t N>
class LetterCodes {
public:
    /// False: the code is not N capital letters.
    bool add(std::string_view code) {
        const auto index = letter_index<N>(code);
        if (index) has_.set(*index);
        return index.has_value();
    }
    void add_all(const LetterCodes& other) { has_ |= other.has_; }
    bool has(std::string_view code) const {
        const auto index = letter_index<N>(code);
        return index && has_[*index];
    }
    std::size_t size() const { return has_.count(); }

private:
    std::bitset<letter_code_count<N>()> has_;
};

} // namespace postern::codelists
