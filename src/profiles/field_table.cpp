// FieldTable: rows read once; paths compared segment by segment, and only when there is something to locate.
#include "profiles/field_table.hpp"

#include "core/failure.hpp"
#include "csv/reader.hpp"

#include <algorithm>
#include <charconv>

namespace postern::profiles {

namespace {

constexpr std::string_view kLineMark = "{n}";

/// One step of a path: local name and what stands in its brackets, "1" where there are none.
struct Segment {
    std::string_view name;
    std::string_view position = "1";
    bool has_position = false;
};

Segment take_segment(std::string_view& path) {
    std::string_view step = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), step.size() + 1));
    Segment segment;
    if (const auto bracket = step.find('['); bracket != std::string_view::npos && step.ends_with(']')) {
        segment.position = step.substr(bracket + 1, step.size() - bracket - 2);
        segment.has_position = true;
        step = step.substr(0, bracket);
    }
    segment.name = step.substr(step.find(':') == std::string_view::npos ? 0 : step.find(':') + 1);
    return segment;
}

/// exactly: a position must be the same; nearly: a row that names none stands for all.
enum class Match { exactly, nearly };

bool fits(std::string_view row, std::string_view path, Match match, std::uint32_t& line_no) {
    line_no = 0;
    while (!row.empty() && !path.empty()) {
        const Segment wanted = take_segment(row);
        const Segment there = take_segment(path);
        if (wanted.name != there.name) return false;
        if (wanted.position == kLineMark) {
            std::from_chars(there.position.data(), there.position.data() + there.position.size(), line_no);
        } else if (wanted.position != there.position && !(match == Match::nearly && !wanted.has_position)) {
            return false;
        }
    }
    return row.empty() && path.empty();
}

std::string cell_of(const csv::Table& table, const csv::Row& row, std::string_view column) {
    return row.cells[table.column(column)];
}

} // namespace

FieldTable FieldTable::load(const std::string& path) {
    const auto table = csv::read_file(path);
    FieldTable fields;
    fields.rows_.reserve(table.rows.size());
    for (const auto& row : table.rows) {
        FieldRow field{cell_of(table, row, "field"), cell_of(table, row, "xpath"), cell_of(table, row, "box"),
                       cell_of(table, row, "element_id")};
        if (field.field.empty() || field.xpath.empty()) {
            throw core::Failure(path + ":" + std::to_string(row.line) + ": field and xpath must not be empty");
        }
        fields.rows_.push_back(std::move(field));
    }
    return fields;
}

std::vector<const FieldRow*> FieldTable::rows_of(std::string_view field) const {
    std::vector<const FieldRow*> found;
    while (!field.empty()) {
        for (const auto& row : rows_)
            if (row.field == field) found.push_back(&row);
        const auto dot = field.rfind('.');
        if (!found.empty() || dot == std::string_view::npos) break;
        field = field.substr(0, dot);
    }
    return found;
}

const FieldRow* FieldTable::row_at(std::string_view path, std::uint32_t* line_no) const {
    std::uint32_t n = 0;
    for (const Match match : {Match::exactly, Match::nearly}) {
        for (const auto& row : rows_) {
            if (!fits(row.xpath, path, match, n)) continue;
            if (line_no != nullptr) *line_no = n;
            return &row;
        }
    }
    return nullptr;
}

/// 0: the path goes through no line of goods.
std::uint32_t FieldTable::line_through(std::string_view path) const {
    constexpr std::string_view kStepEnd = "[{n}]";
    for (const auto& row : rows_) {
        const auto at = row.xpath.find(kStepEnd);
        if (at == std::string::npos) continue;
        const std::string_view line = std::string_view(row.xpath).substr(0, at + kStepEnd.size());
        auto steps = std::count(line.begin(), line.end(), '/');
        std::size_t end = path.find('/');
        for (; steps > 0 && end != std::string_view::npos; --steps)
            end = path.find('/', end + 1);
        std::uint32_t line_no = 0;
        if (fits(line, path.substr(0, end), Match::nearly, line_no)) return line_no;
    }
    return 0;
}

const FieldRow* FieldTable::row_at_or_above(std::string_view path, std::uint32_t* line_no) const {
    const std::string_view whole = path;
    while (!path.empty()) {
        if (const auto* row = row_at(path, line_no)) {
            if (line_no != nullptr && *line_no == 0) *line_no = line_through(whole);
            return row;
        }
        path = path.substr(0, path.find_last_of('/') == std::string_view::npos ? 0 : path.find_last_of('/'));
    }
    return nullptr;
}

const FieldRow* FieldTable::row_of_pointer(std::string_view pointer, std::uint32_t* line_no) const {
    // without its numbers, and after which step each stood
    std::string path;
    std::vector<std::pair<std::string, std::uint32_t>> numbers;
    while (!pointer.empty()) {
        const auto bracket = pointer.find('[');
        path.append(pointer.substr(0, bracket));
        if (bracket == std::string_view::npos) break;
        const auto end = std::min(pointer.find(']', bracket), pointer.size());
        std::uint32_t number = 0;
        std::from_chars(pointer.data() + bracket + 1, pointer.data() + end, number);
        numbers.emplace_back(path, number);
        pointer.remove_prefix(std::min(end + 1, pointer.size()));
    }
    const auto is_at_or_below = [&](const std::string& id) {
        return !id.empty() && (path == id || path.starts_with(id + "/"));
    };
    const FieldRow* best = nullptr;
    for (const auto& row : rows_) {
        if (is_at_or_below(row.element_id) && (best == nullptr || row.element_id.size() > best->element_id.size()))
            best = &row;
        if (line_no == nullptr || !row.xpath.ends_with("[{n}]")) continue;
        for (const auto& [step, number] : numbers)
            if (step == row.element_id) *line_no = number;
    }
    return best;
}

std::string xpath_of(const FieldRow& row, std::uint32_t line_no) {
    std::string xpath = row.xpath;
    if (const auto at = xpath.find(kLineMark); at != std::string::npos) {
        xpath.replace(at, kLineMark.size(), std::to_string(line_no == 0 ? 1 : line_no));
    }
    return xpath;
}

} // namespace postern::profiles
