// Rules about goods that lists decide: headings, plausibility, restrictions, dangerous goods, duty; and dates.
#include "expect.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(goods_rules)

using namespace postern;
using namespace postern::validate::test;

BOOST_AUTO_TEST_CASE(headings_of_the_edition) {
    expect(sale(), {
                       {"no such heading",
                        [](auto& d) { d.lines[0].hs_code = "621820"; },
                        {"HS-HEADING error lines.hs_code#1 (6218, 2022)"}},
                       {"one that was given up",
                        [](auto& d) { d.lines[2].hs_code = "880310"; },
                        {"HS-HEADING error lines.hs_code#3 (8803, 2022)", "HS-DESCRIPTION info lines.hs_code#3 (88)"}},
                       {"on a gift it is a warning",
                        [](auto& d) {
                            d.natures = {"31"};
                            d.documents.clear();
                            d.lines[0].hs_code = "621820";
                        },
                        {"HS-HEADING warning lines.hs_code#1 (6218, 2022)"}},
                   });
}

BOOST_AUTO_TEST_CASE(what_is_unusual) {
    expect(sale(), {
                       {"worth next to nothing",
                        [](auto& d) {
                            d.lines[0].line_value = decimal("0.01");
                            d.total_value.reset();
                        },
                        {"VALUE-PER-KILO info lines.line_value#1 (0.02, XDR)"}},
                       {"grams for kilograms",
                        [](auto& d) {
                            d.lines[0].net_weight_kg = kg("0.0006");
                            d.lines[0].unit_weight_kg.reset();
                        },
                        {"VALUE-PER-KILO info lines.line_value#1 (147000.00, XDR)"}},
                       {"words of another chapter",
                        [](auto& d) { d.lines[0].hs_code = "640520"; },
                        {"HS-DESCRIPTION info lines.hs_code#1 (64)"}},
                       {"one description, two codes",
                        [](auto& d) {
                            d.lines[1] = d.lines[0];
                            d.lines[1].hs_code = "621490";
                            d.total_value.reset();
                        },
                        {"HS-SAME-TEXT info lines.hs_code#2"}},
                       {"one description, one code at two lengths",
                        [](auto& d) {
                            d.lines[1] = d.lines[0];
                            d.lines[1].hs_code = "6214.20.00";
                            d.total_value.reset();
                        },
                        {}},
                   });
}

BOOST_AUTO_TEST_CASE(the_weight_of_one) {
    expect(sale(), {
                       {"agrees", [](auto& d) { d.lines[0].unit_weight_kg = kg("0.300"); }, {}},
                       {"rounded to the gram",
                        [](auto& d) {
                            d.lines[2].quantity = decimal("7");
                            d.lines[2].unit_weight_kg = kg("0.071");
                        },
                        {}},
                       {"does not agree",
                        [](auto& d) { d.lines[0].unit_weight_kg = kg("0.600"); },
                        {"LINE-WEIGHT-MISMATCH error lines.net_weight_kg#1 (0.600, 1.2)"}},
                   });
}

BOOST_AUTO_TEST_CASE(restrictions_by_origin_and_destination) {
    expect(sale(),
           {
               {"forbidden everywhere",
                [](auto& d) { d.lines[2] = line("Garden rockets", "5", "0.500", "30.00", "360410"); },
                {"GOODS-PROHIBITED error lines.hs_code#3 (@restriction.explosives, NP, DE)",
                 "DANGEROUS-GOODS-QUESTION warning lines.descriptions#3 (@danger.explosive)"}},
               {"with a permit only",
                [](auto& d) { d.lines[2] = line("Carved figure, 19th century", "1", "0.500", "30.00", "970610"); },
                {"GOODS-RESTRICTED error lines.hs_code#3 (@restriction.cultural-goods, NP, DE)",
                 "GOODS-RESTRICTED error lines.hs_code#3 (@restriction.cultural-goods, NP, DE)"}},
               {"the permit is shown",
                [](auto& d) {
                    d.lines[2] = line("Carved figure, 19th century", "1", "0.500", "30.00", "970510");
                    d.documents.push_back({core::DocumentKind::certificate, "DoA-118", ""});
                },
                {"GOODS-RESTRICTED-SHOWN info lines.hs_code#3 (@restriction.cultural-goods, NP, DE)"}},
               {"words alone",
                [](auto& d) {
                    d.lines[2].descriptions = {{"Antique paper notebook", "en"}};
                },
                {"GOODS-CHECK warning lines.descriptions#3 (@restriction.cultural-goods, NP, DE)"}},
               {"not on the way to another country",
                [](auto& d) { d.lines[2] = line("Chewing gum, peppermint", "5", "0.500", "30.00", "170410"); },
                {}},
           });
}

