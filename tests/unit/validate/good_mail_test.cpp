// No rule may refuse good mail: in any script, in any country's way of writing, and without what the form does not ask.
#include "good_mail.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(good_mail)

using namespace postern;
using namespace postern::validate::test;

void expect_nothing(const std::string& name, const core::Declaration& declaration) {
    const auto said = said_of(declaration);
    BOOST_TEST(said.empty(), name << ": " << (said.empty() ? "" : said.front()));
}

void expect_no_error(const std::string& name, const core::Declaration& declaration) {
    for (const auto& said : said_of(declaration))
        BOOST_TEST(said.find(" error ") == std::string::npos, name << ": " << said);
}

BOOST_AUTO_TEST_CASE(nothing_is_said_of_a_plain_sale_and_a_plain_gift) {
    expect_nothing("sale", sale());
    expect_nothing("gift", gift());
}

BOOST_AUTO_TEST_CASE(nothing_is_said_of_these_either) {
    const std::vector<std::pair<std::string, std::function<void(core::Declaration&)>>> changes = {
        {"no barcode yet", [](auto& d) { d.item_id.clear(); }},
        {"barcode as printed", [](auto& d) { d.item_id = "EE 123 456 785 NP"; }},
        {"class left to the barcode", [](auto& d) { d.mail_class.clear(); }},
        {"PO box alone", [](auto& d) { d.addressee.address_lines = {"P.O. Box 9"}; }},
        {"no postcode",
         [](auto& d) {
             d.sender.postcode.clear();
             d.addressee.postcode.clear();
             d.addressee.country = "AE";
         }},
        {"two-letter name",
         [](auto& d) {
             d.addressee.name = "Na";
             d.sender.name = "Li";
         }},
        {"initials", [](auto& d) { d.addressee.name = "N. A."; }},
        {"business alone",
         [](auto& d) {
             d.sender.name.clear();
             d.sender.business = "Rai Handicrafts";
         }},
        {"first and last name",
         [](auto& d) {
             d.sender.name.clear();
             d.sender.last_name = "Rai";
         }},
        {"a place without towns",
         [](auto& d) {
             d.addressee.city.clear();
             d.addressee.country = "SG";
             d.addressee.postcode = "018956";
         }},
        {"Kosovo", [](auto& d) { d.addressee.country = "XK"; }},
        {"origin in the European Union", [](auto& d) { d.lines[0].origin_country = "EU"; }},
        {"posted by the country's own post",
         [](auto& d) {
             d.item_id = "EE123456785GB";
             d.sender.country = "JE";
             d.sender.postcode.clear();
         }},
        {"Chinese",
         [](auto& d) {
             d.addressee.name = "王伟";
             d.addressee.address_lines = {"长安街1号"};
             d.addressee.city = "北京";
             d.addressee.country = "CN";
             d.addressee.postcode = "100000";
             d.addressee.numbers = {{"CN_ID", "11010519491231002X", "destination"}};
             d.lines[0].descriptions = {{"茶", "zh"}};
         }},
        {"Arabic",
         [](auto& d) {
             d.addressee.name = "ليلى";
             d.addressee.city = "عمان";
             d.addressee.country = "JO";
             d.lines[0].descriptions = {{"شال صوف", "ar"}};
         }},
        {"one clear description of two",
         [](auto& d) {
             d.lines[0].descriptions = {{"Kleidung", "de"}, {"gift", "en"}};
         }},
        {"tariff code with points", [](auto& d) { d.lines[0].hs_code = "6214.20"; }},
        {"national tariff code", [](auto& d) { d.lines[0].hs_code = "6214 20 00 10"; }},
        {"national chapter behind HS-6", [](auto& d) { d.lines[0].hs_code = "99050000"; }},
        {"half a kilogram",
         [](auto& d) {
             d.lines[0].quantity = decimal("0.5");
             d.lines[0].quantity_unit = "KGM";
         }},
        {"no total: the sum stands in", [](auto& d) { d.total_value.reset(); }},
        {"currency at the total only",
         [](auto& d) {
             for (auto& l : d.lines)
                 l.currency.clear();
         }},
        {"currency at the lines only", [](auto& d) { d.total_value->currency.clear(); }},
        {"unit values only",
         [](auto& d) {
             d.lines[0].unit_value = decimal("60");
             d.lines[0].line_value.reset();
         }},
        {"unit value rounded to the cent",
         [](auto& d) {
             d.lines[2].quantity = decimal("7");
             d.lines[2].unit_value = decimal("4.29");
         }},
        {"a cent off", [](auto& d) { d.total_value = money("214.51", "USD"); }},
        {"packaging weighs nothing", [](auto& d) { d.gross_weight_kg = kg("2.2"); }},
        {"several categories",
         [](auto& d) {
             d.natures = {"11", "31", "991"};
         }},
        {"currency younger than the package", [](auto& d) { d.postage = money("5", "XCG"); }},
        {"a bilateral service", [](auto& d) { d.item_id = "ZZ123456785NP"; }},
    };
    for (const auto& [name, change] : changes) {
        auto declaration = sale();
        change(declaration);
        expect_nothing(name, declaration);
    }
}

BOOST_AUTO_TEST_CASE(gifts_samples_and_documents_without_value_are_no_error) {
    for (const char* nature : {"21", "31", "32", "91", "991", "999"}) {
        auto declaration = gift();
        declaration.natures = {nature};
        declaration.lines[0].line_value = decimal("0");
        declaration.total_value.reset();
        expect_no_error(std::string("no value, nature ") + nature, declaration);
        declaration.lines[0].line_value.reset();
        declaration.lines[0].net_weight_kg.reset();
        declaration.gross_weight_kg.reset();
        expect_no_error(std::string("blank value and weight, nature ") + nature, declaration);
    }
}

BOOST_AUTO_TEST_CASE(documents_need_no_lines) {
    auto declaration = gift();
    declaration.natures = {"91"};
    declaration.lines.clear();
    declaration.total_value.reset();
    expect_nothing("documents without lines", declaration);
    auto with_lines = gift();
    with_lines.natures = {"91"};
    with_lines.lines[0].descriptions = {{"Documents", "en"}};
    with_lines.lines[0].line_value.reset();
    with_lines.total_value.reset();
    expect_no_error("documents called documents", with_lines);
}

BOOST_AUTO_TEST_CASE(these_are_worth_a_word_and_no_more) {
    auto remailed = sale();
    remailed.item_id = "EE123456785SG";
    expect_no_error("remailed: posted in another country", remailed);
    auto nepali = sale();
    nepali.lines[0].descriptions = {{"ऊनी शल", "ne"}};
    expect_no_error("letters and language that are not read there", nepali);
    auto no_postcode = sale();
    no_postcode.addressee.postcode.clear();
    expect_no_error("no postcode where there should be one", no_postcode);
}

BOOST_AUTO_TEST_CASE(a_cn23_is_always_allowed) {
    auto declaration = gift();
    declaration.form = "CN23";
    expect_nothing("CN 23 on a small letter-post item", declaration);
}

BOOST_AUTO_TEST_SUITE_END()
