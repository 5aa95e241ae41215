// Contract of the store: filings, their documents, events and offers through the versions of a declaration.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_filings)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;
using core::FilingState;
using ports::No;
using ports::OfferWhy;

BOOST_AUTO_TEST_CASE_TEMPLATE(a_filing_is_there_with_its_document_and_events, Engine, Engines) {
    Bench<Engine> bench;
    auto deed = bench.acceptance("RR123456785NP", "REF-1", 1);
    deed.version.events.back().reason = "R1";
    deed.version.events.back().reference = "MRN";
    deed.version.events.back().lane = "green";
    BOOST_TEST(bench.record(deed).done());
    const auto& row = deed.version.filings[0];

    const auto head = bench.store->filings().filing(row.key);
    BOOST_REQUIRE(head);
    BOOST_TEST(head->declaration.value == deed.declaration.value);
    BOOST_CHECK(head->mode == core::Mode::test);
    BOOST_TEST(head->route == "np-export");
    BOOST_TEST(head->agency == "np-customs");
    BOOST_TEST(head->profile == "np-asycuda");
    BOOST_TEST(head->profile_version == "1");
    BOOST_TEST(head->profile_hash == "abc");
    BOOST_TEST(head->reference == row.reference);
    BOOST_TEST(head->required);
    BOOST_TEST(head->version == 1U);
    BOOST_CHECK(head->state == FilingState::queued);
    BOOST_TEST(bench.store->filings().by_reference(bench.feed, row.reference)->key.value == row.key.value);
    BOOST_TEST(bench.store->filings().of_declaration(deed.declaration).size() == 1U);

    const auto document = bench.store->filings().document(row.key, 1);
    BOOST_REQUIRE(document);
    BOOST_CHECK(document->sealed == row.document->sealed);
    BOOST_CHECK(document->hash == row.document->hash);
    BOOST_TEST(document->media_type == "text/xml");
    BOOST_TEST(document->plain_bytes == 9U);
    BOOST_CHECK(!bench.store->filings().document(row.key, 2));
    const auto offered = bench.store->filings().offered_at(row.key, 1);
    BOOST_REQUIRE(offered);
    BOOST_TEST(offered->ms == deed.at.ms);
    BOOST_CHECK(!bench.store->filings().offered_at(row.key, 2));
    BOOST_CHECK(!bench.store->filings().filing({4711}));

    const auto events = bench.store->filings().events_of(deed.declaration);
    BOOST_REQUIRE(events.size() == 2);
    BOOST_CHECK(events[0].type == EventType::item_captured);
    BOOST_CHECK(!events[0].filing);
    BOOST_CHECK(events[1].type == EventType::filing_queued);
    BOOST_TEST(events[1].filing.value == row.key.value);
    BOOST_TEST(events[1].key > events[0].key);
    BOOST_TEST(events[1].reason == "R1");
    BOOST_TEST(events[1].reference == "MRN");
    BOOST_TEST(events[1].lane == "green");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(only_what_is_queued_with_a_document_is_offered, Engine, Engines) {
    Bench<Engine> bench;
    auto deed = bench.acceptance("RR123456785NP", "REF-1", 1);
    auto form = bench.filing("", false);
    form.agency.clear();
    form.profile.clear();
    form.outcome = ports::RouteOutcome::form;
    form.legal_basis = "Art. 1";
    form.state = FilingState::form_suffices;
    auto held = bench.filing("LRN-H");
    held.verdict = core::Verdict::held;
    held.state = FilingState::held;
    auto nothing_due = bench.filing("", false);
    nothing_due.outcome = ports::RouteOutcome::elsewhere;
    nothing_due.agency.clear();
    nothing_due.state = FilingState::unknown;
    deed.version.filings.push_back(form);
    deed.version.filings.push_back(held);
    deed.version.filings.push_back(nothing_due);
    BOOST_TEST(bench.record(deed).done());

    const auto entries = bench.entries();
    BOOST_REQUIRE(entries.size() == 1);
    BOOST_TEST(entries[0].position == 1);
    BOOST_TEST(entries[0].filing.value == deed.version.filings[0].key.value);
    BOOST_TEST(entries[0].version == 1U);
    BOOST_CHECK(entries[0].why == OfferWhy::fresh);
    BOOST_TEST(entries[0].at.ms == bench.now().ms);
    BOOST_TEST(entries[0].reference == deed.version.filings[0].reference);
    BOOST_TEST(entries[0].profile == "np-asycuda");
    BOOST_TEST(entries[0].media_type == "text/xml");
    BOOST_CHECK(entries[0].state == FilingState::queued);
    BOOST_TEST(!entries[0].acknowledged);
    // a filing without an event of its own has the one of its state
    BOOST_CHECK(bench.state(form.key) == FilingState::form_suffices);
    BOOST_TEST(bench.store->filings().filing(form.key)->legal_basis == "Art. 1");
    BOOST_CHECK(bench.state(held.key) == FilingState::held);
    BOOST_CHECK(bench.store->filings().document(held.key, 1)); // kept, for when it is released
    BOOST_CHECK(bench.state(nothing_due.key) == FilingState::unknown);
    BOOST_TEST(bench.store->filings().events_of(deed.declaration).size() == 5U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_amendment_offers_again_withdraws_and_adds, Engine, Engines) {
    Bench<Engine> bench;
    auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    first.version.filings.push_back(bench.filing("LRN-GOES"));
    BOOST_TEST(bench.record(first).done());
    const auto stays = first.version.filings[0].key;
    const auto goes = first.version.filings[1].key;

    auto second = bench.amendment(first, 1, 2);
    second.version.filings = {first.version.filings[0], bench.filing("LRN-NEW")};
    second.version.filings[0].document = bench.document("changed");
    second.version.filings[0].profile_version = "2";
    const auto added = second.version.filings[1].key;
    BOOST_TEST(bench.record(second).done());

    const auto entries = bench.entries();
    BOOST_REQUIRE(entries.size() == 5);
    BOOST_TEST(entries[2].filing.value == goes.value);
    BOOST_CHECK(entries[2].why == OfferWhy::cancelled);
    BOOST_TEST(entries[2].version == 1U);
    BOOST_TEST(entries[3].filing.value == stays.value);
    BOOST_CHECK(entries[3].why == OfferWhy::amended);
    BOOST_TEST(entries[3].version == 2U);
    BOOST_TEST(entries[4].filing.value == added.value);
    BOOST_CHECK(entries[4].why == OfferWhy::fresh);
    BOOST_CHECK(bench.state(goes) == FilingState::cancelled);
    BOOST_CHECK(bench.state(stays) == FilingState::queued);
    BOOST_TEST(bench.store->filings().filing(stays)->version == 2U);
    BOOST_TEST(bench.store->filings().filing(stays)->profile_version == "2");
    BOOST_TEST(bench.store->filings().document(stays, 1)->sealed.bytes != "sealed changed"); // the old one is kept
    BOOST_TEST(bench.store->filings().document(stays, 2)->sealed.bytes == "sealed changed");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_rejected_amendment_touches_no_filing, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    auto bad = bench.amendment(first, 1, 2);
    bad.version.verdict = core::Verdict::rejected;
    bad.version.filings.clear();
    bad.version.findings = {{"NET-MISSING", core::Severity::error, "lines.net_weight_kg", 1, {}, {}, ""}};
    BOOST_TEST(bench.record(bad).done());

    BOOST_TEST(bench.store->declarations().head(first.declaration)->version == 2U);
    BOOST_CHECK(bench.store->declarations().head(first.declaration)->verdict == core::Verdict::rejected);
    BOOST_TEST(bench.store->declarations().findings(first.declaration, 2).size() == 1U);
    BOOST_TEST(bench.entries().size() == 1U);
    BOOST_CHECK(bench.state(first.version.filings[0].key) == FilingState::queued);
    BOOST_TEST(bench.store->filings().filing(first.version.filings[0].key)->version == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_held_is_fresh_when_it_is_offered_first, Engine, Engines) {
    Bench<Engine> bench;
    auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    first.version.filings[0].verdict = core::Verdict::held;
    first.version.filings[0].state = FilingState::held;
    first.version.events.back().type = EventType::filing_held;
    BOOST_TEST(bench.record(first).done());
    BOOST_TEST(bench.entries().empty());
    bench.later(5);
    auto second = bench.amendment(first, 1, 2);
    second.version.filings[0].verdict = core::Verdict::accepted;
    second.version.filings[0].state = FilingState::queued;
    BOOST_TEST(bench.record(second).done());
    const auto entries = bench.entries();
    BOOST_REQUIRE(entries.size() == 1);
    BOOST_CHECK(entries[0].why == OfferWhy::fresh);
    BOOST_TEST(entries[0].version == 2U);
    BOOST_CHECK(entries[0].state == FilingState::queued);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_the_authority_rejected_is_queued_again_by_a_new_version, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    const auto filing = first.version.filings[0].key;
    bench.later(5);
    BOOST_TEST(bench.record(bench.answer("A1", filing, EventType::filing_rejected)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::rejected);
    bench.later(5);
    BOOST_TEST(bench.record(bench.amendment(first, 1, 2)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_is_amended_after_release, Engine, Engines) {
    for (const auto type : {EventType::filing_released, EventType::filing_awaiting_exit, EventType::filing_exited}) {
        Bench<Engine> bench;
        const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
        BOOST_TEST(bench.record(first).done());
        bench.later(5);
        BOOST_TEST(bench.record(bench.answer("A1", first.version.filings[0].key, type)).done());
        bench.later(5);
        BOOST_CHECK(bench.record(bench.amendment(first, 1, 2)).no == No::declaration_released);
        BOOST_TEST(bench.store->declarations().versions(first.declaration).size() == 1U);
        BOOST_TEST(bench.entries().size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_released_filing_that_is_not_required_hinders_nothing_and_stays, Engine, Engines) {
    Bench<Engine> bench;
    auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    first.version.filings.push_back(bench.filing("LRN-EXTRA"));
    first.version.filings[1].required = false;
    BOOST_TEST(bench.record(first).done());
    const auto extra = first.version.filings[1].key;
    bench.later(5);
    BOOST_TEST(bench.record(bench.answer("A1", extra, EventType::filing_released)).done());
    bench.later(5);
    BOOST_TEST(bench.record(bench.amendment(first, 1, 2)).done());
    BOOST_CHECK(bench.state(extra) == FilingState::released);
    BOOST_TEST(bench.store->filings().filing(extra)->version == 1U);
    const auto entries = bench.entries();
    BOOST_REQUIRE(entries.size() == 3);
    BOOST_TEST(entries[2].filing.value == first.version.filings[0].key.value);
}

BOOST_AUTO_TEST_SUITE_END()
