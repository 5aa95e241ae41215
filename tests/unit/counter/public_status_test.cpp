// How an item stands in plain words: along its way, whatever the order in which things are heard.
#include "counter/public_status.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(counter_public_status)

using namespace postern;
using core::EventType;
using counter::PublicCase;
using counter::PublicCourse;
using counter::PublicState;
using counter::PublicStep;
using S = PublicState;
using E = EventType;

/// A declaration with one required filing, and what happens to it, each an hour after the other.
struct Told {
    PublicCase of;
    std::int64_t hour = 0;

    Told() {
        of.received = {1};
        of.filings = {{{1}, ports::Leg::export_leg, true}};
        item(E::item_captured);
    }
    void add(E type, std::int64_t filing) {
        core::Event event;
        event.key = static_cast<std::int64_t>(of.events.size()) + 1;
        event.type = type;
        event.happened = event.received = {hour * 3'600'000 + 1};
        event.filing = {filing};
        of.events.push_back(event);
    }
    Told& item(E type) {
        add(type, 0);
        return *this;
    }
    Told& filing(E type, std::int64_t which = 1) {
        add(type, which);
        return *this;
    }
    Told& later() {
        ++hour;
        return *this;
    }
    std::string course() const {
        std::string out;
        for (const auto& step : counter::public_course(of).steps)
            out += (out.empty() ? "" : " ") + std::string(to_string(step.state)) + "@" +
                   std::to_string(step.at.ms / 3'600'000);
        return out;
    }
    S now() const { return counter::public_course(of).now.state; }
};

BOOST_AUTO_TEST_CASE(from_the_counter_to_the_addressee) {
    Told told;
    told.item(E::item_posted).filing(E::filing_queued);
    told.later().filing(E::filing_submitted).later().filing(E::filing_accepted).later().filing(E::filing_released);
    told.later().item(E::item_at_office_of_exchange).later().item(E::item_departed).later().item(E::item_arrived);
    told.later().item(E::item_held_abroad).later().item(E::item_delivered);
    BOOST_TEST(told.course() == "data-received@0 posted@0 waiting-for-customs@0 customs-released@3 on-its-way@5 "
                                "arrived@6 customs-abroad@7 delivered@8");
    BOOST_TEST((told.now() == S::delivered));
}

BOOST_AUTO_TEST_CASE(the_order_of_hearing_does_not_matter) {
    Told told;
    told.item(E::item_posted).filing(E::filing_queued).later().filing(E::filing_control_documents);
    told.later().filing(E::filing_released).later().item(E::item_departed);
    const auto course = told.course();
    std::mt19937 random(7);
    for (int i = 0; i < 20; ++i) {
        std::shuffle(told.of.events.begin(), told.of.events.end(), random);
        BOOST_TEST(told.course() == course);
    }
}

BOOST_AUTO_TEST_CASE(what_the_exporter_has_to_do_comes_first) {
    Told told;
    told.of.filings.push_back({{2}, ports::Leg::export_leg, true});
    told.filing(E::filing_queued).filing(E::filing_queued, 2).later().filing(E::filing_control_physical, 2);
    BOOST_TEST((told.now() == S::customs_checks));
    told.later().filing(E::filing_control_documents);
    told.of.events.back().asks.add(core::AttachmentType::invoice);
    BOOST_TEST((told.now() == S::documents_asked));
    const auto course = counter::public_course(told.of);
    BOOST_TEST(course.asks.has(core::AttachmentType::invoice));
    BOOST_TEST(!course.asks.has(core::AttachmentType::licence));
    for (const auto& [event, state] : {std::pair(E::filing_query, S::question_asked),
                                       {E::filing_payment_due, S::payment_due},
                                       {E::filing_awaiting_number, S::number_awaited},
                                       {E::filing_held, S::post_checks},
                                       {E::filing_release_refused, S::customs_refused}}) {
        Told other;
        other.filing(E::filing_queued).later().filing(event);
        BOOST_TEST((other.now() == state), to_string(state));
        BOOST_TEST(counter::public_course(other.of).asks.empty());
    }
}

