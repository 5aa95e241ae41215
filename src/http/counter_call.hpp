// Counter call: what the counter's routes ask of every call.
#pragma once

#include "codelists/post_offices.hpp"
#include "core/result.hpp"
#include "http/call.hpp"
#include "http/route.hpp"

#include <string>

namespace postern::http {

inline const Parameter kOfficeOfCall{"Postern-Office", true, false,
                                     "The post's own code of the office, where the key is not of one: 1 to 20 letters, "
                                     "digits and hyphens. A key of an office refuses another."};
inline const Parameter kClerkOfCall{"Postern-Clerk", true, false, "In the same way who sits there."};

/// Whose office the query asks for: that of the call where it names none, empty: nobody says. forbidden: another than
/// that of the call.
core::Result<std::string> office_asked(const Call& call);

/// The time zone by whose days an office counts: as the list of offices says, else that of its post.
std::string zone_of_office(const Context& context, const Call& call, std::string_view office);

} // namespace postern::http
