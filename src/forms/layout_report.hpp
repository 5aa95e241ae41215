// LayoutReport: where everything was put on the pages of a form, so that a test can see that nothing is cut and nothing
// lies over anything else.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace postern::forms {

/// In millimetres, from the upper left corner of the page.
struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    Rect inset(double by) const { return inset(by, by); }
    Rect inset(double across, double down) const {
        return {x + across, y + down, width - 2 * across, height - 2 * down};
    }
    /// What is left of it below its first millimetres.
    Rect below(double first) const { return {x, y + first, width, height - first}; }
};

struct Placed {
    std::uint32_t page = 0; ///< from 1
    Rect box;               ///< the room it had
    Rect extents;           ///< what it took
    std::string text;       ///< as drawn; of a code: what it holds
    double points = 0;      ///< size of the letters; 0: a code or a mark
    bool cut = false;       ///< not all of it fitted, and the rest stands nowhere
};

struct LayoutReport {
    std::uint32_t pages = 0;
    std::vector<Placed> placed;
    std::vector<std::string> without_glyph; ///< "U+1F980": printed as codes
};

} // namespace postern::forms
