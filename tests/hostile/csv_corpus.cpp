// Tables of decisions, found by scanning tests/hostile/csv and samples/decisions: each draws exactly what its .expect
// says, be it the refusal of the whole or the fate of each row.
#include "clearance/decision_reader.hpp"
#include "core/event.hpp"
#include "core/refusal.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

BOOST_AUTO_TEST_SUITE(hostile_csv)

using namespace postern;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string told(const core::Refusal& refusal) {
    std::string text(core::refusal_kind(refusal.code).slug);
    if (!refusal.argument.empty()) text += " " + refusal.argument;
    text += "\n";
    if (refusal.line != 0) text += "line " + std::to_string(refusal.line) + "\n";
    return text;
}

/// "row 2 filing-released" or "row 3 answer-unreadable when", a line each; or what refuses the whole.
std::string outcome(std::string_view bytes) {
    const auto read = clearance::read_decisions(bytes);
    if (!read) return told(read.refusal());
    std::string text;
    for (const auto& decision : read.value()) {
        BOOST_TEST(decision.filing.size() <= 64u);
        text += "row " + std::to_string(decision.row) + " ";
        text += decision.refused ? told(*decision.refused) : std::string(core::to_string(decision.event.type)) + "\n";
    }
    return text;
}

int check_folder(const std::string& folder) {
    int files = 0;
    for (const auto& entry : fs::directory_iterator(POSTERN_SOURCE_DIR + folder)) {
        if (entry.path().extension() != ".csv") continue;
        BOOST_TEST_CONTEXT(entry.path().filename().string()) {
            fs::path expect = entry.path();
            expect.replace_extension(".expect");
            BOOST_REQUIRE(fs::exists(expect));
            BOOST_TEST(outcome(bytes_of(entry.path())) == bytes_of(expect));
        }
        ++files;
    }
    return files;
}

BOOST_AUTO_TEST_CASE(each_draws_exactly_what_it_should) {
    BOOST_TEST(check_folder("/tests/hostile/csv") >= 22);
    BOOST_TEST(check_folder("/samples/decisions") >= 3);
}

BOOST_AUTO_TEST_CASE(what_a_row_says_is_read_whole) {
    const auto read = clearance::read_decisions(bytes_of(POSTERN_SOURCE_DIR "/samples/decisions/semicolon.csv"));
    BOOST_REQUIRE(read.ok());
    const auto& event = read.value().at(0).event;
    BOOST_TEST(event.reference == "EE123456785NP");
    BOOST_TEST(event.filing_id.empty());
    BOOST_TEST(event.number == "E 4711");
    BOOST_TEST(event.lane == "green");
    BOOST_REQUIRE(event.when.has_value());
    BOOST_TEST(core::to_rfc3339(*event.when).starts_with("2026-11-23T10:00:00"));
    // the apostrophe of a cell that a spreadsheet must not take for a formula is not part of it
    const auto formulas = clearance::read_decisions(bytes_of(POSTERN_SOURCE_DIR "/tests/hostile/csv/formulas.csv"));
    BOOST_REQUIRE(formulas.ok());
    BOOST_TEST(formulas.value().at(0).event.reason == "-5");
    BOOST_TEST(formulas.value().at(0).event.number == "=1+1");
    BOOST_TEST(formulas.value().at(2).event.reference == "'EE123456785NP");
    const auto own = clearance::read_decisions("filing,decision\nfil_abc,PAID\n");
    BOOST_REQUIRE(own.ok());
    BOOST_TEST(own.value().at(0).event.filing_id == "fil_abc");
}

/// Every file cut short anywhere, and with any one byte changed, is read or refused; nothing is thrown.
BOOST_AUTO_TEST_CASE(whatever_is_cut_or_changed_is_answered) {
    const std::string whole = bytes_of(POSTERN_SOURCE_DIR "/samples/decisions/some-rows-bad.csv");
    for (std::size_t at = 0; at < whole.size(); ++at) {
        BOOST_CHECK_NO_THROW(outcome(std::string_view(whole).substr(0, at)));
        for (const char put : {'"', ',', ';', '\r', '\n', '\0', '\xff', 'x'}) {
            std::string changed = whole;
            changed[at] = put;
            BOOST_CHECK_NO_THROW(outcome(changed));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
