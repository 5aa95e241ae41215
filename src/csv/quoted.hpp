// quoted: a cell in quotes (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace postern::csv {

inline std::string quoted(std::string_view cell) {
    std::string out = "\"";
    for (const char c : cell)
        out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

} // namespace postern::csv
