// CSV cells: splits one text into records of cells after RFC 4180, strictly. What a header means is the reader's
// matter.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::core {

/// Where cells end, and how long they may be.
struct CsvForm {
    static constexpr std::size_t kCellBytes = 4096;
    char separator = ',';
    std::size_t cell_bytes = kCellBytes;
};

/// Walks the records of a text. Every fault throws core::Failure naming the file, the line and the reason.
class CsvCells {
public:
    /// text must live as long as this. name: for the texts of failures. first_line: 1-based line where text begins.
    CsvCells(std::string_view text, std::string name, std::size_t first_line = 1, CsvForm form = {});

    /// The next record into cells (their memory is used again); false: no more. A record ends with LF or CRLF, the
    /// last one also with the text. An empty line is a record of one empty cell.
    bool next(std::vector<std::string>& cells);
    /// 1-based line where the record last given begins.
    std::size_t line() const { return record_line_; }
    /// Throws core::Failure "<name>:<line>: <reason>" for the record last given.
    [[noreturn]] void fail(const std::string& reason) const;

private:
    void take_cell(std::string& cell);
    void take_quoted(std::string& cell);
    /// After a cell: true where another one follows in this record.
    bool another_follows();
    void append(std::string& cell, std::string_view bytes) const;

    std::string_view rest_;
    std::string name_;
    CsvForm form_;
    std::string ends_; ///< of a cell that is not quoted
    std::size_t line_;
    std::size_t record_line_;
};

} // namespace postern::core
