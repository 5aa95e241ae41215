// Rules about item id, class, form, parties and category, each both ways.
#include "expect.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(item_rules)

using namespace postern;
using namespace postern::validate::test;

BOOST_AUTO_TEST_CASE(item_id_and_mail_class) {
    expect(sale(),
           {
               {"lower case", [](auto& d) { d.item_id = "ee123456785np"; }, {"S10-PATTERN error item_id"}},
               {"too short: the check digit is not spoken of",
                [](auto& d) { d.item_id = "EE12345678NP"; },
                {"S10-PATTERN error item_id"}},
               {"check digit", [](auto& d) { d.item_id = "EE123456780NP"; }, {"S10-CHECK-DIGIT error item_id (5)"}},
               {"printed sample with a wrong digit",
                [](auto& d) {
                    d.item_id = "CP001020301BR";
                    posted_in(d, "BR");
                    d.mail_class = "C";
                },
                {"S10-CHECK-DIGIT error item_id (7)"}},
               {"never assigned", [](auto& d) { d.item_id = "JA123456785NP"; }, {"S10-INDICATOR error item_id (JA)"}},
               {"reserved, may be assigned by now",
                [](auto& d) { d.item_id = "SA123456785NP"; },
                {"S10-INDICATOR warning item_id (SA)"}},
               {"unassigned", [](auto& d) { d.item_id = "AA123456785NP"; }, {"S10-INDICATOR warning item_id (AA)"}},
               {"no such post", [](auto& d) { d.item_id = "EE123456785ZQ"; }, {"S10-COUNTRY error item_id (ZQ)"}},
               {"class against indicator",
                [](auto& d) { d.mail_class = "C"; },
                {"CLASS-INDICATOR warning mail_class (C, EE, E)"}},
               {"e-commerce parcel is a parcel",
                [](auto& d) {
                    d.item_id = "HA123456785NP";
                    d.mail_class = "C";
                },
                {}},
               {"M bag is letter post",
                [](auto& d) {
                    d.item_id = "MA123456785NP";
                    d.mail_class = "U";
                },
                {}},
               {"business reply is letter post",
                [](auto& d) {
                    d.item_id = "QA123456785NP";
                    d.mail_class = "U";
                    d.gross_weight_kg = kg("2.2");
                    d.lines.resize(1);
                    d.total_value.reset();
                },
                {"WEIGHT-UNUSUAL warning gross_weight_kg (2)"}},
               {"unknown class", [](auto& d) { d.mail_class = "Q"; }, {"MAIL-CLASS-UNKNOWN warning mail_class"}},
               {"class nowhere",
                [](auto& d) {
                    d.mail_class.clear();
                    d.item_id.clear();
                },
                {"MAIL-CLASS-MISSING info mail_class"}},
           });
}

BOOST_AUTO_TEST_CASE(a_cn22_has_the_ceiling_of_its_post) {
    const auto worth = [](const char* amount, const char* currency, const char* post) {
        return [=](core::Declaration& d) {
            d.item_id = std::string("UA123456785") + post;
            posted_in(d, post);
            d.lines[0].line_value = decimal(amount);
            d.lines[0].currency = currency;
            d.total_value = money(amount, currency);
        };
    };
    expect(gift(), {
                       {"GB at it", worth("270.00", "GBP", "GB"), {}},
                       {"GB above", worth("270.01", "GBP", "GB"), {"CN22-CEILING error total_value (270, GBP)"}},
                       {"SG at it", worth("700", "SGD", "SG"), {}},
                       {"SG above", worth("700.5", "SGD", "SG"), {"CN22-CEILING error total_value (700, SGD)"}},
                       {"AU above", worth("501", "AUD", "AU"), {"CN22-CEILING error total_value (500, AUD)"}},
                       {"US at it", worth("400", "USD", "US"), {}},
                       {"US above", worth("400.01", "USD", "US"), {"CN22-CEILING error total_value (400, USD)"}},
                       {"NP publishes none: 300 SDR, below", worth("408.16", "USD", "NP"), {}},
                       {"NP publishes none: 300 SDR, above",
                        worth("408.18", "USD", "NP"),
                        {"CN22-CEILING error total_value (300, XDR)"}},
                       {"another currency than the post's",
                        worth("500", "EUR", "GB"),
                        {"CN22-CEILING error total_value (270, GBP)"}},
                       {"no rate", worth("10", "BRL", "GB"), {"RATE-MISSING warning total_value (BRL, GBP)"}},
                       {"no total: the sum counts",
                        [&](auto& d) {
                            worth("271", "GBP", "GB")(d);
                            d.total_value.reset();
                        },
                        {"CN22-CEILING error total_value (270, GBP)"}},
                       {"before there is a barcode the operator's country counts",
                        [&](auto& d) {
                            worth("271", "GBP", "GB")(d);
                            d.item_id.clear();
                            d.origin_operator = "GBA";
                        },
                        {"CN22-CEILING error total_value (270, GBP)"}},
                       {"then the sender's",
                        [&](auto& d) {
                            worth("271", "GBP", "GB")(d);
                            d.item_id.clear();
                            d.sender.country = "GB";
                        },
                        {"CN22-CEILING error total_value (270, GBP)"}},
                       {"a CN 23 has none",
                        [&](auto& d) {
                            worth("9000", "GBP", "GB")(d);
                            d.form = "CN23";
                        },
                        {"VALUE-PER-KILO info lines.line_value#1 (17469.00, XDR)"}},
                   });
}

