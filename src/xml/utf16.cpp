// UTF-16 to UTF-8: TranscodeToStr makes an object and two allocations a text, this one appends to what the caller has.
#include "xml/utf16.hpp"

#include <xercesc/util/XMLString.hpp>

#include <cstdint>

namespace postern::xml {

namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

bool is_high(XMLCh unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(XMLCh unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

void append_code_point(std::string& out, std::uint32_t c) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        out += byte(c);
    } else if (c < 0x800) {
        out += byte(0xC0 | (c >> 6));
        out += byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += byte(0xE0 | (c >> 12));
        out += byte(0x80 | ((c >> 6) & 0x3F));
        out += byte(0x80 | (c & 0x3F));
    } else {
        out += byte(0xF0 | (c >> 18));
        out += byte(0x80 | ((c >> 12) & 0x3F));
        out += byte(0x80 | ((c >> 6) & 0x3F));
        out += byte(0x80 | (c & 0x3F));
    }
}

} // namespace

void append_utf8(std::string& out, const XMLCh* text, std::size_t length) {
    const std::size_t before = out.size();
    out.resize(before + length);
    std::size_t i = 0;
    for (char* to = out.data() + before; i < length && text[i] < 0x80; ++i)
        to[i] = static_cast<char>(text[i]);
    if (i == length) return;
    out.resize(before + i);
    for (; i < length; ++i) {
        std::uint32_t c = text[i];
        if (is_high(text[i]) && i + 1 < length && is_low(text[i + 1])) {
            c = 0x10000 + ((c - 0xD800) << 10) + (std::uint32_t{text[i + 1]} - 0xDC00);
            ++i;
        } else if (is_high(text[i]) || is_low(text[i])) {
            c = kReplacement;
        }
        append_code_point(out, c);
    }
}

void assign_utf8(std::string& out, const XMLCh* text) {
    out.clear();
    if (text == nullptr || *text == 0) return;
    append_utf8(out, text, xercesc::XMLString::stringLen(text));
}

} // namespace postern::xml
