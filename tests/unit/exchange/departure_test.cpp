// May it depart: each hindrance alone, several together, and that nothing depends on the order of the facts.
#include "exchange/departure.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

BOOST_AUTO_TEST_SUITE(departure)

using namespace postern;
using core::EventType;
using core::FilingState;
using core::MarkKind;
using core::Position;
using core::Verdict;
using exchange::HindranceCode;
using exchange::may_depart;

namespace {

constexpr core::Instant kNow{1'000'000};

core::Event told(std::int64_t ms, EventType type, core::FilingKey filing = {}, const std::string& reference = {}) {
    core::Event event;
    event.type = type;
    event.happened = {ms};
    event.filing = filing;
    event.reference = reference;
    return event;
}

ports::DepartureFiling filed(FilingState state, std::int64_t key = 7) {
    ports::DepartureFiling filing;
    filing.key = {key};
    filing.agency = "np-customs";
    filing.state = state;
    return filing;
}

/// An item that may leave: one filing, released.
ports::DepartureFacts good() {
    ports::DepartureFacts facts;
    facts.item_id = "CP400023075NP";
    facts.declaration = {3};
    facts.destination = "US";
    facts.filings = {filed(FilingState::released)};
    facts.events = {told(10, EventType::filing_released, {7})};
    return facts;
}

core::Mark marked(MarkKind kind, std::int64_t until = kNow.ms + 1) {
    return {kind, "np-customs", "LOOK", {5}, {until}};
}

using Codes = std::vector<HindranceCode>;

Codes codes_of(const ports::DepartureFacts& facts) {
    Codes codes;
    for (const auto& hindrance : may_depart(facts, kNow).hindrances)
        codes.push_back(hindrance.code);
    return codes;
}

using Change = std::function<void(ports::DepartureFacts&)>;

Codes codes_with(const Change& change) {
    auto facts = good();
    change(facts);
    return codes_of(facts);
}

} // namespace

BOOST_AUTO_TEST_CASE(nothing_hinders_a_released_item) {
    const auto answer = may_depart(good(), kNow);
    BOOST_TEST(answer.may());
    BOOST_TEST(answer.warnings.empty());
    BOOST_CHECK(answer.position == Position::captured);
    BOOST_TEST(!answer.departed);
    BOOST_TEST(!answer.is_alarm());
}

BOOST_AUTO_TEST_CASE(each_state_of_a_required_filing_lets_go_keeps_back_or_is_not_released) {
    const std::set<FilingState> lets_go{FilingState::form_suffices, FilingState::released,
                                        FilingState::awaiting_exit, FilingState::exited,
                                        FilingState::regularized,   FilingState::regularization_due};
    const std::set<FilingState> keeps_back{FilingState::held, FilingState::control_documents,
                                           FilingState::control_physical, FilingState::query, FilingState::suspended};
    for (const auto state : core::all_filing_states()) {
        const auto codes = codes_with([&](auto& facts) { facts.filings = {filed(state)}; });
        BOOST_TEST_CONTEXT(core::to_string(state)) {
            if (lets_go.contains(state))
                BOOST_CHECK(codes.empty());
            else if (keeps_back.contains(state))
                BOOST_CHECK(codes == Codes{HindranceCode::held});
            else
                BOOST_CHECK(codes == Codes{HindranceCode::not_released});
        }
    }
}

