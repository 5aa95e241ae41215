// Writer: CSV for people and their spreadsheets (RFC 4180, UTF-8 with a byte order mark).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::csv {

/// A cell in quotes, whatever is in it.
std::string quoted(std::string_view cell);
/// Whether a spreadsheet would take the cell for a formula.
bool is_formula(std::string_view cell);

/// Rows end with CRLF. What a spreadsheet would take for a formula has an apostrophe before it, so a cell that somebody
/// else typed can do nothing.
class Writer {
public:
    Writer() : out_("\xef\xbb\xbf") {}
    void row(const std::vector<std::string>& cells);
    /// What was written since it was last taken.
    std::string take();

private:
    std::string out_;
};

} // namespace postern::csv
