// UTF-8 checks after the table of well-formed sequences (Unicode, table 3-7).
#include "core/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace postern::core {

namespace {

/// What a lead byte asks of its second byte, and how long the character is.
struct Lead {
    std::size_t length;
    unsigned char second_from;
    unsigned char second_to;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {1, 0, 0};
    if (byte < 0xC2) return {0, 0, 0}; // continuation, or overlong
    if (byte < 0xE0) return {2, 0x80, 0xBF};
    if (byte < 0xF0)
        return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    if (byte < 0xF5)
        return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
                static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
    return {0, 0, 0};
}

} // namespace

std::size_t utf8_length(std::string_view bytes) {
    if (bytes.empty()) return 0;
    const Lead lead = lead_of(static_cast<unsigned char>(bytes[0]));
    if (lead.length < 2) return lead.length;
    if (bytes.size() < lead.length) return 0;
    const auto second = static_cast<unsigned char>(bytes[1]);
    if (second < lead.second_from || second > lead.second_to) return 0;
    for (std::size_t i = 2; i < lead.length; ++i)
        if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) return 0;
    return lead.length;
}

std::size_t well_formed_bytes(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        // most texts are ASCII: eight bytes at a time
        std::uint64_t word = 0;
        if (bytes.size() - at >= sizeof word) {
            std::memcpy(&word, bytes.data() + at, sizeof word);
            if ((word & 0x8080808080808080U) == 0) {
                at += sizeof word;
                continue;
            }
        }
        const std::size_t length = utf8_length(bytes.substr(at));
        if (length == 0) break;
        at += length;
    }
    return at;
}

} // namespace postern::core
