// Characters: the code points of a UTF-8 text, one by one.
#pragma once

#include "core/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postern::text {

/// The character at the front of a text and its length; an ill-formed byte is a character of its own (negative).
struct Character {
    std::int32_t code;
    std::size_t length;
};

inline Character front_of(std::string_view text) {
    const std::size_t length = core::utf8_length(text);
    if (length == 0) return {-1, 1};
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (length == 1) return {byte(0), 1};
    std::int32_t code = byte(0) & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        code = (code << 6) | (byte(i) & 0x3F);
    return {code, length};
}

} // namespace postern::text
