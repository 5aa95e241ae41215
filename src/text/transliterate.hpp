// Transliteration: names and addresses in the letters of another script, by the rules of ICU (CLDR). Never a
// description of goods.
#pragma once

#include <string>
#include <string_view>

namespace postern::text {

/// In Latin letters, diacritics kept: "काठमाडौं" -> "kāṭhamāḍauṁ". Signs that have no Latin form stay.
std::string to_latin(std::string_view utf8);
/// The same in ASCII letters: "Łódź" -> "Lodz".
std::string to_ascii(std::string_view utf8);

} // namespace postern::text
