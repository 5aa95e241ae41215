// Events: the transition table as the domain states it, and the laws of folding under seeded shuffles.
#include "core/event.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>

BOOST_AUTO_TEST_SUITE(events)

using namespace postern::core;

Event at(std::int64_t ms, EventType type, bool explicit_customs = false) {
    Event event;
    event.key = ms;
    event.type = type;
    event.happened = {ms};
    event.explicit_customs = explicit_customs;
    return event;
}

/// The rule restated without sorting tricks: earliest first, the table's rank within an instant.
FilingState expected(std::vector<Event> history) {
    const auto row_of = [](const Event& e) {
        const auto rows = filing_transitions();
        return *std::ranges::find_if(rows, [&e](const FilingTransition& r) { return r.event == e.type; });
    };
    std::ranges::sort(history, {}, [&](const Event& e) { return std::pair(e.happened, row_of(e).rank); });
    FilingState state = FilingState::unknown;
    FilingState before_cancellation = FilingState::unknown;
    std::string asked; // of customs, last
    bool withdrawn = false;
    for (const Event& e : history) {
        if (is_terminal(state) && !e.explicit_customs) continue;
        if (e.type == EventType::filing_amended) asked = "to amend";
        if (e.type == EventType::filing_cancelled && !e.explicit_customs) {
            asked = "to cancel";
            before_cancellation = state;
        }
        if (e.type == EventType::filing_invalidated) {
            withdrawn = withdrawn || asked == "to cancel";
            state = withdrawn ? FilingState::cancelled : FilingState::expired;
        } else if (e.type == EventType::filing_request_granted || e.type == EventType::filing_request_denied) {
            const bool granted = e.type == EventType::filing_request_granted;
            if (asked.empty()) state = FilingState::unknown;
            if (asked == "to cancel") {
                withdrawn = granted;
                state = granted ? FilingState::cancelled : before_cancellation;
            }
        } else {
            if (const auto to = row_of(e).to) state = *to;
            continue;
        }
        if (!asked.empty()) asked = "nothing more";
    }
    return state;
}

std::vector<Event> random_history(std::mt19937_64& random) {
    const auto rows = filing_transitions();
    std::vector<Event> history;
    const std::size_t count = random() % 12;
    for (std::size_t i = 0; i < count; ++i) {
        // few instants, so that ties are common
        Event event =
            at(static_cast<std::int64_t>(random() % 6), rows[random() % rows.size()].event, random() % 2 == 0);
        event.key = static_cast<std::int64_t>(i + 1);
        history.push_back(event);
    }
    return history;
}

void renumber(std::vector<Event>& history) {
    for (std::size_t i = 0; i < history.size(); ++i)
        history[i].key = static_cast<std::int64_t>(i + 1);
}

BOOST_AUTO_TEST_CASE(the_table_has_one_row_an_event_and_a_rank_of_its_own) {
    std::set<EventType> types;
    std::set<int> ranks;
    std::set<FilingState> reached;
    for (const FilingTransition& row : filing_transitions()) {
        BOOST_TEST(types.insert(row.event).second, to_string(row.event));
        BOOST_TEST(ranks.insert(row.rank).second, to_string(row.event));
        if (row.to) BOOST_TEST(reached.insert(*row.to).second, to_string(*row.to));
    }
    BOOST_TEST(reached.size() == all_filing_states().size());
    for (const EventType type : all_event_types()) {
        const bool of_filing = to_string(type).starts_with("filing-");
        BOOST_TEST(types.contains(type) == of_filing, to_string(type));
    }
}

