// Reads the canonical declaration's tree (urn:postern:declaration:1) into core::Declaration.
#pragma once

#include "core/declaration.hpp"
#include "core/finding.hpp"
#include "xml/document.hpp"

#include <vector>

namespace postern::ingest {

/// Values that cannot be read (a decimal of too many digits) are left out and become findings with their field.
core::Declaration read_declaration(const xml::Document& canonical, std::vector<core::Finding>& findings);

} // namespace postern::ingest
