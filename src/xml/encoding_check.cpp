// Which bytes are of an encoding: strict UTF-8 (RFC 3629), ASCII, windows-1252.
#include "xml/encoding_check.hpp"

#include "core/ascii.hpp"
#include "core/utf8.hpp"

#include <array>
#include <cstring>
#include <utility>

namespace postern::xml {

namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080u;

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// Skips ASCII eight bytes at a time.
std::size_t first_high_byte(std::string_view bytes) {
    std::size_t at = 0;
    while (at + sizeof(std::uint64_t) <= bytes.size()) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + at, sizeof eight);
        if ((eight & kHighBits) != 0) break;
        at += sizeof eight;
    }
    while (at < bytes.size() && byte_at(bytes, at) < 0x80)
        ++at;
    return at;
}

constexpr std::string_view kUnassigned1252 = "\x81\x8D\x8F\x90\x9D";

} // namespace

std::optional<Encoding> encoding_named(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Encoding>, 4> kNames = {
        {{"utf-8", Encoding::utf_8},
         {"us-ascii", Encoding::us_ascii},
         {"iso-8859-1", Encoding::iso_8859_1},
         {"windows-1252", Encoding::windows_1252}}};
    for (const auto& [known, encoding] : kNames) {
        if (core::equals_folded(name, known)) return encoding;
    }
    return std::nullopt;
}

std::size_t first_foreign_byte(std::string_view bytes, Encoding encoding) {
    switch (encoding) {
    case Encoding::utf_8: {
        const std::size_t fine = core::well_formed_bytes(bytes);
        return fine < bytes.size() ? fine : std::string_view::npos;
    }
    case Encoding::us_ascii: {
        const std::size_t at = first_high_byte(bytes);
        return at < bytes.size() ? at : std::string_view::npos;
    }
    case Encoding::windows_1252: return bytes.find_first_of(kUnassigned1252);
    case Encoding::iso_8859_1: break; // every byte is of it
    }
    return std::string_view::npos;
}

} // namespace postern::xml