BOOST_AUTO_TEST_CASE(names_of_states_and_events) {
    for (const FilingState state : all_filing_states()) {
        const auto type = filing_event_named(to_string(state));
        BOOST_TEST_REQUIRE(type.has_value(), to_string(state));
        std::string name = "filing-" + std::string(to_string(state));
        std::ranges::transform(name, name.begin(), [](char c) {
            if (c == '_') return '-';
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        BOOST_TEST(to_string(*type) == name);
    }
    BOOST_TEST(to_string(FilingState::awaiting_item_id) == "AWAITING_ITEM_ID");
    BOOST_TEST((filing_event_named("RELEASED") == EventType::filing_released));
    BOOST_TEST(!filing_event_named("REGISTERED").has_value());
    BOOST_TEST(!filing_event_named("released").has_value());
    BOOST_TEST(!filing_event_named("PAID").has_value());
    BOOST_TEST(!filing_event_named("").has_value());
    BOOST_TEST(to_string(EventType::item_id_bound) == "item-id-bound");
}

BOOST_AUTO_TEST_CASE(six_states_end) {
    std::set<FilingState> terminal;
    for (const FilingState state : all_filing_states())
        if (is_terminal(state)) terminal.insert(state);
    const std::set<FilingState> want = {FilingState::form_suffices, FilingState::release_refused,
                                        FilingState::exited,        FilingState::expired,
                                        FilingState::cancelled,     FilingState::regularized};
    BOOST_TEST((terminal == want));
}

BOOST_AUTO_TEST_CASE(some_states_are_not_the_agencys_yet_or_no_more) {
    std::set<FilingState> here;
    for (const FilingState state : all_filing_states())
        if (!is_with_agency(state)) here.insert(state);
    const std::set<FilingState> want = {
        FilingState::form_suffices,   FilingState::awaiting_item_id, FilingState::held,
        FilingState::queued,          FilingState::send_failed,      FilingState::rejected,
        FilingState::awaiting_number, FilingState::awaiting_position};
    BOOST_TEST((here == want));
}

BOOST_AUTO_TEST_CASE(a_life_from_queue_to_exit) {
    std::vector<Event> life = {at(1, EventType::filing_awaiting_item_id), at(2, EventType::filing_held),
                               at(3, EventType::filing_queued),           at(4, EventType::filing_submitted),
                               at(5, EventType::filing_acknowledged),     at(6, EventType::filing_accepted, true),
                               at(7, EventType::filing_released, true),   at(8, EventType::filing_exited, true)};
    const std::vector<FilingState> states = {
        FilingState::awaiting_item_id, FilingState::held,     FilingState::queued,   FilingState::submitted,
        FilingState::submitted,        FilingState::accepted, FilingState::released, FilingState::exited};
    for (std::size_t i = 0; i < life.size(); ++i)
        BOOST_TEST((fold_filing({life.begin(), life.begin() + static_cast<std::ptrdiff_t>(i) + 1}) == states[i]));
    BOOST_TEST((fold_filing({}) == FilingState::unknown));
}

BOOST_AUTO_TEST_CASE(events_of_one_instant_take_their_natural_order) {
    std::vector<Event> same = {at(1, EventType::filing_exited, true),   at(1, EventType::filing_released, true),
                               at(1, EventType::filing_accepted, true), at(1, EventType::filing_received, true),
                               at(1, EventType::filing_submitted),      at(1, EventType::filing_queued)};
    renumber(same);
    std::vector<FilingState> seen;
    for (; !same.empty(); same.erase(same.begin()))
        seen.push_back(fold_filing(same));
    const std::vector<FilingState> want = {FilingState::exited,   FilingState::released,  FilingState::accepted,
                                           FilingState::received, FilingState::submitted, FilingState::queued};
    BOOST_TEST((seen == want));
}

BOOST_AUTO_TEST_CASE(a_late_event_falls_into_its_place) {
    auto history = std::vector{at(1, EventType::filing_queued), at(5, EventType::filing_released, true)};
    Event late = at(3, EventType::filing_accepted, true);
    late.key = 99;
    history.push_back(late);
    BOOST_TEST((fold_filing(history) == FilingState::released));
}

BOOST_AUTO_TEST_CASE(a_terminal_state_changes_only_by_an_explicit_customs_message) {
    for (const FilingTransition& row : filing_transitions()) {
        if (!row.to || !is_terminal(*row.to)) continue;
        for (const FilingTransition& next : filing_transitions()) {
            if (!next.to) continue;
            const Event ends = at(1, row.event, true);
            BOOST_TEST((fold_filing({ends, at(2, next.event, false)}) == *row.to), to_string(next.event));
            BOOST_TEST((fold_filing({ends, at(2, next.event, true)}) == *next.to), to_string(next.event));
        }
    }
}

BOOST_AUTO_TEST_CASE(arrival_order_and_repetition_never_matter_and_every_subset_is_legal) {
    std::mt19937_64 random(78);
    for (int round = 0; round < 500; ++round) {
        auto history = random_history(random);
        const FilingState state = fold_filing(history);
        BOOST_TEST_REQUIRE((state == expected(history)));

        auto shuffled = history;
        std::ranges::shuffle(shuffled, random);
        BOOST_TEST_REQUIRE((fold_filing(shuffled) == state)); // as read from a store in any order
        renumber(shuffled);
        BOOST_TEST_REQUIRE((fold_filing(shuffled) == state)); // as received in any order

        auto repeated = history;
        for (const Event& event : history)
            if (random() % 2 == 0) repeated.push_back(event);
        renumber(repeated);
        BOOST_TEST_REQUIRE((fold_filing(repeated) == state));

        std::erase_if(history, [&random](const Event&) { return random() % 2 == 0; });
        const FilingState part = fold_filing(history);
        BOOST_TEST_REQUIRE((std::ranges::find(all_filing_states(), part) != all_filing_states().end()));
    }
}

BOOST_AUTO_TEST_CASE(an_answer_belongs_to_what_was_asked) {
    const auto accepted = std::vector{at(1, EventType::filing_queued), at(2, EventType::filing_accepted, true)};
    const auto after = [&](std::vector<Event> more) {
        more.insert(more.begin(), accepted.begin(), accepted.end());
        return fold_filing(std::move(more));
    };
    const auto cancelled = at(3, EventType::filing_cancelled);
    const auto amended = at(3, EventType::filing_amended);
    const auto granted = at(4, EventType::filing_request_granted, true);
    const auto denied = at(4, EventType::filing_request_denied, true);
    const auto invalidated = at(5, EventType::filing_invalidated, true);
    BOOST_CHECK(after({cancelled, granted}) == FilingState::cancelled);
    BOOST_CHECK(after({cancelled, denied}) == FilingState::accepted);
    BOOST_CHECK(after({cancelled, denied, denied}) == FilingState::accepted);
    BOOST_CHECK(after({cancelled, invalidated}) == FilingState::cancelled);
    BOOST_CHECK(after({cancelled, granted, invalidated}) == FilingState::cancelled);
    BOOST_CHECK(after({cancelled, denied, invalidated}) == FilingState::expired);
    BOOST_CHECK(after({amended, granted}) == FilingState::accepted);
    BOOST_CHECK(after({amended, denied}) == FilingState::accepted);
    BOOST_CHECK(after({amended, granted, invalidated}) == FilingState::expired);
    BOOST_CHECK(after({granted}) == FilingState::unknown);
    BOOST_CHECK(after({denied}) == FilingState::unknown);
    BOOST_CHECK(after({invalidated}) == FilingState::expired);
    // after a refusal life goes on
    BOOST_CHECK(after({cancelled, denied, at(6, EventType::filing_released, true)}) == FilingState::released);
}

BOOST_AUTO_TEST_CASE(an_event_without_change_of_state_changes_nothing) {
    std::mt19937_64 random(79);
    for (int round = 0; round < 200; ++round) {
        auto history = random_history(random);
        const FilingState state = fold_filing(history);
        for (const EventType type :
             {EventType::filing_customs_amended, EventType::filing_tax_calculated, EventType::filing_paid,
              EventType::filing_acknowledged, EventType::item_amended, EventType::item_captured})
            history.push_back(at(static_cast<std::int64_t>(random() % 6), type, true));
        BOOST_TEST_REQUIRE((fold_filing(history) == state));
    }
}

BOOST_AUTO_TEST_CASE(the_course_ends_with_the_fold_and_says_when_each_state_was_entered) {
    BOOST_TEST(filing_course({}).empty());
    BOOST_TEST(filing_course({at(1, EventType::filing_amended)}).empty());
    const auto course = filing_course({at(30, EventType::filing_released), at(10, EventType::filing_queued),
                                       at(20, EventType::filing_query), at(25, EventType::filing_paid),
                                       at(22, EventType::filing_query)});
    BOOST_REQUIRE(course.size() == 3u);
    BOOST_CHECK(course[0].state == FilingState::queued);
    BOOST_CHECK(course[1].state == FilingState::query);
    BOOST_TEST(course[1].since.ms == 20); // asked twice, it is one stretch
    BOOST_CHECK(course[2].state == FilingState::released);
    BOOST_TEST(course[2].since.ms == 30);
    std::mt19937_64 random(7);
    for (int i = 0; i < 500; ++i) {
        const auto history = random_history(random);
        const auto states = filing_course(history);
        const auto last = states.empty() ? FilingState::unknown : states.back().state;
        BOOST_CHECK(last == expected(history));
        for (std::size_t j = 1; j < states.size(); ++j) {
            BOOST_CHECK(states[j - 1].state != states[j].state);
            BOOST_CHECK(states[j - 1].since <= states[j].since);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_an_agency_said_last_lets_go_turns_down_or_leaves_open) {
    using State = postern::core::FilingState;
    const std::vector<State> let_go{State::released, State::awaiting_exit, State::exited, State::regularization_due,
                                    State::regularized};
    const std::vector<State> turned_down{State::rejected, State::release_refused, State::expired, State::cancelled};
    for (const auto state : postern::core::all_filing_states()) {
        BOOST_TEST(postern::core::is_let_go(state) == (std::ranges::count(let_go, state) == 1), to_string(state));
        BOOST_TEST(postern::core::is_turned_down(state) == (std::ranges::count(turned_down, state) == 1),
                   to_string(state));
    }
}

BOOST_AUTO_TEST_SUITE_END()
