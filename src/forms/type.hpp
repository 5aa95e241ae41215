// Type: texts shaped by pango for a page, measured in millimetres.
#pragma once

#include "forms/paper.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::forms {

struct UnrefObject {
    void operator()(void* object) const { g_object_unref(object); }
};
using LayoutHolder = std::unique_ptr<PangoLayout, UnrefObject>;

inline constexpr double kPointMm = 25.4 / 72.0;

/// Of one thread, like the page it is for.
class Type {
public:
    explicit Type(cairo_t* page);

    /// Wrapped at that width (mm), between words, and within one where it is too long.
    LayoutHolder layout(std::string_view text, double width, double points, bool bold, Align align) const;
    /// The characters for which no font has a glyph.
    std::vector<gunichar> without_glyph(std::string_view text) const;

private:
    std::unique_ptr<PangoContext, UnrefObject> context_;
};

/// What the layout takes, in millimetres from its upper left corner (its logical extents, and any ink beyond them), and
/// what its ink covers.
Rect extents_of(PangoLayout* layout);
Rect ink_of(PangoLayout* layout);

} // namespace postern::forms
