// Counter seat: at which office a call is made, and by which clerk, where the key does not say it.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"

#include <string_view>

namespace postern::access {

inline constexpr std::string_view kOfficeHeader = "Postern-Office";
inline constexpr std::string_view kClerkHeader = "Postern-Clerk";

/// 1 to 20 letters, digits and hyphens: a post's own code of an office or a clerk.
bool is_seat_code(std::string_view text);

/// Seats a post or one of its counters where the headers say (empty: not sent); whoever is neither sits nowhere.
/// bad_parameter naming the header: no such code; forbidden: the key is of another office or clerk.
core::Result<void> take_seat(core::Principal& who, std::string_view office, std::string_view clerk);

} // namespace postern::access