BOOST_AUTO_TEST_CASE(the_counters_question) {
    const auto torch = [](core::Declaration& d) {
        d.lines[2] = line("Head torch with lithium battery", "1", "0.500", "30.00", "851310");
    };
    expect(sale(),
           {
               {"nobody answered",
                torch,
                {"DESCRIPTION-VAGUE-PART info lines.descriptions#3",
                 "DANGEROUS-GOODS-QUESTION warning lines.descriptions#3 (@danger.lithium-battery)"}},
               {"the sender signed",
                [&](auto& d) {
                    torch(d);
                    d.certification = core::Certification{"Sita Rai", {}, "", "signature"};
                },
                {"DESCRIPTION-VAGUE-PART info lines.descriptions#3",
                 "DANGEROUS-GOODS-QUESTION info lines.descriptions#3 (@danger.lithium-battery)"}},
               {"the counter asked",
                [&](auto& d) {
                    torch(d);
                    d.extra_fields = {{"dangerous_goods", "no"}};
                },
                {"DESCRIPTION-VAGUE-PART info lines.descriptions#3"}},
               {"the words say so",
                [&](auto& d) { d.lines[2] = line("Head torch without battery", "1", "0.5", "30.00", "851310"); },
                {"DESCRIPTION-VAGUE-PART info lines.descriptions#3"}},
           });
}

core::Declaration to_the_states() {
    auto d = sale();
    d.addressee.country = "US";
    d.addressee.postcode = "97205";
    d.addressee.name = "Alice Bellamy";
    return d;
}

core::DutiesPrepaid prepaid() {
    return {"DDP", {{"duty", money("12.50", "USD")}}, "Himal landed cost", "HLC-1", {}};
}

BOOST_AUTO_TEST_CASE(duty_where_it_has_to_be_prepaid) {
    expect(to_the_states(),
           {
               {"not at all", [](auto&) {}, {"DUTY-NOT-PREPAID error duties_prepaid (US)"}},
               {"as it should be", [](auto& d) { d.duties_prepaid = prepaid(); }, {}},
               {"everything is missing",
                [](auto& d) {
                    d.duties_prepaid = core::DutiesPrepaid{"DAP", {}, "", "", {}};
                },
                {"DUTY-TERMS error duties_prepaid.terms (US)", "DUTY-AMOUNT error duties_prepaid.amounts (US)",
                 "DUTY-PROVIDER error duties_prepaid.provider (US)",
                 "DUTY-REFERENCE error duties_prepaid.reference (US)"}},
               {"documents", [](auto& d) { d.natures = {"91"}; }, {}},
           });
    auto present = gift();
    present.addressee = to_the_states().addressee;
    expect(present, {
                        {"a small gift is exempt", [](auto&) {}, {}},
                        {"a greater one is not",
                         [](auto& d) {
                             d.lines[0].line_value = decimal("100.01");
                             d.total_value = money("100.01", "USD");
                         },
                         {"DUTY-NOT-PREPAID error duties_prepaid (US)"}},
                    });
    BOOST_TEST(said_of(to_the_states(), core::Date{2025, 8, 28}) == std::vector<std::string>(),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(gifts_that_look_like_business) {
    expect(gift(), {
                       {"an invoice",
                        [](auto& d) {
                            d.documents = {{core::DocumentKind::invoice, "7", ""}};
                        },
                        {"GIFT-BUSINESS warning natures (@sign.invoice)"}},
                       {"a business that knows its codes",
                        [](auto& d) {
                            d.sender.business = "Rai Handicrafts";
                            d.lines[0].hs_code = "482010";
                        },
                        {"GIFT-BUSINESS warning natures (@sign.business)"}},
                       {"many pieces with codes",
                        [](auto& d) {
                            d.lines[0].quantity = decimal("21");
                            d.lines[0].hs_code = "482010";
                        },
                        {"GIFT-BUSINESS warning natures (@sign.quantity)"}},
                       {"a business that sends a gift", [](auto& d) { d.sender.business = "Rai Handicrafts"; }, {}},
                   });
}

BOOST_AUTO_TEST_CASE(dates_categories_and_handling) {
    expect(sale(),
           {
               {"next year",
                [](auto& d) {
                    d.posting_date = core::Date{2027, 11, 22};
                },
                {"POSTING-DATE-AHEAD warning posting_date (30)"}},
               {"in a month",
                [](auto& d) {
                    d.posting_date = core::Date{2026, 12, 23};
                },
                {}},
               {"last year",
                [](auto& d) {
                    d.posting_date = core::Date{2025, 11, 22};
                },
                {"POSTING-DATE-OLD warning posting_date (60)"}},
               {"category", [](auto& d) { d.mail_category = "Z"; }, {"MAIL-CATEGORY-UNKNOWN warning mail_category"}},
               {"handling", [](auto& d) { d.handling_class = "Z"; }, {"HANDLING-UNKNOWN warning handling_class"}},
               {"insured value without insurance",
                [](auto& d) {
                    d.handling_class = "R";
                    d.insured_value = money("100", "USD");
                },
                {"HANDLING-NOT-INSURED info handling_class (R)"}},
           });
}

BOOST_AUTO_TEST_CASE(a_number_that_was_used) {
    std::vector<core::Finding> findings;
    validate::RuleSet(lists()).check(sale(), {core::Date{2026, 11, 23}, "itmatt", true}, findings);
    BOOST_REQUIRE(findings.size() == 1u);
    BOOST_TEST(findings[0].code == "S10-REUSED");
    BOOST_TEST(findings[0].field == "item_id");
}

BOOST_AUTO_TEST_SUITE_END()
