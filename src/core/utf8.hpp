// UTF-8: is it well-formed (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
#pragma once

#include <cstddef>
#include <string_view>

namespace postern::core {

/// Bytes of the well-formed character at the front, 1 to 4; 0: there is none.
std::size_t utf8_length(std::string_view bytes);
/// Bytes of well-formed text at the front, up to the first character that is not or the end.
std::size_t well_formed_bytes(std::string_view bytes);
/// True where the whole text is well-formed.
inline bool is_utf8(std::string_view bytes) {
    return well_formed_bytes(bytes) == bytes.size();
}

} // namespace postern::core
