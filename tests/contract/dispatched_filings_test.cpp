// Contract of the filings of a dispatch: whose they are, and what of it stands in it.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

BOOST_AUTO_TEST_SUITE(store_dispatched_filings)

using namespace postern;
using contract::Engines;
using core::EventType;

const std::string kOne = "NPKTMAUSJFKAACN60001";
const std::string kOther = "NPKTMAUSJFKAACN60002";

template <class Engine>
struct DispatchedBench : contract::Later<Engine> {
    ports::DispatchOf of(const std::string& dispatch, core::TenantKey tenant) {
        const core::Instant from{this->now().ms - contract::kYear};
        return {tenant, core::Mode::test, dispatch, this->now(), from, from};
    }
    void pack(const std::string& receptacle, std::vector<std::string> items, core::TenantKey tenant) {
        ports::DispatchTold told;
        told.of = of(receptacle.substr(0, 20), tenant);
        told.receptacles = {{receptacle, std::move(items)}};
        BOOST_REQUIRE(this->record(told).done());
    }
    std::vector<core::FilingKey> found(const std::string& name, const ports::FeedName& of_agency,
                                       std::int64_t since = 0) {
        std::vector<core::FilingKey> keys;
        for (const auto& filing : this->store->dispatched_filings().filings_in(of_agency, name, {since}))
            keys.push_back(filing.filing);
        return keys;
    }
};

using Keys = std::vector<core::FilingKey>;

BOOST_AUTO_TEST_CASE_TEMPLATE(filings_are_found_by_dispatch_and_receptacle_of_every_post, Engine, Engines) {
    DispatchedBench<Engine> bench;
    const auto in_post = bench.store->tenant("in-post");
    auto first = bench.waiting_for_consent();
    BOOST_REQUIRE(bench.record(first).done());
    auto second = bench.acceptance("RR000000005NP", "REF-2", 2);
    BOOST_REQUIRE(bench.record(second).done());
    auto theirs = bench.acceptance("RR000000014IN", "REF-3", 3);
    theirs.tenant = in_post;
    BOOST_REQUIRE(bench.record(theirs).done());
    bench.pack(kOne + "001100012", {contract::kLaterItem}, bench.post);
    bench.pack(kOne + "002100012", {"RR000000005NP"}, bench.post);
    bench.pack(kOne + "003100012", {"RR000000014IN"}, in_post);
    bench.pack(kOther + "001100012", {"RR000000028NP"}, bench.post);
    const auto key = [](const ports::Acceptance& made, std::size_t i) { return made.version.filings.at(i).key; };
    BOOST_CHECK((bench.found(kOne, bench.feed) == Keys{key(first, 1), key(second, 0), key(theirs, 0)}));
    BOOST_CHECK((bench.found(kOne, bench.consents) == Keys{key(first, 0)}));
    BOOST_CHECK((bench.found(kOne + "002100012", bench.feed) == Keys{key(second, 0)}));
    BOOST_CHECK(bench.found(kOther, bench.feed).empty());
    BOOST_CHECK(bench.found(kOne, {bench.customs, core::Mode::live}).empty());
    BOOST_CHECK(bench.found(kOne, bench.feed, bench.now().ms + 1).empty());
    const auto filings = bench.store->dispatched_filings().filings_in(bench.feed, kOne, {0});
    BOOST_TEST(!filings[0].offered); // it waits for the consent
    BOOST_CHECK(filings[0].state == core::FilingState::awaiting_position);
    BOOST_TEST(filings[1].offered);
    BOOST_TEST(filings[1].profile == "np-asycuda");
    BOOST_TEST(filings[1].profile_hash == "abc");
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_taken_out_or_withdrawn_is_not_found, Engine, Engines) {
    DispatchedBench<Engine> bench;
    const auto first = bench.acceptance("RR000000005NP", "REF-1", 1);
    const auto second = bench.acceptance("RR000000014NP", "REF-2", 2);
    for (const auto* made : std::array{&first, &second})
        BOOST_REQUIRE(bench.record(*made).done());
    bench.pack(kOne + "001100012", {"RR000000005NP", "RR000000014NP"}, bench.post);
    BOOST_TEST(bench.found(kOne, bench.feed).size() == 2U);
    BOOST_REQUIRE(
        bench.record(ports::ReceptacleItemsRemoved{bench.of(kOne, bench.post), {"RR000000005NP"}, "HELD"}).done());
    BOOST_CHECK((bench.found(kOne, bench.feed) == Keys{second.version.filings.front().key}));
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{second.declaration, bench.post, core::Mode::test, "X", bench.now()}).done());
    BOOST_TEST(bench.found(kOne, bench.feed).empty());
}

BOOST_AUTO_TEST_SUITE_END()
