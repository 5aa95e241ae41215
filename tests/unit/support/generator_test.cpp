// The generator: the same seed gives the same mail, its ids are real and unique, and its sums are right.
#include "core/item_id.hpp"
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <vector>

BOOST_AUTO_TEST_SUITE(generator)

using postern::core::Decimal;
using postern::core::Declaration;
using postern::generator::Generator;

std::vector<Declaration> made(std::uint64_t seed, int count) {
    Generator source(seed);
    std::vector<Declaration> all;
    for (int i = 0; i < count; ++i)
        all.push_back(source.next());
    return all;
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_messages) {
    BOOST_TEST(postern::generator::to_itmatt_xml(made(11, 50)) == postern::generator::to_itmatt_xml(made(11, 50)));
    BOOST_TEST(postern::generator::to_itmatt_xml(made(11, 50)) != postern::generator::to_itmatt_xml(made(12, 50)));
}

BOOST_AUTO_TEST_CASE(item_ids_are_valid_and_unique) {
    std::set<std::string> seen;
    for (const auto& declaration : made(1, 3000)) {
        const auto id = postern::core::ItemId::parse(declaration.item_id);
        BOOST_REQUIRE_MESSAGE(id, declaration.item_id);
        BOOST_TEST(id->country() == "NP");
        BOOST_TEST(seen.insert(declaration.item_id).second, declaration.item_id);
    }
}

BOOST_AUTO_TEST_CASE(values_and_weights_add_up) {
    for (const auto& declaration : made(2, 1000)) {
        Decimal value;
        Decimal net;
        for (const auto& line : declaration.lines) {
            value = value + *line.line_value;
            net = net + line.net_weight_kg->kilograms;
            BOOST_TEST((*line.unit_value * *line.quantity == *line.line_value));
            BOOST_TEST(line.currency == declaration.total_value->currency);
            BOOST_TEST((line.net_weight_kg->kilograms > Decimal(0, 0)));
        }
        BOOST_TEST((value == declaration.total_value->amount));
        BOOST_TEST((net < declaration.gross_weight_kg->kilograms));
        const Decimal limit(declaration.mail_class == "U" ? 2 : 20, 0);
        BOOST_TEST((declaration.gross_weight_kg->kilograms <= limit),
                   declaration.gross_weight_kg->kilograms.to_string());
    }
}

BOOST_AUTO_TEST_CASE(there_is_variety) {
    std::set<std::string> countries, natures, forms, classes, currencies, descriptions;
    std::size_t lines = 0;
    const auto all = made(3, 1000);
    for (const auto& declaration : all) {
        countries.insert(declaration.addressee.country);
        natures.insert(declaration.natures.front());
        forms.insert(declaration.form);
        classes.insert(declaration.mail_class);
        currencies.insert(declaration.total_value->currency);
        for (const auto& line : declaration.lines)
            descriptions.insert(line.descriptions.front().value);
        lines += declaration.lines.size();
    }
    BOOST_TEST(countries.size() >= 15U);
    BOOST_TEST(natures.size() == 5U);
    BOOST_TEST(forms.size() == 2U);
    BOOST_TEST(classes.size() == 3U);
    BOOST_TEST(currencies.size() >= 4U);
    BOOST_TEST(descriptions.size() >= 25U);
    BOOST_TEST(lines > 2700U);
    BOOST_TEST(lines < 3300U);
}

BOOST_AUTO_TEST_CASE(what_is_empty_is_left_out_and_signs_are_escaped) {
    Declaration declaration;
    declaration.form = "CN23";
    declaration.sender.name = "A & B <\"C\">";
    const auto text = postern::generator::to_cn23_xml(declaration);
    BOOST_TEST(text.find("<name>A &amp; B &lt;&quot;C&quot;&gt;</name>") != std::string::npos);
    BOOST_TEST(text.find("<to>") == std::string::npos);
    BOOST_TEST(text.find("<lines>") == std::string::npos);
    BOOST_TEST(text.find("/>") == std::string::npos);
    BOOST_TEST(postern::generator::to_form_xml(declaration) == text);
}

BOOST_AUTO_TEST_SUITE_END()
