// Paper: a PDF in memory, in points; every call is in millimetres and says in the report what it did.
#include "forms/paper.hpp"

#include "core/failure.hpp"
#include "forms/type.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace postern::forms {

namespace {

constexpr double kDotMm = 0.125;   ///< of a thermal printer with 203 dpi
constexpr double kBarDots = 3;     ///< X-dimension of the barcode: 0.375 mm, never below 0.33 (UPU S10)
constexpr double kQuietBars = 10;  ///< on either side (ISO/IEC 15417)
constexpr double kQuietQr = 4;     ///< modules around (ISO/IEC 18004)
constexpr double kLargestDots = 6; ///< of a module of a QR code
constexpr double kBarcodeTextMm = 3.8;
constexpr double kHairMm = 0.2;
constexpr double kStepPoints = 0.25;
constexpr std::string_view kBreaksOff = "[…]";

struct FreeSheet {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* page) const { cairo_destroy(page); }
};

cairo_status_t append_pdf(void* to, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

double pt(double mm) {
    return mm / kPointMm;
}

double on_dots(double mm) {
    return std::round(mm / kDotMm) * kDotMm;
}

std::string code_of(gunichar character) {
    std::array<char, 16> code{};
    std::snprintf(code.data(), code.size(), "U+%04X", character);
    return code.data();
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

void fill_rect(cairo_t* page, double x, double y, double width, double height, double grey) {
    cairo_set_source_rgb(page, grey, grey, grey);
    cairo_rectangle(page, pt(x), pt(y), pt(width), pt(height));
    cairo_fill(page);
    cairo_set_source_rgb(page, 0, 0, 0);
}

} // namespace

struct Paper::Parts {
    std::unique_ptr<cairo_surface_t, FreeSheet> surface;
    std::unique_ptr<cairo_t, FreeSheet> page;
    std::unique_ptr<Type> type;
};

Paper::Paper(double width, double height, core::Instant made, std::string_view title)
    : width_(width), height_(height), parts_(std::make_unique<Parts>()) {
    parts_->surface.reset(cairo_pdf_surface_create_for_stream(append_pdf, &bytes_, pt(width), pt(height)));
    auto* surface = parts_->surface.get();
    const auto at = core::to_rfc3339({made.ms / 1000 * 1000}).substr(0, 19) + "Z";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, at.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, at.c_str());
    parts_->page.reset(cairo_create(surface));
    parts_->type = std::make_unique<Type>(parts_->page.get());
    report_.pages = 1;
}
Paper::~Paper() = default;

void Paper::next_page() {
    cairo_show_page(parts_->page.get());
    ++report_.pages;
}

std::string Paper::printable(std::string_view text) {
    std::string printable(text);
    for (const auto character : parts_->type->without_glyph(text)) {
        std::array<char, 8> utf8{};
        const auto length = g_unichar_to_utf8(character, utf8.data());
        const auto code = code_of(character);
        replace_all(printable, {utf8.data(), static_cast<std::size_t>(length)}, "[" + code + "]");
        if (std::ranges::find(report_.without_glyph, code) == report_.without_glyph.end())
            report_.without_glyph.push_back(code);
    }
    return printable;
}

/// The largest size at which it fits; 0: none.
double Paper::fitting(Rect room, std::string_view text, const TextStyle& style) {
    for (double points = style.points; points >= style.least - 0.01; points -= kStepPoints) {
        const auto layout = parts_->type->layout(text, room.width, points, style.bold, style.align);
        const auto took = extents_of(layout.get());
        if (took.height <= room.height + 0.01 && took.width <= room.width + 0.01) return points;
    }
    return 0;
}

void Paper::put(const Rect& room, std::string_view text, double points, const TextStyle& style, double* taken) {
    const auto layout = parts_->type->layout(text, room.width, points, style.bold, style.align);
    const auto took = extents_of(layout.get());
    const double down = style.middle ? std::max(0.0, (room.height - took.height) / 2) : 0;
    cairo_move_to(parts_->page.get(), pt(room.x), pt(room.y + down));
    pango_cairo_show_layout(parts_->page.get(), layout.get());
    if (taken != nullptr) *taken = took.height;
    auto ink = ink_of(layout.get());
    ink.x += room.x;
    ink.y += room.y + down;
    report_.placed.push_back({report_.pages, room, ink, std::string(text), points, false});
}

