// Mapper: a profile's own rules speak on the filing, whether or not the document can be made, and reach the reader.
#include "support/test_gateway.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(national_rules_in_the_map)

using namespace postern;

/// The good parcel of the samples with `to` for each `from`.
std::string parcel(const std::vector<std::pair<std::string, std::string>>& changes) {
    std::ifstream file(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-np-us.xml");
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    for (const auto& [from, to] : changes) {
        BOOST_REQUIRE_MESSAGE(text.find(from) != std::string::npos, from);
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
    }
    return text;
}

std::vector<core::Finding> of_code(const pipeline::ItemReport& item, const std::string& code) {
    std::vector<core::Finding> found;
    std::copy_if(item.findings.begin(), item.findings.end(), std::back_inserter(found),
                 [&](const auto& finding) { return finding.code == code; });
    return found;
}

BOOST_AUTO_TEST_CASE(a_rule_speaks_on_the_route_with_its_place_and_words) {
    tests::TestGateway world;
    const auto report = world.submit(parcel({{"<hs_code>64052010", "<hs_code>12119010"}}), world.post());
    BOOST_REQUIRE_EQUAL(report.items.size(), 1u);
    BOOST_CHECK(report.items[0].verdict == core::Verdict::accepted);
    const auto found = of_code(report.items[0], "NP-PERMIT-MISSING");
    BOOST_REQUIRE_EQUAL(found.size(), 1u);
    BOOST_CHECK(found[0].severity == core::Severity::warning);
    BOOST_CHECK_EQUAL(found[0].field, "lines.hs_code");
    BOOST_CHECK_EQUAL(found[0].line_no, 1u);
    BOOST_CHECK_EQUAL(found[0].route, "np-export");
    BOOST_CHECK_EQUAL(found[0].place.box, "7");
    BOOST_REQUIRE_EQUAL(found[0].args.size(), 1u);
    BOOST_CHECK_EQUAL(found[0].args[0], "1211");
    const auto texts = world.gateway().texts();
    const auto title = [&](const char* lang) { return texts->entry("finding.NP-PERMIT-MISSING", lang).title; };
    BOOST_CHECK_EQUAL(title("en"), "Permit is missing");
    BOOST_CHECK_EQUAL(title("fr"), "Autorisation manquante");
    BOOST_CHECK_EQUAL(title("ne"), "अनुमतिपत्र छैन");
    BOOST_CHECK_EQUAL(title("es"), "Permit is missing");
}

BOOST_AUTO_TEST_CASE(a_rule_speaks_where_no_document_can_be_made) {
    tests::TestGateway world;
    const auto report = world.submit(
        parcel({{"<claim>none", "<claim>temporary_export"}, {"<currency>USD", "<currency>NPR"}}), world.post());
    BOOST_REQUIRE_EQUAL(report.items.size(), 1u);
    BOOST_CHECK_EQUAL(of_code(report.items[0], "CODE-MISSING").size(), 1u);
    const auto found = of_code(report.items[0], "NP-SALE-CURRENCY");
    BOOST_REQUIRE_EQUAL(found.size(), 3u);
    for (const auto& finding : found)
        BOOST_CHECK_EQUAL(finding.route, "np-export");
}

BOOST_AUTO_TEST_CASE(a_good_parcel_hears_nothing_of_them) {
    tests::TestGateway world;
    const auto report = world.submit(parcel({}), world.post());
    BOOST_REQUIRE_EQUAL(report.items.size(), 1u);
    BOOST_CHECK(report.items[0].findings.empty());
}

BOOST_AUTO_TEST_SUITE_END()
