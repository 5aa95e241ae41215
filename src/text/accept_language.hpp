// Accept-Language: which languages a client asks for, best first (RFC 9110 12.5.4).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::text {

/// One language range, lower case ("fr-ca", "*"), and its quality in thousandths (0: not wanted).
struct LanguageRange {
    std::string range;
    int quality = 1000;
};

/// The ranges of a header, by falling quality, then as sent. At most 512 bytes are looked at; what is no range is
/// passed over, for a header of taste refuses no request.
std::vector<LanguageRange> parse_accept_language(std::string_view header);

} // namespace postern::text
