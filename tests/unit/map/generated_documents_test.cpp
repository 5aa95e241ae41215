// Two thousand varied declarations into every profile: each document is valid, and its weights add up exactly.
#include "support/generated_filings.hpp"
#include "support/test_gateway.hpp"

BOOST_AUTO_TEST_SUITE(generated_documents)

using namespace postern;

constexpr int kDeclarations = 2000;

void add_texts(const xml::Element& element, const std::string& name, std::vector<std::string>& texts) {
    if (element.name() == name) texts.push_back(element.text());
    for (const auto& child : element.children())
        add_texts(child, name, texts);
}

core::Decimal sum_of(const xml::Document& document, const std::string& name) {
    std::vector<std::string> texts;
    add_texts(document.root(), name, texts);
    core::Decimal sum;
    for (const auto& text : texts)
        sum = sum + core::Decimal::parse(text).value();
    return sum;
}

/// Element of an item's gross weight, and of the whole's; empty: the document has no gross weight.
const std::map<std::string, std::pair<std::string, std::string>>& gross_weights() {
    static const std::map<std::string, std::pair<std::string, std::string>> names = {
        {"np-asycuda", {"Gross_weight_itm", "Total_weight"}},
        {"lk-asycuda", {"Gross_weight_itm", "Total_weight"}},
        {"uk-cds", {"GrossMassMeasure", "TotalGrossMassMeasure"}},
        {"br-due", {"", ""}},
        {"cn-ceb9610", {"", ""}},
        {"upu-itmatt", {"", ""}},
        {"upu-cusitm", {"", ""}},
        {"in-pbe", {"", ""}}, // its sums are looked at where many are gathered
    };
    return names;
}

BOOST_AUTO_TEST_CASE(are_valid_and_exact) {
    tests::TestGateway world;
    const auto library = world.gateway().chain()->library;
    for (const auto& profile : library->profiles()) {
        BOOST_REQUIRE_MESSAGE(gross_weights().contains(profile->name), profile->name);
        const auto& [of_item, of_all] = gross_weights().at(profile->name);
        tests::GeneratedFilings filings(world.gateway(), profile, 20261126);
        for (int i = 0; i < kDeclarations; ++i) {
            const auto filing = filings.next();
            std::vector<core::Finding> findings;
            const auto document = filings.document(filing, findings);
            for (const auto& finding : findings)
                BOOST_REQUIRE_MESSAGE(finding.code != "CODE-MISSING" && finding.code != "RATE-MISSING",
                                      profile->name << " " << i << ": " << finding.code << " " << finding.field);
            const auto faults = profile->schema->check(document);
            if (!faults.empty())
                BOOST_FAIL(profile->name << " " << i << ": " << faults.front().path << " "
                                         << xml::to_string(faults.front().kind) << "\n"
                                         << document.serialise());
            if (of_all.empty()) continue;
            const auto whole = sum_of(document, of_all);
            BOOST_REQUIRE_MESSAGE(sum_of(document, of_item) == whole, profile->name << " " << i);
            const auto& gross = filings.declaration().gross_weight_kg;
            if (gross) BOOST_REQUIRE(whole == gross->kilograms.rounded(3, core::Rounding::half_up));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
