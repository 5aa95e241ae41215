// Cells and rows of CSV.
#include "csv/writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::csv {

namespace {

/// With the wide forms that spreadsheets read as well.
constexpr auto kFormulaSigns =
    std::to_array<std::string_view>({"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"});

} // namespace

std::string quoted(std::string_view cell) {
    std::string out = "\"";
    for (const char c : cell)
        out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

bool is_formula(std::string_view cell) {
    cell.remove_prefix(std::min(cell.find_first_not_of(' '), cell.size())); // blanks before it are passed over
    return std::ranges::any_of(kFormulaSigns, [&](std::string_view sign) { return cell.starts_with(sign); });
}

void Writer::row(const std::vector<std::string>& cells) {
    const char* comma = "";
    for (const auto& cell : cells) {
        const std::string safe = (is_formula(cell) ? "'" : "") + cell;
        out_.append(std::exchange(comma, ","));
        out_.append(safe.find_first_of(",\"\r\n") == std::string::npos ? safe : csv::quoted(safe));
    }
    out_ += "\r\n";
}

std::string Writer::take() {
    return std::exchange(out_, {});
}

} // namespace postern::csv
