// Decisions: the header tells the columns, and each row stands for itself.
#include "clearance/decision_reader.hpp"

#include "core/ascii.hpp"
#include "core/event.hpp"
#include "core/time.hpp"
#include "core/utf8.hpp"
#include "csv/sent_table.hpp"
#include "text/fold.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::clearance {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::size_t kMaxDecisionWord = 64; // of an id, a code or a number

/// In this order.
enum Column : std::size_t { c_filing, c_decision, c_reason, c_text, c_when, c_number, c_lane, c_documents, c_deadline };
constexpr auto kColumns = std::to_array<std::string_view>(
    {"filing", "decision", "reason", "text", "when", "number", "lane", "documents", "deadline"});
constexpr std::string_view kColumnNames = "filing, decision, reason, text, when, number, lane, documents, deadline";
constexpr std::size_t kNeededColumns = 2;
constexpr auto kLanes = std::to_array<std::string_view>({"green", "yellow", "red", "blue"});

Refusal table_refused(RefusalCode code, std::string_view what, std::uint64_t line = 0) {
    return Refusal{code, std::string(what), line, 0, {}};
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

using Cells = std::vector<std::string>; ///< by column

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

Decision decision_of(const csv::SentRow& row) {
    Decision decision;
    decision.row = row.row;
    decision.filing = shortened(row.cells[c_filing]);
    if (row.is_beyond)
        decision.refused = table_refused(RefusalCode::decision_unreadable, kColumnNames);
    else if (const auto wrong = read_event(row.cells, decision.event))
        decision.refused = table_refused(RefusalCode::decision_unreadable, kColumns.at(*wrong));
    return decision;
}

} // namespace

Result<std::vector<Decision>> read_decisions(std::string_view bytes) {
    csv::SentForm form{kColumns, kNeededColumns, kMaxDecisions};
    form.cell_bytes = bytes.size(); // a cell that is too long is its own row's fault
    form.unreadable = RefusalCode::answer_unreadable;
    form.trim = text::trim;
    const auto table = csv::read_table(bytes, form);
    if (!table) return table.refusal();
    const auto& [rows, last_line] = table.value();
    if (rows.empty()) return table_refused(RefusalCode::answer_unreadable, kColumns[c_filing], last_line);
    std::vector<Decision> decisions(rows.size());
    std::ranges::transform(rows, decisions.begin(), decision_of);
    return decisions;
}

} // namespace postern::clearance
