// Contract of the store: filings that are offered once other agencies agreed.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_consents)

using namespace postern;
using contract::Engines;
using contract::kOnce;
using contract::Later;
using contract::Whys;
using core::EventType;
using core::FilingState;
using core::Position;

BOOST_AUTO_TEST_CASE_TEMPLATE(customs_is_asked_after_the_consent, Engine, Engines) {
    Later<Engine> bench;
    const auto first = bench.waiting_for_consent();
    const auto consent = first.version.filings[0].key;
    const auto filing = first.version.filings[1].key;
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_CHECK(bench.offers(bench.consents) == kOnce);
    BOOST_TEST(bench.offers().empty());
    BOOST_CHECK(bench.told(filing).front() ==
                std::pair(EventType::filing_awaiting_position, std::string("awaiting-consent")));
    bench.later(5);
    BOOST_REQUIRE(bench.decided(consent, EventType::filing_accepted).done()); // that it has it is no consent
    BOOST_TEST(bench.offers().empty());
    bench.later(5);
    BOOST_REQUIRE(bench.decided(consent, EventType::filing_released).done());
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_refused_consent_holds_and_a_later_one_frees, Engine, Engines) {
    for (const auto refusal : {EventType::filing_rejected, EventType::filing_release_refused,
                               EventType::filing_cancelled, EventType::filing_expired}) {
        Later<Engine> bench;
        const auto first = bench.waiting_for_consent();
        const auto consent = first.version.filings[0].key;
        const auto filing = first.version.filings[1].key;
        BOOST_REQUIRE(bench.record(first).done());
        bench.later(5);
        BOOST_REQUIRE(bench.decided(consent, refusal).done());
        BOOST_CHECK(bench.state(filing) == FilingState::held);
        BOOST_CHECK(bench.told(filing).back() == std::pair(EventType::filing_held, std::string("consent-refused")));
        BOOST_TEST(bench.offers().empty());
        bench.later(5);
        BOOST_REQUIRE(bench.decided(consent, EventType::filing_released).done());
        BOOST_CHECK(bench.state(filing) == FilingState::queued);
        BOOST_CHECK(bench.offers() == kOnce);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_consent_and_a_position_are_both_needed, Engine, Engines) {
    for (const bool posted_first : {true, false}) {
        Later<Engine> bench;
        const auto first = bench.waiting_for_consent(Position::posted);
        const auto filing = first.version.filings[1].key;
        BOOST_REQUIRE(bench.record(first).done());
        BOOST_TEST(bench.told(filing).back().second == "awaiting-posting");
        bench.later(5);
        if (posted_first) {
            bench.scanned(EventType::item_posted);
            BOOST_TEST(bench.told(filing).back().second == "awaiting-consent");
        } else {
            BOOST_REQUIRE(bench.decided(first.version.filings[0].key, EventType::filing_released).done());
            BOOST_TEST(bench.told(filing).back().second == "awaiting-posting");
        }
        BOOST_TEST(bench.offers().empty());
        bench.later(5);
        if (posted_first)
            BOOST_REQUIRE(bench.decided(first.version.filings[0].key, EventType::filing_released).done());
        else
            bench.scanned(EventType::item_posted);
        BOOST_CHECK(bench.offers() == kOnce);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_consent_does_not_settle_the_declaration_and_counts_for_what_was_read, Engine, Engines) {
    Later<Engine> bench;
    const auto first = bench.waiting_for_consent(Position::posted);
    const auto consent = first.version.filings[0].key;
    const auto filing = first.version.filings[1].key;
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    BOOST_REQUIRE(bench.decided(consent, EventType::filing_released).done());

    // what its agency reads is as it was: the consent stands
    bench.later(5);
    BOOST_REQUIRE(bench.record(bench.amendment(first, 1, 2)).done());
    BOOST_CHECK(bench.state(consent) == FilingState::released);
    BOOST_CHECK(bench.offers(bench.consents) == kOnce);

    // it is not: the consent is asked for again
    bench.later(5);
    BOOST_REQUIRE(bench.record(bench.changed(first, 2)).done());
    BOOST_CHECK(bench.state(consent) == FilingState::queued);
    BOOST_CHECK(bench.offers(bench.consents) == (Whys{ports::OfferWhy::fresh, ports::OfferWhy::amended}));
    bench.later(5);
    bench.scanned(EventType::item_posted);
    BOOST_TEST(bench.told(filing).back().second == "awaiting-consent");
    BOOST_TEST(bench.offers().empty());
    bench.later(5);
    BOOST_REQUIRE(bench.decided(consent, EventType::filing_released).done());
    BOOST_CHECK(bench.offers() == kOnce);

    // other content again: customs reads it only after the next consent, as an amendment
    bench.later(5);
    BOOST_REQUIRE(bench.record(bench.changed(first, 3)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::awaiting_position);
    BOOST_CHECK(bench.offers() == kOnce);
    bench.later(5);
    BOOST_REQUIRE(bench.decided(consent, EventType::filing_released).done());
    BOOST_CHECK(bench.offers() == (Whys{ports::OfferWhy::fresh, ports::OfferWhy::amended}));
    BOOST_CHECK(bench.state(filing) == FilingState::queued);

    // and whoever gave it is told of a cancellation
    bench.later(5);
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{first.declaration, first.tenant, first.mode, "", bench.now()}).done());
    BOOST_CHECK(bench.offers(bench.consents).back() == ports::OfferWhy::cancelled);
    BOOST_CHECK(bench.state(consent) == FilingState::cancelled);
    BOOST_CHECK(bench.state(filing) == FilingState::cancelled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(binding_the_item_id_asks_nobody_again, Engine, Engines) {
    Later<Engine> bench;
    auto first = bench.waiting_for_consent();
    first.item_id.clear();
    const auto consent = first.version.filings[0].key;
    auto& row = first.version.filings[1];
    const auto document = row.document;
    row.document.reset();
    row.state = FilingState::awaiting_item_id;
    first.version.events.clear();
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    BOOST_REQUIRE(bench.decided(consent, EventType::filing_released).done());
    bench.later(5);
    ports::ItemIdBound bound{first.declaration, contract::kLaterItem, 1, bench.now(), first.window_from, first.version};
    bound.version.version = 2;
    bound.version.filings[0].document->hash = contract::hash_of(99); // it tells the item id now
    bound.version.filings[1].document = document;
    bound.version.filings[1].state = FilingState::queued;
    BOOST_REQUIRE(bench.record(bound).done());
    BOOST_CHECK(bench.state(consent) == FilingState::released);
    BOOST_CHECK(bench.offers(bench.consents) == kOnce);
    BOOST_CHECK(bench.state(row.key) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_amendment_after_a_refusal_asks_again, Engine, Engines) {
    Later<Engine> bench;
    const auto first = bench.waiting_for_consent();
    const auto consent = first.version.filings[0].key;
    const auto filing = first.version.filings[1].key;
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    BOOST_REQUIRE(bench.decided(consent, EventType::filing_rejected).done());
    bench.later(5);
    BOOST_REQUIRE(bench.record(bench.changed(first, 1)).done());
    BOOST_CHECK(bench.state(consent) == FilingState::queued);
    BOOST_CHECK(bench.state(filing) == FilingState::awaiting_position);
    bench.later(5);
    BOOST_REQUIRE(bench.decided(consent, EventType::filing_released).done());
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_TEST(bench.entries().front().version == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
