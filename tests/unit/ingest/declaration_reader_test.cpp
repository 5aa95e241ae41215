// From the canonical tree to values, and what cannot be read.
#include "ingest/declaration_reader.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

BOOST_AUTO_TEST_SUITE(declaration_reader)

using namespace postern;

core::Declaration read(const std::string& inner, std::vector<core::Finding>& findings) {
    static const xml::Runtime runtime;
    xml::MessageReader reader;
    const auto tree =
        reader.read_whole("<declaration xmlns=\"urn:postern:declaration:1\">" + inner + "</declaration>", {});
    BOOST_REQUIRE(tree.ok());
    return ingest::read_declaration(tree.value(), findings);
}

BOOST_AUTO_TEST_CASE(spellings_of_xml_schema_become_ours) {
    std::vector<core::Finding> findings;
    for (const auto& [sent, meant] :
         {std::pair{"1.50", "1.50"}, {" +1.5 ", "1.5"}, {".5", "0.5"}, {"2.", "2"}, {"-.25", "-0.25"}, {"007", "7"}}) {
        const auto d = read("<gross_weight_kg>" + std::string(sent) + "</gross_weight_kg>", findings);
        BOOST_REQUIRE(d.gross_weight_kg.has_value());
        BOOST_CHECK_EQUAL(d.gross_weight_kg->kilograms.to_string(), meant);
    }
    BOOST_CHECK(findings.empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_left_out_and_found_once_where_it_stands) {
    std::vector<core::Finding> findings;
    const auto d = read("<lines><line><net_weight_kg>heavy</net_weight_kg></line>"
                        "<line><line_value>1e5</line_value><quantity>2</quantity></line></lines>",
                        findings);
    BOOST_REQUIRE_EQUAL(d.lines.size(), 2u);
    BOOST_CHECK(!d.lines[0].net_weight_kg);
    BOOST_CHECK(!d.lines[1].line_value);
    BOOST_CHECK(d.lines[1].quantity.has_value());
    BOOST_REQUIRE_EQUAL(findings.size(), 2u);
    BOOST_CHECK_EQUAL(findings[0].field, "lines.net_weight_kg");
    BOOST_CHECK_EQUAL(findings[0].line_no, 1u);
    BOOST_CHECK_EQUAL(findings[1].field, "lines.line_value");
    BOOST_CHECK_EQUAL(findings[1].line_no, 2u);
    BOOST_CHECK(findings[0].args.empty());
    // the schema has said so already
    const auto before = findings.size();
    static_cast<void>(read("<lines><line><net_weight_kg>heavy</net_weight_kg></line></lines>", findings));
    BOOST_CHECK_EQUAL(findings.size(), before);
}

BOOST_AUTO_TEST_CASE(blank_leaves_are_absent) {
    std::vector<core::Finding> findings;
    const auto d = read("<gross_weight_kg> </gross_weight_kg><posting_date/><total_value currency=\"USD\"/>", findings);
    BOOST_CHECK(!d.gross_weight_kg && !d.posting_date && !d.total_value);
    BOOST_CHECK(findings.empty());
}

BOOST_AUTO_TEST_SUITE_END()
