// Positions: codes, the order of the way, and the laws of folding under seeded shuffles.
#include "core/position.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>

BOOST_AUTO_TEST_SUITE(positions)

using namespace postern::core;

namespace {

Event seen_at(std::int64_t ms, EventType type) {
    Event event;
    event.type = type;
    event.happened = {ms};
    return event;
}

constexpr EventType kWay[] = {EventType::item_posted,
                              EventType::item_at_office_of_exchange,
                              EventType::item_presented,
                              EventType::item_held_by_customs,
                              EventType::item_back_from_customs,
                              EventType::item_in_receptacle,
                              EventType::item_dispatch_closed,
                              EventType::item_departed,
                              EventType::item_arrived,
                              EventType::item_held_abroad,
                              EventType::item_delivered};

} // namespace

BOOST_AUTO_TEST_CASE(each_scan_has_its_code_and_its_position) {
    const std::pair<const char*, Position> table[] = {{"EMA", Position::posted},
                                                      {"EMB", Position::at_office_of_exchange},
                                                      {"EXA", Position::presented},
                                                      {"EXB", Position::held},
                                                      {"EXC", Position::back_from_customs},
                                                      {"EMC", Position::departed},
                                                      {"EMD", Position::arrived},
                                                      {"EME", Position::held_abroad},
                                                      {"EMI", Position::delivered},
                                                      {"EXX", Position::stopped},
                                                      {"in-receptacle", Position::in_receptacle},
                                                      {"dispatch-closed", Position::dispatch_closed}};
    std::set<EventType> types;
    for (const auto& [code, position] : table) {
        const auto type = scan_named(code);
        BOOST_TEST_REQUIRE(type.has_value(), code);
        BOOST_TEST(types.insert(*type).second, code);
        BOOST_TEST(scan_code(*type) == code);
        BOOST_CHECK(fold_position({seen_at(1, *type)}) == position);
    }
    for (const EventType type : all_event_types()) {
        BOOST_TEST(is_scan(type) == types.contains(type), to_string(type));
        BOOST_TEST(scan_code(type).empty() != types.contains(type), to_string(type));
    }
    for (const char* none : {"", "EXE", "ema", "EDB", "item-posted"})
        BOOST_TEST(!scan_named(none).has_value(), none);
    BOOST_TEST(to_string(Position::at_office_of_exchange) == "AT_OFFICE_OF_EXCHANGE");
    BOOST_TEST(to_string(Position::dispatch_closed) == "DISPATCH_CLOSED");
}

BOOST_AUTO_TEST_CASE(an_item_that_nobody_saw_was_captured) {
    BOOST_CHECK(fold_position({}) == Position::captured);
    BOOST_CHECK(fold_position({seen_at(2, EventType::item_id_bound), seen_at(1, EventType::item_captured),
                               seen_at(3, EventType::filing_exited)}) == Position::captured);
}

BOOST_AUTO_TEST_CASE(that_it_comes_back_is_where_it_is_and_not_how_far_it_was) {
    const std::vector<Event> events{seen_at(1, EventType::item_posted), seen_at(5, EventType::item_returning)};
    BOOST_CHECK(fold_position(events) == Position::returning);
    BOOST_TEST(has_reached(events, Position::posted));
    BOOST_TEST(!has_reached(events, Position::departed));
}

BOOST_AUTO_TEST_CASE(declared_after_it_was_posted_it_is_posted_all_the_same) {
    BOOST_CHECK(fold_position({seen_at(1, EventType::item_posted), seen_at(9, EventType::item_captured),
                               seen_at(10, EventType::item_amended)}) == Position::posted);
}

BOOST_AUTO_TEST_CASE(what_was_seen_in_one_instant_takes_the_order_of_the_way) {
    std::vector<Event> events;
    for (const auto type : kWay) {
        events.insert(events.begin(), seen_at(1, type));
        BOOST_CHECK(fold_position(events) == fold_position({seen_at(1, type)}));
    }
}

BOOST_AUTO_TEST_CASE(a_closing_that_is_told_late_is_not_newer_than_the_leaving_of_its_dispatch) {
    auto packed = seen_at(30, EventType::item_in_receptacle);
    packed.reference = "NPKTMAUSJFKAACN60012001000150";
    auto closed = seen_at(20, EventType::item_dispatch_closed);
    closed.reference = "NPKTMAUSJFKAACN60012";
    auto left = seen_at(10, EventType::item_departed);
    left.reference = "NPKTMAUSJFKAACN60012";
    BOOST_CHECK(fold_position({packed, closed, left}) == Position::departed);
    left.reference = "NPKTMAUSJFKAACN60013"; // it is packed again
    BOOST_CHECK(fold_position({packed, closed, left}) == Position::in_receptacle);
}

BOOST_AUTO_TEST_CASE(reached_is_here_or_farther_whatever_came_later) {
    for (std::size_t wanted = 0; wanted < std::size(kWay); ++wanted) {
        const auto position = fold_position({seen_at(1, kWay[wanted])});
        BOOST_TEST(!has_reached({}, position));
        BOOST_TEST(!has_reached({seen_at(1, EventType::item_stopped), seen_at(1, EventType::item_captured)}, position));
        for (std::size_t seen = 0; seen < std::size(kWay); ++seen)
            BOOST_TEST(has_reached({seen_at(5, kWay[seen]), seen_at(9, EventType::item_stopped)}, position) ==
                       (seen >= wanted));
    }
    BOOST_TEST(has_reached({}, Position::captured));
}

BOOST_AUTO_TEST_CASE(arrival_order_and_repetition_never_matter) {
    std::mt19937_64 random(15);
    for (int round = 0; round < 500; ++round) {
        std::vector<Event> history;
        for (std::size_t i = 0, count = random() % 10; i < count; ++i)
            history.push_back(seen_at(static_cast<std::int64_t>(random() % 5), kWay[random() % std::size(kWay)]));
        const auto position = fold_position(history);
        const bool reached = has_reached(history, Position::at_office_of_exchange);
        auto other = history;
        for (const Event& event : history)
            if (random() % 2 == 0) other.push_back(event);
        std::ranges::shuffle(other, random);
        BOOST_TEST_REQUIRE((fold_position(other) == position));
        BOOST_TEST_REQUIRE(has_reached(other, Position::at_office_of_exchange) == reached);
    }
}

BOOST_AUTO_TEST_SUITE_END()
