// Sets of characters by ICU.
#include "text/character_set.hpp"

#include "text/characters.hpp"

#include <unicode/uset.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace postern::text {

std::shared_ptr<const CharacterSet> CharacterSet::of(const std::string& pattern) {
    std::u16string wide(pattern.size() + 1, u'\0'); // UTF-8 never has fewer units
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(wide.data(), static_cast<std::int32_t>(wide.size()), &length, pattern.data(),
                  static_cast<std::int32_t>(pattern.size()), &status);
    USet* set = U_FAILURE(status) ? nullptr : uset_openPattern(wide.data(), length, &status);
    if (U_FAILURE(status) || set == nullptr) return nullptr;
    std::shared_ptr<CharacterSet> made(new CharacterSet());
    uset_freeze(set); // from here on any thread may read it
    made->set_ = set;
    return made;
}

CharacterSet::~CharacterSet() {
    uset_close(static_cast<USet*>(set_));
}

std::vector<std::int32_t> CharacterSet::foreign(std::string_view utf8, std::size_t most) const {
    std::vector<std::int32_t> found;
    while (!utf8.empty() && found.size() < most) {
        const Character c = front_of(utf8);
        utf8.remove_prefix(c.length);
        const bool is_known = c.code >= 0 && uset_contains(static_cast<const USet*>(set_), c.code) != 0;
        if (!is_known && std::find(found.begin(), found.end(), c.code) == found.end()) found.push_back(c.code);
    }
    return found;
}

std::string code_point_name(std::int32_t character) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(character));
    return text.data();
}

} // namespace postern::text