BOOST_AUTO_TEST_CASE(each_hindrance_stands_alone) {
    const std::pair<Change, Codes> table[] = {
        {[](auto& f) { f.events.push_back(told(11, EventType::referral_do_not_load)); }, {HindranceCode::do_not_load}},
        {[](auto& f) { f.events.push_back(told(11, EventType::filing_do_not_load, {7})); },
         {HindranceCode::do_not_load}},
        {[](auto& f) { f.events.push_back(told(11, EventType::referral_for_information)); }, {HindranceCode::referred}},
        {[](auto& f) {
             f.events.push_back(told(11, EventType::referral_for_information));
             f.events.push_back(told(12, EventType::referral_answered));
         },
         {HindranceCode::referred}}, // answered, and not cleared yet
        {[](auto& f) {
             f.events.push_back(told(11, EventType::referral_for_information));
             f.events.push_back(told(12, EventType::referral_assessment_complete));
         },
         {}},
        {[](auto& f) { f.marks = {marked(MarkKind::block)}; }, {HindranceCode::marked}},
        {[](auto& f) { f.marks = {marked(MarkKind::warn)}; }, {}},
        {[](auto& f) { f.marks = {marked(MarkKind::clear)}; }, {}},
        {[](auto& f) { f.marks = {marked(MarkKind::block, kNow.ms)}; }, {}}, // it ended now
        {[](auto& f) { f.events.push_back(told(11, EventType::item_stopped)); }, {HindranceCode::stopped}},
        {[](auto& f) { f.events.push_back(told(11, EventType::item_returning)); }, {HindranceCode::stopped}},
        {[](auto& f) { f = {}; }, {HindranceCode::no_data}},
        {[](auto& f) { f.findings = {"DUTY-NOT-PREPAID"}; }, {HindranceCode::duty_not_prepaid}},
        {[](auto& f) { f.findings = {"NUMBER-CEILING"}; }, {HindranceCode::over_ceiling}},
        {[](auto& f) { f.findings = {"ADVICE-INVOICE"}; }, {}},
        {[](auto& f) {
             f.verdict = Verdict::rejected;
             f.filings.clear();
         },
         {HindranceCode::rejected}},
        {[](auto& f) {
             f.verdict = Verdict::rejected;
             f.filings = {filed(FilingState::rejected)}; // said once
         },
         {HindranceCode::rejected}},
        {[](auto& f) {
             f.verdict = Verdict::rejected;
             f.filings.clear();
             f.findings = {"NUMBER-CEILING", "S10-PATTERN"}; // what is named says more
         },
         {HindranceCode::over_ceiling}},
        {[](auto& f) {
             f.verdict = Verdict::held;
             f.filings.clear();
         },
         {HindranceCode::held}},
        {[](auto& f) {
             f.verdict = Verdict::held;
             f.filings = {filed(FilingState::held)};
         },
         {HindranceCode::held}},
        // no filing is due, or customs released an earlier version: a person has not looked at this one
        {[](auto& f) { f.verdict = Verdict::held; }, {HindranceCode::held}},
        {[](auto& f) {
             f.verdict = Verdict::held;
             f.filings = {filed(FilingState::form_suffices)};
         },
         {HindranceCode::held}},
        {[](auto& f) {
             f.filings = {filed(FilingState::awaiting_position)};
             f.filings[0].lodged_on = Position::dispatch_closed;
         },
         {HindranceCode::lodged_at_dispatch}},
        {[](auto& f) {
             f.filings = {filed(FilingState::awaiting_position)};
             f.filings[0].lodged_on = Position::posted;
         },
         {HindranceCode::not_released}},
        {[](auto& f) {
             f.filings.push_back(filed(FilingState::queued, 8));
             f.filings[1].required = false;
         },
         {}},
        {[](auto& f) {
             f.filings.push_back(filed(FilingState::queued, 8));
             f.filings[1].leg = ports::Leg::return_leg;
         },
         {}},
        {[](auto& f) { f.filings.push_back(filed(FilingState::queued, 8)); }, {HindranceCode::not_released}},
    };
    for (const auto& [change, codes] : table)
        BOOST_TEST_CONTEXT("row " << &codes - &table[0].second) {
            BOOST_CHECK(codes_with(change) == codes);
        }
}

BOOST_AUTO_TEST_CASE(a_correction_that_was_rejected_counts_no_more_once_customs_released) {
    const auto corrected = [](FilingState state) {
        auto facts = good();
        facts.verdict = Verdict::rejected;
        facts.findings = {"DUTY-NOT-PREPAID"};
        facts.filings = {filed(state)};
        return facts;
    };
    BOOST_CHECK(codes_of(corrected(FilingState::released)) == Codes{});
    BOOST_CHECK(codes_of(corrected(FilingState::accepted)) ==
                (Codes{HindranceCode::duty_not_prepaid, HindranceCode::not_released}));
    // nobody released that one
    BOOST_CHECK(codes_of(corrected(FilingState::form_suffices)) == Codes{HindranceCode::duty_not_prepaid});
    // a person who said no stands above it
    auto reviewed = corrected(FilingState::released);
    reviewed.findings.clear();
    reviewed.events.push_back(told(20, EventType::item_reviewed));
    reviewed.events.back().reason = "reject";
    BOOST_CHECK(codes_of(reviewed) == Codes{HindranceCode::rejected});
    reviewed.events.push_back(told(21, EventType::item_reviewed));
    reviewed.events.back().reason = "release";
    BOOST_CHECK(codes_of(reviewed) == Codes{});
}

