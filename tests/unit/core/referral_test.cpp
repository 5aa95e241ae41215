// Referrals: what each event makes of one, which it belongs to, and that the order in which events come never matters.
#include "core/referral.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>

BOOST_AUTO_TEST_SUITE(referrals)

using namespace postern::core;

namespace {

Event told(std::int64_t ms, EventType type, const std::string& reference = {}, FilingKey filing = {},
           const std::string& reason = {}) {
    Event event;
    event.key = ms;
    event.type = type;
    event.happened = {ms};
    event.reference = reference;
    event.filing = filing;
    event.reason = reason;
    return event;
}

using States = std::vector<ReferralState>;

States states_after(std::vector<Event> events) {
    States states;
    for (const auto& one : fold_referrals(std::move(events)))
        states.push_back(one.state);
    return states;
}

constexpr auto kAsked = EventType::referral_for_information;
constexpr auto kScreen = EventType::referral_for_screening;
constexpr auto kAnswered = EventType::referral_answered;
constexpr auto kComplete = EventType::referral_assessment_complete;
constexpr auto kNever = EventType::referral_do_not_load;
constexpr auto kOpen = ReferralState::open;
constexpr auto kWaits = ReferralState::answered;
constexpr auto kCleared = ReferralState::cleared;
constexpr auto kStays = ReferralState::do_not_load;

} // namespace

BOOST_AUTO_TEST_CASE(each_course_ends_where_it_must) {
    struct Course {
        std::vector<std::pair<EventType, const char*>> events; ///< a second apart
        States states;
    };
    const Course courses[] = {
        {{}, {}},
        {{{EventType::item_posted, ""}}, {}},
        {{{kAsked, "R1"}}, {kOpen}},
        {{{kScreen, "R1"}}, {kOpen}},
        {{{kNever, "R1"}}, {kStays}},
        {{{kAsked, "R1"}, {kAnswered, "R1"}}, {kWaits}},
        {{{kAnswered, "R1"}, {kAsked, "R1"}}, {kOpen}}, // an answer to what was not asked yet is none
        {{{kAnswered, "R1"}}, {}},
        {{{kAsked, "R1"}, {kAnswered, "R2"}}, {kOpen}},
        {{{kAsked, "R1"}, {kAnswered, "R1"}, {kScreen, "R1"}}, {kOpen}}, // asked again
        {{{kAsked, "R1"}, {kComplete, "R1"}}, {kCleared}},
        {{{kComplete, "R1"}, {kAnswered, "R1"}}, {kCleared}},
        {{{kComplete, "R1"}, {kAsked, "R1"}}, {kOpen}},
        {{{kAsked, "R1"}, {kScreen, "R2"}, {kComplete, "R2"}}, {kOpen, kCleared}},
        {{{kAsked, "R1"}, {kScreen, "R2"}, {kComplete, ""}}, {kCleared, kCleared}}, // it names none: all of them
        {{{kComplete, ""}}, {kCleared}},
        {{{kNever, "R1"}, {kComplete, "R1"}}, {kStays}},
        {{{kNever, "R1"}, {kComplete, ""}}, {kStays}},
        {{{kNever, "R1"}, {kAsked, "R1"}}, {kStays}},
        {{{kComplete, "R1"}, {kNever, "R1"}}, {kStays}},
        {{{kNever, ""}, {kAsked, "R1"}, {kComplete, ""}}, {kStays, kCleared}},
    };
    for (const auto& course : courses) {
        std::vector<Event> events;
        for (const auto& [type, reference] : course.events)
            events.push_back(told(1'000 * static_cast<std::int64_t>(events.size() + 1), type, reference));
        BOOST_TEST_CONTEXT("course " << &course - courses) {
            BOOST_CHECK(states_after(events) == course.states);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_referral_of_a_filing_is_another_than_one_of_the_item) {
    const FilingKey one{7};
    const FilingKey other{8};
    const auto all = fold_referrals({told(1, EventType::filing_request_for_screening, "R", one, "HRCM"),
                                     told(2, EventType::filing_request_for_information, "R", other),
                                     told(3, kAsked, "R"), told(4, EventType::filing_assessment_complete, "", one)});
    BOOST_REQUIRE(all.size() == 3u);
    BOOST_CHECK(all[0].filing == one && all[0].state == kCleared && all[0].since.ms == 4);
    BOOST_TEST(all[0].reason == "HRCM");
    BOOST_CHECK(all[1].filing == other && all[1].state == kOpen);
    BOOST_CHECK(!all[2].filing && all[2].state == kOpen);
}

BOOST_AUTO_TEST_CASE(the_newest_question_says_what_is_asked_and_until_when) {
    auto first = told(1, kAsked, "R", {}, "A");
    first.deadline = Instant{100};
    auto second = told(2, kScreen, "R", {}, "B");
    second.deadline = Instant{200};
    const auto open = fold_referrals({second, first}).at(0);
    BOOST_CHECK(open.asked == kScreen && open.deadline == Instant{200});
    BOOST_TEST(open.reason == "B");
    BOOST_TEST(open.since.ms == 1); // it was open all the time
    BOOST_TEST(!fold_referrals({first, second, told(3, kAnswered, "R")}).at(0).deadline.has_value());
}

BOOST_AUTO_TEST_CASE(in_one_instant_what_is_graver_counts_last) {
    BOOST_CHECK((states_after({told(1, kComplete, "R"), told(1, kAsked, "R")}) == States{kCleared}));
    BOOST_CHECK((states_after({told(1, kNever, "R"), told(1, kComplete, "R")}) == States{kStays}));
}

BOOST_AUTO_TEST_CASE(neither_order_nor_repetition_matters) {
    std::mt19937 random(20261128);
    constexpr EventType kTypes[] = {kAsked,
                                    kScreen,
                                    kAnswered,
                                    kComplete,
                                    kNever,
                                    EventType::filing_do_not_load,
                                    EventType::filing_request_for_information,
                                    EventType::filing_assessment_complete,
                                    EventType::item_departed};
    const auto same = [](const Referral& a, const Referral& b) {
        return a.reference == b.reference && a.filing == b.filing && a.state == b.state && a.since == b.since &&
               a.asked == b.asked && a.reason == b.reason;
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<Event> events;
        for (int i = 0; i < 8; ++i) {
            const auto type = kTypes[random() % std::size(kTypes)];
            events.push_back(told(static_cast<std::int64_t>(random() % 6), type, random() % 2 ? "R1" : "",
                                  {static_cast<std::int64_t>(random() % 2)}, random() % 2 ? "A" : "B"));
            events.back().key = i;
        }
        const auto expected = fold_referrals(events);
        auto twice = events;
        twice.insert(twice.end(), events.begin(), events.begin() + 4);
        std::shuffle(twice.begin(), twice.end(), random);
        const auto found = fold_referrals(twice);
        BOOST_REQUIRE(std::ranges::equal(expected, found, same));
        const bool never = std::ranges::any_of(events, [](const Event& event) {
            return event.type == kNever || event.type == EventType::filing_do_not_load;
        });
        BOOST_TEST(never == (std::ranges::find(found, kStays, &Referral::state) != found.end()));
    }
}

BOOST_AUTO_TEST_CASE(states_have_names_of_their_own) {
    std::set<std::string_view> names;
    for (const auto state : all_referral_states())
        BOOST_TEST(names.insert(to_string(state)).second);
    BOOST_TEST(names.size() == 4u);
    BOOST_TEST(is_referral(EventType::filing_do_not_load));
    BOOST_TEST(!is_referral(EventType::filing_released));
}

BOOST_AUTO_TEST_SUITE_END()
