// A QR code as a picture: the SVG is written here, the PNG by cairo.
#include "forms/qr_picture.hpp"

#include "core/failure.hpp"
#include "forms/codes.hpp"

#include <cairo.h>

#include <memory>

namespace postern::forms {

namespace {

constexpr std::size_t kQuietModules = 4;
constexpr std::size_t kModulePixels = 8;

struct FreeImage {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

std::string qr_picture_svg(std::string_view text) {
    const auto modules = qr_modules(text, QrLevel::medium);
    const auto side = std::to_string(modules.size + 2 * kQuietModules);
    const auto pixels = std::to_string((modules.size + 2 * kQuietModules) * kModulePixels);
    std::string path;
    for (std::size_t row = 0; row < modules.size; ++row)
        for (std::size_t column = 0; column < modules.size; ++column) {
            if (!modules.at(column, row)) continue;
            path.append("M").append(std::to_string(column + kQuietModules));
            path.append(" ").append(std::to_string(row + kQuietModules)).append("h1v1h-1z");
        }
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + pixels;
    svg.append("\" height=\"").append(pixels).append("\" viewBox=\"0 0 ").append(side).append(" ").append(side);
    svg.append("\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h").append(side).append("v").append(side);
    svg.append("h-").append(side).append("z\"/><path d=\"").append(path).append("\"/></svg>\n");
    return svg;
}

std::string qr_picture_png(std::string_view text) {
    const auto modules = qr_modules(text, QrLevel::medium);
    const auto side = static_cast<int>((modules.size + 2 * kQuietModules) * kModulePixels);
    const std::unique_ptr<cairo_surface_t, FreeImage> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side));
    auto* pixels = cairo_image_surface_get_data(surface.get());
    if (pixels == nullptr) throw core::Failure("a picture of a QR code could not be made: no memory");
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    for (std::size_t y = 0; y < static_cast<std::size_t>(side); ++y)
        for (std::size_t x = 0; x < static_cast<std::size_t>(side); ++x) {
            const auto column = x / kModulePixels - kQuietModules; // left of the first it wraps round and is too large
            const auto row = y / kModulePixels - kQuietModules;
            const bool dark = column < modules.size && row < modules.size && modules.at(column, row);
            for (std::size_t byte = 0; byte < 4; ++byte)
                pixels[y * stride + x * 4 + byte] = dark ? 0 : 0xff;
        }
    cairo_surface_mark_dirty(surface.get());
    std::string png;
    if (cairo_surface_write_to_png_stream(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS)
        throw core::Failure("a picture of a QR code could not be written");
    return png;
}

} // namespace postern::forms
