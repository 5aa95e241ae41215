// Tables as clients send them: the header in any order and case, cells without what a spreadsheet put around them.
#include "csv/sent_table.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

BOOST_AUTO_TEST_SUITE(csv_sent_table)

using postern::core::RefusalCode;
using postern::csv::read_sent_table;

namespace {

constexpr std::array<std::string_view, 3> kColumns{"one", "two", "three"};

auto read(std::string_view bytes, std::size_t most = 10) {
    return read_sent_table(bytes, {kColumns, 2, most});
}

} // namespace

BOOST_AUTO_TEST_CASE(cells_come_in_the_order_that_is_asked_for) {
    const auto rows = read("\xef\xbb\xbfTWO;One\r\n b ;\"a;a\"\r\n;\r\n'=x;'y\r\n");
    BOOST_REQUIRE(rows.ok());
    BOOST_REQUIRE(rows.value().size() == 2u);
    BOOST_TEST((rows.value()[0].cells == std::vector<std::string>{"a;a", "b", ""}));
    BOOST_TEST(rows.value()[0].line == 2u);
    BOOST_TEST((rows.value()[1].cells == std::vector<std::string>{"'y", "=x", ""}));
    BOOST_TEST(rows.value()[1].line == 4u);
}

BOOST_AUTO_TEST_CASE(cells_beyond_the_header_are_told_and_missing_ones_are_empty) {
    const auto rows = read("one,two\na\na,b,c\na,b,\n");
    BOOST_REQUIRE(rows.ok());
    BOOST_TEST(rows.value().at(0).cells.at(1).empty());
    BOOST_TEST(!rows.value().at(0).is_beyond);
    BOOST_TEST(rows.value().at(1).is_beyond);
    BOOST_TEST(!rows.value().at(2).is_beyond);
}

BOOST_AUTO_TEST_CASE(what_is_no_table_is_refused) {
    using namespace std::string_view_literals;
    const std::pair<std::string_view, RefusalCode> cases[] = {
        {"", RefusalCode::message_empty},
        {"\xef\xbb\xbf", RefusalCode::message_empty},
        {"one,two\n", RefusalCode::message_empty},
        {"one,two\n\0"sv, RefusalCode::nul_byte},
        {"one,two\n\xff,b\n", RefusalCode::invalid_encoding},
        {"one\na\n", RefusalCode::message_structure},
        {"one,two,two\na,b,c\n", RefusalCode::message_structure},
        {"one,two,four\na,b,c\n", RefusalCode::message_structure},
        {"one,two\n\"a,b\n", RefusalCode::message_structure},
    };
    for (const auto& [bytes, code] : cases) {
        const auto rows = read(bytes);
        BOOST_REQUIRE_MESSAGE(!rows, bytes);
        BOOST_TEST((rows.refusal().code == code), bytes);
    }
    BOOST_TEST((read("one,two\na,b\na,b\n", 1).refusal().code == RefusalCode::too_many_items));
}

BOOST_AUTO_TEST_SUITE_END()
