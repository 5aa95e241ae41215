// Contract of the store: an agency's answers become events once, and only on its own filings.
#include "contract/bench.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_answers)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;
using core::FilingState;
using ports::No;

BOOST_AUTO_TEST_CASE_TEMPLATE(an_answer_is_applied_once, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    const auto filing = first.version.filings[0].key;
    bench.later(5);
    const auto answer = bench.answer("A1", filing, EventType::filing_accepted);
    const auto outcome = bench.record(answer);
    BOOST_TEST(outcome.done());
    BOOST_TEST(outcome.answer.value == answer.answer.value);
    BOOST_REQUIRE(outcome.states.size() == 1);
    BOOST_TEST(outcome.states[0].first.value == filing.value);
    BOOST_CHECK(outcome.states[0].second == FilingState::accepted);
    const auto events = bench.store->filings().events_of(first.declaration);
    BOOST_TEST(events.back().answer.value == answer.answer.value);
    BOOST_TEST(events.back().explicit_customs);

    // as it came, and in which format
    const auto kept = bench.store->filings().answer(answer.answer);
    BOOST_REQUIRE(kept.has_value());
    BOOST_CHECK_EQUAL(kept->format, answer.format);
    BOOST_CHECK(kept->sealed.bytes == answer.sealed.bytes);
    BOOST_CHECK(!bench.store->filings().answer({answer.answer.value + 1}).has_value());

    auto again = bench.answer("A1", filing, EventType::filing_released);
    const auto known = bench.record(again);
    BOOST_CHECK(known.no == No::answer_known);
    BOOST_TEST(known.answer.value == answer.answer.value);
    BOOST_REQUIRE(known.states.size() == 1);
    BOOST_CHECK(known.states[0].second == FilingState::accepted);
    BOOST_TEST(bench.store->filings().events_of(first.declaration).size() == events.size());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(answers_in_any_order_give_the_same_state, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    const auto filing = first.version.filings[0].key;
    auto released = bench.answer("A2", filing, EventType::filing_released);
    released.events[0].happened.ms += 2000;
    auto registered = bench.answer("A1", filing, EventType::filing_accepted);
    registered.events[0].happened.ms += 1000;
    BOOST_TEST(bench.record(released).done());
    BOOST_CHECK(bench.record(registered).states.at(0).second == FilingState::released);
    BOOST_CHECK(bench.state(filing) == FilingState::released);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_answer_to_a_filing_of_somebody_else_is_refused_whole, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    const auto filing = first.version.filings[0].key;
    auto stranger = bench.answer("A1", filing, EventType::filing_released);
    stranger.feed.agency = bench.store->agency("bt-customs");
    BOOST_CHECK(bench.record(stranger).no == No::not_found);
    auto live = bench.answer("A1", filing, EventType::filing_released);
    live.feed.mode = core::Mode::live;
    BOOST_CHECK(bench.record(live).no == No::not_found);
    auto half = bench.answer("A1", filing, EventType::filing_released);
    half.events.push_back(contract::event(EventType::filing_released, bench.now(), {4711}));
    BOOST_CHECK(bench.record(half).no == No::not_found);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
    BOOST_TEST(bench.record(bench.answer("A1", filing, EventType::filing_released)).done());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_reference_of_an_authority_names_one_open_filing, Engine, Engines) {
    for (const auto end : {EventType::filing_released, EventType::filing_awaiting_exit, EventType::filing_exited,
                           EventType::filing_release_refused, EventType::filing_expired, EventType::filing_cancelled}) {
        Bench<Engine> bench;
        const auto first = bench.plain();
        BOOST_TEST(bench.record(first).done());
        const auto& reference = first.version.filings[0].reference;
        auto second = bench.plain();
        second.version.filings[0].reference = reference;
        // the same post may use an item id again after its window; another one may not take it
        auto stranger = second;
        stranger.tenant = bench.store->tenant("other-post");
        BOOST_CHECK(bench.record(stranger).no == No::reference_taken);
        auto live = second;
        live.mode = core::Mode::live; // another world
        live.declaration = {bench.key()};
        live.version.filings[0].key = {bench.key()};
        live.version.events.clear();
        BOOST_TEST(bench.record(live).done());

        bench.later(5);
        BOOST_TEST(bench.record(bench.answer("A1", first.version.filings[0].key, end)).done());
        BOOST_TEST(bench.store->filings().by_reference(bench.feed, reference)->key.value ==
                   first.version.filings[0].key.value);
        BOOST_TEST(bench.record(stranger).done()); // the reference is free again
        BOOST_TEST(bench.store->filings().by_reference(bench.feed, reference)->key.value ==
                   second.version.filings[0].key.value);
    }
}

BOOST_AUTO_TEST_SUITE_END()
