// Drawing the table of goods: all lines in letters as small as need be; where even the smallest do not do, as many
// whole lines of text as there is room for, and the rest goes on elsewhere.
#include "forms/box_drawing.hpp"

#include <algorithm>
#include <string>

namespace postern::forms {

using ports::FormLine;
using ports::FormSheet;

namespace {

constexpr double kCellInset = 0.6;
constexpr double kRowGap = 0.5;
constexpr double kTableStep = 0.5;
constexpr double kCaptionLeast = 3.25;

TextStyle cell_style(const Column& column, double points) {
    return {points, points, false, column.to_the_right ? Align::end : Align::start};
}

double height_of_row(Paper& paper, const TableRoom& table, const FormLine& line, std::size_t byte, double points) {
    double height = 0;
    for (const auto& column : table.columns) {
        const auto text = std::string_view(line.*column.cell).substr(column.cell == &FormLine::description ? byte : 0);
        height = std::max(height, paper.height_of(text, column.width - 2 * kCellInset, cell_style(column, points)));
    }
    return height + kRowGap;
}

/// The largest size at which all lines from there on have room; 0: none.
double size_for_all(Paper& paper, const TableRoom& table, const std::vector<FormLine>& lines, std::size_t first,
                    std::size_t byte) {
    for (double points = table.points; points >= table.least - 0.01; points -= kTableStep) {
        double height = 0;
        for (std::size_t i = first; i < lines.size() && height <= table.room.height; ++i)
            height += height_of_row(paper, table, lines[i], i == first ? byte : 0, points);
        if (height <= table.room.height) return points;
    }
    return 0;
}

/// The cells of a row but for the description.
void draw_short_cells(Paper& paper, const TableRoom& table, const FormLine& line, const Rect& row, double points) {
    double x = row.x;
    for (const auto& column : table.columns) {
        if (column.cell != &FormLine::description)
            paper.words({x + kCellInset, row.y, column.width - 2 * kCellInset, row.height}, line.*column.cell,
                        cell_style(column, points));
        x += column.width;
    }
}

} // namespace

std::pair<std::size_t, std::size_t> draw_rows(Paper& paper, const TableRoom& table, const FormSheet& sheet,
                                              std::size_t line, std::size_t byte) {
    const auto& lines = sheet.lines;
    if (line >= lines.size()) return {line, byte};
    double points = size_for_all(paper, table, lines, line, byte);
    const bool all = points != 0;
    if (!all) points = table.least;
    const double mark = all ? 0 : paper.height_of("[…]", table.room.width, {points, points});
    Rect free = table.room;
    free.height -= mark;
    const auto& description = *std::ranges::find(table.columns, &FormLine::description, &Column::cell);
    const double text_width = description.width - 2 * kCellInset;
    while (line < lines.size()) {
        const auto& goods = lines[line];
        const double needs = height_of_row(paper, table, goods, byte, points);
        double taken = 0;
        const TextStyle style{points, points};
        if (needs <= free.height + 0.01) {
            paper.lines_from({free.x + kCellInset, free.y, text_width, needs}, goods.description, byte, style, &taken);
            if (byte == 0) draw_short_cells(paper, table, goods, {free.x, free.y, 0, needs}, points);
            free = free.below(needs);
            ++line;
            byte = 0;
            continue;
        }
        // a description that is longer than a whole page has to be parted; others go over as they are
        if (free.y > table.room.y + 0.01 || needs <= table.room.height - mark) break;
        const double short_cells =
            height_of_row(paper, {table.room, table.columns.subspan(1), points, points}, goods, 0, points);
        if (byte == 0) draw_short_cells(paper, table, goods, {free.x, free.y, 0, short_cells}, points);
        byte = paper.lines_from({free.x + kCellInset, free.y, text_width, free.height}, goods.description, byte, style,
                                &taken);
        free = free.below(taken);
        break;
    }
    if (!all && line < lines.size())
        paper.words({free.x + kCellInset, free.y, text_width, mark}, "[…]", {points, points, true});
    return {line, byte};
}

void draw_table_frame(Paper& paper, const Rect& table, double head, std::span<const Column> columns,
                      const FormSheet& sheet, double caption_points) {
    paper.frame(table);
    paper.line(table.x, table.y + head, table.right(), table.y + head);
    double x = table.x;
    for (const auto& column : columns) {
        if (x > table.x) paper.line(x, table.y, x, table.bottom());
        paper.words(Rect{x, table.y, column.width, head}.inset(kCellInset, 0.3),
                    caption_of(sheet, column.name, column.number), {caption_points, kCaptionLeast});
        x += column.width;
    }
}

} // namespace postern::forms
