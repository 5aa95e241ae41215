// The extension functions: what reaches our side, exact arithmetic, and exceptions that must not cross C.
#include "core/failure.hpp"
#include "support/scratch_folder.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"
#include "xml/stylesheet.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

BOOST_AUTO_TEST_SUITE(xml_extension_functions)

namespace xml = postern::xml;
using postern::core::Failure;

/// Answers with its arguments.
struct Echo : xml::ExtensionFunctions {
    std::string latin(std::string_view text) override { return "latin " + std::string(text); }
    std::string ascii(std::string_view text) override { return "ascii " + std::string(text); }
    std::string convert(std::string_view amount, std::string_view currency, std::string_view to) override {
        return std::string(amount).append(" ").append(currency).append(" in ").append(to);
    }
    std::string code(std::string_view table, std::string_view key, std::string_view column) override {
        if (key == "fail") throw Failure("the table is broken");
        if (key == "throw") throw std::runtime_error("something else");
        if (key == "number") throw 7;
        return std::string(table) + "," + std::string(key) + "," + std::string(column);
    }
    bool has_code(std::string_view, std::string_view key) override { return key == "yes"; }
    std::string date(std::string_view iso, std::string_view pattern) override {
        return std::string(iso) + "~" + std::string(pattern);
    }
    std::string country_name(std::string_view alpha2) override { return "<" + std::string(alpha2) + ">"; }
    void finding(std::string_view code, std::string_view field, std::uint32_t line_no) override {
        findings.push_back(std::string(code) + " " + std::string(field) + " " + std::to_string(line_no));
    }
    std::vector<std::string> findings;
};

struct Calling {
    xml::Runtime runtime;
    postern::tests::ScratchFolder folder;
    Echo echo;

    xml::Document transform(const std::string& expression, xml::ExtensionFunctions* functions) {
        const std::string path =
            folder.write("a.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                                  "xmlns:p='urn:postern:functions:1' exclude-result-prefixes='p'><xsl:template "
                                  "match='/'><r><xsl:value-of select=\"" +
                                      expression + "\"/></r></xsl:template></xsl:stylesheet>");
        auto input = xml::MessageReader().read_whole(
            "<in><n>0.1</n><n>0.2</n><n>999999999999.999999</n><n>1.50</n><bad>x</bad><empty/></in>", {});
        BOOST_REQUIRE(input);
        return xml::Stylesheet::load(path)->transform(input.value(), {}, functions);
    }
    std::string value(const std::string& expression) { return transform(expression, &echo).root().text(); }
    std::string failure(const std::string& expression, xml::ExtensionFunctions* functions) {
        try {
            return "gave " + transform(expression, functions).serialise();
        } catch (const Failure& thrown) {
            return thrown.what();
        }
    }
};

