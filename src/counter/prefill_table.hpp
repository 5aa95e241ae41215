// PrefillTable: a shop's parcels as a CSV table, a row a line of goods, as drafts.
#pragma once

#include "core/finding.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::counter {

/// Why a row makes no draft, beside what validation says of the parcel; texts are under "table.<name>".
enum class CellFault : std::uint8_t {
    parcel_missing, ///< no reference of the parcel, or one of more than 64 bytes
    cell_differs,   ///< the parcel's first row that says it says something else
    cells_beyond,   ///< cells stand under no column
};
std::string_view to_string(CellFault fault);

struct RowFault {
    std::uint32_t row = 0; ///< as a spreadsheet numbers it: the header is row 1
    std::string column;    ///< empty: the row
    CellFault fault = CellFault::parcel_missing;
};

/// One parcel: rows of one reference, wherever they stand.
struct TableParcel {
    std::string reference;                ///< the shop's own
    std::vector<std::uint32_t> rows;      ///< all of it
    std::vector<std::uint32_t> line_rows; ///< of each line of goods, in their order
    std::string declaration;              ///< JSON
    std::vector<RowFault> faults;         ///< any: it makes no draft
};

struct PrefillTable {
    std::vector<TableParcel> parcels; ///< in the order of their first rows
    std::vector<RowFault> without_parcel;
};

inline constexpr std::size_t kTableParcels = 1'000;
inline constexpr std::size_t kTableRows = 10'000;

/// Refusals: those of csv::read_sent_table; too_many_items also for parcels.
core::Result<PrefillTable> read_prefill_table(std::string_view bytes);

/// Where a finding about the parcel's declaration stands in the table.
struct CellPlace {
    std::uint32_t row = 0;
    std::string_view column; ///< empty: no column is about that
};
CellPlace place_in_table(const TableParcel& parcel, const core::Finding& finding);

/// Header and two example rows of one parcel.
std::string prefill_table_columns();

} // namespace postern::counter
