// Decisions: the header tells the columns, and each row stands for itself.
#include "clearance/decision_reader.hpp"

#include "core/ascii.hpp"
#include "core/csv_cells.hpp"
#include "core/event.hpp"
#include "core/failure.hpp"
#include "core/time.hpp"
#include "core/utf8.hpp"
#include "csv/writer.hpp"
#include "text/fold.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::clearance {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t kMaxDecisionWord = 64; // of an id, a code or a number

/// In this order.
enum Column : std::size_t { c_filing, c_decision, c_reason, c_text, c_when, c_number, c_lane, c_documents, c_deadline };
constexpr auto kColumns = std::to_array<std::string_view>(
    {"filing", "decision", "reason", "text", "when", "number", "lane", "documents", "deadline"});
constexpr std::string_view kColumnNames = "filing, decision, reason, text, when, number, lane, documents, deadline";
constexpr std::size_t kNoColumn = kColumns.size();
constexpr auto kLanes = std::to_array<std::string_view>({"green", "yellow", "red", "blue"});

Refusal table_refused(RefusalCode code, std::string_view what = {}, std::uint64_t line = 0) {
    return Refusal{code, std::string(what), line, 0, {}};
}

std::uint64_t line_of(std::string_view bytes, std::size_t at) {
    return 1 +
           static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// What no text may hold, wherever it stands.
std::optional<Refusal> unfit_bytes(std::string_view bytes) {
    if (bytes.empty()) return table_refused(RefusalCode::message_empty);
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos)
        return table_refused(RefusalCode::nul_byte, {}, line_of(bytes, nul));
    if (const auto fine = core::well_formed_bytes(bytes); fine < bytes.size())
        return table_refused(RefusalCode::invalid_encoding, {}, line_of(bytes, fine));
    return std::nullopt;
}

/// A semicolon in the header is no part of a name.
char separator_of(std::string_view table) {
    const auto header = table.substr(0, table.find_first_of("\r\n"));
    return header.find(';') == std::string_view::npos ? ',' : ';';
}

/// The column of each cell of the header. Refused: one that is not ours, is there twice, or is missing.
Result<std::vector<Column>> columns_of(const std::vector<std::string>& header) {
    std::vector<Column> columns;
    for (const auto& cell : header) {
        const auto name = text::trim(cell);
        const auto found = std::ranges::find_if(kColumns, [&](auto known) { return core::equals_folded(known, name); });
        const auto column = static_cast<Column>(found - kColumns.begin());
        if (column == kNoColumn) return table_refused(RefusalCode::answer_unreadable, kColumnNames, 1);
        if (std::ranges::find(columns, column) != columns.end())
            return table_refused(RefusalCode::answer_unreadable, kColumns.at(column), 1);
        columns.push_back(column);
    }
    for (const auto needed : {c_filing, c_decision})
        if (std::ranges::find(columns, needed) == columns.end())
            return table_refused(RefusalCode::answer_unreadable, kColumns.at(needed), 1);
    return columns;
}

/// Without the apostrophe that keeps a spreadsheet from taking it for a formula.
std::string_view plain_cell(std::string_view cell) {
    cell = text::trim(cell);
    if (cell.starts_with('\'') && csv::is_formula(cell.substr(1))) cell.remove_prefix(1);
    return cell;
}

bool is_word(std::string_view cell) {
    return cell.size() <= kMaxDecisionWord &&
           std::ranges::none_of(cell, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// At most so many bytes of it, whole characters only.
std::string shortened(std::string_view cell) {
    std::size_t end = 0;
    while (end < cell.size()) {
        const std::size_t next = end + std::max<std::size_t>(core::utf8_length(cell.substr(end)), 1);
        if (next > kMaxDecisionWord) break;
        end = next;
    }
    return std::string(cell.substr(0, end));
}

using Cells = std::array<std::string, kColumns.size()>;

/// The event; or the column that is wrong.
std::optional<Column> read_event(const Cells& cells, UnderstoodEvent& event) {
    for (const auto column : {c_filing, c_reason, c_when, c_number, c_deadline})
        if (!is_word(cells.at(column))) return column;
    if (cells[c_filing].empty()) return c_filing;
    (cells[c_filing].starts_with("fil_") ? event.filing_id : event.reference) = cells[c_filing];
    const auto type = decision_named(cells[c_decision]);
    if (!type) return c_decision;
    event.type = *type;
    if (cells[c_text].size() > kMaxDecisionText) return c_text;
    if (!cells[c_when].empty()) {
        event.when = core::parse_rfc3339(cells[c_when]);
        if (!event.when) return c_when;
    }
    event.reason = cells[c_reason];
    event.number = cells[c_number];
    event.lane = core::ascii_lowered(cells[c_lane]);
    if (!event.lane.empty() && std::ranges::find(kLanes, event.lane) == kLanes.end()) return c_lane;
    const auto documents = attachment_types_named(core::ascii_lowered(cells[c_documents]));
    if (!documents) return c_documents;
    event.documents = *documents;
    if (!cells[c_deadline].empty()) {
        event.deadline = core::parse_rfc3339(cells[c_deadline]);
        if (!event.deadline) return c_deadline;
    }
    return std::nullopt;
}

Decision decision_of(const std::vector<std::string>& record, const std::vector<Column>& columns) {
    Cells cells;
    bool beyond = false; // cells without a column; a spreadsheet may leave out empty ones at the end, or add some
    for (std::size_t i = 0; i < record.size(); ++i) {
        if (i < columns.size())
            cells.at(columns[i]) = plain_cell(record[i]);
        else
            beyond = beyond || !text::trim(record[i]).empty();
    }
    Decision decision;
    decision.filing = shortened(cells[c_filing]);
    if (beyond)
        decision.refused = table_refused(RefusalCode::decision_unreadable, kColumnNames);
    else if (const auto wrong = read_event(cells, decision.event))
        decision.refused = table_refused(RefusalCode::decision_unreadable, kColumns.at(*wrong));
    return decision;
}

} // namespace

Result<std::vector<Decision>> read_decisions(std::string_view bytes) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    if (auto unfit = unfit_bytes(bytes)) return std::move(*unfit);
    core::CsvForm form;
    form.separator = separator_of(bytes);
    form.cell_bytes = bytes.size(); // a cell that is too long is its own row's fault
    core::CsvCells cells(bytes, "csv", 1, form);
    std::vector<Decision> decisions;
    try {
        std::vector<std::string> record;
        cells.next(record);
        const auto columns = columns_of(record);
        if (!columns) return columns.refusal();
        for (std::uint32_t row = 2; cells.next(record); ++row) {
            if (std::ranges::all_of(record, [](const auto& cell) { return text::trim(cell).empty(); })) continue;
            if (decisions.size() == kMaxDecisions)
                return table_refused(RefusalCode::too_many_items, std::to_string(kMaxDecisions), cells.line());
            decisions.push_back(decision_of(record, columns.value()));
            decisions.back().row = row;
        }
    } catch (const core::Failure&) { // where the cells end nobody can tell any more, so there are no rows to answer
        return table_refused(RefusalCode::answer_unreadable, "CSV", cells.line());
    }
    if (decisions.empty()) return table_refused(RefusalCode::answer_unreadable, kColumns[c_filing], cells.line());
    return decisions;
}

} // namespace postern::clearance
