// Instants (UTC, milliseconds) and local dates; text forms are RFC 3339 and ISO 8601.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::core {

inline constexpr std::int64_t kDayMs = 86'400'000;

/// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;
    auto operator<=>(const Instant&) const = default;
};

/// A date without a zone, as people write it on a form.
struct Date {
    std::int16_t year = 0;
    std::uint8_t month = 0;
    std::uint8_t day = 0;
    auto operator<=>(const Date&) const = default;
};

/// "2026-11-23T20:26:24.123Z"; always three digits of milliseconds.
std::string to_rfc3339(Instant instant);
/// With zone (Z or an offset), seconds needed, fraction optional. nullopt: not such a text or no such time.
std::optional<Instant> parse_rfc3339(std::string_view text);
std::string to_string(Date date);
/// "2026-11-23", a date that exists.
std::optional<Date> parse_date(std::string_view text);
/// The UTC date of an instant, and midnight UTC of a date.
Date date_of(Instant instant);
Instant start_of(Date date);
/// Days from a to b; negative when b is earlier.
std::int64_t days_between(Date a, Date b);

} // namespace postern::core
