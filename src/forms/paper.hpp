// Paper: pages of one size on which texts, lines, boxes and codes are put, in millimetres; knows no form.
#pragma once

#include "core/time.hpp"
#include "forms/codes.hpp"
#include "forms/layout_report.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::forms {

enum class Align : std::uint8_t { start, center, end };

struct TextStyle {
    double points = 8; ///< as large as that, where there is room
    double least = 6;  ///< but never smaller
    bool bold = false;
    Align align = Align::start;
    bool middle = false; ///< between top and bottom of the room
};

/// Of one thread. Fonts come from the thread's own map, so papers of several threads never meet. Throws core::Failure
/// where cairo fails.
class Paper {
public:
    /// made and title are written into the document: the same content gives the same bytes.
    Paper(double width, double height, core::Instant made, std::string_view title);
    ~Paper();
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;

    double width() const { return width_; }
    double height() const { return height_; }
    void next_page();
    std::uint32_t page() const { return report_.pages; }

    /// The text with "[U+1F980]" in place of each character for which no font has a glyph; noted in the report.
    std::string printable(std::string_view text);
    /// All of the text, in letters as small as need be; what does not fit is marked as cut in the report, for only our
    /// own words are written like this. Gives the height that was taken.
    double words(Rect room, std::string_view text, const TextStyle& style);
    /// As much of the text as there is room for in the smallest letters, in whole lines, with "[…]" where it breaks
    /// off: the number of bytes that were written. Whoever gets less than all of them has to put the text elsewhere.
    /// The text is printable().
    std::size_t begun(Rect room, std::string_view text, const TextStyle& style);
    /// Whole lines of the text from that byte on, at its first size; the byte after the last of them. May be none.
    std::size_t lines_from(Rect room, std::string_view text, std::size_t from, const TextStyle& style, double* taken);
    /// What a text takes in that width, at its first size.
    double height_of(std::string_view text, double width, const TextStyle& style);

    void frame(const Rect& box);
    void line(double x1, double y1, double x2, double y2);
    void tick_box(const Rect& box, bool ticked);
    /// Code 128 with quiet zones, bars of whole dots of a 203 dpi printer; the text below in groups, as S10 has it.
    /// Throws core::Failure where the room is too narrow.
    void barcode(const Rect& room, std::string_view text);
    /// With its quiet zone, as large as the room lets it be.
    void qr(const Rect& room, std::string_view text, QrLevel level);
    /// Large and pale, from corner to corner: whatever comes later stands over it.
    void mark_across(std::string_view text);

    LayoutReport& report() { return report_; }
    /// The document; nothing is put on it afterwards.
    std::string finish();

private:
    struct Parts;
    double fitting(Rect room, std::string_view text, const TextStyle& style);
    void put(const Rect& room, std::string_view text, double points, const TextStyle& style, double* taken);

    double width_;
    double height_;
    LayoutReport report_;
    std::string bytes_;
    std::unique_ptr<Parts> parts_;
};

/// "CP 000 000 015 NP"; what is no S10 stays as it is.
std::string spaced_item_id(std::string_view item_id);

} // namespace postern::forms
