// The CSV reader: notes, header, rows, and each fault with its file and line.
#include "csv/reader.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

BOOST_AUTO_TEST_SUITE(csv_reader)

using postern::core::Failure;
using postern::csv::read;
using postern::csv::Table;

std::string fault(std::string_view text) {
    try {
        read(text, "t.csv");
    } catch (const Failure& failure) {
        return failure.what();
    }
    return "none";
}

BOOST_AUTO_TEST_CASE(reads_notes_header_and_rows) {
    const Table table = read("# source: ISO 4217: list one\r\n# valid-from: 2026-01-01\n"
                             "code,name\nNPR,\"Nepalese rupee, paisa\"\nUSD,\n",
                             "t.csv");
    BOOST_TEST(table.notes.at("source") == "ISO 4217: list one");
    BOOST_TEST(table.notes.at("valid-from") == "2026-01-01");
    BOOST_TEST(table.notes.size() == 2U);
    BOOST_TEST(table.column("code") == 0U);
    BOOST_TEST(table.column("name") == 1U);
    BOOST_TEST_REQUIRE(table.rows.size() == 2U);
    BOOST_TEST(table.rows[0].line == 4U);
    BOOST_TEST(table.rows[0].cells[1] == "Nepalese rupee, paisa");
    BOOST_TEST(table.rows[1].line == 5U);
    BOOST_TEST(table.rows[1].cells[1] == "");
    BOOST_CHECK_EXCEPTION(table.column("rate"), Failure,
                          [](const Failure& f) { return std::string(f.what()) == "csv: no column 'rate'"; });
}

BOOST_AUTO_TEST_CASE(a_header_alone_is_a_table_and_a_byte_order_mark_is_no_cell) {
    BOOST_TEST(read("code\n", "t.csv").rows.empty());
    BOOST_TEST(read("\xef\xbb\xbf"
                    "code\nNPR\n",
                    "t.csv")
                   .column("code") == 0U);
    // after the header a '#' is a cell like any other
    BOOST_TEST(read("code\n# x\n", "t.csv").rows[0].cells[0] == "# x");
}

BOOST_AUTO_TEST_CASE(every_fault_names_file_line_and_reason) {
    BOOST_TEST(fault("") == "t.csv:1: no header");
    BOOST_TEST(fault("# source: x\n") == "t.csv:2: no header");
    BOOST_TEST(fault("a,b\n1\n") == "t.csv:2: 1 cells where the header has 2");
    BOOST_TEST(fault("a,b\n1,2\n\n") == "t.csv:3: 1 cells where the header has 2");
    BOOST_TEST(fault("# source: x\na,b\n1,2,3\n") == "t.csv:3: 3 cells where the header has 2");
    BOOST_TEST(fault("a,a\n") == "t.csv:1: column 'a' is there twice");
    BOOST_TEST(fault("a,\n") == "t.csv:1: a column without a name");
    BOOST_TEST(fault("#source: x\na\n") == "t.csv:1: a note before the header is written '# key: value'");
    BOOST_TEST(fault("# just words\na\n") == "t.csv:1: a note before the header is written '# key: value'");
    BOOST_TEST(fault("# a key: value\na\n") == "t.csv:1: a note before the header is written '# key: value'");
    BOOST_TEST(fault("# source: x\n# source: y\na\n") == "t.csv:2: the note is there twice");
    BOOST_TEST(fault("a\nb\xff\n") == "t.csv:2: not UTF-8");
    BOOST_TEST(fault("a\n\"b\n") == "t.csv:2: a quoted cell that does not end");
    BOOST_TEST(fault("a\n" + std::string(4097, 'x')) == "t.csv:2: a cell is longer than 4096 bytes");
}

BOOST_AUTO_TEST_CASE(reads_files_and_says_which_is_missing) {
    const auto path = std::filesystem::temp_directory_path() / ("postern-csv-" + std::to_string(::getpid()) + ".csv");
    std::ofstream(path) << "code,name\nNPR,rupee\n";
    BOOST_TEST(postern::csv::read_file(path.string()).rows.size() == 1U);
    std::ofstream(path, std::ios::trunc).close();
    BOOST_CHECK_EXCEPTION(postern::csv::read_file(path.string()), Failure, [&path](const Failure& f) {
        return std::string(f.what()) == path.string() + ":1: no header";
    });
    std::filesystem::remove(path);
    BOOST_CHECK_EXCEPTION(postern::csv::read_file(path.string()), Failure, [&path](const Failure& f) {
        return std::string(f.what()) == path.string() + ": no such file";
    });
    BOOST_CHECK_THROW(postern::csv::read_file(std::filesystem::temp_directory_path().string()), Failure);
}

BOOST_AUTO_TEST_CASE(every_list_that_ships_can_be_read) {
    std::size_t lists = 0;
    for (const auto& entry : std::filesystem::directory_iterator(POSTERN_SOURCE_DIR "/config/codelists")) {
        if (entry.path().extension() != ".csv") continue;
        BOOST_CHECK_NO_THROW(postern::csv::read_file(entry.path().string()));
        ++lists;
    }
    BOOST_TEST(lists > 0U);
}

BOOST_AUTO_TEST_SUITE_END()
