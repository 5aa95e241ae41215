// Drawing boxes: each kind of cell in a function of its own; a caption takes what it needs, the value has the rest.
#include "forms/box_drawing.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::forms {

using ports::FormSheet;

namespace {

constexpr double kInsetMm = 0.6;
constexpr double kLeastPoints = 6;
constexpr double kLineMm = 2.7; ///< of the smallest letters
constexpr double kLeastCaption = 3.25;
constexpr double kLowCode = 18;
constexpr double kTickMm = 2.4;
constexpr std::array<std::string_view, 6> kNatureNames = {"nature-gift",     "nature-documents", "nature-sample",
                                                          "nature-returned", "nature-sale",      "nature-other"};
constexpr std::array<std::string_view, 4> kChoiceNames = {"return-at-once", "return-after", "redirect", "abandon"};

/// One page being drawn.
struct Page {
    Paper& paper;
    const FormTemplate& form;
    const FormSheet& sheet;
    Remainder left;
};

/// What is left of the room below the caption, which leaves a line of text at least, and all that the value needs
/// where the caption has letters small enough for that.
Rect below_caption(Page& page, const Cell& cell, std::string_view value = {}) {
    const auto room = cell.box.inset(kInsetMm, 0.2);
    const auto caption = caption_of(page.sheet, cell.name, cell.number);
    const TextStyle least{kLeastCaption, kLeastCaption};
    const double needed = page.paper.height_of(value, room.width, {kLeastPoints, kLeastPoints});
    auto top = room;
    top.height -= std::max(needed, std::min(kLineMm, room.height / 2));
    if (page.paper.height_of(caption, room.width, least) > top.height)
        top.height = room.height - std::min(kLineMm, room.height / 2);
    return room.below(page.paper.words(top, caption, {page.form.caption_points, kLeastCaption}));
}

void draw_value(Page& page, const Cell& cell) {
    const auto text = std::string(page.sheet.value(cell.name));
    const auto room = below_caption(page, cell, text);
    if (page.paper.begun(room, text, {cell.points, kLeastPoints}) < text.size())
        page.left.texts.push_back({caption_of(page.sheet, cell.name, cell.number), text});
}

void draw_barcode(Page& page, const Cell& cell) {
    const auto room = below_caption(page, cell);
    if (!page.sheet.item_id.empty()) page.paper.barcode(room, page.sheet.item_id);
}

void draw_qr(Page& page, const Cell& cell) {
    // where there is little room the code has all of it
    const bool is_low = cell.box.height < kLowCode;
    const auto room = is_low ? cell.box.inset(kInsetMm, 0.2) : below_caption(page, cell);
    const auto level = page.sheet.form == ports::FormKind::evidence ? QrLevel::low : QrLevel::medium;
    if (!page.sheet.qr.empty()) page.paper.qr(room, page.sheet.qr, level);
}

/// So that names in two languages have room.
std::size_t columns_in(const Rect& box) {
    if (box.width < 60) return 2;
    return box.width > 94 && box.height < 16 ? 4 : 3;
}

void draw_marks(Page& page, const Cell& cell, std::span<const std::string_view> names, std::string_view text_name,
                std::size_t columns) {
    const auto room = below_caption(page, cell);
    const auto text = std::string(page.sheet.value(text_name));
    const std::size_t places = names.size() + (text.empty() ? 0 : 1);
    const std::size_t rows = (places + columns - 1) / columns;
    const double width = room.width / static_cast<double>(columns);
    const double height = room.height / static_cast<double>(rows);
    const auto place = [&](std::size_t i) {
        const std::size_t row = i / columns;
        return Rect{room.x + static_cast<double>(i % columns) * width, room.y + static_cast<double>(row) * height,
                    width, height};
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto at = place(i);
        const double side = std::min(kTickMm, at.height - 0.3);
        page.paper.tick_box({at.x + 0.2, at.y + (at.height - side) / 2, side, side},
                            page.sheet.ticks.contains(names[i]));
        page.paper.words({at.x + side + 0.8, at.y, at.width - side - 1.2, at.height}, caption_of(page.sheet, names[i]),
                         {std::min(cell.points, 6.0), kLeastCaption, false, Align::start, true});
    }
    if (text.empty() || text_name.empty()) return;
    auto at = place(names.size());
    at.width = room.right() - at.x - 0.3; // whatever is free in its row
    if (page.paper.begun(at, text, {cell.points, kLeastPoints, false, Align::start, true}) < text.size())
        page.left.texts.push_back({caption_of(page.sheet, text_name), text});
}

void draw_signing(Page& page, const Cell& cell) {
    const auto caption = page.sheet.captions.find(cell.name);
    auto room = cell.box.inset(kInsetMm, 0.3);
    if (caption == page.sheet.captions.end()) return;
    const double for_signature = std::min(room.height * 0.42, 9.0);
    const auto both = caption->second.french == caption->second.other
                          ? caption->second.french
                          : caption->second.french + "\n" + caption->second.other;
    Rect words = room;
    words.height -= for_signature;
    page.paper.words(words, both, {cell.points, kLeastCaption});
    room = room.below(words.height);
    const double taken = page.paper.words(room, caption_of(page.sheet, "signature", cell.number),
                                          {page.form.caption_points, kLeastCaption});
    const auto text = std::string(page.sheet.value("signature"));
    if (page.paper.begun(room.below(taken), text, {7, 5.5}) < text.size())
        page.left.texts.push_back({caption_of(page.sheet, "signature", cell.number), text});
}

void draw_cell(Page& page, const Cell& cell, std::string_view copy) {
    if (cell.framed) page.paper.frame(cell.box);
    const auto room = cell.box.inset(kInsetMm, 0.3);
    switch (cell.kind) {
    case CellKind::value: draw_value(page, cell); break;
    case CellKind::heading:
        page.paper.words(room, caption_of(page.sheet, cell.name), {cell.points, 5, true, Align::start, true});
        break;
    case CellKind::notice:
        page.paper.words(cell.box.inset(kInsetMm, 0.1), caption_of(page.sheet, cell.name),
                         {cell.points, kLeastCaption, cell.points > 5.5, Align::start, true});
        break;
    case CellKind::mark: page.paper.words(room, cell.number, {cell.points, 8, true, Align::center, true}); break;
    case CellKind::barcode: draw_barcode(page, cell); break;
    case CellKind::qr: draw_qr(page, cell); break;
    case CellKind::ticks: draw_marks(page, cell, kNatureNames, "explanation", columns_in(cell.box)); break;
    case CellKind::choices: draw_marks(page, cell, kChoiceNames, "non-delivery", 2); break;
    case CellKind::signing: draw_signing(page, cell); break;
    case CellKind::copy:
        if (!copy.empty())
            page.paper.words(room, caption_of(page.sheet, copy), {cell.points, 5, true, Align::start, true});
        break;
    }
}

} // namespace

