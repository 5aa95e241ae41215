// Tables of decisions: each row answered, once, and no other agency's filing touched.
#include "clearance/agency_desk.hpp"
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "support/test_gateway.hpp"
#include "vault/vault.hpp"

#include <optional>

BOOST_AUTO_TEST_SUITE(decisions)

using namespace postern;
using core::FilingState;
using core::RefusalCode;

struct Office {
    explicit Office(std::size_t count) {
        generator::Generator generator(23);
        std::vector<core::Declaration> sales;
        while (sales.size() < count) {
            auto d = generator.next();
            if (d.natures == std::vector<std::string>{"11"}) sales.push_back(std::move(d));
        }
        report = world.submit(generator::to_itmatt_xml(sales), world.post());
    }
    std::string filing(std::size_t i) const { return report.items.at(i).filings.at(0).filing_id; }
    clearance::DecisionsView decide(const std::string& table) {
        auto decided = world.desk().decide(customs, table, "t");
        BOOST_REQUIRE(decided.ok());
        return std::move(decided).value();
    }
    std::size_t events_of(std::size_t i) {
        return world.store()
            .filings()
            .events_of(core::FilingKey{*world.gateway().chain()->ids->open(crypto::IdKind::filing, filing(i))})
            .size();
    }

    tests::TestGateway world;
    core::Principal customs = world.customs();
    pipeline::SubmissionReport report;
};

std::optional<RefusalCode> code_of(const clearance::DecidedRow& row) {
    return row.refused ? std::optional(row.refused->code) : std::nullopt;
}

BOOST_AUTO_TEST_CASE(a_bad_row_sinks_no_other) {
    Office office(3);
    const auto other = office.world.customs("xx-customs");
    const std::string table = "decision;filing;reason;text\r\nRELEASED;" + office.filing(0) + ";;\r\nRELEASD;" +
                              office.filing(1) +
                              ";;\r\nRELEASED;RR000000005NP;;\r\n;;;\r\n"
                              "rejected;" +
                              office.filing(2) + ";HS-4;\"No; not this\ncode\"\r\n";
    const auto first = office.decide(table);
    BOOST_REQUIRE(first.rows.size() == 4u);
    BOOST_CHECK(!first.repeat);
    BOOST_CHECK(first.rows[0].state == FilingState::released);
    BOOST_CHECK_EQUAL(first.rows[0].filing_id, office.filing(0));
    BOOST_CHECK(code_of(first.rows[1]) == RefusalCode::decision_unreadable);
    BOOST_CHECK_EQUAL(first.rows[1].refused->argument, "decision");
    BOOST_CHECK_EQUAL(first.rows[1].filing, office.filing(1));
    BOOST_CHECK(code_of(first.rows[2]) == RefusalCode::answer_filing_unknown);
    BOOST_CHECK_EQUAL(first.rows[3].row, 6u); // blank rows count, lines within a cell do not
    BOOST_CHECK(first.rows[3].state == FilingState::rejected);

    const auto events = office.events_of(0);
    const auto again = office.decide(table);
    BOOST_CHECK(again.repeat);
    BOOST_CHECK_EQUAL(again.answer_id, first.answer_id);
    for (std::size_t i = 0; i < first.rows.size(); ++i) {
        BOOST_CHECK(code_of(again.rows[i]) == code_of(first.rows[i]));
        BOOST_CHECK(again.rows[i].state == first.rows[i].state);
    }
    BOOST_CHECK_EQUAL(office.events_of(0), events);

    // another agency's table touches nothing here
    const auto foreign = office.world.desk().decide(other, table, "t");
    BOOST_REQUIRE(foreign.ok());
    BOOST_CHECK(code_of(foreign.value().rows[0]) == RefusalCode::answer_filing_unknown);
    BOOST_CHECK_EQUAL(office.events_of(0), events);
}

BOOST_AUTO_TEST_CASE(the_table_is_kept_as_it_came) {
    Office office(1);
    const std::string table = "filing,decision,text\nnobody,RELEASED,\"words, of the officer\"\n";
    const auto decided = office.decide(table);
    BOOST_CHECK(code_of(decided.rows.at(0)) == RefusalCode::answer_filing_unknown);
    const auto key = office.world.gateway().chain()->ids->open(crypto::IdKind::answer, decided.answer_id);
    const auto kept = office.world.store().filings().answer({*key});
    BOOST_REQUIRE(kept.has_value());
    BOOST_CHECK_EQUAL(kept->format, "csv");
    BOOST_CHECK_EQUAL(vault::open(kept->sealed), table);
    BOOST_CHECK(kept->at.ms > 0);
    BOOST_CHECK(office.decide(table).repeat);
}

/// Who fills the sheet row by row may say the same of every line of goods.
BOOST_AUTO_TEST_CASE(the_same_row_twice_is_one_event) {
    Office office(1);
    const auto before = office.events_of(0);
    const std::string row = office.filing(0) + ",ACCEPTED,E 123\n";
    const auto decided = office.decide("filing,decision,number\n" + row + row + row);
    BOOST_REQUIRE(decided.rows.size() == 3u);
    BOOST_CHECK(decided.rows[2].state == FilingState::accepted);
    BOOST_CHECK_EQUAL(office.events_of(0), before + 1);
}

/// A reference that nobody had when the table came first gets nothing from its repeat.
BOOST_AUTO_TEST_CASE(a_repeat_does_not_claim_what_came_later) {
    Office early(1);
    generator::Generator generator(31);
    auto later = generator.next();
    while (later.natures != std::vector<std::string>{"11"})
        later = generator.next();
    const std::string table = "filing,decision\n" + later.item_id + ",RELEASED\n" + early.filing(0) + ",RELEASED\n";
    BOOST_CHECK(code_of(early.decide(table).rows.at(0)) == RefusalCode::answer_filing_unknown);
    const auto report = early.world.submit(generator::to_itmatt_xml(std::vector{later}), early.world.post());
    const auto& filing = report.items.at(0).filings.at(0);
    BOOST_REQUIRE_EQUAL(filing.reference, later.item_id);
    const auto again = early.decide(table);
    BOOST_CHECK(again.repeat);
    BOOST_CHECK(code_of(again.rows.at(0)) == RefusalCode::answer_filing_unknown);
    BOOST_CHECK(again.rows.at(1).state == FilingState::released);
    BOOST_CHECK(early.decide(table + later.item_id + ",RELEASED\n").rows.at(2).state == FilingState::released);
}

BOOST_AUTO_TEST_SUITE_END()
