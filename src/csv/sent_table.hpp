// SentTable: a table as a client sends it, saved by a spreadsheet or written by a program; its header names the
// columns.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::csv {

struct SentRow {
    std::uint64_t line = 0;         ///< 1-based, where the row begins
    std::vector<std::string> cells; ///< in the order of the asked columns; empty where the table has no such column
    bool is_beyond = false;         ///< it has cells that stand under no column
};

/// What a table may be.
struct SentForm {
    std::span<const std::string_view> columns; ///< their names; a header has them in any order and case
    std::size_t needed = 0;                    ///< the first so many must be there
    std::size_t most_rows = 1'000;
};

/// UTF-8 with or without a byte order mark; cells end with ',' or ';', whichever the header has, and are given without
/// white space around them and without the apostrophe by which a spreadsheet is kept from reading a formula. Blank rows
/// are left out. Refusals: message_empty, nul_byte, invalid_encoding, too_many_items, message_structure (argument: the
/// column or columns of the header, "CSV" where quotes or line ends are wrong or a cell has more than 4,096 bytes).
core::Result<std::vector<SentRow>> read_sent_table(std::string_view bytes, const SentForm& form);

} // namespace postern::csv
