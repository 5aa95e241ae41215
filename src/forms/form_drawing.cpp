// Drawing a form: the pages of its set, then continuation sheets; once more where "page n of m" was guessed wrongly.
#include "forms/form_drawing.hpp"

#include "core/failure.hpp"
#include "forms/box_drawing.hpp"
#include "forms/paper.hpp"

#include <algorithm>
#include <utility>

namespace postern::forms {

using ports::FormKind;
using ports::FormSheet;

namespace {

constexpr double kMargin = 3;
constexpr double kHeaderMm = 12;
constexpr double kTableHead = 8;
constexpr double kGap = 1.5;
constexpr std::string_view kTestMark = "TEST";

/// The pages of a set: which template, and what it is called.
struct SetPage {
    const FormTemplate* form;
    std::string_view copy;
};

std::vector<SetPage> pages_of_set(const FormSheet& sheet) {
    const auto& form = template_of(sheet.form, sheet.size);
    if (sheet.form != FormKind::cp72) return {{&form, {}}};
    return {{&form, "copy-dispatch-note"},
            {&form, "copy-customs"},
            {&form, "copy-customs-origin"},
            {&address_label_template(), "copy-address-label"},
            {&form, "copy-sender"}};
}

class Continuation {
public:
    Continuation(Paper& paper, const FormTemplate& form, const FormSheet& sheet, std::uint32_t pages)
        : paper_(paper), form_(form), sheet_(sheet), pages_(pages) {}

    void draw(const Remainder& left) {
        if (left.texts.empty() && left.first_line >= sheet_.lines.size()) return;
        next_sheet();
        for (const auto& overflow : left.texts)
            draw_text(overflow);
        draw_lines(left.first_line, left.first_byte);
    }

private:
    void next_sheet() {
        paper_.next_page();
        if (sheet_.test) paper_.mark_across(kTestMark);
        const double width = paper_.width() - 2 * kMargin;
        const Rect header{kMargin, kMargin, width, kHeaderMm};
        paper_.frame(header);
        const Rect inner = header.inset(0.8, 0.4);
        paper_.words({inner.x, inner.y, inner.width - 24, inner.height / 2},
                     std::string(form_.mark) + (form_.mark.empty() ? "" : " – ") + caption_of(sheet_, "continuation"),
                     {8, 5, true, Align::start, true});
        paper_.words({inner.right() - 24, inner.y, 24, inner.height / 2},
                     std::to_string(paper_.page()) + " / " + std::to_string(pages_), {9, 6, true, Align::end, true});
        paper_.words({inner.x, inner.y + inner.height / 2, inner.width, inner.height / 2},
                     spaced_item_id(sheet_.item_id), {11, 7, true, Align::start, true});
        free_ = {kMargin, header.bottom() + kGap, width, paper_.height() - kMargin - header.bottom() - kGap};
    }

    void draw_text(const Overflow& overflow) {
        const TextStyle caption{6, 4, true};
        const TextStyle style{8, 8};
        std::size_t at = 0;
        while (at < overflow.text.size()) {
            const double head = paper_.height_of(overflow.caption, free_.width, caption) + 0.1;
            double taken = 0;
            auto end = at;
            if (head + kGap < free_.height) {
                const auto mark = paper_.report().placed.size();
                paper_.words({free_.x, free_.y, free_.width, head}, overflow.caption, caption);
                end = paper_.lines_from(free_.below(head), overflow.text, at, style, &taken);
                if (end == at) throw_if_page_is_empty(mark);
            }
            free_ = free_.below(head + taken + kGap);
            at = end;
            if (at < overflow.text.size()) next_sheet();
        }
    }
    /// A caption without a line of its text can only be where the page was nearly full.
    void throw_if_page_is_empty(std::size_t) const {
        if (free_.y < kMargin + kHeaderMm + 2 * kGap) throw core::Failure("a line of text is higher than a page");
    }

    void draw_lines(std::size_t line, std::size_t byte) {
        if (line >= sheet_.lines.size() || form_.columns.empty()) return;
        if (free_.height < paper_.height() / 3) next_sheet();
        for (;;) {
            std::vector<Column> columns(form_.columns.begin(), form_.columns.end());
            double sum = 0;
            for (const auto& column : columns)
                sum += column.width;
            for (auto& column : columns)
                column.width *= free_.width / sum;
            draw_table_frame(paper_, free_, kTableHead, columns, sheet_, form_.caption_points);
            const auto next = draw_rows(paper_, {free_.below(kTableHead), columns, 8, 7}, sheet_, line, byte);
            if (next == std::pair{line, byte}) throw core::Failure("a line of goods is higher than a page");
            std::tie(line, byte) = next;
            if (line >= sheet_.lines.size()) return;
            next_sheet();
        }
    }

    Paper& paper_;
    const FormTemplate& form_;
    const FormSheet& sheet_;
    std::uint32_t pages_;
    Rect free_;
};

/// The sheet with codes in place of the characters that no font has.
FormSheet printable(const FormSheet& given, Paper& paper) {
    FormSheet sheet = given;
    for (auto& [name, value] : sheet.values)
        value = paper.printable(value);
    for (auto& line : sheet.lines)
        for (auto* cell :
             {&line.description, &line.quantity, &line.net_weight, &line.value, &line.hs_code, &line.origin})
            *cell = paper.printable(*cell);
    return sheet;
}

DrawnForm draw_once(const FormSheet& given, std::uint32_t pages) {
    const auto set = pages_of_set(given);
    const auto& first = *set.front().form;
    Paper paper(first.width, first.height, given.made, std::string(first.mark) + " " + given.item_id);
    const auto sheet = printable(given, paper);
    Remainder left;
    bool begun = false;
    for (const auto& page : set) {
        if (begun) paper.next_page();
        if (sheet.test) paper.mark_across(kTestMark);
        auto here = draw_boxes(paper, *page.form, sheet, page.copy);
        if (!begun) left.first_line = here.first_line, left.first_byte = here.first_byte;
        for (auto& overflow : here.texts) // each full copy leaves the same
            if (std::ranges::find(left.texts, overflow.caption, &Overflow::caption) == left.texts.end())
                left.texts.push_back(std::move(overflow));
        begun = true;
    }
    Continuation(paper, first, sheet, pages).draw(left);
    DrawnForm drawn;
    drawn.pdf = paper.finish();
    drawn.report = std::move(paper.report());
    return drawn;
}

} // namespace

const FormTemplate& template_of(FormKind form, ports::PaperSize size) {
    switch (form) {
    case FormKind::cn22: return cn22_template(size);
    case FormKind::cn23: return cn23_template(size);
    case FormKind::cp72: return cp72_template();
    case FormKind::receipt: return receipt_template();
    case FormKind::evidence: return evidence_template();
    }
    throw core::Failure("there is no such form");
}

DrawnForm draw_form(const FormSheet& sheet) {
    const auto pages = static_cast<std::uint32_t>(pages_of_set(sheet).size());
    auto drawn = draw_once(sheet, pages);
    if (drawn.report.pages == pages) return drawn;
    return draw_once(sheet, drawn.report.pages);
}

} // namespace postern::forms
