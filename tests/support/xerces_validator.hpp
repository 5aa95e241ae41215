// The second opinion: Xerces' own schema validator, for tests that compare both engines. Never part of the program.
#pragma once

#include <string>
#include <vector>

namespace postern::tests {

/// The faults Xerces finds, "line:column: text"; none: valid. A schema that does not load gives one fault that says so.
/// Needs xml::Runtime to be alive.
std::vector<std::string> xerces_faults(const std::string& schema_path, const std::string& xml_text);

} // namespace postern::tests
