// Decisions: an agency's answer as a table, one row a filing, as a spreadsheet saves it (CSV).
#pragma once

#include "clearance/answer_reader.hpp"
#include "core/refusal.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::clearance {

inline constexpr std::size_t kMaxDecisions = 10'000;
inline constexpr std::size_t kMaxDecisionText = 4'096; ///< bytes of the column text

/// One row of the table.
struct Decision {
    std::uint32_t row = 0;                ///< as a spreadsheet numbers it: the header is row 1, and blank rows count
    std::string filing;                   ///< as sent; cut to 64 bytes
    std::optional<core::Refusal> refused; ///< decision_unreadable, naming the column
    UnderstoodEvent event;                ///< of a row that is not refused
};

/// UTF-8 with or without a byte order mark; cells end with ',' or ';', whichever the header has. The header names the
/// columns in any order and case: filing, decision, and where they are wanted reason, text, when, number, lane,
/// documents (types, parted by blanks), deadline. Blank rows say nothing and are left out. A row that cannot be read is
/// refused alone; refusals of the whole: message_empty, nul_byte, invalid_encoding, answer_unreadable (header, quotes,
/// line ends, no row), too_many_items. The column text is for the authority's own words: it is checked and stands in
/// the kept bytes alone.
core::Result<std::vector<Decision>> read_decisions(std::string_view bytes);

} // namespace postern::clearance
