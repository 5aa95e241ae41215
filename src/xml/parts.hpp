// Parts: a tree whose elements carry keys of our own becomes one with the names and in the order that a table gives.
#pragma once

#include "xml/document.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace postern::xml {

struct PartName {
    std::string name; ///< local name of the element
    int order = 0;    ///< among its siblings; those of the same order stay as they stand
};
/// What a key is called; nullptr: the part is left out with all below it.
using PartNames = std::function<const PartName*(std::string_view key)>;

/// Whether a text may be the name of an element, without a prefix.
bool is_name(const std::string& text);

/// Every element has the attribute `key`, which goes; the others stay. Names are put into the namespace (empty: none).
/// A root that the table lacks throws core::Failure.
void name_parts(Document& document, std::string_view namespace_uri, const PartNames& names);

} // namespace postern::xml
