// Schema faults as findings: code, canonical field, box and place, without a word of the parser's.
#pragma once

#include "core/finding.hpp"
#include "profiles/source.hpp"
#include "xml/schema.hpp"

#include <vector>

namespace postern::ingest {

/// What an item's schema has against it, in document order.
std::vector<core::Finding> schema_findings(const xml::Document& item, const profiles::Source& source);

} // namespace postern::ingest
