// Transliteration by ICU. A transliterator is dear to make and is not shared: each thread keeps its own.
#include "text/transliterate.hpp"

#include "core/failure.hpp"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include <algorithm>
#include <memory>

namespace postern::text {

namespace {

struct Close {
    void operator()(void* transliterator) const { utrans_close(static_cast<UTransliterator*>(transliterator)); }
};
using Owned = std::unique_ptr<void, Close>;

Owned open(std::u16string_view id) {
    UErrorCode status = U_ZERO_ERROR;
    Owned made(
        utrans_openU(id.data(), static_cast<std::int32_t>(id.size()), UTRANS_FORWARD, nullptr, 0, nullptr, &status));
    if (U_FAILURE(status) || !made) throw core::Failure(std::string("transliteration: ") + u_errorName(status));
    return made;
}

std::u16string widened(std::string_view utf8) {
    std::u16string wide(utf8.size(), u'\0'); // UTF-8 never has fewer units
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(wide.data(), static_cast<std::int32_t>(wide.size()), &length, utf8.data(),
                         static_cast<std::int32_t>(utf8.size()), 0xFFFD, nullptr, &status);
    wide.resize(static_cast<std::size_t>(length));
    return wide;
}

std::string narrowed(std::u16string_view wide) {
    std::string utf8(wide.size() * 3, '\0');
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(utf8.data(), static_cast<std::int32_t>(utf8.size()), &length, wide.data(),
                static_cast<std::int32_t>(wide.size()), &status);
    utf8.resize(static_cast<std::size_t>(length));
    return utf8;
}

std::string transliterated(std::string_view utf8, const Owned& rules) {
    if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::string(utf8);
    std::u16string wide = widened(utf8);
    auto length = static_cast<std::int32_t>(wide.size());
    // a letter of one script may need many of another: it is tried again with the room that ICU says it wants
    for (std::size_t room = wide.size() * 4 + 16;; room *= 2) {
        std::u16string out = wide;
        out.resize(room);
        std::int32_t made = length;
        std::int32_t limit = length;
        UErrorCode status = U_ZERO_ERROR;
        utrans_transUChars(static_cast<const UTransliterator*>(rules.get()), out.data(), &made,
                           static_cast<std::int32_t>(room), 0, &limit, &status);
        if (status == U_BUFFER_OVERFLOW_ERROR && room < utf8.size() * 64 + 1024) continue;
        if (U_FAILURE(status)) throw core::Failure(std::string("transliteration: ") + u_errorName(status));
        return narrowed(std::u16string_view(out).substr(0, static_cast<std::size_t>(made)));
    }
}

} // namespace

std::string to_latin(std::string_view utf8) {
    thread_local const Owned kRules = open(u"Any-Latin");
    return transliterated(utf8, kRules);
}

std::string to_ascii(std::string_view utf8) {
    thread_local const Owned kRules = open(u"Any-Latin; Latin-ASCII");
    return transliterated(utf8, kRules);
}

} // namespace postern::text
