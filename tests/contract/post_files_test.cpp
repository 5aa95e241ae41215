// Contract of the store: how far the files for a post have come, and the file that is in hand.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_post_files)

using namespace postern;
using namespace postern::contract;
using ports::No;
using ports::PostFileKind;

template <class Engine>
struct Filed : Bench<Engine> {
    ports::PostFileStream stream{this->post, core::Mode::test, PostFileKind::emsevt};

    ports::PostFileHead head() { return this->store->post_files().head(stream).value(); }
    std::int64_t happened() {
        BOOST_REQUIRE(this->record(this->plain()).done());
        return this->store->events().events({this->post, core::Mode::test, 0, 1'000, {}}).newest;
    }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(a_stream_begins_once_with_what_comes, Engine, Engines) {
    Filed<Engine> bench;
    BOOST_TEST(!bench.store->post_files().head(bench.stream));
    const auto before = bench.happened();
    BOOST_REQUIRE(bench.record(ports::PostFilesBegun{bench.stream}).done());
    BOOST_TEST(bench.head().position == before);
    BOOST_TEST(bench.head().written == 0u);
    BOOST_TEST(!bench.head().in_hand);
    (void)bench.happened();
    BOOST_REQUIRE(bench.record(ports::PostFilesBegun{bench.stream}).done()); // as at every start
    BOOST_TEST(bench.head().position == before);
    // of that post, mode and kind alone
    for (const auto& other :
         {ports::PostFileStream{bench.store->tenant("bt-post"), core::Mode::test, bench.stream.kind},
          ports::PostFileStream{bench.post, core::Mode::live, bench.stream.kind},
          ports::PostFileStream{bench.post, core::Mode::test, PostFileKind::cusrsp}})
        BOOST_TEST(!bench.store->post_files().head(other));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_file_is_settled_then_there, Engine, Engines) {
    Filed<Engine> bench;
    BOOST_REQUIRE(bench.record(ports::PostFilesBegun{bench.stream}).done());
    const auto first = bench.happened();
    const auto second = bench.happened();
    BOOST_CHECK(bench.record(ports::PostFilePlanned{bench.stream, 1, first, bench.now()}).no == No::version_moved);
    BOOST_REQUIRE(bench.record(ports::PostFilePlanned{bench.stream, 0, first, bench.now()}).done());
    BOOST_REQUIRE(bench.head().in_hand);
    BOOST_TEST(bench.head().in_hand->upto == first);
    BOOST_TEST(bench.head().in_hand->at.ms == bench.now().ms);
    BOOST_TEST(bench.head().position == 0);
    // what is settled stays so
    BOOST_CHECK(bench.record(ports::PostFilePlanned{bench.stream, 0, second, bench.now()}).no == No::version_moved);
    BOOST_CHECK(bench.record(ports::PostFilesMoved{bench.stream, 0, second}).no == No::version_moved);
    BOOST_REQUIRE(bench.record(ports::PostFilesMoved{bench.stream, 0, first}).done());
    BOOST_TEST(bench.head().position == first);
    BOOST_TEST(bench.head().written == 1u);
    BOOST_TEST(!bench.head().in_hand);
    BOOST_CHECK(bench.record(ports::PostFilesMoved{bench.stream, 0, first}).no == No::version_moved); // said again
    // what is for no file is passed without one
    BOOST_REQUIRE(bench.record(ports::PostFilesMoved{bench.stream, first, second}).done());
    BOOST_TEST(bench.head().position == second);
    BOOST_TEST(bench.head().written == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_moves_that_has_not_begun, Engine, Engines) {
    Filed<Engine> bench;
    const auto event = bench.happened();
    BOOST_CHECK(bench.record(ports::PostFilePlanned{bench.stream, 0, event, bench.now()}).no == No::version_moved);
    BOOST_CHECK(bench.record(ports::PostFilesMoved{bench.stream, 0, event}).no == No::version_moved);
    BOOST_TEST(!bench.store->post_files().head(bench.stream));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(all_of_it_outlives_a_restart, Engine, Engines) {
    Filed<Engine> bench;
    BOOST_REQUIRE(bench.record(ports::PostFilesBegun{bench.stream}).done());
    const auto event = bench.happened();
    BOOST_REQUIRE(bench.record(ports::PostFilePlanned{bench.stream, 0, event, bench.now()}).done());
    bench.store.reset();
    bench.store = bench.engine.open(bench.clock);
    BOOST_REQUIRE(bench.head().in_hand);
    BOOST_TEST(bench.head().in_hand->upto == event);
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_SUITE_END()