BOOST_AUTO_TEST_CASE(rates_of_another_day_are_not_used) {
    auto declaration = gift();
    BOOST_TEST(said_of(declaration, core::Date{2027, 1, 1}) ==
                   std::vector<std::string>{"RATE-MISSING warning total_value (USD, XDR)"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_cn22_on_parcels_and_ems_is_for_the_post_to_say) {
    const auto bears = [](const char* item_id, const char* mail_class) {
        return [=](core::Declaration& d) {
            d.item_id = item_id;
            d.mail_class = mail_class;
            posted_in(d, std::string_view(item_id).substr(11));
        };
    };
    expect(gift(), {
                       {"parcel", bears("CP123456785NP", "C"), {"CN22-CLASS warning form (C)"}},
                       {"EMS", bears("EE123456785GB", "E"), {"CN22-CLASS warning form (E)"}},
                       {"parcel in India", bears("CP123456785IN", "C"), {}},
                       {"EMS in Cambodia", bears("EE123456785KH", "E"), {}},
                   });
}

BOOST_AUTO_TEST_CASE(both_parties_can_be_found) {
    expect(
        sale(),
        {
            {"sender without name", [](auto& d) { d.sender.name = " \t"; }, {"NAME-MISSING error sender.name"}},
            {"addressee without name",
             [](auto& d) { d.addressee.name.clear(); },
             {"NAME-MISSING error addressee.name"}},
            {"no name of anybody", [](auto& d) { d.addressee.name = "Unknown"; }, {"NAME-VAGUE error addressee.name"}},
            {"n/a", [](auto& d) { d.sender.name = "N/A"; }, {"NAME-VAGUE error sender.name"}},
            {"vague name, but a business",
             [](auto& d) {
                 d.sender.name = "private";
                 d.sender.business = "Rai & Co";
             },
             {}},
            {"no street, no postcode",
             [](auto& d) {
                 d.sender.address_lines.clear();
                 d.sender.postcode.clear();
             },
             {"ADDRESS-MISSING error sender.address_lines"}},
            {"blank street, but a postcode",
             [](auto& d) {
                 d.addressee.address_lines = {"", " "};
             },
             {"ADDRESS-MISSING warning addressee.address_lines"}},
            {"no town and nothing else",
             [](auto& d) {
                 d.addressee.city.clear();
                 d.addressee.postcode.clear();
             },
             {"CITY-MISSING error addressee.city", "POSTCODE-MISSING warning addressee.postcode (DE, 28195)"}},
            {"no town, but a postcode",
             [](auto& d) { d.addressee.city.clear(); },
             {"CITY-MISSING warning addressee.city"}},
            {"no country", [](auto& d) { d.addressee.country.clear(); }, {"COUNTRY-MISSING error addressee.country"}},
            {"no such country", [](auto& d) { d.sender.country = "UK"; }, {"COUNTRY-UNKNOWN error sender.country"}},
            {"importer's country",
             [](auto& d) {
                 d.importer = core::Party();
                 d.importer->country = "ZQ";
             },
             {"COUNTRY-UNKNOWN warning importer.country"}},
            {"importer without country", [](auto& d) { d.importer = core::Party(); }, {}},
        });
}

BOOST_AUTO_TEST_CASE(categories) {
    expect(gift(),
           {
               {"none", [](auto& d) { d.natures.clear(); }, {"NATURE-MISSING error natures"}},
               {"blank", [](auto& d) { d.natures = {""}; }, {"NATURE-MISSING error natures"}},
               {"unknown",
                [](auto& d) {
                    d.natures = {"31", "77"};
                },
                {"NATURE-UNKNOWN error natures"}},
               {"other on a CN 22 has no room for words", [](auto& d) { d.natures = {"999"}; }, {}},
               {"other on a CN 23",
                [](auto& d) {
                    d.natures = {"999"};
                    d.form = "CN23";
                },
                {"NATURE-EXPLANATION-MISSING warning nature_explanation"}},
               {"other, explained",
                [](auto& d) {
                    d.natures = {"999"};
                    d.form = "CN23";
                    d.nature_explanation = "repair";
                },
                {}},
               {"claim on a gift", [](auto& d) { d.claim = core::Claim::drawback; }, {"CLAIM-ON-GIFT error claim"}},
           });
    expect(sale(), {
                       {"claim on a sale", [](auto& d) { d.claim = core::Claim::tax_refund; }, {}},
                       {"claim on a sale with a gift in it",
                        [](auto& d) {
                            d.claim = core::Claim::drawback;
                            d.natures = {"11", "31"};
                        },
                        {"CLAIM-ON-GIFT warning claim"}},
                       {"no invoice", [](auto& d) { d.documents.clear(); }, {"INVOICE-MISSING warning documents"}},
                       {"a licence is none",
                        [](auto& d) { d.documents[0].kind = core::DocumentKind::licence; },
                        {"INVOICE-MISSING warning documents"}},
                       {"no invoice on a CP 72",
                        [](auto& d) {
                            d.documents.clear();
                            d.form = "CP72";
                            d.item_id = "CP123456785NP";
                            d.mail_class = "C";
                        },
                        {"INVOICE-MISSING warning documents"}},
                   });
}

BOOST_AUTO_TEST_SUITE_END()
