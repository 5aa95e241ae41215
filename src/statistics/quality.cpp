// Figures of data quality: shares, and the two forms in which they are shown.
#include "statistics/quality.hpp"

#include "core/decimal.hpp"
#include "crypto/pseudonym.hpp"
#include "csv/writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace postern::statistics {

namespace {

using ports::QualityBy;
using ports::QualityPer;
using ports::QualityQuestion;

constexpr std::array<std::pair<QualityBy, std::string_view>, 5> kBy{{{QualityBy::sender, "sender"},
                                                                     {QualityBy::office, "office"},
                                                                     {QualityBy::source, "source"},
                                                                     {QualityBy::code, "code"},
                                                                     {QualityBy::rule, "rule"}}};
constexpr std::array<std::pair<QualityPer, std::string_view>, 3> kPer{
    {{QualityPer::day, "day"}, {QualityPer::week, "week"}, {QualityPer::month, "month"}}};

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) {
    const auto found = std::ranges::find(table, value, &Table::value_type::first);
    return found == table.end() ? std::string_view() : found->second;
}

template <class Table>
auto value_in(const Table& table, std::string_view name) -> std::optional<typename Table::value_type::first_type> {
    const auto found = std::ranges::find(table, name, &Table::value_type::second);
    return found == table.end() ? std::nullopt : std::optional(found->first);
}

bool of_findings(QualityBy by) {
    return by == QualityBy::code || by == QualityBy::rule;
}

std::string group_of(const QualityQuestion& question, const ports::QualityRow& row) {
    return question.by == QualityBy::sender ? crypto::pseudonym_text(row.sender) : row.group;
}

/// One figure of a row: its name, and a count or a share.
struct Cell {
    std::string_view name;
    std::int64_t count = 0;
    std::string share; ///< empty: a count
};

std::vector<Cell> cells_of(const QualityQuestion& question, const QualityFigure& figure) {
    const auto& row = figure.row;
    std::vector<Cell> cells{{"declarations", row.declarations, {}}};
    if (of_findings(question.by)) {
        cells.push_back({"of", figure.of, {}});
        cells.push_back({"share", 0, share(row.declarations, figure.of)});
        cells.push_back({"findings", row.findings.all(), {}});
    } else {
        cells.push_back({"accepted", row.accepted, {}});
        cells.push_back({"held", row.held, {}});
        cells.push_back({"rejected", row.rejected, {}});
        cells.push_back({"lines", row.lines, {}});
        cells.push_back({"accurate", 0, share(row.accurate, figure.of)});
        cells.push_back({"complete", 0, share(row.complete, figure.of)});
        cells.push_back({"consistent", 0, share(row.consistent, figure.of)});
        cells.push_back({"timely", 0, share(row.timely, figure.of)});
    }
    cells.push_back({"errors", row.findings.errors, {}});
    cells.push_back({"warnings", row.findings.warnings, {}});
    cells.push_back({"infos", row.findings.infos, {}});
    return cells;
}

} // namespace

std::string_view to_string(QualityBy by) {
    return name_in(kBy, by);
}
std::string_view to_string(QualityPer per) {
    return name_in(kPer, per);
}
std::optional<QualityBy> parse_quality_by(std::string_view name) {
    return value_in(kBy, name);
}
std::optional<QualityPer> parse_quality_per(std::string_view name) {
    return value_in(kPer, name);
}

std::string share(std::int64_t n, std::int64_t of) {
    return core::Decimal(n, 0).divided_by(core::Decimal(of, 0), 4, core::Rounding::down).to_string();
}

std::optional<std::vector<QualityFigure>> quality_figures(ports::QualityReader& reader,
                                                          const QualityQuestion& question) {
    auto rows = reader.rows(question);
    if (!rows) return std::nullopt;
    std::map<std::pair<std::string, core::Date>, std::int64_t> all;
    if (of_findings(question.by)) {
        // read after the hits: what comes in between makes a share smaller and never more than 1
        auto whole = question;
        whole.by = QualityBy::nothing;
        whole.at_least = 1;
        const auto totals = reader.rows(whole);
        if (!totals) return std::nullopt;
        for (const auto& row : *totals)
            all[{row.post, row.bucket}] = row.declarations;
    }
    std::vector<QualityFigure> figures;
    figures.reserve(rows->size());
    for (auto& row : *rows) {
        const auto of = of_findings(question.by) ? all.at({row.post, row.bucket}) : row.declarations;
        figures.push_back({std::move(row), of});
    }
    return figures;
}

void write_quality(json::Writer& out, const QualityQuestion& question, const std::vector<QualityFigure>& figures) {
    out.begin_object();
    out.member("from", core::to_string(question.from));
    out.member("to", core::to_string(question.to));
    out.member("mode", core::to_string(question.mode));
    out.member_if("by", to_string(question.by));
    out.member_if("per", to_string(question.per));
    out.key("rows");
    out.begin_array();
    for (const auto& figure : figures) {
        out.begin_object();
        out.member("post", figure.row.post);
        out.member("from", core::to_string(figure.row.bucket));
        if (question.by != QualityBy::nothing) out.member(to_string(question.by), group_of(question, figure.row));
        for (const auto& cell : cells_of(question, figure)) {
            if (cell.share.empty())
                out.member(cell.name, cell.count);
            else
                out.member(cell.name, cell.share);
        }
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

std::string quality_csv(const QualityQuestion& question, const std::vector<QualityFigure>& figures) {
    QualityFigure shape;
    shape.of = 1; // the header is the same whatever the rows hold
    csv::Writer csv;
    const auto write = [&](const std::string& post, const std::string& from, const std::string& group,
                           std::vector<std::string> numbers) {
        std::vector<std::string> row = {post, from};
        if (question.by != QualityBy::nothing) row.push_back(group);
        row.insert(row.end(), numbers.begin(), numbers.end());
        csv.row(row);
    };
    std::vector<std::string> names;
    for (const auto& cell : cells_of(question, shape))
        names.emplace_back(cell.name);
    write("post", "from", std::string(to_string(question.by)), names);
    for (const auto& figure : figures) {
        std::vector<std::string> numbers;
        for (const auto& cell : cells_of(question, figure))
            numbers.push_back(cell.share.empty() ? std::to_string(cell.count) : cell.share);
        write(figure.row.post, core::to_string(figure.row.bucket), group_of(question, figure.row), numbers);
    }
    return csv.take();
}

} // namespace postern::statistics
