// Folding and counting with ICU's character data; plain ASCII, which is most of what comes, never gets that far.
#include "text/fold.hpp"

#include "core/ascii.hpp"
#include "core/failure.hpp"
#include "core/utf8.hpp"
#include "text/characters.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace postern::text {

namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_ascii_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_blank(UChar32 code) {
    return code >= 0 && u_isUWhiteSpace(code) != 0;
}

/// Length of the white space at the front of a text.
std::size_t leading_blanks(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size()) {
        const Character c = front_of(text.substr(n));
        if (!is_blank(c.code)) break;
        n += c.length;
    }
    return n;
}

/// Bytes of the white space character at the end of a text, 0: the text ends with another.
std::size_t trailing_blank(std::string_view text) {
    const std::size_t most = std::min<std::size_t>(4, text.size());
    for (std::size_t length = 1; length <= most; ++length) {
        const std::string_view tail = text.substr(text.size() - length);
        if (core::utf8_length(tail) == length) return is_blank(front_of(tail).code) ? length : 0;
    }
    return 0;
}

std::string fold_ascii(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank_due = false;
    for (const char c : text) {
        if (is_ascii_blank(c)) {
            blank_due = !out.empty();
            continue;
        }
        if (blank_due) out += ' ';
        blank_due = false;
        out += core::ascii_lower(c);
    }
    return out;
}

std::string blanks_to_one(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t blanks = leading_blanks(text);
        text.remove_prefix(blanks);
        if (text.empty()) break;
        if (blanks != 0 && !out.empty()) out += ' ';
        const std::size_t length = front_of(text).length;
        out.append(text.substr(0, length));
        text.remove_prefix(length);
    }
    return out;
}

} // namespace

bool is_utf8(std::string_view bytes) {
    return core::is_utf8(bytes);
}

std::string fold(std::string_view utf8) {
    if (is_ascii(utf8)) return fold_ascii(utf8);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
    std::string folded;
    icu::StringByteSink<std::string> sink(&folded, static_cast<std::int32_t>(utf8.size()));
    if (U_SUCCESS(status))
        folding->normalizeUTF8(0, {utf8.data(), static_cast<std::int32_t>(utf8.size())}, sink, nullptr, status);
    if (U_FAILURE(status)) throw core::Failure(std::string("text: ICU cannot fold: ") + u_errorName(status));
    return blanks_to_one(folded);
}

std::size_t count_letters(std::string_view utf8) {
    std::size_t letters = 0;
    while (!utf8.empty()) {
        const Character c = front_of(utf8);
        if (c.code >= 0 && (U_GET_GC_MASK(c.code) & U_GC_L_MASK) != 0) ++letters;
        utf8.remove_prefix(c.length);
    }
    return letters;
}

std::string_view trim(std::string_view utf8) {
    utf8.remove_prefix(leading_blanks(utf8));
    for (std::size_t n = trailing_blank(utf8); n != 0; n = trailing_blank(utf8))
        utf8.remove_suffix(n);
    return utf8;
}

} // namespace postern::text