BOOST_AUTO_TEST_CASE(what_we_took_back_does_not_hinder_where_another_took_its_place) {
    auto facts = good();
    facts.filings.push_back(filed(FilingState::cancelled, 8));
    facts.events.push_back(told(5, EventType::filing_cancelled, {8}));
    BOOST_CHECK(codes_of(facts) == Codes{});
    facts.filings[0].state = FilingState::form_suffices;
    BOOST_CHECK(codes_of(facts) == Codes{});
    facts.filings[0].required = false; // then nothing did
    BOOST_CHECK(codes_of(facts) == Codes{HindranceCode::not_released});
    facts.filings[0].required = true;
    facts.events.back().explicit_customs = true; // by customs' word
    BOOST_CHECK(codes_of(facts) == Codes{HindranceCode::not_released});
}

BOOST_AUTO_TEST_CASE(what_nobody_may_overlook_comes_first) {
    auto facts = good();
    facts.filings = {filed(FilingState::queued), filed(FilingState::query, 8)};
    facts.marks = {marked(MarkKind::block), marked(MarkKind::warn)};
    facts.marks[1].owner = "np-post";
    facts.events = {told(1, EventType::referral_do_not_load, {}, "R"), told(2, EventType::item_stopped)};
    BOOST_CHECK((codes_of(facts) == Codes{HindranceCode::do_not_load, HindranceCode::marked, HindranceCode::stopped,
                                          HindranceCode::held, HindranceCode::not_released}));
    const auto answer = may_depart(facts, kNow);
    BOOST_TEST(answer.hindrances[0].reason == "R");
    BOOST_TEST(answer.hindrances[1].by == "np-customs");
    BOOST_CHECK(answer.hindrances[1].since == core::Instant{5});
    BOOST_TEST(answer.hindrances[3].reason == "QUERY");
    BOOST_CHECK(answer.hindrances[3].filing == core::FilingKey{8});
    BOOST_REQUIRE(answer.warnings.size() == 1u);
    BOOST_TEST(answer.warnings[0].owner == "np-post");
}

BOOST_AUTO_TEST_CASE(two_owners_marks_both_count) {
    const auto two = [](core::Mark first, core::Mark second) {
        second.owner = "np-post";
        return codes_with([&](auto& facts) { facts.marks = {first, second}; });
    };
    BOOST_CHECK(
        (two(marked(MarkKind::block), marked(MarkKind::block)) == Codes{HindranceCode::marked, HindranceCode::marked}));
    BOOST_CHECK(two(marked(MarkKind::block), marked(MarkKind::clear)) == Codes{HindranceCode::marked});
}

BOOST_AUTO_TEST_CASE(customs_hold_at_the_scanner_ends_by_what_says_so_later) {
    struct Course {
        std::int64_t held, back, released; ///< when; 0: it was not
        FilingState state;
        bool holds;
    };
    const Course courses[] = {
        {10, 0, 0, FilingState::released, true},
        {10, 0, 5, FilingState::released, true},
        {10, 0, 10, FilingState::released, true},
        {10, 0, 11, FilingState::released, false},
        {10, 5, 0, FilingState::released, true},
        {10, 10, 0, FilingState::released, false},
        {10, 11, 0, FilingState::released, false},
        {0, 11, 5, FilingState::released, false},
        {10, 5, 5, FilingState::released, true},
        {10, 5, 12, FilingState::released, false},
        // a later release that was taken back does not end it
        {10, 0, 11, FilingState::suspended, true},
    };
    for (const auto& course : courses) {
        auto facts = good();
        facts.filings = {filed(course.state)};
        facts.events.clear();
        if (course.held) facts.events.push_back(told(course.held, EventType::item_held_by_customs));
        if (course.back) facts.events.push_back(told(course.back, EventType::item_back_from_customs));
        if (course.released) facts.events.push_back(told(course.released, EventType::filing_released, {7}));
        // that it was packed all the same, or left, does not end it
        facts.events.push_back(told(20, EventType::item_in_receptacle));
        std::ranges::sort(facts.events, {}, &core::Event::type);
        do {
            const auto hindrances = may_depart(facts, kNow).hindrances;
            const bool holds = std::ranges::any_of(hindrances, [](const auto& one) {
                return one.code == HindranceCode::held && !one.filing && one.reason == "HELD";
            });
            BOOST_TEST(holds == course.holds, "course " << &course - courses);
        } while (std::ranges::next_permutation(facts.events, {}, &core::Event::type).found);
    }
}

