// Rules that the shipped lists never wake: a destination that asks more, and an imported list of six digits.
#include "good_mail.hpp"
#include "support/scratch_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(other_lists)

using namespace postern;
using validate::test::sale;
namespace fs = std::filesystem;

/// The shipped lists, to be changed.
struct Copy {
    tests::ScratchFolder folder;

    Copy() {
        fs::create_directories(folder.path() / "codelists");
        fs::copy(POSTERN_SOURCE_DIR "/config/codelists", folder.path() / "codelists", fs::copy_options::recursive);
        // findings.csv and others beside the lists are read from the folder above
        fs::copy(POSTERN_SOURCE_DIR "/config/findings.csv", folder.path() / "findings.csv");
    }
    void append(const std::string& list, const std::string& row) const {
        std::ofstream(folder.path() / "codelists" / (list + ".csv"), std::ios::app) << row << "\n";
    }
    /// What the rules say, as "CODE severity field#line (args)".
    std::vector<std::string> said(const core::Declaration& declaration) const {
        const auto lists =
            codelists::Codelists::load((folder.path() / "codelists").string(), "/usr/share/iso-codes/json");
        std::vector<core::Finding> findings;
        validate::RuleSet(lists).check(declaration, {core::Date{2026, 11, 23}, "cn23"}, findings);
        std::vector<std::string> said;
        for (const auto& finding : findings)
            said.push_back(finding.code + " " + std::string(core::to_string(finding.severity)) + " " + finding.field +
                           "#" + std::to_string(finding.line_no));
        return said;
    }
};

bool hears(const std::vector<std::string>& said, const std::string& what) {
    return std::ranges::find(said, what) != said.end();
}

BOOST_FIXTURE_TEST_CASE(a_quantity_needs_its_unit_where_the_destination_wants_it, Copy) {
    auto declaration = sale();
    declaration.addressee.country = "AQ";
    BOOST_CHECK(!hears(said(declaration), "QUANTITY-UNIT-MISSING warning lines.quantity_unit#1"));
    append("requirements", "AQ,2026-01-01,,commercial,2022,none,,none,en fr,Latn,none,,,,required,wanted");
    BOOST_CHECK(hears(said(declaration), "QUANTITY-UNIT-MISSING warning lines.quantity_unit#1"));
    declaration.lines.front().quantity_unit = "C62";
    BOOST_CHECK(!hears(said(declaration), "QUANTITY-UNIT-MISSING warning lines.quantity_unit#1"));
}

BOOST_FIXTURE_TEST_CASE(a_subheading_is_looked_up_where_six_digits_were_imported, Copy) {
    auto declaration = sale();
    declaration.lines.front().hs_code = "621499";
    const std::string unknown = "HS-SUBHEADING error lines.hs_code#1";
    BOOST_CHECK(!hears(said(declaration), unknown));
    folder.write("codelists/hs_codes_2022.csv",
                 "# source: test\n# date: 2026-11-23\ncode,title\n621410,Shawls of silk\n"
                 "621420,Shawls of wool\n741819,Tableware of copper\n"
                 "482010,Notebooks\n");
    BOOST_CHECK(hears(said(declaration), unknown));
    declaration.lines.front().hs_code = "62142010";
    BOOST_CHECK(!hears(said(declaration), unknown));
}

BOOST_AUTO_TEST_SUITE_END()
