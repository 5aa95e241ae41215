// CairoPrinter: stateless; what pango keeps of fonts it keeps by thread.
#include "forms/cairo_printer.hpp"

#include "forms/form_drawing.hpp"
#include "forms/qr_picture.hpp"

namespace postern::forms {

std::string CairoPrinter::pdf(const ports::FormSheet& sheet) const {
    return draw_form(sheet).pdf;
}

std::string CairoPrinter::qr_svg(std::string_view text) const {
    return qr_picture_svg(text);
}

std::string CairoPrinter::qr_png(std::string_view text) const {
    return qr_picture_png(text);
}

} // namespace postern::forms
