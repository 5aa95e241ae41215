// Empty values: how a format says that there is nothing to say.
#pragma once

#include "xml/document.hpp"

#include <cstdint>

namespace postern::xml {

enum class EmptyValues : std::uint8_t {
    keep, ///< <a/> as it was made
    omit, ///< left out, and so is what becomes empty thereby; the root stays
    null, ///< <a><null/></a>, in the parent's namespace
};

/// An element is empty that has neither attributes nor elements nor text other than white space. Comments are no
/// content.
void settle_empty_values(Document& document, EmptyValues mode);

} // namespace postern::xml
