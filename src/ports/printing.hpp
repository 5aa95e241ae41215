// Printer: what draws paper: forms, receipts and codes that a reader scans.
#pragma once

#include <string>
#include <string_view>

namespace postern::ports {

/// Immutable, shared by all threads. The same input gives the same bytes. Throws core::Failure where fonts or a library
/// fail, or a text does not fit into a code.
class Printer {
public:
    virtual ~Printer() = default;
    /// A QR code (ISO/IEC 18004, error correction M) of a text, UTF-8, with its quiet zone.
    virtual std::string qr_svg(std::string_view text) const = 0;
    virtual std::string qr_png(std::string_view text) const = 0;
};

} // namespace postern::ports
