// Drawing a form: a sheet's values into the boxes of a template, and what has no room onto continuation sheets.
#pragma once

#include "forms/layout_report.hpp"
#include "ports/form_sheet.hpp"

#include <string>

namespace postern::forms {

struct DrawnForm {
    std::string pdf;
    LayoutReport report;
};

/// Throws core::Failure where the sheet's size is none of its form's, or a library fails. Depends on its argument
/// alone (and on the fonts installed). Any number of threads may draw at once.
DrawnForm draw_form(const ports::FormSheet& sheet);

} // namespace postern::forms
