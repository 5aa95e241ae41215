// What a line weighs and is worth where the sender says it of one piece.
#include "ingest/declaration_reader.hpp"
#include "ingest/line_totals.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

BOOST_AUTO_TEST_SUITE(line_totals)

using namespace postern;

/// The line's children in the canonical tree after completion, "name=text" each.
std::string completed(const std::string& line) {
    static const xml::Runtime runtime;
    xml::MessageReader reader;
    const auto tree = reader.read_whole(
        "<declaration xmlns=\"urn:postern:declaration:1\"><lines><line>" + line + "</line></lines></declaration>", {});
    BOOST_REQUIRE(tree.ok());
    std::vector<core::Finding> findings;
    auto declaration = ingest::read_declaration(tree.value(), findings);
    ingest::complete_line_totals(declaration, tree.value());
    const auto again = ingest::read_declaration(tree.value(), findings);
    const auto& made = declaration.lines.front();
    BOOST_CHECK(made.net_weight_kg == again.lines.front().net_weight_kg);
    BOOST_CHECK(made.line_value == again.lines.front().line_value);
    std::string text;
    for (auto e = tree.value().root().child("lines").child("line").first_child(); e; e = e.next_sibling())
        text += std::string(e.name()) + "=" + e.text() + " ";
    return text;
}

BOOST_AUTO_TEST_CASE(totals_stand_before_what_they_were_made_of) {
    BOOST_CHECK_EQUAL(completed("<quantity>3</quantity><unit_weight_kg>0.125</unit_weight_kg>"
                                "<unit_value>4.50</unit_value>"),
                      "quantity=3 net_weight_kg=0.375 unit_weight_kg=0.125 line_value=13.5 unit_value=4.50 ");
}

BOOST_AUTO_TEST_CASE(a_total_that_cannot_be_read_is_not_made_up_for) {
    BOOST_CHECK_EQUAL(completed("<quantity>3</quantity><net_weight_kg>much</net_weight_kg>"
                                "<unit_weight_kg>0.125</unit_weight_kg><line_value>1,5</line_value>"
                                "<unit_value>4</unit_value>"),
                      "quantity=3 net_weight_kg=much unit_weight_kg=0.125 line_value=1,5 unit_value=4 ");
}

BOOST_AUTO_TEST_CASE(what_the_sender_gave_stays) {
    const std::string both = "<quantity>3</quantity><net_weight_kg>9</net_weight_kg>"
                             "<unit_weight_kg>0.125</unit_weight_kg>";
    BOOST_CHECK_EQUAL(completed(both), "quantity=3 net_weight_kg=9 unit_weight_kg=0.125 ");
    BOOST_CHECK_EQUAL(completed("<unit_value>4</unit_value>"), "unit_value=4 ");
}

BOOST_AUTO_TEST_CASE(digits_that_do_not_fit) {
    BOOST_CHECK_EQUAL(completed("<quantity>0.000001</quantity><unit_value>0.500000</unit_value>"),
                      "quantity=0.000001 line_value=0.000001 unit_value=0.500000 ");
    const std::string great = "999999999999";
    BOOST_CHECK_EQUAL(completed("<quantity>" + great + "</quantity><unit_value>" + great + "</unit_value>"),
                      "quantity=" + great + " unit_value=" + great + " ");
}

BOOST_AUTO_TEST_SUITE_END()
