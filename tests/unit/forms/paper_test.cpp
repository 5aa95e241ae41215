// The paper as other programs see it: codes are read, texts found, fonts embedded; the same sheet is the same bytes.
#include "core/failure.hpp"
#include "forms/cairo_printer.hpp"
#include "forms/codes.hpp"
#include "forms/form_drawing.hpp"
#include "sheets.hpp"
#include "support/drawn_pages.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <thread>

BOOST_AUTO_TEST_SUITE(forms_paper)

using namespace postern;
using postern::forms::draw_form;
using postern::ports::FormKind;
using postern::ports::PaperSize;
using postern::tests::code_on;
using postern::tests::DrawnPages;
using postern::tests::scripts_drawn;
using postern::tests::sheet_of;

BOOST_AUTO_TEST_CASE(codes_are_read_from_every_form_by_an_independent_reader) {
    for (const auto form : {FormKind::cn22, FormKind::cn23, FormKind::cp72, FormKind::receipt})
        for (const auto size : ports::sizes_of(form))
            for (const bool test : {false, true}) {
                auto sheet = sheet_of(form, size, scripts_drawn().front(), 3);
                sheet.test = test;
                const DrawnPages pages(draw_form(sheet).pdf);
                for (const int dpi : {203, 300}) {
                    BOOST_TEST_CONTEXT(ports::to_string(form) << " " << ports::to_string(size) << " at " << dpi) {
                        const auto page = pages.grey(1, dpi, dpi == 203);
                        BOOST_TEST(code_on(page, false) == sheet.item_id);
                        BOOST_TEST(code_on(page, true) == sheet.qr);
                    }
                }
            }
}

BOOST_AUTO_TEST_CASE(bars_are_wide_enough_and_quiet_on_both_sides) {
    const auto sheet = sheet_of(FormKind::cn22, PaperSize::label_74x105, scripts_drawn().front(), 1);
    const auto modules = forms::code128_modules(sheet.item_id);
    for (const auto& one : draw_form(sheet).report.placed) {
        if (one.text != sheet.item_id || one.points != 0) continue;
        const double module = one.extents.width / static_cast<double>(modules.size() + 20);
        BOOST_TEST(module >= 0.33);
        return;
    }
    BOOST_FAIL("there is no barcode");
}

BOOST_AUTO_TEST_CASE(a_code_that_has_no_room_is_a_failure) {
    auto sheet = sheet_of(FormKind::cn22, PaperSize::label_74x105, scripts_drawn().front(), 1);
    sheet.qr = std::string(1500, 'x');
    BOOST_CHECK_THROW(draw_form(sheet), core::Failure);
    sheet.qr = std::string(4000, 'x');
    BOOST_CHECK_THROW(draw_form(sheet), core::Failure);
    BOOST_CHECK_THROW(forms::CairoPrinter().qr_svg(sheet.qr), core::Failure);
    BOOST_CHECK_THROW(draw_form(sheet_of(FormKind::cn23, PaperSize::a4, scripts_drawn().front(), 1)), core::Failure);
}

BOOST_AUTO_TEST_CASE(a_qr_picture_is_read) {
    const std::string text = "https://postern.example.org/p/0123456789abcdefghjkmnpqrstvwxyz";
    const auto png = forms::CairoPrinter().qr_png(text);
    BOOST_TEST(png.substr(1, 3) == "PNG");
    BOOST_TEST(forms::CairoPrinter().qr_png(text) == png);
    const auto modules = forms::qr_modules(text, forms::QrLevel::medium);
    tests::GreyPage page;
    page.width = page.height = static_cast<unsigned>((modules.size + 8) * 8);
    page.pixels.assign(std::size_t{page.width} * page.height, 255);
    for (std::size_t y = 0; y < modules.size * 8; ++y)
        for (std::size_t x = 0; x < modules.size * 8; ++x)
            if (modules.at(x / 8, y / 8)) page.pixels[(y + 32) * page.width + x + 32] = 0;
    BOOST_TEST(code_on(page, true) == text);
    const auto svg = forms::CairoPrinter().qr_svg(text);
    BOOST_TEST(svg.starts_with("<svg "));
    BOOST_TEST(std::ranges::count(svg, 'M') == std::ranges::count(modules.dark, true) + 1);
}

BOOST_AUTO_TEST_CASE(texts_are_found_and_fonts_embedded) {
    for (const auto& script : scripts_drawn()) {
        const DrawnPages pages(draw_form(sheet_of(FormKind::cn23, PaperSize::a5, script, 2)).pdf);
        const auto fonts = pages.fonts();
        std::istringstream rows(fonts);
        std::string row;
        for (int i = 0; std::getline(rows, row); ++i)
            if (i >= 2) BOOST_TEST(row.find(" yes yes ") != std::string::npos, row);
        if (script.name != "latin") continue;
        const auto text = pages.text(1);
        for (const char* wanted : {"CN 23", "DÉCLARATION EN DOUANE", "CP 000 000 015 NP", "12.345", "123456.78 EUR",
                                   "Iñigo Peña-Muñoz Škvorecký", "Bufanda de lana merina", "2026-11-20"})
            BOOST_TEST(text.find(wanted) != std::string::npos, wanted);
        BOOST_TEST(text.find("TEST") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(test_stands_across_every_page) {
    auto sheet = sheet_of(FormKind::cn23, PaperSize::label_100x150, scripts_drawn().front(), 40);
    const auto live = draw_form(sheet);
    sheet.test = true;
    const auto test = draw_form(sheet);
    BOOST_TEST(test.report.pages == live.report.pages);
    BOOST_TEST(test.report.pages > 1u);
    for (int page = 1; page <= static_cast<int>(test.report.pages); ++page) {
        // on its slope each letter is a line to pdftotext
        for (const char* letter : {"T\n", "E\n", "S\n"})
            BOOST_TEST(DrawnPages(test.pdf).text(page).find(letter) != std::string::npos);
        // pale enough to read what stands over it, and large
        BOOST_TEST(DrawnPages(test.pdf).grey(page, 72).share_darker(230) >
                   DrawnPages(live.pdf).grey(page, 72).share_darker(230) + 0.04);
    }
}

BOOST_AUTO_TEST_CASE(the_same_sheet_is_the_same_bytes_in_any_thread) {
    for (const auto& script : scripts_drawn()) {
        const auto sheet = sheet_of(FormKind::cn23, PaperSize::a5, script, 12);
        const auto first = draw_form(sheet).pdf;
        std::vector<std::string> others(4);
        std::vector<std::thread> threads;
        for (auto& other : others)
            threads.emplace_back([&] { other = draw_form(sheet).pdf; });
        for (auto& thread : threads)
            thread.join();
        for (const auto& other : others)
            BOOST_TEST((other == first));
        auto later = sheet;
        later.made.ms += 1000;
        BOOST_TEST((draw_form(later).pdf != first));
    }
}

BOOST_AUTO_TEST_SUITE_END()
