// A QR code as a picture of its own: SVG and PNG, for a screen or a web page.
#pragma once

#include <string>
#include <string_view>

namespace postern::forms {

/// Black on white with a quiet zone of 4 modules; a module is 8 pixels. Throw core::Failure where the text is too long.
std::string qr_picture_svg(std::string_view text);
std::string qr_picture_png(std::string_view text);

} // namespace postern::forms
