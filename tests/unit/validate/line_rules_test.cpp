// Rules about goods, tariff, weight and value, each both ways.
#include "expect.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(line_rules)

using namespace postern;
using namespace postern::validate::test;

auto called(const char* description) {
    return [=](core::Declaration& d) { d.lines[1].descriptions = {{description, ""}}; };
}

BOOST_AUTO_TEST_CASE(goods_have_a_description) {
    expect(sale(),
           {
               {"no lines", [](auto& d) { d.lines.clear(); }, {"LINES-MISSING error lines"}},
               {"documents beside a sale do not excuse that",
                [](auto& d) {
                    d.lines.clear();
                    d.natures = {"91", "11"};
                },
                {"LINES-MISSING error lines"}},
               {"none",
                [](auto& d) { d.lines[1].descriptions.clear(); },
                {"DESCRIPTION-MISSING error lines.descriptions#2"}},
               {"blank", called(" \n"), {"DESCRIPTION-MISSING error lines.descriptions#2"}},
               {"digits and signs", called("4711-0815 / 3"), {"DESCRIPTION-NO-WORDS error lines.descriptions#2"}},
               {"short", called("TV"), {"DESCRIPTION-SHORT warning lines.descriptions#2"}},
               {"vague alone", called("gift"), {"DESCRIPTION-VAGUE error lines.descriptions#2"}},
               {"in capitals with a full stop", called("  GIFT. "), {"DESCRIPTION-VAGUE error lines.descriptions#2"}},
               {"a phrase", called("Auto  Parts"), {"DESCRIPTION-VAGUE error lines.descriptions#2"}},
               {"n/a", called("N/A"), {"DESCRIPTION-VAGUE error lines.descriptions#2"}},
               {"among other words",
                called("Leather bags for ladies"),
                {"DESCRIPTION-VAGUE-PART info lines.descriptions#2"}},
               {"only as a whole word", called("Giftwrap paper"), {}},
               {"listed, but disabled", called("Glass"), {}},
           });
}

BOOST_AUTO_TEST_CASE(quantities) {
    expect(gift(),
           {
               {"none", [](auto& d) { d.lines[0].quantity.reset(); }, {"QUANTITY-MISSING error lines.quantity#1"}},
               {"zero",
                [](auto& d) { d.lines[0].quantity = decimal("0.0"); },
                {"QUANTITY-NOT-POSITIVE error lines.quantity#1"}},
               {"negative",
                [](auto& d) { d.lines[0].quantity = decimal("-1"); },
                {"QUANTITY-NOT-POSITIVE error lines.quantity#1"}},
               {"none, of documents",
                [](auto& d) {
                    d.lines[0].quantity.reset();
                    d.natures = {"91"};
                },
                {"QUANTITY-MISSING warning lines.quantity#1"}},
           });
}

auto coded(const char* hs) {
    return [=](core::Declaration& d) { d.lines[2].hs_code = hs; };
}

BOOST_AUTO_TEST_CASE(tariff_codes) {
    expect(sale(), {
                       {"none on a sale", coded(""), {"HS-MISSING error lines.hs_code#3"}},
                       {"none on returned goods",
                        [](auto& d) {
                            coded("")(d);
                            d.natures = {"21"};
                        },
                        {"HS-MISSING warning lines.hs_code#3"}},
                       {"none on a sample",
                        [](auto& d) {
                            coded("")(d);
                            d.natures = {"32"};
                        },
                        {"HS-MISSING warning lines.hs_code#3"}},
                       {"four digits", coded("4820"), {"HS-SHAPE error lines.hs_code#3"}},
                       {"thirteen digits", coded("4820100000000"), {"HS-SHAPE error lines.hs_code#3"}},
                       {"letters", coded("48201O"), {"HS-SHAPE error lines.hs_code#3"}},
                       {"chapter 77", coded("770100"), {"HS-CHAPTER error lines.hs_code#3 (77)"}},
                       {"chapter 77, national", coded("77010000"), {"HS-CHAPTER error lines.hs_code#3 (77)"}},
                       {"chapter 00", coded("001000"), {"HS-CHAPTER error lines.hs_code#3 (00)"}},
                       {"chapter 98 as HS-6", coded("980100"), {"HS-CHAPTER error lines.hs_code#3 (98)"}},
                       {"chapter 99 as HS-6", coded("9905.00"), {"HS-CHAPTER error lines.hs_code#3 (99)"}},
                       {"no origin",
                        [](auto& d) { d.lines[0].origin_country.clear(); },
                        {"ORIGIN-COUNTRY-MISSING error lines.origin_country#1"}},
                       {"no origin of a sample",
                        [](auto& d) {
                            d.lines[0].origin_country.clear();
                            d.natures = {"32"};
                        },
                        {"ORIGIN-COUNTRY-MISSING warning lines.origin_country#1"}},
                       {"no such origin",
                        [](auto& d) { d.lines[0].origin_country = "ZQ"; },
                        {"COUNTRY-UNKNOWN error lines.origin_country#1"}},
                   });
    expect(gift(),
           {
               {"shape on a gift", [](auto& d) { d.lines[0].hs_code = "48"; }, {"HS-SHAPE warning lines.hs_code#1"}},
               {"chapter on a gift",
                [](auto& d) { d.lines[0].hs_code = "770100"; },
                {"HS-CHAPTER warning lines.hs_code#1 (77)"}},
               {"origin on a gift",
                [](auto& d) { d.lines[0].origin_country = "ZQ"; },
                {"COUNTRY-UNKNOWN warning lines.origin_country#1"}},
           });
}

