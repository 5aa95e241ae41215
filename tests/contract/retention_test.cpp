// Contract of the store: what is old goes from the beginning of a stream, never what waits, and never unseen.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

BOOST_AUTO_TEST_SUITE(store_retention)

using namespace postern;
using namespace postern::contract;
using core::EventType;

constexpr std::int64_t kDayMs = core::kDayMs;

template <class Engine>
struct Kept : Bench<Engine> {
    std::vector<ports::Acceptance> accepted;

    explicit Kept(int count) {
        for (int i = 0; i < count; ++i) {
            accepted.push_back(this->plain());
            BOOST_REQUIRE(this->record(accepted.back()).done());
        }
    }
    core::FilingKey filing(std::size_t i) const { return accepted.at(i).version.filings.at(0).key; }
    /// From the first on, so many.
    void acknowledge(std::size_t from, std::size_t count) {
        ports::Acknowledged taken;
        taken.feed = this->feed;
        taken.client = {7};
        taken.now = this->now();
        for (auto i = from; i < from + count; ++i)
            taken.filings.push_back(filing(i));
        BOOST_REQUIRE(this->record(taken).done());
    }
    void say(std::size_t i, EventType type) {
        BOOST_REQUIRE(this->record(this->answer("A-" + std::to_string(this->key()), filing(i), type)).done());
    }
    /// Of what is older than now.
    std::uint64_t trim(std::uint32_t at_most = 500) {
        const auto outcome = this->record(ports::FeedTrimmed{this->feed, this->now(), at_most});
        BOOST_REQUIRE(outcome.done());
        return outcome.number;
    }
    ports::FeedPage page(std::int64_t after, const ports::FeedFilter& filter = {}) {
        return this->store->feeds().page(this->feed, after, 1'000, filter);
    }
    std::vector<std::int64_t> positions() {
        std::vector<std::int64_t> all;
        for (const auto& entry : page(0).entries)
            all.push_back(entry.position);
        return all;
    }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_done_goes_in_batches_and_positions_stay, Engine, Engines) {
    Kept<Engine> bench(7);
    bench.acknowledge(0, 7);
    BOOST_TEST(bench.trim() == 0u); // nothing is older than now
    bench.later(kDayMs);
    BOOST_TEST(bench.trim(3) == 3u);
    BOOST_CHECK((bench.positions() == std::vector<std::int64_t>{4, 5, 6, 7}));
    BOOST_TEST(bench.page(0).removed == 3);
    BOOST_TEST(bench.page(0).newest == 7);
    BOOST_TEST(bench.trim(3) == 3u);
    BOOST_TEST(bench.trim(3) == 1u);
    BOOST_TEST(bench.trim(3) == 0u);
    BOOST_TEST(bench.positions().empty());
    BOOST_TEST(bench.page(0).looked_to == 7);
    BOOST_TEST(!bench.page(0).is_expired(0));
    // what comes goes on with the next position
    BOOST_REQUIRE(bench.record(bench.plain()).done());
    BOOST_CHECK((bench.positions() == std::vector<std::int64_t>{8}));
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_cursor_before_what_went_gets_nothing_and_is_told, Engine, Engines) {
    Kept<Engine> bench(5);
    bench.acknowledge(0, 3);
    bench.later(kDayMs);
    BOOST_TEST(bench.trim() == 3u);
    for (const std::int64_t after : {1, 2}) {
        BOOST_TEST(bench.page(after).is_expired(after));
        BOOST_TEST(bench.page(after).entries.empty());
        BOOST_TEST(bench.page(after).looked_to == after);
        BOOST_TEST(bench.page(after).newest > after); // nobody waits for news with it
    }
    for (const std::int64_t after : {3, 4, 5})
        BOOST_TEST(!bench.page(after).is_expired(after));
    BOOST_TEST(bench.page(3).entries.size() == 2u);
    // and so with every filter
    ports::FeedFilter filter;
    filter.state = core::FilingState::queued;
    BOOST_TEST(bench.page(2, filter).entries.empty());
    BOOST_TEST(bench.page(2, filter).is_expired(2));
    BOOST_TEST(bench.page(0, filter).entries.size() == 2u);
    BOOST_TEST(bench.page(0, filter).looked_to == 5);
    filter.state.reset();
    filter.item_id = bench.accepted[0].item_id;
    BOOST_TEST(bench.page(0, filter).entries.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_waits_stays_and_so_does_what_came_after_it, Engine, Engines) {
    Kept<Engine> bench(4);
    bench.acknowledge(0, 1);
    bench.acknowledge(2, 2);
    bench.later(400 * kDayMs);
    BOOST_TEST(bench.trim() == 1u);
    BOOST_CHECK((bench.positions() == std::vector<std::int64_t>{2, 3, 4}));
    // handed out, it waits on
    const auto held = bench.record(bench.lease(10));
    BOOST_REQUIRE(held.entries.size() == 1u);
    BOOST_TEST(bench.trim() == 0u);
    // and set aside too
    bench.later(2 * kHour);
    for (int tries = 0; tries < 6; ++tries) {
        (void)bench.record(bench.lease(10));
        bench.later(2 * kHour);
    }
    BOOST_REQUIRE(bench.store->feeds().set_aside(bench.feed, 0, 10).size() == 1u);
    BOOST_TEST(bench.trim() == 0u);
    bench.acknowledge(1, 1);
    BOOST_TEST(bench.trim() == 3u);
    BOOST_TEST(bench.store->feeds().set_aside(bench.feed, 0, 10).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_customs_answered_without_taking_it_is_done, Engine, Engines) {
    Kept<Engine> bench(2);
    bench.later(1'000);
    bench.say(0, EventType::filing_released);
    bench.later(kDayMs);
    BOOST_TEST(bench.trim() == 1u);
    // nobody is handed it any more
    const auto held = bench.record(bench.lease(10));
    BOOST_REQUIRE(held.entries.size() == 1u);
    BOOST_TEST(held.entries[0].position == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_answer_from_before_an_amendment_settles_it_not, Engine, Engines) {
    Kept<Engine> bench(1);
    bench.later(1'000);
    bench.say(0, EventType::filing_accepted);
    bench.later(1'000);
    BOOST_REQUIRE(bench.record(bench.amendment(bench.accepted[0], 1, 500)).done());
    bench.later(kDayMs);
    BOOST_TEST(bench.trim() == 0u); // the first entry too: its filing waits
    BOOST_CHECK((bench.positions() == std::vector<std::int64_t>{1, 2}));
    bench.say(0, EventType::filing_released);
    BOOST_TEST(bench.trim() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_offered_stays_known, Engine, Engines) {
    Kept<Engine> bench(1);
    bench.acknowledge(0, 1);
    bench.later(kDayMs);
    BOOST_TEST(bench.trim() == 1u);
    BOOST_TEST(bench.store->filings().filing(bench.filing(0))->offered_version == 1u);
    BOOST_TEST(bench.store->filings().document(bench.filing(0), 1).has_value());
    // so an amendment of it is one
    BOOST_REQUIRE(bench.record(bench.amendment(bench.accepted[0], 1, 501)).done());
    const auto entries = bench.page(0).entries;
    BOOST_REQUIRE(entries.size() == 1u);
    BOOST_CHECK(entries[0].why == ports::OfferWhy::amended);
    BOOST_TEST(entries[0].version == 2u);
    BOOST_TEST(bench.store->filings().filing(bench.filing(0))->offered_version == 2u);
    bench.acknowledge(0, 1);
    bench.later(kDayMs);
    BOOST_TEST(bench.trim() == 1u);
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{bench.accepted[0].declaration, bench.post, core::Mode::test, {}, bench.now()})
            .done());
    BOOST_REQUIRE(bench.page(0).entries.size() == 1u);
    BOOST_CHECK(bench.page(0).entries[0].why == ports::OfferWhy::cancelled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_feed_is_trimmed_for_itself, Engine, Engines) {
    Kept<Engine> bench(2);
    bench.acknowledge(0, 2);
    auto live = bench.plain();
    live.mode = core::Mode::live;
    BOOST_REQUIRE(bench.record(live).done());
    bench.later(kDayMs);
    BOOST_TEST(bench.trim() == 2u);
    const ports::FeedName other{bench.customs, core::Mode::live};
    BOOST_TEST(bench.store->feeds().page(other, 0, 10).entries.size() == 1u);
    BOOST_TEST(bench.store->feeds().page(other, 0, 10).removed == 0);
    BOOST_CHECK((bench.store->feeds().feeds() == std::vector{other, bench.feed}));
    BOOST_TEST(bench.record(ports::FeedTrimmed{{bench.store->agency("bt-customs"), core::Mode::test}, bench.now(), 5})
                   .number == 0u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_reads_while_it_is_trimmed_misses_nothing_unseen, Engine, Engines) {
    constexpr int kCount = 300;
    Kept<Engine> bench(kCount);
    bench.acknowledge(0, kCount);
    bench.later(kDayMs);
    auto reader = std::async(std::launch::async, [&bench] {
        std::int64_t seen = 0;
        bool is_whole = true;
        while (seen < kCount) {
            const auto page = bench.store->feeds().page(bench.feed, seen, 3);
            if (page.is_expired(seen)) {
                seen = page.removed; // told
                continue;
            }
            for (const auto& entry : page.entries) {
                is_whole = is_whole && (seen == 0 || entry.position == seen + 1);
                seen = entry.position;
            }
            if (page.entries.empty()) seen = page.looked_to;
        }
        return is_whole;
    });
    while (bench.trim(7) > 0) {
    }
    BOOST_TEST(reader.get());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_stream_of_events_begins_later_and_events_stay, Engine, Engines) {
    Kept<Engine> bench(2);
    auto& events = bench.store->events();
    BOOST_TEST(events.expired() == 0);
    BOOST_REQUIRE(bench.record(ports::EventsExpired{3}).done());
    BOOST_TEST(events.expired() == 3);
    BOOST_REQUIRE(bench.record(ports::EventsExpired{2}).done()); // never back
    BOOST_TEST(events.expired() == 3);
    BOOST_TEST(events.events({bench.post, core::Mode::test, 0, 100, {}}).events.size() == 4u);
    BOOST_TEST(bench.store->filings().events_of(bench.accepted[0].declaration).size() == 2u);
    bench.store.reset();
    bench.store = bench.engine.open(bench.clock);
    BOOST_TEST(bench.store->events().expired() == 3);
}

BOOST_AUTO_TEST_SUITE_END()
