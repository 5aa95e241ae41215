// SentTable: a table as a client sends it, saved by a spreadsheet or written by a program; its header names the
// columns.
#pragma once

#include "core/csv_cells.hpp"
#include "core/refusal.hpp"
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
    std::uint32_t row = 0;          ///< as a spreadsheet numbers it: the header is row 1, and blank rows count
    std::vector<std::string> cells; ///< in the order of the asked columns; empty where the table has no such column
    bool is_beyond = false;         ///< it has cells that stand under no column
};

/// Without the white space around it: blank, tab, line ends.
std::string_view without_blanks(std::string_view cell);

/// What a table may be.
struct SentForm {
    std::span<const std::string_view> columns; ///< their names; a header has them in any order and case
    std::size_t needed = 0;                    ///< the first so many must be there
    std::size_t most_rows = 1'000;
    std::size_t cell_bytes = core::CsvForm::kCellBytes;
    core::RefusalCode unreadable =
        core::RefusalCode::message_structure;                    ///< header, quotes, line ends, length of a cell
    std::string_view (*trim)(std::string_view) = without_blanks; ///< of cells, and of names in the header
};
struct SentTable {
    std::vector<SentRow> rows;   ///< may be empty
    std::uint64_t last_line = 1; ///< where the last row begins, blank ones too
};

/// UTF-8 with or without a byte order mark; cells end with ',' or ';', whichever the header has, and are given without
/// white space around them and without the apostrophe by which a spreadsheet is kept from reading a formula. Blank rows
/// are left out. Refusals: message_empty (no byte), nul_byte, invalid_encoding, too_many_items, form.unreadable
/// (argument: the column or columns of the header, "CSV" where quotes, line ends or the length of a cell are wrong).
core::Result<SentTable> read_table(std::string_view bytes, const SentForm& form);
/// Its rows; message_empty where there is none.
core::Result<std::vector<SentRow>> read_sent_table(std::string_view bytes, const SentForm& form);

} // namespace postern::csv
