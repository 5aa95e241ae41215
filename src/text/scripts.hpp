// Scripts: in which letters a text is written (ISO 15924).
#pragma once

#include <string_view>
#include <vector>

namespace postern::text {

/// The scripts of the letters of a text, each once, in order of appearance ("Latn", "Deva"); what all scripts share
/// (digits, signs, blanks) has none. The names live for ever.
std::vector<std::string_view> scripts_of(std::string_view utf8);

} // namespace postern::text
