// The same declaration as a form and as JSON is the same declaration: it is read alike, and the same is said of it.
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "support/test_gateway.hpp"

#include <algorithm>
#include <set>

BOOST_AUTO_TEST_SUITE(json_twins)

using namespace postern;

constexpr int kTwins = 400;

/// The canonical declaration without where its parts were read.
std::string canonical(const pipeline::Parts& chain, const std::string& message) {
    std::string text;
    xml::ReaderPool readers;
    auto reader = readers.borrow();
    const auto read = chain.intake->read(*reader, message, chain.limits, [&](steps::Received received) {
        text = chain.item_reader->read(std::move(received))->canonical.serialise();
    });
    BOOST_REQUIRE_MESSAGE(read.ok(), message);
    return text;
}

/// "CODE field#line" of each finding.
std::multiset<std::string> said_of(tests::TestGateway& world, const std::string& message) {
    const auto report = world.submissions().validate(message, world.post(), {});
    BOOST_REQUIRE_MESSAGE(report.ok(), message);
    std::multiset<std::string> said;
    for (const auto& item : report.value().items)
        for (const auto& finding : item.findings)
            said.insert(finding.code + " " + finding.field + "#" + std::to_string(finding.line_no));
    return said;
}

/// Breaks a declaration in one of some ways that no schema hinders.
void spoil(core::Declaration& d, int way) {
    switch (way) {
    case 1: d.natures.clear(); break;
    case 2: d.addressee.country = "UK"; break;
    case 3: d.sender.city.clear(); break;
    case 4: d.lines.front().hs_code = "77"; break;
    case 5: d.lines.back().quantity.reset(); break;
    case 6: d.gross_weight_kg.reset(); break;
    case 7: d.lines.front().descriptions = {{"gift", "en"}}; break;
    case 8: d.item_id[10] = d.item_id[10] == '0' ? '1' : '0'; break;
    default: break;
    }
}

BOOST_AUTO_TEST_CASE(are_read_alike_and_hear_the_same) {
    tests::TestGateway world;
    const auto chain = world.gateway().chain();
    generator::Generator made(31337);
    constexpr int kWays = 9;
    std::size_t findings = 0;
    for (int i = 0; i < kTwins; ++i) {
        auto declaration = made.next();
        for (auto& document : declaration.documents)
            document.name.clear(); // boxes 12 to 14 have numbers alone, in this order
        std::ranges::stable_sort(declaration.documents, {}, &core::SupportingDocument::kind);
        spoil(declaration, i % kWays);
        const std::string form = generator::to_form_xml(declaration);
        const std::string twin = generator::to_json(declaration);
        BOOST_REQUIRE_EQUAL(canonical(*chain, form), canonical(*chain, twin));
        const auto said = said_of(world, form);
        BOOST_REQUIRE_MESSAGE(said == said_of(world, twin), twin);
        findings += said.size();
    }
    BOOST_CHECK_GE(findings, static_cast<std::size_t>(kTwins) / 2);
}

BOOST_AUTO_TEST_SUITE_END()
