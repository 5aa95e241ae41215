// Rules about parties that the destination's lists decide: postcodes, contact, numbers, letters, territories.
#include "expect.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(party_rules)

using namespace postern;
using namespace postern::validate::test;

core::Declaration small_sale() {
    auto d = sale();
    d.lines = {line("Hand-woven pashmina shawl", "1", "0.200", "60.00", "621420")};
    d.total_value = money("60.00", "USD");
    return d;
}

auto with_number(const char* scheme, const char* value) {
    return [=](core::Declaration& d) { d.sender.numbers = {{scheme, value, ""}}; };
}

BOOST_AUTO_TEST_CASE(postcodes_by_country) {
    expect(sale(), {
                       {"missing where everybody has one",
                        [](auto& d) { d.addressee.postcode.clear(); },
                        {"POSTCODE-MISSING warning addressee.postcode (DE, 28195)"}},
                       {"letters",
                        [](auto& d) { d.addressee.postcode = "BREMEN"; },
                        {"POSTCODE-PATTERN warning addressee.postcode (DE, 28195)"}},
                       {"four digits",
                        [](auto& d) { d.addressee.postcode = "2819"; },
                        {"POSTCODE-PATTERN warning addressee.postcode (DE, 28195)"}},
                       {"with the country before it", [](auto& d) { d.addressee.postcode = "D-28195"; }, {}},
                       {"of the sender",
                        [](auto& d) { d.sender.postcode = "4470"; },
                        {"POSTCODE-PATTERN warning sender.postcode (NP, 44700)"}},
                   });
}

BOOST_AUTO_TEST_CASE(whoever_is_to_be_reached) {
    expect(sale(), {
                       {"neither",
                        [](auto& d) { d.addressee.email.clear(); },
                        {"CONTACT-MISSING warning addressee.telephone (DE)"}},
                       {"no address",
                        [](auto& d) { d.addressee.email = "joerg at example"; },
                        {"CONTACT-FORM warning addressee.email"}},
                       {"no number",
                        [](auto& d) { d.addressee.telephone = "none"; },
                        {"CONTACT-FORM warning addressee.telephone"}},
                       {"an extension", [](auto& d) { d.addressee.telephone = "+49 421 5550-0 ext. 12"; }, {}},
                       {"other digits", [](auto& d) { d.sender.telephone = "९८४१२३४५६७"; }, {}},
                   });
}

BOOST_AUTO_TEST_CASE(numbers_of_every_kind) {
    expect(small_sale(), {
                             {"right", with_number("IOSS", "IM2760000742"), {}},
                             {"as people write it", with_number("IOSS", "im 276 000 0742"), {}},
                             {"a digit short",
                              with_number("IOSS", "IM276000074"),
                              {"NUMBER-FORM error sender.numbers (IOSS, IM2760000742)"}},
                             {"of no scheme that is listed", with_number("CLUB", "7"), {}},
                             {"means nothing there",
                              with_number("VOEC", "3003456"),
                              {"NUMBER-DESTINATION error sender.numbers (VOEC, DE)"}},
                             {"two of a kind",
                              [](auto& d) {
                                  d.sender.numbers = {{"IOSS", "IM2760000742", ""}, {"IOSS", "IM2760000743", ""}};
                              },
                              {"NUMBER-TWICE error sender.numbers (IOSS)"}},
                             {"twice the same",
                              [](auto& d) {
                                  d.sender.numbers = {{"IOSS", "IM2760000742", ""}, {"IOSS", "IM2760000742", ""}};
                              },
                              {}},
                             {"too valuable",
                              [](auto& d) {
                                  with_number("IOSS", "IM2760000742")(d);
                                  d.lines[0].line_value = decimal("200.00");
                                  d.total_value = money("200.00", "EUR");
                                  d.lines[0].currency = "EUR";
                              },
                              {"NUMBER-CEILING error sender.numbers (IOSS, 150, EUR)"}},
                             {"on excise goods",
                              [](auto& d) {
                                  with_number("IOSS", "IM2760000742")(d);
                                  d.lines[0] = line("Rice wine, bottled", "1", "0.900", "60.00", "2206.00");
                              },
                              {"NUMBER-EXCISE error sender.numbers (IOSS, 2206)"}},
                             {"on a gift",
                              [](auto& d) {
                                  with_number("IOSS", "IM2760000742")(d);
                                  d.natures = {"31"};
                                  d.documents.clear();
                              },
                              {"NUMBER-NATURE warning sender.numbers (IOSS)"}},
                         });
}

BOOST_AUTO_TEST_CASE(a_reference_that_the_destination_wants) {
    auto brazil = sale();
    brazil.addressee.country = "BR";
    brazil.addressee.postcode = "01310-100";
    expect(brazil, {
                       {"none", [](auto&) {}, {"REFERENCE-MISSING warning addressee.numbers (CPF_CNPJ, BR)"}},
                       {"given",
                        [](auto& d) {
                            d.addressee.numbers = {{"CPF_CNPJ", "529.982.247-25", ""}};
                        },
                        {}},
                       {"one that nobody can tell apart",
                        [](auto& d) {
                            d.addressee.numbers = {{"UNKNOWN", "52998224725", ""}};
                        },
                        {}},
                   });
}

BOOST_AUTO_TEST_CASE(letters_and_languages_that_are_read_there) {
    expect(sale(), {
                       {"letters of the goods",
                        [](auto& d) {
                            d.lines[1].descriptions = {{"ऊनी शल", ""}};
                        },
                        {"CHARACTERS-DESTINATION warning lines.descriptions#2 (Deva, DE)"}},
                       {"beside them Latin ones",
                        [](auto& d) {
                            d.lines[1].descriptions = {{"ऊनी शल", "ne"}, {"woollen shawl", "en"}};
                        },
                        {}},
                       {"language",
                        [](auto& d) {
                            d.lines[0].descriptions = {{"ullsjal, handvävd", "sv"}};
                        },
                        {"DESCRIPTION-LANGUAGE warning lines.descriptions#1 (sv, DE)"}},
                       {"a region of a language that is read",
                        [](auto& d) {
                            d.lines[0].descriptions = {{"handgewebter Schal", "de-AT"}};
                        },
                        {}},
                       {"the address",
                        [](auto& d) { d.addressee.city = "Бремен"; },
                        {"CHARACTERS-DESTINATION warning addressee.city (Cyrl, DE)"}},
                   });
}

BOOST_AUTO_TEST_CASE(sender_and_addressee) {
    expect(sale(), {
                       {"posted elsewhere",
                        [](auto& d) { d.item_id = "EE123456785SG"; },
                        {"SENDER-COUNTRY warning sender.country (NP, SG)"}},
                       {"to oneself",
                        [](auto& d) { d.addressee.name = "SITA  rai"; },
                        {"SENDER-IS-ADDRESSEE info addressee.name"}},
                       {"goods called like the sender",
                        [](auto& d) {
                            d.lines[0].descriptions = {{"Sita Rai", "en"}};
                        },
                        {"DESCRIPTION-IS-NAME warning lines.descriptions#1"}},
                   });
}

BOOST_AUTO_TEST_SUITE_END()