BOOST_AUTO_TEST_CASE(only_what_is_required_for_the_export_keeps_back) {
    Told told;
    told.of.filings = {
        {{1}, ports::Leg::export_leg, true}, {{2}, ports::Leg::export_leg, false}, {{3}, ports::Leg::return_leg, true}};
    told.filing(E::filing_released).filing(E::filing_rejected, 2).filing(E::filing_queued, 3);
    BOOST_TEST((told.now() == S::customs_released));
    Told form;
    form.filing(E::filing_form_suffices);
    BOOST_TEST(form.course() == "data-received@0");
    form.later().item(E::item_posted);
    BOOST_TEST((form.now() == S::posted));
}

BOOST_AUTO_TEST_CASE(a_scan_with_a_wrong_clock_turns_nothing_back) {
    Told told;
    told.filing(E::filing_released).later().item(E::item_departed).later().item(E::item_posted);
    BOOST_TEST((told.now() == S::on_its_way));
    told.later().filing(E::filing_control_documents); // customs is late, and the item gone
    BOOST_TEST((told.now() == S::on_its_way));
}

BOOST_AUTO_TEST_CASE(a_scan_at_customs_is_a_check_until_it_is_over) {
    Told told;
    told.filing(E::filing_queued).later().item(E::item_held_by_customs);
    BOOST_TEST((told.now() == S::customs_checks));
    told.later().item(E::item_back_from_customs);
    BOOST_TEST((told.now() == S::waiting_for_customs));
    told.later().item(E::item_presented).later().filing(E::filing_released);
    BOOST_TEST((told.now() == S::customs_released));
}

BOOST_AUTO_TEST_CASE(a_posting_after_the_release_is_a_step_and_customs_word_stands) {
    Told told;
    told.filing(E::filing_queued).later().filing(E::filing_released).later().item(E::item_posted);
    BOOST_TEST(told.course() == "data-received@0 waiting-for-customs@0 customs-released@1 posted@2");
    BOOST_TEST((told.now() == S::customs_released));
    BOOST_TEST((counter::public_course(told.of).now.at == core::Instant{3'600'001}));
}

BOOST_AUTO_TEST_CASE(ends_that_nobody_likes) {
    for (const auto& [event, state] : {std::pair(E::item_stopped, S::stopped),
                                       {E::item_returning, S::comes_back},
                                       {E::item_cancelled, S::cancelled}}) {
        Told told;
        told.filing(E::filing_queued).later().item(event).later().filing(E::filing_released);
        BOOST_TEST((told.now() == state), to_string(state));
    }
    Told rejected;
    rejected.of.verdict = core::Verdict::rejected;
    rejected.item(E::item_rejected);
    BOOST_TEST(rejected.course() == "data-received@0 not-accepted@0");
    Told held; // where no filing is due, nothing else says so
    held.of.verdict = core::Verdict::held;
    BOOST_TEST(held.course() == "data-received@0 post-checks@0");
    // a correction that was rejected leaves what customs has as it is
    rejected.filing(E::filing_released);
    BOOST_TEST((rejected.now() == S::customs_released));
}

BOOST_AUTO_TEST_CASE(what_authorities_and_security_say_is_not_told) {
    Told told;
    told.filing(E::filing_released).later();
    for (const auto event : {E::referral_do_not_load, E::referral_for_information, E::item_marked, E::item_alarm})
        told.item(event);
    BOOST_TEST((told.now() == S::customs_released));
}

BOOST_AUTO_TEST_CASE(nothing_happened_yet) {
    PublicCase bare;
    bare.received = {5};
    const auto course = counter::public_course(bare);
    BOOST_TEST((course.now == PublicStep{S::data_received, {5}}));
    BOOST_TEST(course.steps.size() == 1u);
}

BOOST_AUTO_TEST_CASE(each_state_has_a_name_of_its_own) {
    std::vector<std::string_view> names;
    for (const auto state : counter::all_public_states())
        names.push_back(to_string(state));
    std::ranges::sort(names);
    BOOST_TEST((std::ranges::adjacent_find(names) == names.end()));
    BOOST_TEST(names.size() == 19u);
}

BOOST_AUTO_TEST_SUITE_END()
