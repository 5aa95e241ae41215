// UTF-8: is it well-formed (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
#pragma once

#include <cstddef>
#include <string_view>

namespace postern::core {

/// Bytes of the well-formed character at the front, 1 to 4; 0: there is none.
std::size_t utf8_length(std::string_view bytes);
/// True where the whole text is well-formed.
bool is_utf8(std::string_view bytes);

} // namespace postern::core
