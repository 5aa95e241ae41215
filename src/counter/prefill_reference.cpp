// References: characters by place, and their check character.
#include "counter/prefill_reference.hpp"

#include <cstdint>

namespace postern::counter {

namespace {

constexpr std::size_t kLongestTyped = 32;

/// What the places 1 … 7 come to, each weighed by its number; the check character makes it and itself, weighed by 8,
/// zero.
std::size_t weighed(std::string_view reference) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < reference.size(); ++i)
        sum += (i + 1) * kReferenceCharacters.find(reference[i]);
    return sum % kReferenceCharacters.size();
}

} // namespace

std::string reference_of(std::string_view random_bytes) {
    std::string reference;
    for (std::size_t i = 0; i + 1 < kReferenceLength; ++i) {
        const auto high = static_cast<std::uint8_t>(random_bytes.at(2 * i));
        const auto low = static_cast<std::uint8_t>(random_bytes.at(2 * i + 1));
        reference += kReferenceCharacters[(high * 256U + low) % kReferenceCharacters.size()];
    }
    for (const char check : kReferenceCharacters)
        if (weighed(reference + check) == 0) return reference + check;
    return reference; // never: 8 has its inverse modulo 31
}

std::optional<std::string> read_reference(std::string_view typed) {
    if (typed.size() > kLongestTyped) return std::nullopt;
    std::string reference;
    for (const char c : typed)
        if (c != ' ' && c != '-') reference += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const bool known = reference.find_first_not_of(kReferenceCharacters) == std::string::npos;
    if (reference.size() != kReferenceLength || !known || weighed(reference) != 0) return std::nullopt;
    return reference;
}

std::string shown_reference(const std::string& reference) {
    return reference.size() < kReferenceLength ? reference : reference.substr(0, 4) + "-" + reference.substr(4);
}

} // namespace postern::counter
