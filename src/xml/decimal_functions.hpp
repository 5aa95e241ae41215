// Exact decimal arithmetic on texts, as stylesheets ask for it: a text that is no decimal, and a result that no
// decimal can hold, gives "".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::xml {

/// mode: half-up, half-even, down, up; empty: half-up; any other gives "".
std::string round_text(std::string_view text, std::uint32_t scale, std::string_view mode = {});
std::string sum_texts(const std::vector<std::string>& texts);
std::string multiply_texts(std::string_view a, std::string_view b);
std::string subtract_texts(std::string_view a, std::string_view b);
std::string divide_texts(std::string_view a, std::string_view b, std::uint32_t scale, std::string_view mode = {});
/// "-1", "0" or "1".
std::string compare_texts(std::string_view a, std::string_view b);
/// Without trailing zeros behind the point.
std::string plain_text(std::string_view text);

} // namespace postern::xml
