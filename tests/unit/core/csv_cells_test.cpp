// CSV cells: RFC 4180 to the letter, and every way to break it.
#include "core/csv_cells.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(csv_cells)

using postern::core::CsvCells;
using postern::core::Failure;
using Records = std::vector<std::vector<std::string>>;

Records split(std::string_view text) {
    CsvCells cells(text, "t.csv");
    Records records;
    for (std::vector<std::string> record; cells.next(record);)
        records.push_back(record);
    return records;
}

std::string fault(std::string_view text) {
    try {
        split(text);
    } catch (const Failure& failure) {
        return failure.what();
    }
    return "none";
}

BOOST_AUTO_TEST_CASE(splits_records_into_cells) {
    BOOST_TEST((split("") == Records{}));
    BOOST_TEST((split("a,b\nc,d\n") == Records{{"a", "b"}, {"c", "d"}}));
    BOOST_TEST((split("a,b\r\nc,d") == Records{{"a", "b"}, {"c", "d"}}));
    BOOST_TEST((split("a,\n,b\n,") == Records{{"a", ""}, {"", "b"}, {"", ""}}));
    BOOST_TEST((split("\"a,b\",\"c\"\"d\"\n") == Records{{"a,b", "c\"d"}}));
    BOOST_TEST((split("\"\",\"\"\"\"\n") == Records{{"", "\""}}));
    BOOST_TEST((split("\"two\r\nlines\",x\n") == Records{{"two\r\nlines", "x"}}));
    BOOST_TEST((split(" a , b \n") == Records{{" a ", " b "}})); // blanks belong to the cell
    BOOST_TEST((split("a\n\nb\n") == Records{{"a"}, {""}, {"b"}}));
}

BOOST_AUTO_TEST_CASE(another_separator_and_longer_cells) {
    const std::string text = "a,b;\"c;d\";" + std::string(5000, 'x');
    CsvCells cells(text, "t.csv", 1, {';', 5000});
    std::vector<std::string> record;
    BOOST_TEST(cells.next(record));
    BOOST_TEST((record == std::vector<std::string>{"a,b", "c;d", std::string(5000, 'x')}));
}

BOOST_AUTO_TEST_CASE(knows_the_line_where_a_record_begins) {
    CsvCells cells("a\n\"b\nb\"\nc\n", "t.csv", 10);
    std::vector<std::string> record;
    std::vector<std::size_t> lines;
    while (cells.next(record))
        lines.push_back(cells.line());
    BOOST_TEST((lines == std::vector<std::size_t>{10, 11, 13}));
}

BOOST_AUTO_TEST_CASE(every_fault_names_file_line_and_reason) {
    BOOST_TEST(fault("a\nb\"c\n") == "t.csv:2: a quote inside a cell that is not quoted");
    BOOST_TEST(fault("a\n\"b\n") == "t.csv:2: a quoted cell that does not end");
    BOOST_TEST(fault("\"a\"b\n") == "t.csv:1: text behind a closing quote");
    BOOST_TEST(fault("a\rb\n") == "t.csv:1: a carriage return without a line feed");
    BOOST_TEST(fault("a\r") == "t.csv:1: a carriage return without a line feed");
    BOOST_TEST(fault(std::string_view("a\0b\n", 4)) == "t.csv:1: a NUL byte");
    BOOST_TEST(fault(std::string(4096, 'x')) == "none");
    BOOST_TEST(fault(std::string(4097, 'x')) == "t.csv:1: a cell is longer than 4096 bytes");
    BOOST_TEST(fault("\"" + std::string(4096, 'x') + "\"\"\"") == "t.csv:1: a cell is longer than 4096 bytes");
}

BOOST_AUTO_TEST_SUITE_END()
