// CodeTable and PackFunctions: what a stylesheet is answered, and what it leaves behind.
#include "profiles/pack_functions.hpp"

#include "core/failure.hpp"
#include "support/scratch_folder.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(pack_functions)

using namespace postern;
using profiles::CodeTable;
using profiles::PackFunctions;
using profiles::Profile;

constexpr const char* kUnits = "# source: a test\n# date: 2026-11-23\n# field: lines.quantity_unit\n"
                               "unit,code,name\nnone,UNT,Unit\nPR,PR,Pair\n";

CodeTable table_of(const std::string& text) {
    const tests::ScratchFolder folder;
    return CodeTable::load(folder.write("units.csv", text));
}

Profile profile() {
    Profile made;
    made.name = "xx-test";
    made.codes.emplace("units", table_of(kUnits));
    made.codes.emplace("office", table_of("# source: a test\n# date: 2026-11-23\nleg,code\nexport,X1\n"));
    return made;
}

auto says(const std::string& words) {
    return
        [words](const core::Failure& failure) { return std::string(failure.what()).find(words) != std::string::npos; };
}

struct Functions {
    Profile of = profile();
    PackFunctions functions{of, [](std::string_view code) { return "name of " + std::string(code); }};
};

BOOST_AUTO_TEST_CASE(a_code_is_the_second_cell_or_the_named_one) {
    const auto table = table_of(kUnits);
    BOOST_REQUIRE(table.find("PR", "") != nullptr);
    BOOST_CHECK_EQUAL(*table.find("PR", ""), "PR");
    BOOST_CHECK_EQUAL(*table.find("none", ""), "UNT");
    BOOST_CHECK_EQUAL(*table.find("none", "name"), "Unit");
    BOOST_CHECK(table.find("pr", "") == nullptr);
    BOOST_CHECK_EQUAL(table.field(), "lines.quantity_unit");
    BOOST_CHECK_EXCEPTION(table.find("PR", "names"), core::Failure, says("no column 'names'"));
}

BOOST_AUTO_TEST_CASE(a_table_without_origin_or_with_a_key_twice_is_refused) {
    BOOST_CHECK_EXCEPTION(table_of("# date: 2026-11-23\na,b\n1,2\n"), core::Failure, says("'# source:'"));
    BOOST_CHECK_EXCEPTION(table_of("# source: x\na,b\n1,2\n"), core::Failure, says("'# date:'"));
    const std::string notes = "# source: x\n# date: 2026-11-23\n";
    BOOST_CHECK_EXCEPTION(table_of(notes + "a,b\n1,2\n1,3\n"), core::Failure, says("units.csv:5: a key that is there"));
    BOOST_CHECK_EXCEPTION(table_of(notes + "a,b\n,2\n"), core::Failure, says("units.csv:4: a key that is empty"));
    BOOST_CHECK_EXCEPTION(table_of(notes + "a\n1\n"), core::Failure, says("two columns"));
}

BOOST_FIXTURE_TEST_CASE(a_missing_code_is_one_finding_a_table_without_the_senders_text, Functions) {
    BOOST_CHECK_EQUAL(functions.code("units", "PR", "name"), "Pair");
    BOOST_CHECK_EQUAL(functions.code("units", "a secret of the sender", ""), "");
    BOOST_CHECK_EQUAL(functions.code("units", "another", "name"), "");
    BOOST_CHECK_EQUAL(functions.code("office", "import", ""), "");
    const auto findings = functions.take_findings();
    BOOST_REQUIRE_EQUAL(findings.size(), 2u);
    BOOST_CHECK_EQUAL(findings[0].code, "CODE-MISSING");
    BOOST_CHECK_EQUAL(findings[0].field, "lines.quantity_unit");
    BOOST_REQUIRE_EQUAL(findings[0].args.size(), 1u);
    BOOST_CHECK_EQUAL(findings[0].args[0], "units");
    BOOST_CHECK_EQUAL(findings[1].args[0], "office");
    BOOST_CHECK_EQUAL(findings[1].field, "");
}

BOOST_FIXTURE_TEST_CASE(asking_whether_a_code_is_there_finds_nothing_wrong, Functions) {
    BOOST_CHECK(functions.has_code("units", "none"));
    BOOST_CHECK(!functions.has_code("units", "x"));
    BOOST_CHECK(!functions.has_code("no such table", "x"));
    BOOST_CHECK(functions.take_findings().empty());
}

BOOST_FIXTURE_TEST_CASE(a_table_that_is_not_there_is_the_packs_bug, Functions) {
    BOOST_CHECK_EXCEPTION(functions.code("ports", "x", ""), core::Failure, says("xx-test has no codes/ports.csv"));
}

BOOST_FIXTURE_TEST_CASE(findings_of_a_stylesheet_are_kept_in_order, Functions) {
    functions.finding("HS-NATIONAL-DIGITS", "lines.hs_code", 2);
    functions.finding("CODE-MISSING", "lines.quantity_unit", 3);
    const auto findings = functions.take_findings();
    BOOST_REQUIRE_EQUAL(findings.size(), 2u);
    BOOST_CHECK_EQUAL(findings[0].field, "lines.hs_code");
    BOOST_CHECK_EQUAL(findings[0].line_no, 2u);
    BOOST_CHECK(findings[0].args.empty());
    BOOST_CHECK_EQUAL(findings[1].line_no, 3u);
    BOOST_REQUIRE_EQUAL(findings[1].args.size(), 1u); // the table that this field's keys are looked up in
    BOOST_CHECK_EQUAL(findings[1].args[0], "units");
}

BOOST_FIXTURE_TEST_CASE(dates_and_names_are_answered, Functions) {
    BOOST_CHECK_EQUAL(functions.date("2026-03-09", "M/d/yy"), "3/9/26");
    BOOST_CHECK_EQUAL(functions.date("soon", "M/d/yy"), "");
    BOOST_CHECK_EQUAL(functions.country_name("NP"), "name of NP");
}

BOOST_AUTO_TEST_CASE(stylesheets_get_the_date_pattern_beside_the_parameters) {
    Profile made = profile();
    made.date_pattern = "M/d/yy";
    made.parameters = {{"b", "2"}, {"a", "1"}};
    const auto parameters = made.stylesheet_parameters();
    BOOST_REQUIRE_EQUAL(parameters.size(), 3u);
    BOOST_CHECK(parameters[0] == std::make_pair(std::string("a"), std::string("1")));
    BOOST_CHECK(parameters[2] == std::make_pair(std::string("date_pattern"), std::string("M/d/yy")));
}

BOOST_AUTO_TEST_SUITE_END()
