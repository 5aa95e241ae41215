// RetentionRound: what is older than it has to be kept goes, some at a time.
#include "contract/bench.hpp"
#include "workers/retention_round.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(retention_round)

using namespace postern;
using workers::RetentionRound;

struct Old : contract::Bench<contract::SqliteUnderTest> {
    RetentionRound::Rules rules{10, 20, 4, 2};

    std::size_t step() {
        RetentionRound round({store->feeds(), store->events(), store->ledger(), clock}, rules);
        return round.step();
    }
    /// So many items, acknowledged.
    void happen(int items, core::Mode mode = core::Mode::test) {
        ports::Acknowledged taken;
        taken.feed = {customs, mode};
        taken.now = now();
        for (int i = 0; i < items; ++i) {
            auto made = plain();
            made.mode = mode;
            BOOST_REQUIRE(record(made).done());
            taken.filings.push_back(made.version.filings.front().key);
        }
        BOOST_REQUIRE(record(taken).done());
    }
};

BOOST_AUTO_TEST_CASE(what_is_old_goes_some_in_each_step_and_from_all_feeds) {
    Old world;
    world.happen(10);
    world.happen(1, core::Mode::live);
    world.later(9 * core::kDayMs);
    world.happen(1); // newer
    BOOST_TEST(world.step() == 0u);
    world.later(core::kDayMs + 1);
    BOOST_TEST(world.step() == 8u + 1u); // two deeds of four, and one of the other feed
    BOOST_TEST(world.step() == 2u);
    BOOST_TEST(world.step() == 0u);
    BOOST_TEST(world.entries().size() == 1u);
    BOOST_TEST(world.store->events().expired() == 0); // these are kept for longer
}

BOOST_AUTO_TEST_CASE(the_stream_of_events_is_as_long_as_it_has_to_be) {
    Old world;
    world.happen(2);
    const auto newest = world.store->events().newest_event_before({world.now().ms + 1});
    world.later(20 * core::kDayMs);
    world.happen(1);
    (void)world.step();
    BOOST_TEST(world.store->events().expired() == 0);
    world.later(1);
    (void)world.step();
    BOOST_TEST(world.store->events().expired() == newest);
    (void)world.step();
    BOOST_TEST(world.store->events().expired() == newest);
}

BOOST_AUTO_TEST_CASE(nothing_goes_where_all_is_kept) {
    Old world;
    world.rules.offers_days = world.rules.events_days = 0;
    world.happen(3);
    world.later(40'000 * core::kDayMs);
    BOOST_TEST(world.step() == 0u);
    BOOST_TEST(world.entries().size() == 3u);
    BOOST_TEST(world.store->events().expired() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
