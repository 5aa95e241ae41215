// Reading a CSV table: notes, header, rows; every fault is told with file and line.
#include "csv/reader.hpp"

#include "core/csv_cells.hpp"
#include "core/failure.hpp"
#include "core/utf8.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace postern::csv {

namespace {

constexpr std::size_t kMaxRows = 2'000'000;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

[[noreturn]] void fail(const std::string& name, std::size_t line, const std::string& reason) {
    throw core::Failure(name + ":" + std::to_string(line) + ": " + reason);
}

/// The text without the byte order mark that spreadsheets put before it.
std::string_view checked_text(std::string_view text, const std::string& name) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    std::size_t line = 1;
    for (std::string_view rest = text; !rest.empty(); ++line) {
        const std::string_view one = rest.substr(0, rest.find('\n'));
        if (!core::is_utf8(one)) fail(name, line, "not UTF-8");
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    }
    return text;
}

bool is_note_key(std::string_view key) {
    return !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// Takes one "# key: value" line into the notes.
void take_note(std::string_view line, Table& table, const std::string& name, std::size_t line_no) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t colon = line.find(':');
    const bool shaped = line.starts_with("# ") && colon != std::string_view::npos;
    if (!shaped || !is_note_key(line.substr(2, colon - 2)))
        fail(name, line_no, "a note before the header is written '# key: value'");
    std::string_view value = line.substr(colon + 1);
    while (value.starts_with(' '))
        value.remove_prefix(1);
    if (!table.notes.emplace(line.substr(2, colon - 2), value).second) fail(name, line_no, "the note is there twice");
}

void check_header(const Table& table, const core::CsvCells& cells) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        if (column.empty()) cells.fail("a column without a name");
        const auto end = table.columns.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(table.columns.begin(), end, column) != end) cells.fail("column '" + column + "' is there twice");
    }
}

} // namespace

std::size_t Table::column(std::string_view name) const {
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end()) throw core::Failure("csv: no column '" + std::string(name) + "'");
    return static_cast<std::size_t>(found - columns.begin());
}

Table read(std::string_view text, const std::string& name) {
    Table table;
    text = checked_text(text, name);
    std::size_t line = 1;
    for (; text.starts_with('#'); ++line) {
        const std::string_view note = text.substr(0, text.find('\n'));
        take_note(note, table, name, line);
        text.remove_prefix(std::min(text.size(), note.size() + 1));
    }
    core::CsvCells cells(text, name, line);
    if (!cells.next(table.columns)) fail(name, line, "no header");
    check_header(table, cells);
    for (Row row; cells.next(row.cells); row = {}) {
        row.line = cells.line();
        if (row.cells.size() != table.columns.size())
            cells.fail(std::to_string(row.cells.size()) + " cells where the header has " +
                       std::to_string(table.columns.size()));
        if (table.rows.size() == kMaxRows) cells.fail("more than " + std::to_string(kMaxRows) + " rows");
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table read_file(const std::string& path) {
    if (!std::filesystem::is_regular_file(path)) throw core::Failure(path + ": no such file");
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file.peek() != std::ifstream::traits_type::eof()) text << file.rdbuf();
    if (!file.eof() && !file.good()) throw core::Failure(path + ": cannot be read");
    return read(text.view(), path);
}

} // namespace postern::csv