double Paper::words(Rect room, std::string_view text, const TextStyle& style) {
    if (text.empty()) return 0;
    const auto printed = printable(text);
    const double points = fitting(room, printed, style);
    double taken = 0;
    put(room, printed, points == 0 ? style.least : points, style, &taken);
    report_.placed.back().cut = points == 0;
    return taken;
}

std::size_t Paper::begun(Rect room, std::string_view text, const TextStyle& style) {
    if (text.empty()) return 0;
    if (const double points = fitting(room, text, style); points != 0) {
        put(room, text, points, style, nullptr);
        return text.size();
    }
    TextStyle least = style;
    least.points = style.least;
    const double mark = height_of(kBreaksOff, room.width, least);
    if (mark > room.height) return 0;
    double taken = 0;
    const auto done = lines_from({room.x, room.y, room.width, room.height - mark}, text, 0, least, &taken);
    words({room.x, room.y + taken, room.width, mark}, kBreaksOff, least);
    return done;
}

std::size_t Paper::lines_from(Rect room, std::string_view text, std::size_t from, const TextStyle& style,
                              double* taken) {
    *taken = 0;
    const auto rest = text.substr(from);
    if (rest.empty()) return from;
    const auto layout = parts_->type->layout(rest, room.width, style.points, style.bold, style.align);
    std::size_t end = rest.size();
    if (extents_of(layout.get()).height > room.height + 0.01) {
        end = 0;
        for (int i = 1; i < pango_layout_get_line_count(layout.get()); ++i) {
            const auto start = static_cast<std::size_t>(pango_layout_get_line_readonly(layout.get(), i)->start_index);
            auto part = rest.substr(0, start);
            if (part.ends_with('\n')) part.remove_suffix(1);
            if (height_of(part, room.width, style) > room.height + 0.01) break;
            end = start;
        }
        if (end == 0) return from;
    }
    auto part = rest.substr(0, end);
    if (part.ends_with('\n')) part.remove_suffix(1);
    put(room, part, style.points, style, taken);
    return from + end;
}

double Paper::height_of(std::string_view text, double width, const TextStyle& style) {
    if (text.empty()) return 0;
    const auto layout = parts_->type->layout(text, width, style.points, style.bold, style.align);
    return extents_of(layout.get()).height;
}

void Paper::frame(const Rect& box) {
    cairo_set_line_width(parts_->page.get(), pt(kHairMm));
    cairo_rectangle(parts_->page.get(), pt(box.x), pt(box.y), pt(box.width), pt(box.height));
    cairo_stroke(parts_->page.get());
}

void Paper::line(double x1, double y1, double x2, double y2) {
    cairo_set_line_width(parts_->page.get(), pt(kHairMm));
    cairo_move_to(parts_->page.get(), pt(x1), pt(y1));
    cairo_line_to(parts_->page.get(), pt(x2), pt(y2));
    cairo_stroke(parts_->page.get());
}

void Paper::tick_box(const Rect& box, bool ticked) {
    fill_rect(parts_->page.get(), box.x, box.y, box.width, box.height, 1);
    frame(box);
    if (!ticked) return;
    const auto cross = box.inset(box.width * 0.18);
    cairo_set_line_width(parts_->page.get(), pt(0.45));
    for (const auto& [y1, y2] : {std::pair{cross.y, cross.bottom()}, std::pair{cross.bottom(), cross.y}}) {
        cairo_move_to(parts_->page.get(), pt(cross.x), pt(y1));
        cairo_line_to(parts_->page.get(), pt(cross.right()), pt(y2));
        cairo_stroke(parts_->page.get());
    }
}

