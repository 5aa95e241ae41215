// JSON values in other forms: written again, and as the XML of RFC 7807.
#pragma once

#include "json/value.hpp"
#include "json/writer.hpp"

#include <string>
#include <string_view>

namespace postern::http {

/// Writes a value that we made ourselves again (its numbers are whole).
void write_value(json::Writer& out, const json::Value& value);
/// A problem in urn:ietf:rfc:7807: members are elements, entries of lists are <i>.
std::string problem_xml(const json::Value& problem);
/// For text in XML and HTML.
std::string escaped(std::string_view text);

} // namespace postern::http
