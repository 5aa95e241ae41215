// Watch lists: whose name or address fits an entry, however it is written, and whose does not. Finding "WATCH-LIST".
#include "codelists/codelists.hpp"
#include "good_mail.hpp"

#include <algorithm>

BOOST_AUTO_TEST_SUITE(watch_list)

using namespace postern;
using validate::test::sale;

namespace {

constexpr const char* kHead = "# source: made up\n# date: 2026-01-01\n"
                              "list,entry,name,address,country,from,to,reason\n";
constexpr core::Date kToday{2026, 11, 23};

std::shared_ptr<const codelists::Codelists> lists_with(const std::string& rows) {
    return codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json",
                                      {{"watch_names", kHead + rows}});
}

core::Party named(const std::string& name, const std::string& country = "GB") {
    core::Party party;
    party.name = name;
    party.country = country;
    return party;
}

std::vector<std::string> entries_of(const codelists::Codelists& lists, const core::Party& party,
                                    core::Date day = kToday) {
    std::vector<std::string> entries;
    for (const auto& hit : lists.watch_list().find(party, day))
        entries.emplace_back(hit.entry);
    std::ranges::sort(entries);
    return entries;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_name_fits_however_it_is_written) {
    const auto lists = lists_with("L,1,Zacharias Quellmann-Brookhurst,,,2026-01-01,,\n"
                                  "L,2,Halvorsen Meridian Trading Ltd,,,2026-01-01,,\n"
                                  "L,3,Володимир Зразок,,,2026-01-01,,\n"
                                  "L,4,Quellmann,,,2026-01-01,,\n"
                                  "L,5,Łukasz Przykład,,,2026-01-01,,\n");
    const std::pair<const char*, std::vector<std::string>> table[] = {
        {"Zacharias Quellmann-Brookhurst", {"1"}},
        {"QUELLMANN BROOKHURST, zacharias", {"1"}},
        {"Žácharias Quéllmann Brookhurst", {"1"}},
        {"Dr. Zacharias J. Quellmann Brookhurst", {"1"}}, // all its words among others
        {"Zacharias Brookhurst", {}},
        {"Quellmann", {"4"}},
        {"Maria Quellmann", {}}, // one word alone fits only alone
        {"Halvorsen Meridian Trading", {"2"}},
        {"HALVORSEN MERIDIAN TRADING GMBH", {"2"}},
        {"Meridian Trading", {}},
        {"Volodymyr Zrazok", {}}, // ICU writes another letter: nothing is guessed
        {"Володимир ЗРАЗОК", {"3"}},
        {"Lukasz Przyklad", {"5"}},
        {"Alice Bellamy", {}},
        {"", {}},
    };
    for (const auto& [name, entries] : table)
        BOOST_TEST(entries_of(*lists, named(name)) == entries, boost::test_tools::per_element());
    // any of the names, and first and last together
    core::Party party = named("");
    party.first_name = "Zacharias";
    party.last_name = "Quellmann Brookhurst";
    party.business = "Halvorsen Meridian Trading";
    BOOST_TEST((entries_of(*lists, party) == std::vector<std::string>{"1", "2"}));
}

BOOST_AUTO_TEST_CASE(address_country_and_days_narrow_an_entry) {
    const auto lists = lists_with("L,1,Zacharias Quellmann,14 Old Quay Road,,2026-01-01,,\n"
                                  "L,2,,Flat 9 Tannery Court,GB,2026-01-01,,\n"
                                  "L,3,Zacharias Quellmann,,FR,2026-01-01,,\n"
                                  "L,4,Zacharias Quellmann,,,2026-01-01,2026-11-22,\n"
                                  "L,5,Zacharias Quellmann,,,2026-11-24,,\n");
    auto party = named("Zacharias Quellmann");
    BOOST_TEST(entries_of(*lists, party).empty());
    party.address_lines = {"Old Quay Road 14"};
    BOOST_TEST((entries_of(*lists, party) == std::vector<std::string>{"1"}));
    party.country = "FR";
    BOOST_TEST((entries_of(*lists, party) == std::vector<std::string>{"1", "3"}));
    party.country.clear();
    BOOST_TEST((entries_of(*lists, party) == std::vector<std::string>{"1", "3"}));
    BOOST_TEST((entries_of(*lists, party, {2026, 11, 22}) == std::vector<std::string>{"1", "3", "4"}));
    BOOST_TEST((entries_of(*lists, party, {2026, 11, 24}) == std::vector<std::string>{"1", "3", "5"}));
    auto neighbour = named("Somebody Else");
    neighbour.address_lines = {"flat 9, Tannery Court", "Northwick"};
    BOOST_TEST((entries_of(*lists, neighbour) == std::vector<std::string>{"2"}));
}

BOOST_AUTO_TEST_CASE(every_party_is_looked_at_and_its_name_is_never_told) {
    const auto lists = lists_with("made-up,W-1,Zacharias Quellmann,,,2026-01-01,,\n");
    auto declaration = sale();
    std::vector<core::Finding> findings;
    const validate::RuleSet rules(lists);
    rules.check(declaration, {kToday, "cn23"}, findings);
    BOOST_TEST(std::ranges::count(findings, "WATCH-LIST", &core::Finding::code) == 0);
    declaration.sender.name = "Quellmann Zacharias";
    declaration.addressee.name = "Zacharias P. Quellmann";
    declaration.importer = named("ZACHARIAS QUELLMANN");
    findings.clear();
    rules.check(declaration, {kToday, "cn23"}, findings);
    std::vector<std::string> fields;
    for (const auto& finding : findings) {
        if (finding.code != "WATCH-LIST") continue;
        fields.push_back(finding.field);
        BOOST_TEST((finding.args == std::vector<std::string>{"made-up", "W-1"}));
        BOOST_CHECK(finding.severity == core::Severity::error);
    }
    BOOST_TEST((fields == std::vector<std::string>{"sender.name", "addressee.name", "importer.name"}));
}

BOOST_AUTO_TEST_CASE(a_declaration_does_not_drown_in_hits) {
    std::string rows;
    for (int i = 0; i < 50; ++i)
        rows += "L," + std::to_string(i) + ",Zacharias Quellmann,,,2026-01-01,,\n";
    BOOST_TEST(entries_of(*lists_with(rows), named("Zacharias Quellmann")).size() == 20u);
}

BOOST_AUTO_TEST_CASE(none_is_shipped) {
    const auto lists = codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json");
    BOOST_TEST(lists->watch_list().empty());
    BOOST_TEST(lists->watch_list().find(named("Zacharias Quellmann"), kToday).empty());
}

BOOST_AUTO_TEST_SUITE_END()
