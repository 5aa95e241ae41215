// FieldTable: from field to path and back.
#include "profiles/field_table.hpp"

#include "core/failure.hpp"
#include "support/scratch_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(field_table)

using namespace postern;
using profiles::FieldRow;
using profiles::FieldTable;

FieldTable table_of(const std::string& rows) {
    const tests::ScratchFolder folder;
    return FieldTable::load(folder.write("fields.csv", "field,xpath,box,element_id\n" + rows));
}

const FieldTable& example() {
    static const FieldTable table = table_of("sender,x:from,From,2\n"
                                             "sender.name,x:from/x:name,From,2\n"
                                             "sender.address_lines,x:from/x:line[1],From,2\n"
                                             "sender.address_lines,x:from/x:line[2],From,2\n"
                                             "lines,x:piece[{n}],,32\n"
                                             "lines.hs_code,x:piece[{n}]/x:hs,7,33\n"
                                             "documents,x:paper,14,44\n");
    return table;
}

/// "field@line", or "none".
std::string at(std::string_view path) {
    std::uint32_t line_no = 77;
    const FieldRow* row = example().row_at(path, &line_no);
    return row == nullptr ? "none" : row->field + "@" + std::to_string(line_no);
}

BOOST_AUTO_TEST_CASE(a_field_has_all_its_rows_in_order) {
    const auto rows = example().rows_of("sender.address_lines");
    BOOST_REQUIRE_EQUAL(rows.size(), 2u);
    BOOST_CHECK_EQUAL(rows[0]->xpath, "x:from/x:line[1]");
    BOOST_CHECK_EQUAL(rows[1]->xpath, "x:from/x:line[2]");
}

BOOST_AUTO_TEST_CASE(a_field_without_rows_stands_where_its_parent_stands) {
    const auto rows = example().rows_of("sender.numbers.scheme");
    BOOST_REQUIRE_EQUAL(rows.size(), 1u);
    BOOST_CHECK_EQUAL(rows[0]->field, "sender");
    BOOST_CHECK(example().rows_of("addressee.name").empty());
    BOOST_CHECK(example().rows_of("").empty());
}

BOOST_AUTO_TEST_CASE(a_path_finds_its_field_and_line) {
    BOOST_CHECK_EQUAL(at("y:from/y:name"), "sender.name@0");
    BOOST_CHECK_EQUAL(at("from[1]/name[1]"), "sender.name@0");
    BOOST_CHECK_EQUAL(at("x:piece[3]/x:hs"), "lines.hs_code@3");
    BOOST_CHECK_EQUAL(at("x:piece[12]"), "lines@12");
    BOOST_CHECK_EQUAL(at("x:piece/x:hs"), "lines.hs_code@1"); // the only one carries no number
    BOOST_CHECK_EQUAL(at("x:piece/x:hs/x:deeper"), "none");
    BOOST_CHECK_EQUAL(at("x:piec"), "none");
    BOOST_CHECK_EQUAL(at(""), "none");
}

BOOST_AUTO_TEST_CASE(what_has_no_row_belongs_to_the_nearest_above_it) {
    const auto near = [](std::string_view path) {
        std::uint32_t line_no = 77;
        const FieldRow* row = example().row_at_or_above(path, &line_no);
        return row == nullptr ? "none" : row->field + "@" + std::to_string(line_no);
    };
    BOOST_CHECK_EQUAL(near("x:from/x:unknown"), "sender@0");
    BOOST_CHECK_EQUAL(near("x:from/x:name/x:deep/x:deeper"), "sender.name@0");
    BOOST_CHECK_EQUAL(near("x:piece[3]/x:unknown"), "lines@3");
    BOOST_CHECK_EQUAL(near("x:piece/x:unknown"), "lines@1");
    BOOST_CHECK_EQUAL(near("x:piece[3]/x:hs"), "lines.hs_code@3");
    BOOST_CHECK_EQUAL(near("x:unknown"), "none");
}

BOOST_AUTO_TEST_CASE(an_authoritys_pointer_leads_back_to_the_field) {
    const auto table = table_of("sender.name,x:from/x:name,,42A/57A/R031\n"
                                "sender,x:from,,42A/57A\n"
                                "lines,x:piece[{n}],,42A/67A/68A\n"
                                "lines.hs_code,x:piece[{n}]/x:hs,,42A/67A/68A/23A/21A/145\n"
                                "gross_weight_kg,x:weight,,35\n");
    const auto at_pointer = [&](std::string_view pointer) {
        std::uint32_t line_no = 0;
        const FieldRow* row = table.row_of_pointer(pointer, &line_no);
        return row == nullptr ? "none" : row->field + "@" + std::to_string(line_no);
    };
    BOOST_CHECK_EQUAL(at_pointer("42A/57A/R031"), "sender.name@0");
    BOOST_CHECK_EQUAL(at_pointer("42A/57A/04A/239"), "sender@0");
    BOOST_CHECK_EQUAL(at_pointer("42A/67A/68A[2]/23A/21A[1]/145"), "lines.hs_code@2");
    BOOST_CHECK_EQUAL(at_pointer("42A/67A/68A[3]/92A/063"), "lines@3");
    BOOST_CHECK_EQUAL(at_pointer("35"), "gross_weight_kg@0");
    BOOST_CHECK_EQUAL(at_pointer("42A"), "none");
    BOOST_CHECK_EQUAL(at_pointer("42A/57AB"), "none");
    BOOST_CHECK_EQUAL(at_pointer("[[["), "none");
    BOOST_CHECK_EQUAL(at_pointer(""), "none");
}

BOOST_AUTO_TEST_CASE(a_position_is_compared_where_the_row_names_one) {
    BOOST_CHECK_EQUAL(at("x:from/x:line[2]"), "sender.address_lines@0");
    BOOST_CHECK_EQUAL(at("x:from/x:line[3]"), "none");
    BOOST_CHECK_EQUAL(at("x:paper[2]"), "documents@0"); // the row stands for every one
}

BOOST_AUTO_TEST_CASE(the_line_is_filled_in) {
    const auto row = *example().rows_of("lines.hs_code").front();
    BOOST_CHECK_EQUAL(profiles::xpath_of(row, 4), "x:piece[4]/x:hs");
    BOOST_CHECK_EQUAL(profiles::xpath_of(row, 0), "x:piece[1]/x:hs");
    BOOST_CHECK_EQUAL(profiles::xpath_of(*example().rows_of("sender.name").front(), 4), "x:from/x:name");
}

BOOST_AUTO_TEST_CASE(a_table_that_says_nothing_is_a_failure_with_its_line) {
    const auto says = [](const std::string& words) {
        return [words](const core::Failure& failure) {
            return std::string(failure.what()).find(words) != std::string::npos;
        };
    };
    BOOST_CHECK_EXCEPTION(table_of("sender,,From,2\n"), core::Failure, says("fields.csv:2: field and xpath"));
    BOOST_CHECK_EXCEPTION(table_of("sender,x:from\n"), core::Failure, says("fields.csv:2"));
    const tests::ScratchFolder folder;
    const auto other = folder.write("fields.csv", "field,path\nsender,x:from\n");
    BOOST_CHECK_EXCEPTION(FieldTable::load(other), core::Failure, says("xpath"));
    BOOST_CHECK_EXCEPTION(FieldTable::load(folder.path() / "none.csv"), core::Failure, says("none.csv"));
}

BOOST_AUTO_TEST_SUITE_END()
