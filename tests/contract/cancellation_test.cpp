// Contract of the store: a declaration is withdrawn as a whole, and its item can be declared anew.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_cancellation)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;
using core::FilingState;
using ports::No;

template <class Engine>
ports::Cancellation cancellation(const Bench<Engine>& bench, const ports::Acceptance& of) {
    return {of.declaration, of.tenant, of.mode, "sender-asked", bench.now()};
}

BOOST_AUTO_TEST_CASE_TEMPLATE(its_filings_end_the_agency_is_told_and_the_item_is_free, Engine, Engines) {
    Bench<Engine> bench;
    auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    first.version.filings.push_back(bench.filing("LRN-HELD", false)); // never offered
    first.version.events.push_back(
        contract::event(EventType::filing_awaiting_item_id, bench.now(), first.version.filings[1].key));
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    BOOST_TEST(bench.record(cancellation(bench, first)).done());
    for (const auto& filing : first.version.filings)
        BOOST_CHECK(bench.state(filing.key) == FilingState::cancelled);
    const auto entries = bench.entries();
    BOOST_REQUIRE(entries.size() == 2);
    BOOST_CHECK(entries[1].why == ports::OfferWhy::cancelled);
    BOOST_TEST(entries[1].filing.value == first.version.filings[0].key.value);
    const auto head = bench.store->declarations().head(first.declaration);
    BOOST_REQUIRE(head);
    BOOST_REQUIRE(head->cancelled);
    BOOST_TEST(head->cancelled->ms == bench.now().ms);
    std::vector<std::string> reasons;
    for (const auto& event : bench.store->filings().events_of(first.declaration))
        if (event.type == EventType::item_cancelled) reasons.push_back(event.reason);
    BOOST_CHECK(reasons == std::vector<std::string>{"sender-asked"});

    // said again it changes nothing
    bench.later(5);
    BOOST_TEST(bench.record(cancellation(bench, first)).done());
    BOOST_TEST(bench.entries().size() == 2U);
    BOOST_TEST(bench.store->declarations().head(first.declaration)->cancelled->ms == bench.now().ms - 5);

    // and what is changed is refused, while the item is declared anew
    BOOST_CHECK(bench.record(bench.amendment(first, 1, 2)).no == No::declaration_cancelled);
    BOOST_TEST(!bench.store->declarations().known(bench.identity(first)));
    const auto again = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(again).done());
    BOOST_TEST(bench.store->declarations().known(bench.identity(again))->key.value == again.declaration.value);
    BOOST_TEST(bench.store->declarations().of_item(bench.post, core::Mode::test, "RR123456785NP").size() == 2U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(not_anothers_and_not_after_release, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.plain();
    BOOST_REQUIRE(bench.record(first).done());
    auto wrong = cancellation(bench, first);
    wrong.tenant = bench.store->tenant("bt-post");
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    wrong = cancellation(bench, first);
    wrong.mode = core::Mode::live;
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    wrong.declaration = {4711};
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    bench.later(5);
    BOOST_REQUIRE(bench.record(bench.answer("A1", first.version.filings[0].key, EventType::filing_released)).done());
    BOOST_CHECK(bench.record(cancellation(bench, first)).no == No::declaration_released);
    BOOST_TEST(!bench.store->declarations().head(first.declaration)->cancelled);
    BOOST_TEST(bench.entries().size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_id_is_not_bound_to_what_was_cancelled, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("", "REF-1", 1);
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_REQUIRE(bench.record(cancellation(bench, first)).done());
    ports::ItemIdBound bound{first.declaration, "RR123456785NP", 1, bench.now(), first.window_from, first.version};
    bound.version.version = 2;
    BOOST_CHECK(bench.record(bound).no == No::declaration_cancelled);
}

BOOST_AUTO_TEST_SUITE_END()
