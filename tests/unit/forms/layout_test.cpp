// Layout: whatever stands on a form stands inside its box, over nothing else, and nothing of it is lost.
#include "forms/form_drawing.hpp"
#include "sheets.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(forms_layout)

using namespace postern;
using postern::forms::draw_form;
using postern::forms::LayoutReport;
using postern::forms::Placed;
using postern::forms::Rect;
using postern::ports::FormKind;
using postern::ports::PaperSize;
using postern::tests::scripts_drawn;
using postern::tests::sheet_of;

namespace {

constexpr double kTolerance = 0.05; ///< mm
constexpr double kOverhang = 0.3;   ///< a J reaches to the left of where it begins; boxes have more than that to spare

bool holds(const Rect& outer, const Rect& inner) {
    return inner.x >= outer.x - kOverhang && inner.y >= outer.y - kTolerance &&
           inner.right() <= outer.right() + kOverhang && inner.bottom() <= outer.bottom() + kTolerance;
}

bool meet(const Rect& a, const Rect& b) {
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > kTolerance &&
           std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > kTolerance;
}

void check_layout(const LayoutReport& report) {
    for (const Placed& one : report.placed) {
        BOOST_TEST(!one.cut, "cut on page " << one.page << ": " << one.text);
        BOOST_TEST(holds(one.box, one.extents), "outside of its box on page "
                                                    << one.page << ": " << one.text << " at " << one.extents.x << ","
                                                    << one.extents.y << " " << one.extents.width << "x"
                                                    << one.extents.height << " in " << one.box.x << "," << one.box.y
                                                    << " " << one.box.width << "x" << one.box.height);
    }
    for (std::size_t i = 0; i < report.placed.size(); ++i)
        for (std::size_t k = i + 1; k < report.placed.size(); ++k) {
            const auto &a = report.placed[i], &b = report.placed[k];
            if (a.page == b.page) BOOST_TEST(!meet(a.extents, b.extents), a.text << " over " << b.text);
        }
}

/// Every text, all pages together, without blanks and breaks.
std::string all_of(const LayoutReport& report) {
    std::string all;
    for (const Placed& one : report.placed)
        all += one.text;
    std::erase_if(all, [](char c) { return c == ' ' || c == '\n'; });
    return all;
}

void check_all_sizes(const tests::Script& script, std::size_t lines, std::size_t times) {
    for (const auto form : {FormKind::cn22, FormKind::cn23, FormKind::cp72, FormKind::receipt})
        for (const auto size : ports::sizes_of(form)) {
            BOOST_TEST_CONTEXT(script.name << " " << ports::to_string(form) << " " << ports::to_string(size) << ", "
                                           << lines << " lines, " << times << " times") {
                const auto sheet = sheet_of(form, size, script, lines, times);
                const auto drawn = draw_form(sheet);
                check_layout(drawn.report);
                BOOST_TEST(drawn.report.without_glyph.empty());
                if (form == FormKind::receipt) continue; // has no lines
                auto all = all_of(drawn.report);
                for (const auto& line : sheet.lines) {
                    auto wanted = line.description;
                    std::erase(wanted, ' ');
                    BOOST_TEST((all.find(wanted) != std::string::npos || times > 1), wanted);
                }
            }
        }
}

} // namespace

BOOST_AUTO_TEST_CASE(every_script_fits_its_boxes) {
    for (const auto& script : scripts_drawn())
        check_all_sizes(script, 3, 1);
}

BOOST_AUTO_TEST_CASE(captions_fit_in_every_language) {
    auto script = scripts_drawn().front();
    for (const auto& lang : tests::all_texts().languages()) {
        script.lang = lang;
        script.name = "captions in " + lang;
        check_all_sizes(script, 1, 1);
    }
}

BOOST_AUTO_TEST_CASE(any_number_of_lines_goes_on_elsewhere) {
    for (const std::size_t lines : {0u, 1u, 2u, 5u, 8u, 13u, 20u, 33u, 47u, 60u})
        check_all_sizes(scripts_drawn()[lines % scripts_drawn().size()], lines, 1);
}

BOOST_AUTO_TEST_CASE(the_longest_texts_go_on_elsewhere) {
    for (const auto& script : scripts_drawn()) {
        check_all_sizes(script, 4, 4);
        check_all_sizes(script, 2, 12);
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_goes_on_stands_on_the_sheet_as_a_whole) {
    auto sheet = sheet_of(FormKind::cn23, PaperSize::a5, scripts_drawn().front(), 1);
    BOOST_TEST(draw_form(sheet).report.pages == 1u);
    const std::string long_text = tests::lengthened("subject to quarantine", 900);
    sheet.values["comments"] = long_text;
    const auto report = draw_form(sheet).report;
    BOOST_TEST(report.pages == 2u);
    const auto there = [&](std::uint32_t page, std::string_view text) {
        return std::ranges::any_of(report.placed,
                                   [&](const Placed& one) { return one.page == page && one.text == text; });
    };
    BOOST_TEST(there(2, long_text));
    BOOST_TEST(there(1, "[…]"));
    BOOST_TEST(there(2, "2 / 2"));
    BOOST_TEST(there(2, "CP 000 000 015 NP"));
}

BOOST_AUTO_TEST_CASE(letters_are_never_smaller_than_they_may_be) {
    const auto report = draw_form(sheet_of(FormKind::cn23, PaperSize::a5, scripts_drawn().front(), 40, 3)).report;
    for (const auto& one : report.placed)
        if (one.text.find("Bufanda") != std::string::npos) BOOST_TEST(one.points >= 6.0);
}

BOOST_AUTO_TEST_CASE(a_character_that_no_font_has_is_seen_as_its_code) {
    auto sheet = sheet_of(FormKind::cn23, PaperSize::a5, scripts_drawn().front(), 1);
    sheet.lines[0].description = "Toy crab \U0001F980 of felt";
    sheet.values["to"] = "Jane \U0001F981 Doe";
    const auto report = draw_form(sheet).report;
    BOOST_TEST(report.without_glyph.size() == 2u);
    const auto all = all_of(report);
    BOOST_TEST(all.find("Toycrab[U+1F980]offelt") != std::string::npos);
    BOOST_TEST(all.find("Jane[U+1F981]Doe") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
