// A parcel may have hundreds of lines of goods: no stylesheet on its way runs into its limits.
#include "support/test_gateway.hpp"

#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(parcels_of_many_lines)

using namespace postern;

constexpr int kLines = 400;

/// A sample of which each line of goods is the one given, four hundred times over.
struct Sample {
    std::string file;
    std::string first, last; ///< where the lines begin and where they end
    std::string line, between;
    std::vector<std::pair<std::string, std::string>> totals; ///< texts of the sample and what they become
};

std::string with_many_lines(const Sample& sample) {
    std::ifstream file(POSTERN_SOURCE_DIR "/samples/messages/" + sample.file);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto from = text.find(sample.first) + sample.first.size();
    const auto to = text.find(sample.last, from);
    BOOST_REQUIRE_MESSAGE(to != std::string::npos, sample.file);
    std::string lines = sample.line;
    for (int i = 1; i < kLines; ++i)
        lines += sample.between + sample.line;
    text.replace(from, to - from, lines);
    for (const auto& [old, now] : sample.totals) {
        const auto at = text.find(old);
        BOOST_REQUIRE_MESSAGE(at != std::string::npos, sample.file + ": " + old);
        text.replace(at, old.size(), now);
    }
    return text;
}

std::string cn_line() {
    return "<line><description xml:lang=\"en\">Hand painted glass bead</description><quantity>1</quantity>"
           "<net_weight>0.001</net_weight><value>0.20</value><currency>USD</currency><hs_code>70181000</hs_code>"
           "<origin_country>NP</origin_country></line>";
}

const std::vector<Sample>& samples() {
    static const std::vector<Sample> all = {
        {"cn23-good-parcel-np-us.xml", "<lines>", "</lines>", cn_line(), "", {{"244.00", "80.00"}}},
        {"json-good-sale-np-de.json",
         "\"lines\": [",
         "\n  ]",
         R"({"descriptions": "Hand painted glass bead", "quantity": "1", "net_weight_kg": "0.001", )"
         R"("line_value": "0.20", "currency": "EUR", "hs_code": "70181000", "origin_country": "NP"})",
         ",",
         {{"\"amount\": \"130.00\"", "\"amount\": \"80.00\""}}},
        {"itmatt-good-interchange-test.xml",
         "<content_pieces>",
         "</content_pieces>",
         "<content_piece><description xml:lang=\"en\">Hand painted glass bead</description><number>1</number>"
         "<net_weight>0.001</net_weight><amount>0.20</amount><currency>EUR</currency><hs>70181000</hs>"
         "<orig_country>NP</orig_country></content_piece>",
         "",
         {{"<amount>84.00", "<amount>80.00"}}},
    };
    return all;
}

BOOST_AUTO_TEST_CASE(four_hundred_lines_are_read_judged_and_mapped) {
    tests::TestGateway world;
    for (const auto& sample : samples()) {
        const auto report = world.submit(with_many_lines(sample), world.post());
        BOOST_REQUIRE_EQUAL(report.items.size(), 1u);
        for (const auto& finding : report.items[0].findings)
            BOOST_TEST_MESSAGE(sample.file + ": " + finding.code);
        BOOST_CHECK_MESSAGE(report.items[0].verdict == core::Verdict::accepted, sample.file);
        BOOST_CHECK_MESSAGE(report.items[0].filings.size() == 1, sample.file);
    }
}

BOOST_AUTO_TEST_SUITE_END()
