// Splitting CSV, one pass over the text.
#include "core/csv_cells.hpp"

#include "core/failure.hpp"

#include <utility>

namespace postern::core {

CsvCells::CsvCells(std::string_view text, std::string name, std::size_t first_line, CsvForm form)
    : rest_(text), name_(std::move(name)), form_(form), ends_({form.separator, '\r', '\n'}), line_(first_line),
      record_line_(first_line) {}

void CsvCells::fail(const std::string& reason) const {
    throw Failure(name_ + ":" + std::to_string(record_line_) + ": " + reason);
}

bool CsvCells::next(std::vector<std::string>& cells) {
    if (rest_.empty()) return false;
    record_line_ = line_;
    std::size_t n = 0;
    do {
        if (n == cells.size()) cells.emplace_back();
        cells[n].clear();
        take_cell(cells[n++]);
    } while (another_follows());
    cells.resize(n);
    return true;
}

void CsvCells::append(std::string& cell, std::string_view bytes) const {
    if (cell.size() + bytes.size() > form_.cell_bytes)
        fail("a cell is longer than " + std::to_string(form_.cell_bytes) + " bytes");
    if (bytes.find('\0') != std::string_view::npos) fail("a NUL byte");
    cell.append(bytes);
}

void CsvCells::take_cell(std::string& cell) {
    if (!rest_.empty() && rest_.front() == '"') return take_quoted(cell);
    const std::size_t end = rest_.find_first_of(ends_);
    const std::string_view bytes = rest_.substr(0, end);
    if (bytes.find('"') != std::string_view::npos) fail("a quote inside a cell that is not quoted");
    append(cell, bytes);
    rest_.remove_prefix(bytes.size());
}

void CsvCells::take_quoted(std::string& cell) {
    rest_.remove_prefix(1);
    for (;;) {
        const std::size_t quote = rest_.find('"');
        if (quote == std::string_view::npos) fail("a quoted cell that does not end");
        const std::string_view bytes = rest_.substr(0, quote);
        append(cell, bytes);
        for (const char c : bytes)
            if (c == '\n') ++line_;
        rest_.remove_prefix(quote + 1);
        if (rest_.empty() || rest_.front() != '"') return;
        append(cell, "\"");
        rest_.remove_prefix(1);
    }
}

bool CsvCells::another_follows() {
    if (rest_.empty()) return false;
    const char c = rest_.front();
    if (c == form_.separator) {
        rest_.remove_prefix(1);
        return true;
    }
    if (c == '\r') {
        if (rest_.size() < 2 || rest_[1] != '\n') fail("a carriage return without a line feed");
        rest_.remove_prefix(1);
    } else if (c != '\n') {
        fail("text behind a closing quote");
    }
    rest_.remove_prefix(1);
    ++line_;
    return false;
}

} // namespace postern::core
