// Members of an object as they were sent: cut out, or set, without touching a byte beside them.
#pragma once

#include "json/events.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace postern::json {

/// The bytes of the value of an object's own member; nullopt: no such member, no object, or not read to its end.
std::optional<Span> member_span(std::string_view object, std::string_view name, const ReadLimits& limits = {});

/// The object with that member, a string: in place of what it had, or behind its last one. What is no object stays as
/// it is.
std::string with_string(std::string_view object, std::string_view name, std::string_view value,
                        const ReadLimits& limits = {});

} // namespace postern::json
