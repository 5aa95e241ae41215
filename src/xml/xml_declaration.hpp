// The XML declaration at the head of a message: version and encoding.
#pragma once

#include "core/result.hpp"
#include "xml/byte_gate.hpp"

#include <cstddef>
#include <string_view>

namespace postern::xml {

struct XmlDeclaration {
    Encoding encoding = Encoding::utf_8;
    std::size_t length = 0; ///< bytes of it; 0: there is none
};

/// "<?xml" and a blank: what only a declaration may begin with.
bool opens_declaration(std::string_view bytes);
/// Reads it by the letter of XML 1.0, productions 23 to 26, 32, 80; refuses other versions and encodings.
core::Result<XmlDeclaration> read_declaration(std::string_view bytes);

} // namespace postern::xml
