// Plain letters: a text as somebody types it who has no accents on the keyboard, for looking words up.
#pragma once

#include <string>
#include <string_view>

namespace postern::text {

/// Folded (see fold), with accents and vowel points off and the joined and barred letters of Latin written in full: "œ"
/// as "oe", "ł" as "l". Letters of other scripts stay as they are.
std::string plain_letters(std::string_view utf8);

} // namespace postern::text