BOOST_AUTO_TEST_CASE(what_left_and_must_not_have_is_an_alarm) {
    const auto alarm_of = [](const Change& change) {
        auto facts = good();
        facts.events.push_back(told(50, EventType::item_departed));
        change(facts);
        const auto answer = may_depart(facts, kNow);
        BOOST_TEST(answer.departed);
        return answer.is_alarm();
    };
    BOOST_TEST(!alarm_of([](auto&) {}));
    BOOST_TEST(alarm_of([](auto& f) { f.filings = {filed(FilingState::queued)}; }));
    BOOST_TEST(alarm_of([](auto& f) { f.marks = {marked(MarkKind::block)}; }));
    BOOST_TEST(!alarm_of([](auto& f) { f.marks = {marked(MarkKind::warn)}; }));
    // it left, was stopped abroad and comes back: that is how it ends, no alarm
    BOOST_TEST(!alarm_of([](auto& f) { f.events.push_back(told(60, EventType::item_returning)); }));
    BOOST_TEST(!alarm_of([](auto& f) {
        f.filings = {filed(FilingState::awaiting_position)};
        f.filings[0].lodged_on = Position::dispatch_closed;
    }));
    BOOST_TEST(!may_depart(ports::DepartureFacts{}, kNow).is_alarm());
}

BOOST_AUTO_TEST_CASE(the_order_of_the_facts_does_not_matter) {
    std::mt19937 random(20261128);
    const auto types = core::all_event_types();
    const auto states = core::all_filing_states();
    const std::vector<std::string> findings{"DUTY-NOT-PREPAID", "NUMBER-CEILING", "CN22-CEILING", "S10-PATTERN"};
    constexpr MarkKind kKinds[] = {MarkKind::block, MarkKind::warn, MarkKind::clear};
    const auto any = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    for (int round = 0; round < 500; ++round) {
        ports::DepartureFacts facts;
        facts.declaration = {static_cast<std::int64_t>(any(4))};
        facts.verdict = any(3) == 0 ? Verdict::rejected : Verdict::accepted;
        for (std::size_t i = any(4); i > 0; --i)
            facts.filings.push_back(filed(states[any(states.size())], static_cast<std::int64_t>(i)));
        for (std::size_t i = any(3); i > 0; --i)
            facts.findings.push_back(findings[any(findings.size())]);
        for (std::size_t i = any(8); i > 0; --i) {
            facts.events.push_back(
                told(static_cast<std::int64_t>(any(6)), types[any(types.size())], {static_cast<std::int64_t>(any(3))}));
            facts.events.back().key = static_cast<std::int64_t>(i);
        }
        for (std::size_t i = any(4); i > 0; --i) {
            facts.marks.push_back(marked(kKinds[any(3)]));
            facts.marks.back().owner = "agency-" + std::to_string(i);
        }
        const auto first = may_depart(facts, kNow);
        for (int shuffle = 0; shuffle < 3; ++shuffle) {
            std::ranges::shuffle(facts.filings, random);
            std::ranges::shuffle(facts.findings, random);
            std::ranges::shuffle(facts.events, random);
            std::ranges::shuffle(facts.marks, random);
            const auto again = may_depart(facts, kNow);
            BOOST_REQUIRE(again.hindrances == first.hindrances);
            BOOST_CHECK(again.position == first.position);
            BOOST_TEST(again.departed == first.departed);
            BOOST_TEST(again.warnings.size() == first.warnings.size());
        }
    }
}

BOOST_AUTO_TEST_CASE(codes_have_names_of_their_own) {
    std::set<std::string_view> names;
    for (const auto code : exchange::all_hindrance_codes())
        BOOST_TEST(names.insert(exchange::to_string(code)).second);
    BOOST_TEST(names.size() == 11u);
}

BOOST_AUTO_TEST_SUITE_END()
