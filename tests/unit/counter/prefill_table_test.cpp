// A shop's table: rows of a parcel become its lines, cells become members, and findings find their cells again.
#include "counter/prefill_table.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(prefill_table)

using namespace postern;
using core::RefusalCode;
using counter::CellFault;
using counter::read_prefill_table;

using Rows = std::vector<std::uint32_t>;

counter::PrefillTable table_of(const std::string& text) {
    auto table = read_prefill_table(text);
    BOOST_REQUIRE(table.ok());
    return std::move(table).value();
}
RefusalCode refusal_of(const std::string& text) {
    const auto table = read_prefill_table(text);
    return table ? RefusalCode::internal : table.refusal().code;
}

BOOST_AUTO_TEST_CASE(the_example_is_one_parcel_of_two_lines) {
    const auto table = table_of(counter::prefill_table_columns());
    BOOST_REQUIRE(table.parcels.size() == 1u);
    const auto& parcel = table.parcels.front();
    BOOST_TEST(parcel.reference == "ORDER-1042");
    BOOST_TEST((parcel.rows == Rows{2, 3}));
    BOOST_TEST((parcel.line_rows == Rows{2, 3}));
    BOOST_TEST(parcel.faults.empty());
    BOOST_TEST(parcel.declaration ==
               R"({"sender":{"name":"Sunita Maharjan","business":"Patan Felt Works",)"
               R"("address_lines":["Mangal Bazar 14"],"postcode":"44700","city":"Lalitpur","country":"NP",)"
               R"("telephone":"+977 1 5550123","numbers":[{"scheme":"EXIM","value":"3014458900123NP"}]},)"
               R"("addressee":{"name":"Erika Mustermann","address_lines":["Heidestr. 17"],"postcode":"51147",)"
               R"("city":"Koeln","country":"DE","email":"erika@example.org"},"natures":["sale"],)"
               R"("documents":[{"kind":"invoice","number":"PFW-2026-101"}],)"
               R"("lines":[{"descriptions":[{"lang":"en","text":"wool scarf, hand-woven"}],"quantity":"2",)"
               R"("net_weight_kg":"0.300","line_value":"40.00","currency":"USD","hs_code":"611710",)"
               R"("origin_country":"NP"},{"descriptions":[{"lang":"en","text":"felt slippers"}],"quantity":"1",)"
               R"("net_weight_kg":"0.420","line_value":"25.00","currency":"USD","hs_code":"640520",)"
               R"("origin_country":"NP"}],"metadata":{"parcel":"ORDER-1042"}})");
}

BOOST_AUTO_TEST_CASE(rows_of_a_parcel_stand_wherever_they_stand) {
    const auto table = table_of("Parcel;description;sender_country\nA;x;NP\nB;y;\n\nA;z;\nA;;\n");
    BOOST_REQUIRE(table.parcels.size() == 2u);
    BOOST_TEST((table.parcels[0].rows == Rows{2, 5, 6}));
    BOOST_TEST((table.parcels[0].line_rows == Rows{2, 5}));
    BOOST_TEST(table.parcels[1].declaration ==
               R"({"lines":[{"descriptions":[{"text":"y"}]}],"metadata":{"parcel":"B"}})");
}

BOOST_AUTO_TEST_CASE(what_makes_no_draft_is_told_by_its_cell) {
    const auto table =
        table_of("parcel,sender_city,description\nA,Patan,x\nA,Lalitpur,y\n,Patan,z\nB,Patan,x,beyond\n" +
                 std::string(65, 'p') + ",Patan,x\n");
    BOOST_REQUIRE(table.parcels.size() == 2u);
    const auto& differs = table.parcels[0].faults;
    BOOST_REQUIRE(differs.size() == 1u);
    BOOST_TEST(differs[0].row == 3u);
    BOOST_TEST(differs[0].column == "sender_city");
    BOOST_TEST((differs[0].fault == CellFault::cell_differs));
    BOOST_REQUIRE(table.parcels[1].faults.size() == 1u);
    BOOST_TEST((table.parcels[1].faults[0].fault == CellFault::cells_beyond));
    BOOST_REQUIRE(table.without_parcel.size() == 2u);
    BOOST_TEST(table.without_parcel[0].row == 4u);
    BOOST_TEST(table.without_parcel[1].row == 6u);
    BOOST_TEST((table.without_parcel[1].fault == CellFault::parcel_missing));
}

BOOST_AUTO_TEST_CASE(a_finding_finds_its_cell) {
    const auto table = table_of("parcel,sender_city,description\nA,Patan,\nA,,x\nA,,y\n");
    const auto& parcel = table.parcels.front();
    core::Finding finding;
    finding.field = "lines.hs_code";
    finding.line_no = 2;
    BOOST_TEST(counter::place_in_table(parcel, finding).row == 4u);
    BOOST_TEST(counter::place_in_table(parcel, finding).column == "hs_code");
    finding = {};
    finding.field = "sender.name";
    BOOST_TEST(counter::place_in_table(parcel, finding).row == 2u);
    BOOST_TEST(counter::place_in_table(parcel, finding).column == "sender_name");
    finding.field = "insured_value";
    BOOST_TEST(counter::place_in_table(parcel, finding).column == "");
    finding.line_no = 9;
    BOOST_TEST(counter::place_in_table(parcel, finding).row == 2u);
}

BOOST_AUTO_TEST_CASE(a_table_is_bounded_and_its_header_strict) {
    BOOST_TEST((refusal_of("") == RefusalCode::message_empty));
    BOOST_TEST((refusal_of("parcel\n") == RefusalCode::message_empty));
    BOOST_TEST((refusal_of("description\nx\n") == RefusalCode::message_structure));
    BOOST_TEST((refusal_of("parcel,colour\nA,red\n") == RefusalCode::message_structure));
    BOOST_TEST((refusal_of("parcel\n\"A\n") == RefusalCode::message_structure));
    BOOST_TEST((refusal_of("parcel\n\xff\n") == RefusalCode::invalid_encoding));
    BOOST_TEST((refusal_of(std::string("parcel\n\0\n", 9)) == RefusalCode::nul_byte));
    std::string many = "parcel\n";
    for (int i = 0; i < 1000; ++i)
        many += "P" + std::to_string(i) + "\n";
    BOOST_TEST(table_of(many).parcels.size() == 1000u);
    BOOST_TEST((refusal_of(many + "ONE MORE\n") == RefusalCode::too_many_items));
    std::string rows = "parcel\n";
    for (int i = 0; i < 10'001; ++i)
        rows += "P\n";
    BOOST_TEST((refusal_of(rows) == RefusalCode::too_many_items));
}

BOOST_AUTO_TEST_SUITE_END()
