// Which bytes are of an encoding.
#pragma once

#include "xml/byte_gate.hpp"

#include <optional>

namespace postern::xml {

/// The encoding of that name, in any case; nullopt: not one of the four we read.
std::optional<Encoding> encoding_named(std::string_view name);
/// Offset of the first byte that is not of the encoding; npos: all are.
std::size_t first_foreign_byte(std::string_view bytes, Encoding encoding);

} // namespace postern::xml
