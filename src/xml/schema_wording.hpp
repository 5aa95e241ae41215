// The wording of libxml2's validator: what a report says of kind and expectation.
#pragma once

#include "xml/schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace postern::xml {

inline constexpr std::size_t kMostExpected = 12;

SchemaFaultKind kind_of(int code, std::string_view message);
/// Names and bounds that the message quotes from the schema. They stand at its end, where a sender's value, quoted
/// before them, cannot be taken for one.
std::vector<std::string> expected_of(SchemaFaultKind kind, std::string_view message);
/// The attribute that a report of attribute_missing names.
std::string missing_attribute(std::string_view message);

} // namespace postern::xml
