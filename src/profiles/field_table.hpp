// FieldTable: canonical field <-> place in a document of a source or a profile (fields.csv), used only to locate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

/// One row of fields.csv: field,xpath,box,element_id.
struct FieldRow {
    std::string field;      ///< canonical field, e.g. "lines.net_weight_kg"
    std::string xpath;      ///< from the item's root (source) or the document's root (profile); {n}: the line of goods
    std::string box;        ///< box of the form (source); empty: the form has none
    std::string element_id; ///< the authority's id of the element (profile); may be empty
};

/// Immutable. Several rows of a field: the first is where a value is looked for first.
class FieldTable {
public:
    /// Throws core::Failure naming file and line.
    static FieldTable load(const std::string& path);
    /// The rows of a field, or of its nearest parent ("sender.name" -> "sender") where it has none of its own.
    std::vector<const FieldRow*> rows_of(std::string_view field) const;
    /// The row whose xpath (with {n} as any [n]) is this path below the root; nullptr: none. Namespace prefixes and
    /// "[1]" are not compared. line_no receives the n.
    const FieldRow* row_at(std::string_view path, std::uint32_t* line_no) const;
    /// The row of the path, or of the nearest one above it that has one; line_no is the line that the path goes
    /// through.
    const FieldRow* row_at_or_above(std::string_view path, std::uint32_t* line_no) const;
    /// The row whose element_id an authority's pointer is at or below; "[2]" in a pointer is a number of repetition,
    /// and that of the line of goods becomes line_no. nullptr: none.
    const FieldRow* row_of_pointer(std::string_view pointer, std::uint32_t* line_no) const;
    const std::vector<FieldRow>& rows() const { return rows_; }

private:
    std::uint32_t line_through(std::string_view path) const;
    std::vector<FieldRow> rows_;
};

/// row.xpath with {n} filled in.
std::string xpath_of(const FieldRow& row, std::uint32_t line_no);

} // namespace postern::profiles
