// Values: the typed leaves of the canonical declaration, read from their elements.
#pragma once

#include "core/finding.hpp"
#include "core/money.hpp"
#include "core/time.hpp"
#include "xml/document.hpp"

#include <optional>
#include <string>
#include <vector>

namespace postern::ingest {

/// Where a value that cannot be read is reported.
struct Place {
    std::vector<core::Finding>& findings;
    std::uint32_t line_no = 0;
};

/// SCHEMA-TYPE at the field, unless the source's schema has already found the field wrong: one fault, one finding.
void report_unreadable(Place& place, std::string field);

/// nullopt: blank, or it cannot be read (reported).
std::optional<core::Decimal> decimal(xml::Element e, const char* field, Place& place);
std::optional<core::Weight> weight(xml::Element e, const char* field, Place& place);
std::optional<core::Money> money(xml::Element e, const char* field, Place& place);
std::optional<core::Date> date(xml::Element e, const char* field, Place& place);

} // namespace postern::ingest
