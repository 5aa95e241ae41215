// CairoPrinter: the printer of this program, by cairo and pango.
#pragma once

#include "ports/printing.hpp"

namespace postern::forms {

class CairoPrinter : public ports::Printer {
public:
    std::string pdf(const ports::FormSheet& sheet) const override;
    std::string qr_svg(std::string_view text) const override;
    std::string qr_png(std::string_view text) const override;
};

} // namespace postern::forms
