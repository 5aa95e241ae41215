// Deadlines: by the clock and by an agency's calendar, and who is told.
#include "support/channel_world.hpp"

#include "clearance/deadlines.hpp"
#include "workers/deadline_round.hpp"

BOOST_AUTO_TEST_SUITE(deadline_round)

using namespace postern;
using core::FilingState;

ports::Agency nepal() {
    ports::Agency agency;
    agency.name = "np-customs";
    agency.time_zone = "Asia/Kathmandu";
    agency.calendar.weekdays = {1, 2, 3, 4, 5, 7};
    agency.calendar.holidays = {{2026, 12, 1}};
    agency.deadlines = {{FilingState::queued, 48, 0, false}, {FilingState::query, 0, 2, false}};
    return agency;
}
core::Instant at(const char* text) {
    return core::parse_rfc3339(text).value();
}
std::string due(FilingState state, const char* since) {
    const auto instant = clearance::Deadlines(nepal()).due(state, at(since));
    return instant ? core::to_rfc3339(*instant) : "never";
}

BOOST_AUTO_TEST_CASE(hours_are_by_the_clock_and_working_days_by_the_calendar) {
    BOOST_TEST(due(FilingState::queued, "2026-11-27T10:00:00Z") == "2026-11-29T10:00:00.000Z");
    BOOST_TEST(due(FilingState::accepted, "2026-11-27T10:00:00Z") == "never");
    // a Friday there; Saturday is off: Sunday and Monday are the two
    BOOST_TEST(due(FilingState::query, "2026-11-27T10:00:00Z") == "2026-11-30T18:15:00.000Z");
    // Saturday already there, while it is Friday in London
    BOOST_TEST(due(FilingState::query, "2026-11-27T18:15:00Z") == "2026-11-30T18:15:00.000Z");
    // from Sunday: Monday, and Wednesday because Tuesday is a holiday
    BOOST_TEST(due(FilingState::query, "2026-11-29T06:00:00Z") == "2026-12-02T18:15:00.000Z");
}

BOOST_AUTO_TEST_CASE(a_calendar_without_working_days_ends) {
    auto agency = nepal();
    agency.calendar.weekdays.clear();
    BOOST_TEST(clearance::Deadlines(agency).due(FilingState::query, at("2026-11-27T10:00:00Z")).has_value());
}

BOOST_AUTO_TEST_CASE(what_stands_for_too_long_is_told_once) {
    tests::ChannelWorld world;
    world.clock.set(at("2026-11-27T10:00:00Z"));
    std::vector<std::string> references;
    for (int i = 0; i < 1'200; ++i) // more than a page
        references.push_back("REF-" + std::to_string(i));
    const auto filings = world.offer_many(references);
    workers::DeadlineRound round({{world.customs.agency, clearance::Deadlines(nepal())}}, world.store().open_filings(),
                                 world.store().ledger(), world.clock);
    BOOST_TEST(round.step() == 0u);
    world.clock.set(at("2026-11-29T09:59:59Z"));
    BOOST_TEST(round.step() == 0u);
    BOOST_REQUIRE(
        world.desk->answer(world.customs, R"({"events":[{"reference":"REF-7","state":"QUERY"}]})", true, "r"));
    world.clock.set(at("2026-11-29T10:00:00Z"));
    BOOST_TEST(round.step() == 1'199u);
    BOOST_TEST(round.step() == 0u);
    world.clock.set(at("2026-12-02T18:14:59Z")); // asked on Sunday
    BOOST_TEST(round.step() == 0u);
    world.clock.set(at("2026-12-02T18:15:00Z"));
    BOOST_TEST(round.step() == 1u);
    const auto events = world.store().filings().events_of(filings[7]);
    BOOST_CHECK(events.back().type == core::EventType::filing_overdue);
    BOOST_TEST(events.back().reason == "QUERY");
}

BOOST_AUTO_TEST_CASE(what_expires_by_policy_is_at_its_end) {
    tests::ChannelWorld world;
    auto agency = nepal();
    agency.deadlines = {{FilingState::query, 24, 0, true}};
    world.clock.set(at("2026-11-27T10:00:00Z"));
    const auto asked = world.offer("ASKED");
    const auto waits = world.offer("WAITS");
    BOOST_REQUIRE(
        world.desk->answer(world.customs, R"({"events":[{"reference":"ASKED","state":"QUERY"}]})", true, "r"));
    workers::DeadlineRound round({{world.customs.agency, clearance::Deadlines(agency)}}, world.store().open_filings(),
                                 world.store().ledger(), world.clock);
    world.clock.set(at("2026-11-28T10:00:00Z"));
    BOOST_TEST(round.step() == 1u);
    BOOST_TEST(round.step() == 0u);
    BOOST_CHECK(world.state(asked) == FilingState::expired);
    BOOST_CHECK(world.state(waits) == FilingState::queued);
    // customs may say otherwise
    world.clock.set(at("2026-11-28T10:00:01Z"));
    BOOST_REQUIRE(
        world.desk->answer(world.customs, R"({"events":[{"reference":"ASKED","state":"RELEASED"}]})", true, "r"));
    BOOST_CHECK(world.state(asked) == FilingState::released);
}

BOOST_AUTO_TEST_SUITE_END()
