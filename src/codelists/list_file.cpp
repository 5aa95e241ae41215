// One CSV list while it is loaded.
#include "codelists/list_file.hpp"

namespace postern::codelists {

ListFile::ListFile(const std::string& name, const std::string& place, csv::Table table, Faults& faults)
    : path_(place), faults_(faults), table_(std::move(table)) {
    edition_.name = name;
    const auto source = table_.notes.find("source");
    if (source == table_.notes.end() || source->second.empty()) {
        fault("the note '# source:' is missing");
    } else {
        edition_.source = source->second;
    }
    edition_.date = note_date("date", false).value_or(core::Date{});
    edition_.valid_to = note_date("valid-to", true);
}

std::optional<core::Date> ListFile::note_date(const std::string& note, bool may_be_missing) {
    const auto found = table_.notes.find(note);
    if (found == table_.notes.end()) {
        if (!may_be_missing) fault("the note '# " + note + ":' is missing");
        return std::nullopt;
    }
    const auto date = core::parse_date(found->second);
    if (!date) fault("the note '# " + note + ":' is no date");
    return date;
}

bool ListFile::next() {
    if (row_ >= table_.rows.size()) return false;
    ++row_;
    return true;
}

const std::string& ListFile::cell(std::string_view column) const {
    return table_.rows.at(row_ - 1).cells.at(table_.column(column));
}

std::optional<core::Date> ListFile::date(std::string_view column, bool may_be_empty) {
    const std::string& text = cell(column);
    if (text.empty() && may_be_empty) return std::nullopt;
    const auto date = core::parse_date(text);
    if (!date) fault(std::string(column) + " is no date");
    return date;
}

std::optional<core::Decimal> ListFile::decimal(std::string_view column) {
    const auto value = core::Decimal::parse(cell(column));
    if (!value) fault(std::string(column) + " is no decimal");
    return value;
}

bool ListFile::yes(std::string_view column) {
    const std::string& text = cell(column);
    expect(text == "yes" || text == "no", std::string(column) + " is neither yes nor no");
    return text == "yes";
}

} // namespace postern::codelists
