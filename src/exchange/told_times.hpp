// What every message of an office of exchange is read by: times that are not to come, and codes that are no names.
#pragma once

#include "core/refusal.hpp"
#include "core/time.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::exchange {

inline constexpr std::int64_t kClockAheadMs = 3'600'000; ///< that a post's clock may be ahead of ours
inline constexpr std::size_t kCodeBytes = 64;

/// bad_parameter naming the member; line 0: not known.
inline core::Refusal wrong_member(std::string_view name, std::uint64_t line = 0) {
    return core::Refusal{core::RefusalCode::bad_parameter, std::string(name), line, 0, {}};
}

/// When something happened: RFC 3339, and not to come by more than an hour. nullopt: it is not.
inline std::optional<core::Instant> read_past(std::string_view text, core::Instant now) {
    const auto at = core::parse_rfc3339(text);
    return at && at->ms <= now.ms + kClockAheadMs ? at : std::nullopt;
}

/// Visible ASCII without blanks: a code, never somebody's name. Empty is one.
inline bool is_code(std::string_view text) {
    return text.size() <= kCodeBytes && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace postern::exchange
