// Drawing the boxes of one page of a form.
#pragma once

#include "forms/form_template.hpp"
#include "forms/paper.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::forms {

/// What a box had no room for.
struct Overflow {
    std::string caption; ///< of the box, with its number
    std::string text;    ///< all of it, printable
};

/// What one page leaves for continuation sheets.
struct Remainder {
    std::vector<Overflow> texts;
    std::size_t first_line = 0; ///< the first line of goods that has no room
    std::size_t first_byte = 0; ///< of its description
};

/// Both languages in one line; one only, where they are the same.
std::string caption_of(const ports::FormSheet& sheet, std::string_view name);
/// The same behind the number of its box: "(4) Poids brut / Gross weight".
std::string caption_of(const ports::FormSheet& sheet, std::string_view name, std::string_view number);

/// One page with all boxes of the template. copy: name of the caption that says which copy it is; may be empty.
Remainder draw_boxes(Paper& paper, const FormTemplate& form, const ports::FormSheet& sheet, std::string_view copy);

/// Lines of goods into the rows of a table, from a line (and a byte of its description) on; the line and byte that come
/// next.
struct TableRoom {
    Rect room; ///< below the head
    std::span<const Column> columns;
    double points = 8; ///< at first
    double least = 6;
};
std::pair<std::size_t, std::size_t> draw_rows(Paper& paper, const TableRoom& table, const ports::FormSheet& sheet,
                                              std::size_t line, std::size_t byte);
/// Its columns' captions, and lines between them down to the bottom.
void draw_table_frame(Paper& paper, const Rect& table, double head, std::span<const Column> columns,
                      const ports::FormSheet& sheet, double caption_points);

} // namespace postern::forms
