// A strict CSV reader (RFC 4180, UTF-8, comma): one bad row is a clear error, never a guess.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::csv {

struct Row {
    std::size_t line = 0; ///< 1-based line of the file where the row begins
    std::vector<std::string> cells;
};

/// A table with a header row. Lines that begin with "# key: value" before the header are its header notes
/// (source, date, valid-from, valid-to).
struct Table {
    std::map<std::string, std::string> notes;
    std::vector<std::string> columns;
    std::vector<Row> rows;
    /// Index of a column; throws core::Failure naming the column where there is none.
    std::size_t column(std::string_view name) const;
};

/// Reads text; every row must have as many cells as the header; quotes as in RFC 4180; cells at most 4,096 bytes,
/// rows at most 2,000,000. Throws core::Failure naming `name`, line and reason.
Table read(std::string_view text, const std::string& name);
Table read_file(const std::string& path);

} // namespace postern::csv
