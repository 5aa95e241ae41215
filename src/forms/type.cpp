// Type: the fonts are named one after another, so that the same text looks the same whatever else is installed.
#include "forms/type.hpp"

#include <algorithm>
#include <cstdint>

namespace postern::forms {

namespace {

constexpr const char* kFamilies =
    "Noto Sans,Noto Sans Arabic,Noto Sans Devanagari,Noto Sans Thai,Noto Sans Hebrew,Noto Sans Bengali,"
    "Noto Sans Gujarati,Noto Sans Gurmukhi,Noto Sans Tamil,Noto Sans Telugu,Noto Sans Kannada,Noto Sans Malayalam,"
    "Noto Sans Sinhala,Noto Sans Khmer,Noto Sans Lao,Noto Sans Myanmar,Noto Sans Georgian,Noto Sans Armenian,"
    "Noto Sans Ethiopic,Droid Sans Fallback,Noto Sans Symbols,Noto Sans Symbols2,Noto Sans Math";
/// From line to line, by the size of the letters: what fonts ask for differs too much, and a line that has words of two
/// scripts would be as high as both of them together.
constexpr double kLowLine = 1.18;
constexpr double kTallLine = 1.55;
constexpr unsigned char kFirstOfTallScripts = 0xD6; ///< the lead byte of U+0590 and beyond in UTF-8

struct FreeFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct FreeAttributes {
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
struct FreeIterator {
    void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};

bool is_tall(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // punctuation and letters with marks that are as low as Latin ones: U+1E00 to U+2BFF
        const bool is_low = byte == 0xE2 || (byte == 0xE1 && i + 1 < text.size() && (text[i + 1] & 0x3C) == 0x38);
        if (byte >= kFirstOfTallScripts && !is_low) return true;
    }
    return false;
}

Rect in_mm(const PangoRectangle& r) {
    const double unit = kPointMm / PANGO_SCALE;
    return {r.x * unit, r.y * unit, r.width * unit, r.height * unit};
}

PangoAlignment alignment_of(Align align) {
    switch (align) {
    case Align::start: return PANGO_ALIGN_LEFT;
    case Align::center: return PANGO_ALIGN_CENTER;
    case Align::end: return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

} // namespace

Type::Type(cairo_t* page) : context_(pango_cairo_create_context(page)) {
    // glyphs stand where their outlines say and not on the dots of some screen
    const std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)> options(cairo_font_options_create(),
                                                                                         cairo_font_options_destroy);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options.get());
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    // not the language of whoever started the program
    pango_context_set_language(context_.get(), pango_language_from_string("en"));
    pango_context_set_base_dir(context_.get(), PANGO_DIRECTION_LTR);
}

LayoutHolder Type::layout(std::string_view text, double width, double points, bool bold, Align align) const {
    LayoutHolder layout(pango_layout_new(context_.get()));
    const std::unique_ptr<PangoFontDescription, FreeFont> font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), kFamilies);
    pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), points * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_width(layout.get(), static_cast<int>(width / kPointMm * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment_of(align));
    // a hyphen that nobody wrote would change a name or a number
    const std::unique_ptr<PangoAttrList, FreeAttributes> attributes(pango_attr_list_new());
    pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
    const double line = (is_tall(text) ? kTallLine : kLowLine) * points;
    pango_attr_list_insert(attributes.get(), pango_attr_line_height_new_absolute(static_cast<int>(line * PANGO_SCALE)));
    pango_layout_set_attributes(layout.get(), attributes.get());
    return layout;
}

std::vector<gunichar> Type::without_glyph(std::string_view text) const {
    std::vector<gunichar> missing;
    if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; })) return missing;
    const auto whole = layout(text, 1000, 8, false, Align::start);
    if (pango_layout_get_unknown_glyphs_count(whole.get()) == 0) return missing;
    const std::unique_ptr<PangoLayoutIter, FreeIterator> at(pango_layout_get_iter(whole.get()));
    do {
        const auto* run = pango_layout_iter_get_run_readonly(at.get());
        if (run == nullptr) continue;
        for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
            const auto glyph = run->glyphs->glyphs[i].glyph;
            if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 && glyph != PANGO_GLYPH_EMPTY)
                missing.push_back(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
        }
    } while (pango_layout_iter_next_run(at.get()));
    std::ranges::sort(missing);
    missing.erase(std::ranges::unique(missing).begin(), missing.end());
    return missing;
}

Rect extents_of(PangoLayout* layout) {
    PangoRectangle ink;
    PangoRectangle logical;
    pango_layout_get_extents(layout, &ink, &logical);
    // lines stand closer than their letters ask for, so the last one may reach below
    auto taken = in_mm(logical);
    taken.height = std::max(taken.bottom(), in_mm(ink).bottom()) - taken.y;
    return taken;
}

Rect ink_of(PangoLayout* layout) {
    PangoRectangle ink;
    pango_layout_get_extents(layout, &ink, nullptr);
    return in_mm(ink);
}

} // namespace postern::forms