void Paper::barcode(const Rect& room, std::string_view text) {
    const auto modules = code128_modules(text);
    const double bar = kBarDots * kDotMm;
    const double quiet = kQuietBars * bar;
    const double bars = static_cast<double>(modules.size()) * bar;
    if (bars + 2 * quiet > room.width + 0.01) throw core::Failure("there is no room for a barcode on this form");
    const double x = on_dots(room.x + (room.width - bars) / 2);
    const double y = std::ceil(room.y / kDotMm) * kDotMm;
    const Rect code{x - quiet, y, bars + 2 * quiet, room.bottom() - y - kBarcodeTextMm};
    fill_rect(parts_->page.get(), code.x, code.y, code.width, room.bottom() - y, 1);
    for (std::size_t i = 0; i < modules.size();) {
        std::size_t end = i;
        while (end < modules.size() && modules[end] == modules[i])
            ++end;
        if (modules[i])
            fill_rect(parts_->page.get(), x + static_cast<double>(i) * bar, code.y, static_cast<double>(end - i) * bar,
                      code.height, 0);
        i = end;
    }
    report_.placed.push_back({report_.pages, room, code, std::string(text), 0, false});
    words({room.x, code.bottom() + 0.1, room.width, kBarcodeTextMm - 0.1}, spaced_item_id(text),
          {9, 7, true, Align::center, false});
}

void Paper::qr(const Rect& room, std::string_view text, QrLevel level) {
    const auto modules = qr_modules(text, level);
    const double across = static_cast<double>(modules.size) + 2 * kQuietQr;
    const double dots = std::min(kLargestDots, std::floor(std::min(room.width, room.height) / across / kDotMm + 0.001));
    if (dots < 2) throw core::Failure("a QR code is too fine for its place on this form");
    const double module = dots * kDotMm;
    const Rect code{on_dots(room.x + (room.width - across * module) / 2),
                    on_dots(room.y + (room.height - across * module) / 2), across * module, across * module};
    fill_rect(parts_->page.get(), code.x, code.y, code.width, code.height, 1);
    for (std::size_t row = 0; row < modules.size; ++row)
        for (std::size_t column = 0; column < modules.size;) {
            std::size_t end = column;
            while (end < modules.size && modules.at(end, row) == modules.at(column, row))
                ++end;
            if (modules.at(column, row))
                fill_rect(parts_->page.get(), code.x + (kQuietQr + static_cast<double>(column)) * module,
                          code.y + (kQuietQr + static_cast<double>(row)) * module,
                          static_cast<double>(end - column) * module, module, 0);
            column = end;
        }
    report_.placed.push_back({report_.pages, room, code, std::string(text), 0, false});
}

void Paper::mark_across(std::string_view text) {
    auto* page = parts_->page.get();
    const double diagonal = std::hypot(width_, height_);
    const double points = diagonal / kPointMm / 4.2;
    const auto layout = parts_->type->layout(text, diagonal * 2, points, true, Align::start);
    const auto ink = ink_of(layout.get());
    cairo_save(page);
    cairo_translate(page, pt(width_ / 2), pt(height_ / 2));
    cairo_rotate(page, -std::atan2(height_, width_));
    cairo_move_to(page, pt(-ink.x - ink.width / 2), pt(-ink.y - ink.height / 2));
    cairo_set_source_rgb(page, 0.89, 0.89, 0.89);
    pango_cairo_show_layout(page, layout.get());
    cairo_restore(page);
    cairo_set_source_rgb(page, 0, 0, 0);
}

std::string Paper::finish() {
    parts_->type.reset();
    const auto drawn = cairo_status(parts_->page.get());
    parts_->page.reset();
    cairo_surface_finish(parts_->surface.get());
    const auto written = cairo_surface_status(parts_->surface.get());
    for (const auto status : {drawn, written})
        if (status != CAIRO_STATUS_SUCCESS)
            throw core::Failure(std::string("a form could not be drawn: ") + cairo_status_to_string(status));
    return std::move(bytes_);
}

std::string spaced_item_id(std::string_view item_id) {
    if (item_id.size() != 13) return std::string(item_id);
    std::string spaced;
    for (const auto& [from, count] : {std::pair{0, 2}, {2, 3}, {5, 3}, {8, 3}, {11, 2}})
        spaced.append(spaced.empty() ? "" : " ").append(item_id.substr(from, count));
    return spaced;
}

} // namespace postern::forms
