// Writing CSV: what is written is read again, and no cell becomes a formula.
#include "csv/reader.hpp"
#include "csv/writer.hpp"

BOOST_AUTO_TEST_SUITE(csv_writer)

using namespace postern;

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
    csv::Writer out;
    const std::vector<std::string> cells = {"plain", "a,b", "say \"no\"", "two\nlines", "", " blank ", "Köln"};
    out.row({"a", "b", "c", "d", "e", "f", "g"});
    out.row(cells);
    const std::string text = out.take();
    BOOST_TEST(text.starts_with("\xef\xbb\xbf"
                                "a,b,c,d,e,f,g\r\n"));
    const auto table = csv::read(text, "test");
    BOOST_REQUIRE_EQUAL(table.rows.size(), 1u);
    BOOST_TEST(table.rows[0].cells == cells, boost::test_tools::per_element());
    BOOST_TEST(out.take().empty());
}

BOOST_AUTO_TEST_CASE(a_formula_is_told_as_text) {
    for (const char* cell : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠a"}) {
        csv::Writer out;
        out.row({cell});
        BOOST_TEST(csv::is_formula(cell), cell);
        BOOST_TEST(out.take().find(std::string("'") + cell) != std::string::npos, cell);
    }
    for (const char* cell : {"", "a=1", "1-2", "'=1", "a@b"})
        BOOST_TEST(!csv::is_formula(cell), cell);
}

BOOST_AUTO_TEST_SUITE_END()
