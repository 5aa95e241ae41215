// Printer: what draws paper: forms, receipts and codes that a reader scans.
#pragma once

#include "ports/form_sheet.hpp"

#include <string>
#include <string_view>

namespace postern::ports {

/// Immutable, shared by all threads. The same input gives the same bytes. Throws core::Failure where fonts or a library
/// fail, or a text does not fit into a code.
class Printer {
public:
    virtual ~Printer() = default;
    /// The form as PDF, with as many continuation sheets as its content needs: nothing is ever cut. A character that no
    /// font has is printed as its code ("[U+1F980]"), so that everybody sees it.
    virtual std::string pdf(const FormSheet& sheet) const = 0;
    /// A QR code (ISO/IEC 18004, error correction M) of a text, UTF-8, with its quiet zone.
    virtual std::string qr_svg(std::string_view text) const = 0;
    virtual std::string qr_png(std::string_view text) const = 0;
};

} // namespace postern::ports
