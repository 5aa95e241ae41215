// Contract of the store: the feed gives every position once, in order, whoever writes beside.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

BOOST_AUTO_TEST_SUITE(store_feed)

using namespace postern;
using contract::Bench;
using contract::Engines;

BOOST_AUTO_TEST_CASE_TEMPLATE(pages_go_on_where_the_last_one_ended, Engine, Engines) {
    Bench<Engine> bench;
    for (int i = 0; i < 5; ++i)
        BOOST_TEST(bench.record(bench.plain()).done());
    const auto first = bench.store->feeds().page(bench.feed, 0, 3);
    BOOST_REQUIRE(first.entries.size() == 3);
    BOOST_TEST(first.newest == 5);
    const auto rest = bench.store->feeds().page(bench.feed, first.entries.back().position, 3);
    BOOST_REQUIRE(rest.entries.size() == 2);
    BOOST_TEST(rest.entries.back().position == 5);
    BOOST_TEST(bench.store->feeds().page(bench.feed, 5, 3).entries.empty());
    // reading changes nothing
    BOOST_TEST(bench.store->feeds().page(bench.feed, 0, 3).entries.size() == 3U);
    const auto empty = bench.store->feeds().page({bench.store->agency("bt-customs"), core::Mode::test}, 0, 3);
    BOOST_TEST(empty.entries.empty());
    BOOST_TEST(empty.newest == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_filter_selects_and_never_renumbers, Engine, Engines) {
    Bench<Engine> bench;
    std::vector<ports::Acceptance> made;
    for (int i = 0; i < 5; ++i) {
        made.push_back(bench.plain());
        BOOST_REQUIRE(bench.record(made.back()).done());
        bench.later(1000);
    }
    ports::AnswerApplied answer;
    answer.answer = {bench.key()};
    answer.feed = bench.feed;
    answer.identity = "A-1";
    answer.at = bench.now();
    answer.events = {contract::event(core::EventType::filing_released, bench.now(), made[3].version.filings[0].key)};
    BOOST_REQUIRE(bench.record(answer).done());
    auto& feeds = bench.store->feeds();
    ports::FeedFilter filter;
    filter.state = core::FilingState::released;
    auto page = feeds.page(bench.feed, 0, 10, filter);
    BOOST_REQUIRE_EQUAL(page.entries.size(), 1u);
    BOOST_CHECK_EQUAL(page.entries[0].position, 4);
    BOOST_CHECK_EQUAL(page.looked_to, 5);
    page = feeds.page(bench.feed, 4, 10, filter);
    BOOST_CHECK(page.entries.empty());
    BOOST_CHECK_EQUAL(page.looked_to, 5);
    filter.state = core::FilingState::queued;
    page = feeds.page(bench.feed, 0, 2, filter);
    BOOST_REQUIRE_EQUAL(page.entries.size(), 2u);
    BOOST_CHECK_EQUAL(page.looked_to, 2);
    filter = {};
    filter.item_id = made[2].item_id;
    page = feeds.page(bench.feed, 0, 10, filter);
    BOOST_REQUIRE_EQUAL(page.entries.size(), 1u);
    BOOST_CHECK_EQUAL(page.entries[0].position, 3);
    BOOST_CHECK_EQUAL(page.looked_to, 5);
    filter = {};
    filter.since = {made[3].at.ms};
    page = feeds.page(bench.feed, 0, 10, filter);
    BOOST_REQUIRE_EQUAL(page.entries.size(), 2u);
    BOOST_CHECK_EQUAL(page.entries[0].position, 4);
    // another agency's feed has none of it
    BOOST_CHECK(feeds.page({bench.store->agency("bt-customs"), core::Mode::test}, 0, 10, filter).entries.empty());
}

template <class Engine>
ports::Acceptance for_two_agencies(Bench<Engine>& bench) {
    auto deed = bench.plain();
    deed.version.filings.push_back(bench.filing("SECOND-" + std::to_string(deed.declaration.value)));
    deed.version.filings.back().agency = "np-quarantine";
    deed.version.filings.back().required = false;
    return deed;
}

/// Polls until `wanted` positions were seen; the first one that is not the next is returned, else 0.
inline std::int64_t poll(ports::FeedReader& feeds, const ports::FeedName& feed, std::int64_t wanted) {
    std::int64_t seen = 0;
    while (seen < wanted) {
        feeds.wait(feed, seen, {contract::ManualClock().now().ms + 60'000});
        for (const auto& entry : feeds.page(feed, seen, 7).entries)
            if (entry.position != ++seen) return entry.position;
    }
    return 0;
}

BOOST_AUTO_TEST_CASE_TEMPLATE(eight_writers_leave_no_gap_and_no_reader_misses_one, Engine, Engines) {
    constexpr int kWriters = 8;
    constexpr int kEach = 60;
    Bench<Engine> bench;
    const ports::FeedName second{bench.store->agency("np-quarantine"), core::Mode::test};
    std::vector<std::future<std::int64_t>> readers;
    for (const auto& feed : {bench.feed, second, bench.feed})
        readers.push_back(std::async(std::launch::async, [&, feed] {
            return poll(bench.store->feeds(), feed, std::int64_t{kWriters} * kEach);
        }));
    std::vector<std::future<int>> writers;
    for (int w = 0; w < kWriters; ++w)
        writers.push_back(std::async(std::launch::async, [&bench] {
            int done = 0;
            for (int i = 0; i < kEach; ++i)
                done += bench.record(for_two_agencies(bench)).done() ? 1 : 0;
            return done;
        }));
    for (auto& writer : writers)
        BOOST_TEST(writer.get() == kEach);
    for (auto& reader : readers)
        BOOST_TEST(reader.get() == 0);
    BOOST_TEST(bench.store->feeds().page(second, 0, 1).newest == kWriters * kEach);
    BOOST_TEST(bench.store->health().declarations == unsigned{kWriters * kEach});
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_many_that_accept_the_same_item_one_wins, Engine, Engines) {
    constexpr int kWriters = 8;
    Bench<Engine> bench;
    std::vector<std::future<ports::Outcome>> writers;
    for (int w = 0; w < kWriters; ++w)
        writers.push_back(std::async(std::launch::async, [&bench, w] {
            return bench.record(bench.acceptance("RR123456785NP", "REF-" + std::to_string(w), w));
        }));
    int won = 0;
    core::DeclarationKey winner;
    std::vector<core::DeclarationKey> told;
    for (auto& writer : writers) {
        const auto outcome = writer.get();
        if (outcome.done()) {
            ++won;
            winner = outcome.declaration;
        } else {
            BOOST_CHECK(outcome.no == ports::No::identity_taken);
            told.push_back(outcome.declaration);
        }
    }
    BOOST_TEST(won == 1);
    for (const auto key : told)
        BOOST_TEST(key.value == winner.value);
    BOOST_TEST(bench.entries().size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_waits_is_woken_by_news_by_the_deadline_and_by_the_end, Engine, Engines) {
    Bench<Engine> bench;
    auto& feeds = bench.store->feeds();
    const core::Instant far{bench.now().ms + 600'000};
    feeds.wait(bench.feed, 0, bench.now());          // the deadline is now
    feeds.wait(bench.feed, 0, {bench.now().ms + 1}); // and soon
    auto waiting = std::async(std::launch::async, [&] { feeds.wait(bench.feed, 0, far); });
    BOOST_TEST(bench.record(bench.plain()).done());
    waiting.get();
    feeds.wait(bench.feed, 0, far); // there is something already
    auto for_good = std::async(std::launch::async, [&] { feeds.wait(bench.feed, 1, far); });
    feeds.stop_waiting();
    for_good.get();
    feeds.wait(bench.feed, 1, far);
    BOOST_TEST(feeds.page(bench.feed, 0, 10).entries.size() == 1U); // reading goes on
}

BOOST_AUTO_TEST_SUITE_END()
