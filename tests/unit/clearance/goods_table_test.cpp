// The table of goods where there is little to say: an offer always has its row.
#include "clearance/goods_table.hpp"
#include "csv/reader.hpp"
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "support/test_gateway.hpp"

#include <optional>

BOOST_AUTO_TEST_SUITE(goods_table)

using namespace postern;

/// The table of the one offer there is, where its declaration is read as that.
csv::Table table_of(const std::optional<core::Declaration>& declared) {
    tests::TestGateway world;
    generator::Generator generator(5);
    auto sale = generator.next();
    while (sale.natures != std::vector<std::string>{"11"})
        sale = generator.next();
    world.submit(generator::to_itmatt_xml(std::vector{sale}), world.post());
    auto& store = world.store();
    const clearance::GoodsTable table({store.filings(), store.declarations(), store.registers()},
                                      world.gateway().chain()->ids, [&](std::string_view) { return declared; });
    csv::Writer out;
    clearance::GoodsTable::write_header(out);
    const auto feed = world.desk().feed(world.customs(), {}, 10, 0);
    for (const auto& offer : feed.value().offers)
        table.write(out, offer);
    return csv::read(out.take(), "table");
}

std::string cell(const csv::Table& table, std::size_t row, std::string_view column) {
    return table.rows.at(row).cells.at(table.column(column));
}

BOOST_AUTO_TEST_CASE(without_lines_the_item_has_one_row) {
    core::Declaration documents;
    documents.item_id = "RR123456785NP";
    documents.natures = {"91", "999"};
    documents.addressee.business = "Vereinigte Filze";
    documents.sender.first_name = "Sunita";
    documents.sender.last_name = "Maharjan";
    const auto table = table_of(documents);
    BOOST_REQUIRE_EQUAL(table.rows.size(), 1u);
    BOOST_CHECK_EQUAL(cell(table, 0, "item_id"), "RR123456785NP");
    BOOST_CHECK_EQUAL(cell(table, 0, "natures"), "91 999");
    BOOST_CHECK_EQUAL(cell(table, 0, "sender"), "Sunita Maharjan");
    BOOST_CHECK_EQUAL(cell(table, 0, "addressee"), "Vereinigte Filze");
    BOOST_CHECK_EQUAL(cell(table, 0, "line"), "");
    BOOST_CHECK_EQUAL(cell(table, 0, "state"), "QUEUED");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_any_more_still_names_its_filing) {
    const auto table = table_of(std::nullopt);
    BOOST_REQUIRE_EQUAL(table.rows.size(), 1u);
    BOOST_CHECK(cell(table, 0, "filing").starts_with("fil_"));
    BOOST_CHECK_EQUAL(cell(table, 0, "description"), "");
}

BOOST_AUTO_TEST_CASE(a_line_without_its_own_currency_has_that_of_the_total) {
    core::Declaration sale;
    sale.total_value = core::Money{*core::Decimal::parse("30.00"), "NPR"};
    sale.gross_weight_kg = core::Weight{*core::Decimal::parse("0.500")};
    sale.lines.resize(2);
    sale.lines[0].line_value = core::Decimal::parse("30.00");
    sale.lines[0].descriptions = {{"ऊनी शाल", "ne"}, {"Woollen shawl", "en"}};
    sale.lines[1].currency = "USD";
    const auto table = table_of(sale);
    BOOST_REQUIRE_EQUAL(table.rows.size(), 2u);
    BOOST_CHECK_EQUAL(cell(table, 0, "currency"), "NPR");
    BOOST_CHECK_EQUAL(cell(table, 0, "description"), "ऊनी शाल"); // as the sender wrote it
    BOOST_CHECK_EQUAL(cell(table, 0, "gross_weight_kg"), "0.500");
    BOOST_CHECK_EQUAL(cell(table, 1, "currency"), "USD");
    BOOST_CHECK_EQUAL(cell(table, 1, "line"), "2");
    BOOST_CHECK_EQUAL(cell(table, 1, "line_value"), "");
}

BOOST_AUTO_TEST_SUITE_END()