BOOST_AUTO_TEST_CASE(weights) {
    expect(sale(),
           {
               {"no net",
                [](auto& d) { d.lines[0].net_weight_kg.reset(); },
                {"NET-WEIGHT-MISSING error lines.net_weight_kg#1"}},
               {"net zero",
                [](auto& d) { d.lines[0].net_weight_kg = kg("0"); },
                {"NET-WEIGHT-NOT-POSITIVE error lines.net_weight_kg#1"}},
               {"no gross", [](auto& d) { d.gross_weight_kg.reset(); }, {"GROSS-WEIGHT-MISSING error gross_weight_kg"}},
               {"gross zero",
                [](auto& d) { d.gross_weight_kg = kg("0.000"); },
                {"GROSS-WEIGHT-NOT-POSITIVE error gross_weight_kg"}},
               {"net above gross",
                [](auto& d) { d.gross_weight_kg = kg("2.199"); },
                {"NET-EXCEEDS-GROSS error gross_weight_kg (2.2, 2.199)"}},
               {"grams", [](auto& d) { d.gross_weight_kg = kg("2450"); }, {"WEIGHT-LIMIT error gross_weight_kg (50)"}},
               {"heavy by agreement",
                [](auto& d) { d.gross_weight_kg = kg("31"); },
                {"WEIGHT-UNUSUAL warning gross_weight_kg (30)"}},
               {"without an indicator nothing is sure",
                [](auto& d) {
                    d.gross_weight_kg = kg("51");
                    d.item_id.clear();
                },
                {"WEIGHT-LIMIT warning gross_weight_kg (50)"}},
               {"nor without a class",
                [](auto& d) {
                    d.gross_weight_kg = kg("51");
                    d.item_id.clear();
                    d.mail_class.clear();
                },
                {"MAIL-CLASS-MISSING info mail_class"}},
               {"class and indicator differ: that is the finding",
                [](auto& d) {
                    d.gross_weight_kg = kg("20");
                    d.mail_class = "U";
                },
                {"CLASS-INDICATOR warning mail_class (U, EE, E)"}},
           });
    expect(
        gift(),
        {
            {"no net",
             [](auto& d) { d.lines[0].net_weight_kg.reset(); },
             {"NET-WEIGHT-MISSING warning lines.net_weight_kg#1"}},
            {"net negative",
             [](auto& d) { d.lines[0].net_weight_kg = kg("-0.1"); },
             {"NET-WEIGHT-NOT-POSITIVE error lines.net_weight_kg#1"}},
            {"no gross", [](auto& d) { d.gross_weight_kg.reset(); }, {"GROSS-WEIGHT-MISSING warning gross_weight_kg"}},
            {"gross negative",
             [](auto& d) { d.gross_weight_kg = kg("-1"); },
             {"GROSS-WEIGHT-NOT-POSITIVE error gross_weight_kg"}},
            {"books", [](auto& d) { d.gross_weight_kg = kg("4.9"); }, {"WEIGHT-UNUSUAL warning gross_weight_kg (2)"}},
            {"for the blind",
             [](auto& d) { d.gross_weight_kg = kg("7"); },
             {"WEIGHT-UNUSUAL warning gross_weight_kg (2)"}},
            {"no letter", [](auto& d) { d.gross_weight_kg = kg("7.001"); }, {"WEIGHT-LIMIT error gross_weight_kg (7)"}},
            {"M bag",
             [](auto& d) {
                 d.gross_weight_kg = kg("29.9");
                 d.item_id = "MA123456785NP";
             },
             {}},
        });
}

