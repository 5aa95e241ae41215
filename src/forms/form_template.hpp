// FormTemplate: where each box of a form stands on its paper, as data. Millimetres from the upper left corner.
#pragma once

#include "forms/layout_report.hpp"
#include "ports/form_sheet.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace postern::forms {

enum class CellKind : std::uint8_t {
    value,   ///< caption and what the sheet has under that name
    heading, ///< the caption alone, large
    notice,  ///< the caption alone
    mark,    ///< the text of `number` alone, large: the name of the form
    barcode,
    qr,
    ticks,   ///< category of item, one mark or more
    choices, ///< what to do where it cannot be delivered
    signing, ///< the sender's certification in both languages, and what stands for his signature
    copy,    ///< which copy of a set it is
};

struct Cell {
    std::string_view name; ///< of caption and value
    Rect box;
    std::string_view number = {}; ///< of the box on the UPU's form; empty: it has none
    CellKind kind = CellKind::value;
    double points = 8;
    bool framed = true;
};

struct Column {
    std::string_view name; ///< of its caption
    std::string_view number;
    double width = 0;
    std::string ports::FormLine::*cell = nullptr;
    bool to_the_right = false;
};

struct FormTemplate {
    double width = 0;
    double height = 0;
    std::string_view mark; ///< "CN 23"
    double caption_points = 5;
    std::span<const Cell> cells;
    Rect table;      ///< with its head; no height: the form has none
    double head = 0; ///< height of the table's head
    std::span<const Column> columns;
    double line_points = 7.5;
};

/// The template of a form in a size that sizes_of() names. Throws core::Failure for another.
const FormTemplate& template_of(ports::FormKind form, ports::PaperSize size);
const FormTemplate& cn22_template(ports::PaperSize size);
const FormTemplate& cn23_template(ports::PaperSize size);
const FormTemplate& cp72_template();
const FormTemplate& address_label_template();
const FormTemplate& receipt_template();
const FormTemplate& evidence_template();

} // namespace postern::forms
