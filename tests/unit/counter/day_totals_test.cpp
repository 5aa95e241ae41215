// Day totals: sums over acts, by office and clerk; and which papers a declaration has.
#include "counter/day_totals.hpp"
#include "counter/journal.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(counter_day_totals)

using namespace postern;
using ports::CounterActKind;
using ports::CounterSum;

ports::CounterAct act(CounterActKind kind, const std::string& clerk, std::vector<ports::CounterAmount> amounts = {}) {
    ports::CounterAct made;
    made.kind = kind;
    made.by = {"NPKTM01", clerk};
    made.amounts = std::move(amounts);
    return made;
}

BOOST_AUTO_TEST_CASE(an_empty_day_is_zeros) {
    const auto totals = counter::totals_of({});
    BOOST_TEST(totals.office.count(CounterActKind::accepted) == 0U);
    BOOST_TEST(totals.office.items.to_string() == "0");
    BOOST_TEST(totals.office.gross_weight_kg.to_string() == "0");
    BOOST_TEST(totals.office.postage.empty());
    BOOST_TEST(totals.clerks.empty());
}

BOOST_AUTO_TEST_CASE(sums_are_exact_and_by_clerk) {
    const std::vector<ports::CounterAmount> taken = {{CounterSum::items, "", "1"},
                                                     {CounterSum::gross_weight_kg, "", "0.1"},
                                                     {CounterSum::postage, "NPR", "4200.10"},
                                                     {CounterSum::value, "EUR", "130"}};
    const auto totals =
        counter::totals_of({act(CounterActKind::accepted, "c017", taken), act(CounterActKind::accepted, "c018", taken),
                            act(CounterActKind::accepted, "c018", taken), act(CounterActKind::printed, "c018"),
                            act(CounterActKind::voided, "c017",
                                {{CounterSum::items, "", "-1"},
                                 {CounterSum::gross_weight_kg, "", "-0.1"},
                                 {CounterSum::postage, "NPR", "-4200.10"},
                                 {CounterSum::value, "EUR", "-130"}}),
                            act(CounterActKind::amended, "c018", {{CounterSum::gross_weight_kg, "", "0.05"}})});
    BOOST_TEST(totals.office.count(CounterActKind::accepted) == 3U);
    BOOST_TEST(totals.office.count(CounterActKind::voided) == 1U);
    BOOST_TEST(totals.office.items.to_string() == "2");
    BOOST_TEST(totals.office.gross_weight_kg.to_string() == "0.25");
    BOOST_TEST(totals.office.postage.at("NPR").to_string() == "8400.20");
    BOOST_TEST(totals.office.values.at("EUR").to_string() == "260");
    BOOST_TEST(totals.clerks.at("c017").items.is_zero());
    BOOST_TEST(totals.clerks.at("c018").items.to_string() == "2");
    BOOST_TEST(totals.clerks.at("c018").count(CounterActKind::printed) == 1U);
}

std::string papers(std::string_view form, std::string_view mail_class) {
    std::string text;
    for (const auto* paper : counter::papers_of(form, mail_class))
        text.append(paper->name).append(" ");
    return text;
}

BOOST_AUTO_TEST_CASE(papers_of_a_declaration) {
    BOOST_TEST(papers("CN22", "U") == "CN22 ");
    BOOST_TEST(papers("CN23", "U") == "CN23 ");
    BOOST_TEST(papers("", "E") == "CN23 ");
    BOOST_TEST(papers("CN23", "C") == "CN23 CP72 ");
    BOOST_TEST(papers("CP72", "C") == "CP72 CN23 ");
    BOOST_CHECK(counter::paper_form("CN24") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