BOOST_FIXTURE_TEST_CASE(calls_reach_our_side_with_their_arguments, Calling) {
    BOOST_TEST(value("p:code('offices', in/n[1])") == "offices,0.1,");
    BOOST_TEST(value("p:code('offices', 'NP', 'name')") == "offices,NP,name");
    BOOST_TEST(value("p:code('offices', '\u00E9\u65E5')") == "offices,\u00E9\u65E5,");
    BOOST_TEST(value("p:has-code('t', 'yes') and not(p:has-code('t', 'no'))") == "true");
    BOOST_TEST(value("p:date('2026-01-31', 'M/d/yy')") == "2026-01-31~M/d/yy");
    BOOST_TEST(value("p:local-time('2026-11-30T20:15:00Z', '+08:00')") == "2026-12-01T04:15:00");
    BOOST_TEST(value("p:local-time('2026-11-30T20:15:00.5+05:45', '-03:00')") == "2026-11-30T11:30:00");
    BOOST_TEST(value("p:local-time('yesterday', '+08:00')").empty());
    BOOST_TEST(value("p:local-time('2026-11-30T20:15:00Z', 'Asia/Shanghai')").empty());
    BOOST_TEST(value("p:country-name('NP')") == "<NP>");
    BOOST_TEST(value("concat('[', p:finding('X-1', 'lines.hs_code', 3), ']')") == "[]");
    BOOST_TEST(value("p:finding('X-2', '')") == "");
    BOOST_TEST(value("p:finding('X-3', 'sender.name', 'not a number')") == "");
    BOOST_TEST(value("p:finding('X-4', 'a', count(in/n))") == "");
    BOOST_TEST(value("p:latin('Łódź')") == "latin Łódź");
    BOOST_TEST(value("p:ascii('Łódź')") == "ascii Łódź");
    BOOST_TEST(value("p:convert(in/n[1], 'USD', 'GBP')") == "0.1 USD in GBP");
    const std::vector<std::string> told = {"X-1 lines.hs_code 3", "X-2  0", "X-3 sender.name 0", "X-4 a 4"};
    BOOST_TEST(echo.findings == told, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(arithmetic_is_exact, Calling) {
    BOOST_TEST(value("p:decimal('2.345', 2)") == "2.35");
    BOOST_TEST(value("p:decimal('-2.345', 2)") == "-2.35");
    BOOST_TEST(value("p:decimal('7', 3)") == "7.000");
    BOOST_TEST(value("p:decimal('0.5', 0)") == "1");
    BOOST_TEST(value("p:decimal('2.345', 2, 'half-up')") == "2.35");
    BOOST_TEST(value("p:decimal('2.345', 2, 'half-even')") == "2.34");
    BOOST_TEST(value("p:decimal('2.349', 2, 'down')") == "2.34");
    BOOST_TEST(value("p:decimal('2.341', 2, 'up')") == "2.35");
    BOOST_TEST(value("p:decimal('2.341', 2, 'nearest')") == "");
    BOOST_TEST(value("p:divide('1', '8', 2, 'half-even')") == "0.12");
    BOOST_TEST(value("p:divide('1', '8', 2, 'up')") == "0.13");
    BOOST_TEST(value("p:sum(in/n[position() &lt; 3])") == "0.3");
    BOOST_TEST(value("p:sum(in/none)") == "0");
    BOOST_TEST(value("p:multiply('1.1', '1.1')") == "1.21");
    BOOST_TEST(value("p:subtract('1', '0.9')") == "0.1");
    BOOST_TEST(value("p:divide('10', '3', 4)") == "3.3333");
    BOOST_TEST(value("p:divide('2', '3', 0)") == "1");
    BOOST_TEST(value("concat(p:compare('1.50', '1.5'), p:compare('1', '2'), p:compare('2', '1'))") == "0-11");
    BOOST_TEST(value("p:compare('2', '1') &gt; 0") == "true");
    BOOST_TEST(value("concat(p:plain('1.500'), ' ', p:plain('2.000'), ' ', p:plain('100'), ' ', p:plain('0.10'))") ==
               "1.5 2 100 0.1");
}

BOOST_FIXTURE_TEST_CASE(what_is_no_decimal_gives_nothing, Calling) {
    for (const std::string expression :
         {"p:decimal('1e3', 2)", "p:decimal('', 2)", "p:decimal('1', 10)", "p:decimal('1', 'x')", "p:decimal('1', -1)",
          "p:sum(in/*)", "p:sum(in/empty)", "p:multiply('1', 'x')", "p:subtract(in/empty, '1')",
          "p:divide('1', '0', 2)", "p:divide('1', '0.000', 2)", "p:divide('1', '2', 99)", "p:compare('1', 'one')",
          "p:plain(' 1')", "p:plain('1,5')"}) {
        BOOST_TEST(value(expression) == "", expression);
    }
    // what is more than parse takes gives nothing either
    BOOST_TEST(value("p:multiply(in/n[3], in/n[3])") == "999999999999999998000000.000000000");
    BOOST_TEST(value("p:multiply(p:multiply(in/n[3], in/n[3]), in/n[3])") == "");
}

BOOST_FIXTURE_TEST_CASE(an_exception_stops_the_run_and_comes_out_as_failure, Calling) {
    BOOST_TEST(failure("p:code('t', 'fail')", &echo) == "the table is broken");
    BOOST_TEST(failure("p:code('t', 'throw')", &echo).find("something else") != std::string::npos);
    BOOST_TEST(!failure("p:code('t', 'number')", &echo).starts_with("gave"));
    BOOST_TEST(value("p:code('t', 'again')") == "t,again,"); // nothing stayed behind
}

BOOST_FIXTURE_TEST_CASE(without_the_object_only_the_pure_ones_work, Calling) {
    BOOST_TEST(failure("p:decimal('1', 1)", nullptr) == "gave <r>1.0</r>");
    BOOST_TEST(failure("p:country-name('NP')", nullptr) == "the stylesheet calls a function that was not given to it");
}

BOOST_FIXTURE_TEST_CASE(a_call_with_too_few_or_too_many_is_a_failure, Calling) {
    for (const std::string expression : {"p:code('t')", "p:code('a', 'b', 'c', 'd')", "p:decimal('1')", "p:sum()",
                                         "p:sum('text')", "p:compare('1')", "p:country-name()"}) {
        BOOST_TEST(!failure(expression, &echo).starts_with("gave"), expression);
    }
}

BOOST_AUTO_TEST_SUITE_END()
