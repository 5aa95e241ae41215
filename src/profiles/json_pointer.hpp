// Places in a JSON message: the tree made of it, or a path of its field table, as a JSON Pointer (RFC 6901).
#pragma once

#include "xml/document.hpp"

#include <string>
#include <string_view>

namespace postern::profiles {

/// Of an element of an item's tree; in a batch from the message's root. "" is the whole message. A member whose name
/// is the sender's own word is not named: it has the pointer of the object it stands in.
std::string json_pointer(xml::Element element);
/// Of a path below the item, as fields.csv has it: "j:lines/j:item[2]/j:hs_code" is "/lines/1/hs_code".
std::string json_pointer_below(std::string_view xpath);

} // namespace postern::profiles
