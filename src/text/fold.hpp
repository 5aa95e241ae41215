// UTF-8 checks and folding for comparison.
#pragma once

#include <string>
#include <string_view>

namespace postern::text {

/// Well-formed UTF-8 (no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);
/// NFKC case fold, runs of white space to one blank, ends trimmed: for comparing what people typed.
std::string fold(std::string_view utf8);
/// Number of letters (Unicode L*) in the text.
std::size_t count_letters(std::string_view utf8);
/// White space at both ends off.
std::string_view trim(std::string_view utf8);

} // namespace postern::text
