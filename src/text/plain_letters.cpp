// Accents off: decomposed by ICU, then what is no letter of its own is left out.
#include "text/plain_letters.hpp"

#include "core/failure.hpp"
#include "text/characters.hpp"
#include "text/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace postern::text {

namespace {

/// Accents of Latin, Greek and Cyrillic; vowel points of Arabic. Vowel signs of Indic scripts are letters to a reader.
bool is_accent(std::int32_t code) {
    return (code >= 0x0300 && code <= 0x036F) || (code >= 0x064B && code <= 0x0652) || code == 0x0670 || code == 0x0640;
}

/// Latin letters that no decomposition takes apart.
constexpr std::array<std::pair<std::int32_t, std::string_view>, 8> kLatin = {{{0x0153, "oe"},
                                                                              {0x00E6, "ae"},
                                                                              {0x00F8, "o"},
                                                                              {0x0142, "l"},
                                                                              {0x0111, "d"},
                                                                              {0x0131, "i"},
                                                                              {0x00F0, "d"},
                                                                              {0x00FE, "th"}}};

std::string decomposed(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* apart = icu::Normalizer2::getNFDInstance(status);
    std::string out;
    icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(utf8.size()));
    if (U_SUCCESS(status))
        apart->normalizeUTF8(0, {utf8.data(), static_cast<std::int32_t>(utf8.size())}, sink, nullptr, status);
    if (U_FAILURE(status)) throw core::Failure(std::string("text: ICU cannot decompose: ") + u_errorName(status));
    return out;
}

} // namespace

std::string plain_letters(std::string_view utf8) {
    std::string folded = fold(utf8);
    if (std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return folded;
    const std::string apart = decomposed(folded);
    std::string out;
    out.reserve(apart.size());
    for (std::string_view rest = apart; !rest.empty();) {
        const Character c = front_of(rest);
        const auto latin = std::ranges::find(kLatin, c.code, [](const auto& row) { return row.first; });
        if (latin != kLatin.end()) {
            out += latin->second;
        } else if (!is_accent(c.code)) {
            out += rest.substr(0, c.length);
        }
        rest.remove_prefix(c.length);
    }
    return out;
}

} // namespace postern::text
