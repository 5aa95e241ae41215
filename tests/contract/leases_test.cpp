// Contract of the store: an agency's several workers take entries, keep them, give them back, take them over.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_leases)

using namespace postern;
using contract::Bench;
using contract::Engines;
using contract::kHour;
using ports::No;

constexpr std::int64_t kMine = 7;
constexpr std::int64_t kOther = 8;

template <class Engine>
struct Offered : Bench<Engine> {
    std::vector<ports::Acceptance> accepted;

    explicit Offered(int count) {
        for (int i = 0; i < count; ++i) {
            accepted.push_back(this->plain());
            BOOST_TEST(this->record(accepted.back()).done());
        }
    }
    core::FilingKey filing(std::size_t i) const { return accepted.at(i).version.filings.at(0).key; }
    ports::Acknowledged ack(std::vector<core::FilingKey> filings, core::LeaseKey lease = {},
                            std::int64_t client = kMine) const {
        return {this->feed, {client}, lease, std::move(filings), this->now()};
    }
    std::size_t acknowledgements(std::size_t i) {
        const auto events = this->store->filings().events_of(accepted.at(i).declaration);
        return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [](const core::Event& event) {
            return event.type == core::EventType::filing_acknowledged;
        }));
    }
};

std::vector<std::int64_t> positions(const ports::Outcome& outcome) {
    std::vector<std::int64_t> all;
    for (const auto& entry : outcome.entries)
        all.push_back(entry.position);
    return all;
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_workers_never_hold_the_same_entry, Engine, Engines) {
    Offered<Engine> bench(5);
    const auto first = bench.record(bench.lease(2, kMine));
    BOOST_CHECK(positions(first) == (std::vector<std::int64_t>{1, 2}));
    BOOST_TEST(first.until.ms == bench.now().ms + kHour);
    BOOST_CHECK(positions(bench.record(bench.lease(10, kOther))) == (std::vector<std::int64_t>{3, 4, 5}));
    const auto none = bench.record(bench.lease(10, kOther));
    BOOST_TEST(none.done());
    BOOST_TEST(none.entries.empty());
    const ports::FeedName live{bench.customs, core::Mode::live};
    auto elsewhere = bench.lease(10);
    elsewhere.feed = live;
    BOOST_TEST(bench.record(elsewhere).entries.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_ran_out_or_was_given_back_is_taken_again, Engine, Engines) {
    Offered<Engine> bench(2);
    const auto lease = bench.lease(1);
    BOOST_CHECK(positions(bench.record(lease)) == (std::vector<std::int64_t>{1}));
    BOOST_TEST(bench.record(ports::LeaseReturned{lease.lease, {kMine}, bench.now()}).done());
    const auto again = bench.lease(1, kOther);
    BOOST_CHECK(positions(bench.record(again)) == (std::vector<std::int64_t>{1}));
    bench.later(kHour);
    BOOST_CHECK(positions(bench.record(bench.lease(2))) == (std::vector<std::int64_t>{1, 2}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lease_is_extended_by_its_holder_until_somebody_took_over, Engine, Engines) {
    Offered<Engine> bench(1);
    const auto lease = bench.lease(1);
    BOOST_TEST(bench.record(lease).entries.size() == 1U);
    const auto extend = [&](core::LeaseKey key, std::int64_t client) {
        return bench.record(ports::LeaseExtended{key, {client}, bench.now(), {bench.now().ms + kHour}});
    };
    BOOST_CHECK(extend({4711}, kMine).no == No::lease_lost);
    BOOST_CHECK(extend(lease.lease, kOther).no == No::lease_lost);
    bench.later(kHour - 1);
    const auto extended = extend(lease.lease, kMine);
    BOOST_TEST(extended.done());
    BOOST_TEST(extended.until.ms == bench.now().ms + kHour);
    bench.later(kHour - 1);
    BOOST_TEST(bench.record(bench.lease(1, kOther)).entries.empty());
    bench.later(10);
    BOOST_TEST(extend(lease.lease, kMine).done()); // it ran out, and nobody came
    bench.later(kHour);
    BOOST_TEST(bench.record(bench.lease(1, kOther)).entries.size() == 1U);
    BOOST_CHECK(extend(lease.lease, kMine).no == No::lease_lost);
    BOOST_CHECK(bench.record(ports::LeaseReturned{lease.lease, {kMine}, bench.now()}).no == No::lease_lost);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lease_is_read_by_its_holder_until_it_is_lost, Engine, Engines) {
    Offered<Engine> bench(3);
    auto& feeds = bench.store->feeds();
    const auto lease = bench.lease(2);
    BOOST_TEST(bench.record(lease).entries.size() == 2U);
    BOOST_TEST(bench.record(bench.ack({bench.filing(0)}, lease.lease)).done());
    const auto head = feeds.lease(bench.feed, lease.lease, {kMine});
    BOOST_REQUIRE(head);
    BOOST_TEST(head->until.ms == lease.until.ms);
    BOOST_REQUIRE(head->entries.size() == 2U);
    BOOST_TEST(head->entries[0].filing.value == bench.filing(0).value);
    BOOST_TEST(head->entries[0].acknowledged);
    BOOST_TEST(head->entries[1].position == 2);
    BOOST_TEST(!head->entries[1].acknowledged);
    const ports::FeedName live{bench.customs, core::Mode::live};
    BOOST_CHECK(!feeds.lease(live, lease.lease, {kMine}));
    BOOST_CHECK(!feeds.lease(bench.feed, lease.lease, {kOther}));
    BOOST_CHECK(!feeds.lease(bench.feed, {4711}, {kMine}));
    bench.later(kHour);
    BOOST_CHECK(feeds.lease(bench.feed, lease.lease, {kMine})); // it ran out, and nobody came
    BOOST_TEST(bench.record(bench.lease(1, kOther)).entries.size() == 1U);
    BOOST_CHECK(!feeds.lease(bench.feed, lease.lease, {kMine}));
    const auto other = bench.lease(1);
    BOOST_TEST(bench.record(other).done());
    BOOST_TEST(bench.record(ports::LeaseReturned{other.lease, {kMine}, bench.now()}).done());
    BOOST_CHECK(!feeds.lease(bench.feed, other.lease, {kMine}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lease_is_returned_once_and_by_its_holder, Engine, Engines) {
    Offered<Engine> bench(1);
    const auto lease = bench.lease(1);
    BOOST_TEST(bench.record(lease).entries.size() == 1U);
    const auto give_back = [&](core::LeaseKey key, std::int64_t client) {
        return bench.record(ports::LeaseReturned{key, {client}, bench.now()});
    };
    BOOST_CHECK(give_back({4711}, kMine).no == No::lease_lost);
    BOOST_CHECK(give_back(lease.lease, kOther).no == No::lease_lost);
    BOOST_TEST(give_back(lease.lease, kMine).done());
    BOOST_CHECK(give_back(lease.lease, kMine).no == No::lease_lost);
    const auto extended =
        bench.record(ports::LeaseExtended{lease.lease, {kMine}, bench.now(), {bench.now().ms + kHour}});
    BOOST_CHECK(extended.no == No::lease_lost);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_acknowledged_is_not_taken_and_said_once, Engine, Engines) {
    Offered<Engine> bench(3);
    const auto lease = bench.lease(2);
    BOOST_TEST(bench.record(lease).entries.size() == 2U);
    BOOST_TEST(bench.record(bench.ack({bench.filing(0)}, lease.lease)).done());
    BOOST_TEST(bench.record(bench.ack({bench.filing(0), bench.filing(0)}, lease.lease)).done());
    BOOST_TEST(bench.record(bench.ack({bench.filing(2)})).done()); // without a lease
    BOOST_TEST(bench.acknowledgements(0) == 1U);
    BOOST_TEST(bench.acknowledgements(1) == 0U);
    BOOST_TEST(bench.acknowledgements(2) == 1U);
    const auto entries = bench.entries();
    BOOST_TEST(entries[0].acknowledged);
    BOOST_TEST(!entries[1].acknowledged);
    BOOST_TEST(entries[2].acknowledged);
    bench.later(2 * kHour);
    BOOST_CHECK(positions(bench.record(bench.lease(10, kOther))) == (std::vector<std::int64_t>{2}));
    BOOST_TEST(bench.record(bench.ack({bench.filing(0)}, lease.lease)).done()); // said before, whatever came since
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_acknowledgement_counts_late_unless_somebody_else_holds_it, Engine, Engines) {
    Offered<Engine> bench(2);
    const auto lease = bench.lease(2);
    BOOST_TEST(bench.record(lease).entries.size() == 2U);
    bench.later(kHour);
    BOOST_TEST(bench.record(bench.ack({bench.filing(0)}, lease.lease)).done()); // ran out, free
    BOOST_TEST(bench.record(bench.lease(2, kOther)).entries.size() == 1U);
    BOOST_CHECK(bench.record(bench.ack({bench.filing(1)}, lease.lease)).no == No::lease_lost);
    BOOST_CHECK(bench.record(bench.ack({bench.filing(1)})).no == No::lease_lost); // nor without it
    BOOST_TEST(bench.acknowledgements(1) == 0U);
    BOOST_TEST(bench.record(bench.ack({bench.filing(1)}, {}, kOther)).done()); // the holder himself
    BOOST_CHECK(bench.record(bench.ack({bench.filing(1)}, {4711})).done());    // said before
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_acknowledgement_of_what_is_not_there_writes_nothing, Engine, Engines) {
    Offered<Engine> bench(1);
    BOOST_CHECK(bench.record(bench.ack({bench.filing(0), {4711}})).no == No::not_found);
    auto other = bench.ack({bench.filing(0)});
    other.feed = {bench.store->agency("bt-customs"), core::Mode::test};
    BOOST_CHECK(bench.record(other).no == No::not_found);
    other.feed = {bench.customs, core::Mode::live};
    BOOST_CHECK(bench.record(other).no == No::not_found);
    BOOST_CHECK(bench.record(bench.ack({bench.filing(0)}, {4711})).no == No::lease_lost); // a lease of nobody
    BOOST_TEST(bench.acknowledgements(0) == 0U);
    BOOST_TEST(!bench.entries()[0].acknowledged);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_newer_offer_frees_the_filing_and_is_not_acknowledged_unseen, Engine, Engines) {
    Offered<Engine> bench(2);
    const auto lease = bench.lease(1);
    BOOST_TEST(bench.record(lease).entries.size() == 1U);
    BOOST_TEST(bench.record(bench.amendment(bench.accepted[0], 1, 99)).done()); // position 3, of the leased filing

    // only the newest entry of a filing is given out, and nobody holds it
    BOOST_TEST(bench.record(bench.ack({bench.filing(0)}, lease.lease)).done());
    auto entries = bench.entries();
    BOOST_TEST(entries[0].acknowledged);
    BOOST_TEST(!entries[2].acknowledged); // its holder never saw the amendment
    const auto next = bench.lease(10, kOther);
    BOOST_CHECK(positions(bench.record(next)) == (std::vector<std::int64_t>{2, 3}));
    BOOST_TEST(bench.record(bench.ack({bench.filing(0)}, next.lease, kOther)).done());
    entries = bench.entries();
    BOOST_TEST(entries[2].acknowledged);
    BOOST_TEST(bench.acknowledgements(0) == 2U); // one for each offer that was taken over
}

BOOST_AUTO_TEST_CASE_TEMPLATE(acknowledging_the_newest_covers_the_older_offers, Engine, Engines) {
    Offered<Engine> bench(1);
    BOOST_TEST(bench.record(bench.amendment(bench.accepted[0], 1, 99)).done());
    BOOST_TEST(bench.record(bench.ack({bench.filing(0)})).done());
    for (const auto& entry : bench.entries())
        BOOST_TEST(entry.acknowledged);
    BOOST_TEST(bench.record(bench.lease(10)).entries.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_acknowledges_what_he_holds_passes_over_the_rest, Engine, Engines) {
    Offered<Engine> bench(4);
    BOOST_TEST(bench.record(bench.lease(2)).entries.size() == 2U);              // 0 and 1: mine
    BOOST_TEST(bench.record(bench.lease(1, kOther)).entries.size() == 1U);      // 2: another's
    BOOST_TEST(bench.record(bench.amendment(bench.accepted[1], 1, 99)).done()); // 1: not seen so
    auto held = bench.ack({bench.filing(0), bench.filing(1), bench.filing(2), bench.filing(3)});
    held.only_held = true;
    BOOST_TEST(bench.record(held).done());
    for (std::size_t i = 0; i < 4; ++i)
        BOOST_TEST(bench.acknowledgements(i) == (i == 0 ? 1U : 0U), i);
    BOOST_TEST(bench.record(held).done()); // said again
    BOOST_TEST(bench.acknowledgements(0) == 1U);
}

/// Taken and never heard of again, once.
template <class Engine>
std::vector<std::int64_t> taken_in_vain(Offered<Engine>& bench, std::uint32_t max = 10) {
    const auto taken = positions(bench.record(bench.lease(max)));
    bench.later(kHour);
    return taken;
}

template <class Engine>
std::vector<std::string> set_aside_reasons(Offered<Engine>& bench, std::size_t i) {
    std::vector<std::string> reasons;
    for (const auto& event : bench.store->filings().events_of(bench.accepted.at(i).declaration))
        if (event.type == core::EventType::filing_set_aside) reasons.push_back(event.reason);
    return reasons;
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_kills_its_workers_is_set_aside_and_takes_no_other_with_it, Engine, Engines) {
    using Positions = std::vector<std::int64_t>;
    Offered<Engine> bench(3);
    BOOST_CHECK(taken_in_vain(bench) == (Positions{1, 2, 3}));
    BOOST_CHECK(taken_in_vain(bench) == (Positions{1, 2, 3}));
    // from now on alone: the second and third get done, the first goes on killing
    for (int i = 3; i <= 5; ++i) {
        BOOST_CHECK(positions(bench.record(bench.lease(10))) == Positions{1});
        if (i == 3) {
            BOOST_CHECK(positions(bench.record(bench.lease(10, kOther))) == Positions{2});
            BOOST_TEST(bench.record(bench.ack({bench.filing(1)}, {}, kOther)).done());
        }
        bench.later(kHour);
    }
    BOOST_TEST(set_aside_reasons(bench, 0).empty());
    const auto last = bench.lease(10);
    BOOST_CHECK(positions(bench.record(last)) == Positions{3});
    BOOST_TEST(bench.record(bench.ack({bench.filing(2)}, last.lease)).done());
    BOOST_CHECK(set_aside_reasons(bench, 0) == std::vector<std::string>{ports::kLeaseRanOut});
    BOOST_CHECK(taken_in_vain(bench).empty());
    const auto list = bench.store->feeds().set_aside(bench.feed, 0, 10);
    BOOST_REQUIRE(list.size() == 1);
    BOOST_TEST(list[0].filing.value == bench.filing(0).value);
    BOOST_TEST(list[0].tries == 5U);
    BOOST_TEST(list[0].reason == ports::kLeaseRanOut);
    BOOST_TEST(list[0].version == 1U);
    BOOST_TEST(bench.store->feeds().set_aside(bench.feed, list[0].position, 10).empty());
    BOOST_TEST(bench.entries().size() == 3U); // it stays in the feed
    BOOST_CHECK(bench.state(bench.filing(0)) == core::FilingState::queued);

    // and it is handed out again when somebody says so
    const ports::OfferedAgain again{bench.feed, bench.filing(0)};
    BOOST_TEST(bench.record(again).done());
    BOOST_CHECK(bench.record(again).no == No::not_found);
    BOOST_TEST(bench.store->feeds().set_aside(bench.feed, 0, 10).empty());
    BOOST_CHECK(taken_in_vain(bench) == Positions{1});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_worker_says_what_it_cannot_do, Engine, Engines) {
    Offered<Engine> bench(2);
    ports::LeaseFailed failed;
    for (int i = 0; i < 3; ++i) {
        const auto lease = bench.lease(2);
        BOOST_REQUIRE(bench.record(lease).entries.size() == (i < 2 ? 2U : 1U));
        failed = {lease.lease, {kMine}, {bench.filing(0), bench.filing(0)}, "no-office", 3, bench.now()};
        if (i == 0) {
            auto wrong = failed;
            wrong.client = {kOther};
            BOOST_CHECK(bench.record(wrong).no == No::lease_lost);
            wrong = failed;
            wrong.filings.push_back({4711});
            BOOST_CHECK(bench.record(wrong).no == No::not_found);
        }
        BOOST_TEST(bench.record(failed).done());
        BOOST_CHECK(bench.record(failed).no == No::not_found); // it is not held any more
        BOOST_TEST(bench.record(ports::LeaseReturned{lease.lease, {kMine}, bench.now()}).done());
    }
    BOOST_CHECK(set_aside_reasons(bench, 0) == std::vector<std::string>{"no-office"});
    BOOST_CHECK(positions(bench.record(bench.lease(2))) == (std::vector<std::int64_t>{2}));
    // taken over all the same: it is done, and nobody needs to look at it
    BOOST_TEST(bench.record(bench.ack({bench.filing(0)})).done());
    BOOST_TEST(bench.store->feeds().set_aside(bench.feed, 0, 10).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_given_back_was_not_tried, Engine, Engines) {
    Offered<Engine> bench(1);
    for (int i = 0; i < 10; ++i) {
        const auto lease = bench.lease(1);
        BOOST_REQUIRE(bench.record(lease).entries.size() == 1U);
        BOOST_TEST(bench.record(ports::LeaseReturned{lease.lease, {kMine}, bench.now()}).done());
        bench.later(kHour);
    }
    BOOST_TEST(bench.store->feeds().set_aside(bench.feed, 0, 10).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_newer_offer_begins_anew, Engine, Engines) {
    Offered<Engine> bench(1);
    for (int i = 0; i < 5; ++i)
        BOOST_REQUIRE(taken_in_vain(bench).size() == 1);
    BOOST_CHECK(taken_in_vain(bench).empty());
    BOOST_TEST(bench.record(bench.amendment(bench.accepted[0], 1, 99)).done());
    BOOST_TEST(bench.store->feeds().set_aside(bench.feed, 0, 10).empty());
    BOOST_CHECK(taken_in_vain(bench) == (std::vector<std::int64_t>{2}));
}

BOOST_AUTO_TEST_SUITE_END()