std::string caption_of(const FormSheet& sheet, std::string_view name) {
    const auto found = sheet.captions.find(name);
    if (found == sheet.captions.end()) return {};
    const auto& [french, other] = found->second;
    if (other.empty() || french == other) return french;
    // isolated, so that a language from right to left does not turn the line round
    return french + " / \u2068" + other + "\u2069";
}

std::string caption_of(const FormSheet& sheet, std::string_view name, std::string_view number) {
    const auto caption = caption_of(sheet, name);
    return number.empty() ? caption : "(" + std::string(number) + ") " + caption;
}

Remainder draw_boxes(Paper& paper, const FormTemplate& form, const FormSheet& sheet, std::string_view copy) {
    Page page{paper, form, sheet, {}};
    for (const auto& cell : form.cells)
        draw_cell(page, cell, copy);
    if (form.table.height > 0) {
        draw_table_frame(paper, form.table, form.head, form.columns, sheet, form.caption_points);
        const TableRoom room{form.table.below(form.head), form.columns, form.line_points, kLeastPoints};
        std::tie(page.left.first_line, page.left.first_byte) = draw_rows(paper, room, sheet, 0, 0);
    } else {
        page.left.first_line = sheet.lines.size();
    }
    return std::move(page.left);
}

} // namespace postern::forms
