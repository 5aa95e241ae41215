// Canonical fields: how the elements of a canonical declaration are called as fields, in fields.csv and in rules.
#pragma once

#include "xml/document.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace postern::profiles {

/// Whether the entries of an element are no fields of their own: lines/line/hs_code is lines.hs_code.
bool is_list_of_entries(std::string_view element);
/// "lines" + "hs_code" -> "lines.hs_code"; of the top: the name alone.
std::string part_of_field(const std::string& field, std::string_view element);

/// Each field that holds text, in the order of the declaration, with the text; its attributes, which belong to it,
/// stand before the text.
void for_each_field(const xml::Element& declaration,
                    const std::function<void(const std::string& field, std::string text)>& each);

} // namespace postern::profiles
