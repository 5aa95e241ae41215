// Codes that a reader scans, as modules: Code 128 (ISO/IEC 15417) and QR (ISO/IEC 18004).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace postern::forms {

/// Bars and spaces of one line, without quiet zones. Throws core::Failure where the text is none that Code 128 holds.
std::vector<bool> code128_modules(std::string_view text);

enum class QrLevel : std::uint8_t { low, medium };

/// A square of modules, row by row, without its quiet zone.
struct QrModules {
    std::size_t size = 0;
    std::vector<bool> dark;
    bool at(std::size_t column, std::size_t row) const { return dark[row * size + column]; }
};
/// Throws core::Failure where the text is too long for a code of that level.
QrModules qr_modules(std::string_view text, QrLevel level);

} // namespace postern::forms