BOOST_AUTO_TEST_CASE(values) {
    expect(sale(),
           {
               {"none", [](auto& d) { d.lines[1].line_value.reset(); }, {"VALUE-MISSING error lines.line_value#2"}},
               {"zero",
                [](auto& d) {
                    d.lines[1].line_value = decimal("0");
                    d.total_value.reset();
                },
                {"VALUE-NOT-POSITIVE error lines.line_value#2"}},
               {"negative",
                [](auto& d) {
                    d.lines[1].line_value = decimal("-5");
                    d.total_value.reset();
                },
                {"VALUE-NOT-POSITIVE error lines.line_value#2"}},
               {"one",
                [](auto& d) {
                    d.lines[1].line_value = decimal("1.00");
                    d.total_value.reset();
                },
                {"VALUE-SUSPICIOUS warning lines.line_value#2"}},
               {"unit value of zero",
                [](auto& d) {
                    d.lines[1].line_value.reset();
                    d.lines[1].unit_value = decimal("0");
                    d.total_value.reset();
                },
                {"VALUE-NOT-POSITIVE error lines.unit_value#2"}},
               {"unit times quantity",
                [](auto& d) { d.lines[0].unit_value = decimal("61"); },
                {"LINE-VALUE-MISMATCH error lines.line_value#1 (120.00, 122)"}},
               {"unit value with a cent too much for two",
                [](auto& d) { d.lines[0].unit_value = decimal("60.01"); },
                {"LINE-VALUE-MISMATCH error lines.line_value#1 (120.00, 120.02)"}},
               {"total",
                [](auto& d) { d.total_value = money("214.52", "USD"); },
                {"TOTAL-VALUE-MISMATCH error total_value (214.52, 214.5)"}},
               {"total below",
                [](auto& d) { d.total_value = money("0", "USD"); },
                {"TOTAL-VALUE-MISMATCH error total_value (0, 214.5)"}},
               {"total negative",
                [](auto& d) { d.total_value = money("-214.5", "USD"); },
                {"VALUE-NOT-POSITIVE error total_value"}},
           });
    expect(gift(),
           {
               {"none", [](auto& d) { d.lines[0].line_value.reset(); }, {"VALUE-MISSING warning lines.line_value#1"}},
               {"zero",
                [](auto& d) {
                    d.lines[0].line_value = decimal("0.00");
                    d.total_value.reset();
                },
                {"VALUE-NOT-POSITIVE warning lines.line_value#1"}},
               {"negative",
                [](auto& d) {
                    d.lines[0].line_value = decimal("-1");
                    d.total_value.reset();
                },
                {"VALUE-NOT-POSITIVE error lines.line_value#1"}},
           });
}

BOOST_AUTO_TEST_CASE(currencies) {
    expect(sale(), {
                       {"nowhere",
                        [](auto& d) {
                            d.total_value->currency.clear();
                            for (auto& l : d.lines)
                                l.currency.clear();
                        },
                        {"CURRENCY-MISSING error total_value.currency"}},
                       {"nowhere, and no total",
                        [](auto& d) {
                            d.total_value.reset();
                            for (auto& l : d.lines)
                                l.currency.clear();
                        },
                        {"CURRENCY-MISSING error lines.currency#1"}},
                       {"unknown in a line",
                        [](auto& d) { d.lines[1].currency = "USX"; },
                        {"CURRENCY-UNKNOWN error lines.currency#2"}},
                       {"unknown everywhere is one fault",
                        [](auto& d) {
                            d.total_value->currency = "US$";
                            for (auto& l : d.lines)
                                l.currency = "US$";
                        },
                        {"CURRENCY-UNKNOWN error lines.currency#1"}},
                       {"unknown at the total",
                        [](auto& d) { d.total_value->currency = "usd"; },
                        {"CURRENCY-UNKNOWN error total_value.currency"}},
                       {"mixed lines",
                        [](auto& d) { d.lines[2].currency = "EUR"; },
                        {"CURRENCY-MIXED error lines.currency#3 (USD, EUR)"}},
                       {"total in another",
                        [](auto& d) { d.total_value->currency = "NPR"; },
                        {"CURRENCY-MIXED error lines.currency#1 (NPR, USD)"}},
                       {"postage unknown",
                        [](auto& d) { d.postage->currency = "RS"; },
                        {"CURRENCY-UNKNOWN warning postage.currency"}},
                       {"insurance unknown",
                        [](auto& d) { d.insured_value = money("5", "XQQ"); },
                        {"CURRENCY-UNKNOWN warning insured_value.currency"}},
                       {"shipping unknown",
                        [](auto& d) { d.shipping_charged = money("5", "XQQ"); },
                        {"CURRENCY-UNKNOWN warning shipping_charged.currency"}},
                   });
}

BOOST_AUTO_TEST_CASE(no_amount_is_too_great_to_be_judged) {
    auto declaration = sale();
    declaration.form = "CN22";
    const auto huge = decimal("999999999999.999999");
    for (auto& line : declaration.lines) {
        line.quantity = huge;
        line.unit_value = huge;
        line.line_value = huge;
        line.net_weight_kg = core::Weight{huge};
    }
    declaration.lines.resize(200, declaration.lines.front());
    declaration.total_value = core::Money{huge, "USD"};
    const auto said = said_of(declaration);
    BOOST_TEST(std::count_if(said.begin(), said.end(),
                             [](const auto& text) { return text.starts_with("LINE-VALUE-MISMATCH"); }) == 200);
    BOOST_TEST(said.back() == "CN22-CEILING error total_value (300, XDR)");
    declaration.total_value.reset();
    BOOST_TEST(!said_of(declaration).empty());
}

BOOST_AUTO_TEST_SUITE_END()
