// SentTable: the header tells the columns, and each row stands for itself.
#include "csv/sent_table.hpp"

#include "core/ascii.hpp"
#include "core/csv_cells.hpp"
#include "core/failure.hpp"
#include "core/utf8.hpp"
#include "csv/writer.hpp"

#include <algorithm>

namespace postern::csv {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kMarkOfBytes = "\xef\xbb\xbf";
constexpr std::string_view kBlanks = " \t\r\n";

Refusal sent_refused(RefusalCode code, std::string argument, std::uint64_t line) {
    return Refusal{code, std::move(argument), line, 0, {}};
}

/// Without the apostrophe that keeps a spreadsheet from taking it for a formula.
std::string plain(std::string_view cell, const SentForm& form) {
    cell = form.trim(cell);
    if (cell.starts_with('\'') && is_formula(cell.substr(1))) cell.remove_prefix(1);
    return std::string(cell);
}

std::uint64_t line_at(std::string_view bytes, std::size_t at) {
    return 1 + static_cast<std::uint64_t>(std::ranges::count(bytes.substr(0, at), '\n'));
}

std::string names_of(const SentForm& form) {
    std::string names;
    for (const auto name : form.columns)
        names.append(names.empty() ? "" : ", ").append(name);
    return names;
}

/// Which column each cell of the header is.
Result<std::vector<std::size_t>> places_of(const std::vector<std::string>& header, const SentForm& form) {
    std::vector<std::size_t> places;
    for (const auto& cell : header) {
        const auto found =
            std::ranges::find_if(form.columns, [&](auto name) { return core::equals_folded(name, form.trim(cell)); });
        if (found == form.columns.end()) return sent_refused(form.unreadable, names_of(form), 1);
        const auto place = static_cast<std::size_t>(found - form.columns.begin());
        if (std::ranges::find(places, place) != places.end())
            return sent_refused(form.unreadable, std::string(*found), 1);
        places.push_back(place);
    }
    for (std::size_t i = 0; i < form.needed; ++i)
        if (std::ranges::find(places, i) == places.end())
            return sent_refused(form.unreadable, std::string(form.columns[i]), 1);
    return places;
}

SentRow row_of(const std::vector<std::string>& record, const std::vector<std::size_t>& places, const SentForm& form) {
    SentRow row;
    row.cells.resize(form.columns.size());
    for (std::size_t i = 0; i < record.size(); ++i) {
        if (i < places.size())
            row.cells[places[i]] = plain(record[i], form);
        else
            row.is_beyond = row.is_beyond || !form.trim(record[i]).empty();
    }
    return row;
}

} // namespace

std::string_view without_blanks(std::string_view cell) {
    const auto from = cell.find_first_not_of(kBlanks);
    if (from == std::string_view::npos) return {};
    return cell.substr(from, cell.find_last_not_of(kBlanks) - from + 1);
}

Result<SentTable> read_table(std::string_view bytes, const SentForm& form) {
    if (bytes.starts_with(kMarkOfBytes)) bytes.remove_prefix(kMarkOfBytes.size());
    if (bytes.empty()) return sent_refused(RefusalCode::message_empty, {}, 0);
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos)
        return sent_refused(RefusalCode::nul_byte, {}, line_at(bytes, nul));
    if (const auto fine = core::well_formed_bytes(bytes); fine < bytes.size())
        return sent_refused(RefusalCode::invalid_encoding, {}, line_at(bytes, fine));
    core::CsvForm cells_form;
    cells_form.cell_bytes = form.cell_bytes;
    // a semicolon in the header is no part of a name
    if (bytes.substr(0, bytes.find_first_of("\r\n")).find(';') != std::string_view::npos) cells_form.separator = ';';
    core::CsvCells cells(bytes, "csv", 1, cells_form);
    SentTable table;
    try {
        std::vector<std::string> record;
        cells.next(record);
        const auto places = places_of(record, form);
        if (!places) return places.refusal();
        for (std::uint32_t row = 2; cells.next(record); ++row) {
            if (std::ranges::all_of(record, [&](const auto& cell) { return form.trim(cell).empty(); })) continue;
            if (table.rows.size() == form.most_rows)
                return sent_refused(RefusalCode::too_many_items, std::to_string(form.most_rows), cells.line());
            table.rows.push_back(row_of(record, places.value(), form));
            table.rows.back().line = cells.line();
            table.rows.back().row = row;
        }
    } catch (const core::Failure&) { // where the cells end nobody can tell any more
        return sent_refused(form.unreadable, "CSV", cells.line());
    }
    table.last_line = cells.line();
    return table;
}

Result<std::vector<SentRow>> read_sent_table(std::string_view bytes, const SentForm& form) {
    auto table = read_table(bytes, form);
    if (!table) return table.refusal();
    if (table.value().rows.empty()) return sent_refused(RefusalCode::message_empty, {}, 0);
    return std::move(table).value().rows;
}

} // namespace postern::csv
