// Date patterns: how an authority writes a date in its files ("M/d/yy"), both ways.
#pragma once

#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace postern::core {

/// yyyy yy MM M dd d, everything else stands for itself. An unknown letter throws Failure (the pack is wrong).
std::string format_date(Date date, std::string_view pattern);
/// The date a text gives under a pattern; yy is 2000-2099; nullopt: it does not fit, or there is no such day.
std::optional<Date> parse_date_as(std::string_view text, std::string_view pattern);

} // namespace postern::core
