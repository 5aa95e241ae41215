// The short reference of a prefill: what a person reads out and a clerk types.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern::counter {

/// Without 0, O, 1, I and L, of which nobody can tell one from the other. 31 is a prime, so one check character finds
/// every single wrong character and every two that changed places.
inline constexpr std::string_view kReferenceCharacters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
inline constexpr std::size_t kReferenceLength = 8; ///< the last one is the check character

/// Of random bytes, at least 14; the rest is not looked at. 31^7 are possible.
std::string reference_of(std::string_view random_bytes);
/// As it is kept: capitals without blanks and hyphens. nullopt: it is none, or its check character does not fit.
std::optional<std::string> read_reference(std::string_view typed);
/// As it is shown: "K7QM-3XT5".
std::string shown_reference(const std::string& reference);

} // namespace postern::counter
