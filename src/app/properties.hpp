// Properties: reads a file of `key = value` lines, keeping the line of each for messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::app {

/// One line that says something.
struct Property {
    std::string key;
    std::string value;
    std::size_t line = 0; ///< 1-based
};

/// What a file says, and what could not be read in it; the caller decides what to do with faults.
struct Properties {
    std::vector<Property> entries;
    std::vector<std::string> faults; ///< "line 7: …"
};

/// UTF-8 lines `key = value` (or `key: value`); `#` and `!` open a comment line; blanks at both ends are dropped; no
/// escapes and no continued lines, so that a path is what it looks like.
Properties read_properties(std::string_view text);

} // namespace postern::app
