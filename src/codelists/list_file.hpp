// ListFile: one CSV list while it is loaded; knows its notes, and gathers faults with file and line.
#pragma once

#include "codelists/codelists.hpp"
#include "csv/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

/// Faults of all files, told at once.
struct Faults {
    std::vector<std::string> texts;
    void add(const std::string& file, std::size_t line, const std::string& reason) {
        texts.push_back(file + ":" + std::to_string(line) + ": " + reason);
    }
};

class ListFile {
public:
    /// place: the file, or whatever faults shall call it.
    ListFile(const std::string& name, const std::string& place, csv::Table table, Faults& faults);

    const ListEdition& edition() const { return edition_; }
    /// Goes to the next row; false: there is none.
    bool next();
    /// A cell of the current row; the column must be there.
    const std::string& cell(std::string_view column) const;
    /// The cell as date or decimal; a fault and nullopt where it is neither. An empty cell of an optional date is no
    /// fault.
    std::optional<core::Date> date(std::string_view column, bool may_be_empty = false);
    std::optional<core::Decimal> decimal(std::string_view column);
    /// "yes" or "no".
    bool yes(std::string_view column);
    void fault(const std::string& reason) { faults_.add(path_, line(), reason); }
    /// Notes a fault where it is not.
    void expect(bool right, const std::string& reason) {
        if (!right) fault(reason);
    }

private:
    std::size_t line() const { return row_ == 0 ? 1 : table_.rows[row_ - 1].line; }
    std::optional<core::Date> note_date(const std::string& note, bool may_be_missing);

    std::string path_;
    Faults& faults_;
    csv::Table table_;
    ListEdition edition_;
    std::size_t row_ = 0; ///< 1-based, 0: before the first
};

} // namespace postern::codelists
