// Importing a six-digit list: what is a code is taken as it stands, everything else is passed over and counted.
#include "codelists/hs_import.hpp"

#include "codelists/nomenclature.hpp"
#include "core/failure.hpp"
#include "csv/reader.hpp"
#include "csv/writer.hpp"
#include "text/fold.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>

namespace postern::codelists {

namespace {

std::size_t column_named(const csv::Table& table, const std::string& file,
                         std::initializer_list<std::string_view> names) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::string folded = text::fold(table.columns[i]);
        if (std::find(names.begin(), names.end(), folded) != names.end()) return i;
    }
    std::string all;
    for (const auto name : names)
        all += (all.empty() ? "" : ", ") + std::string(name);
    throw core::Failure(file + ": there is no column called one of: " + all);
}

std::string digits_of(const std::string& cell) {
    std::string digits;
    std::copy_if(cell.begin(), cell.end(), std::back_inserter(digits), [](char c) { return c != '.' && c != ' '; });
    return digits;
}

/// On one line.
std::string on_one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

} // namespace

HsImport import_hs(const std::string& file, const HsEdition* edition, const std::string& source, core::Date date) {
    const auto table = csv::read_file(file);
    const std::size_t code = column_named(table, file, {"hscode", "hs_code", "code", "id", "cmdcode"});
    const std::size_t words = column_named(table, file, {"description", "text", "cmddesc", "title"});
    HsImport made;
    std::map<std::string, std::string> rows;
    for (const auto& row : table.rows) {
        const std::string digits = digits_of(row.cells[code]);
        if (digits.size() != kHsDigits) {
            ++made.passed_over;
            continue;
        }
        const auto fault = [&](const char* what) {
            throw core::Failure(file + ":" + std::to_string(row.line) + ": " + what);
        };
        if (digits.find_first_not_of("0123456789") != std::string::npos) fault("six signs that are not all digits");
        if (digits.starts_with("77") || digits < "010000") fault("a chapter that is not in use");
        if (!rows.emplace(digits, row.cells[words]).second) fault("the code is there twice");
        if (edition != nullptr && !edition->has_heading(digits.substr(0, 4))) ++made.unknown_heads;
    }
    if (rows.empty()) throw core::Failure(file + ": not one code of six digits in it");
    made.codes = rows.size();
    made.csv = "# source: " + on_one_line(source) + "\n# date: " + core::to_string(date) + "\ncode,title\n";
    for (const auto& [digits, title] : rows)
        made.csv += digits + "," + csv::quoted(on_one_line(title)) + "\n";
    return made;
}

} // namespace postern::codelists
