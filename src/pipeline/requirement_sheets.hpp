// The requirements of all destinations of an origin as one compact JSON.
#pragma once

#include "core/time.hpp"
#include "pipeline/parts.hpp"
#include "text/catalogue.hpp"

#include <string>
#include <string_view>

namespace postern::pipeline {

/// {"values": {member: [value, …]}, "sheets": [{member: index of its value}, …],
/// "destinations": {country: {mail class: {category: index of its sheet}}}}. A sheet has the members of
/// write_requirements but those that say what was asked; equal values and equal sheets stand once.
std::string requirement_sheets(const Parts& parts, const codelists::Codelists& lists, std::string_view origin,
                               core::Date day, const text::Catalogue& texts, std::string_view lang);

} // namespace postern::pipeline
