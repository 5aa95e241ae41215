// Scripts by ICU; plain ASCII never gets that far.
#include "text/scripts.hpp"

#include "core/ascii.hpp"
#include "text/characters.hpp"

#include <unicode/uscript.h>

#include <algorithm>

namespace postern::text {

std::vector<std::string_view> scripts_of(std::string_view utf8) {
    std::vector<std::string_view> scripts;
    const auto note = [&](std::string_view script) {
        if (std::find(scripts.begin(), scripts.end(), script) == scripts.end()) scripts.push_back(script);
    };
    if (std::any_of(utf8.begin(), utf8.end(), core::is_ascii_letter)) note("Latn");
    while (!utf8.empty()) {
        const Character c = front_of(utf8);
        utf8.remove_prefix(c.length);
        if (c.code < 0x80) continue;
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(c.code, &status);
        if (script > USCRIPT_INHERITED && script != USCRIPT_UNKNOWN) note(uscript_getShortName(script));
    }
    return scripts;
}

} // namespace postern::text
