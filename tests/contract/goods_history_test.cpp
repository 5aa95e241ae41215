// Contract of the history of goods: what a sender declared is remembered with the version, by pseudonym.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_goods_history)

using namespace postern;
using contract::Engines;

constexpr std::int64_t kSender = 4711;

template <class Engine>
struct HistoryBench : contract::Later<Engine> {
    ports::Acceptance took(const std::string& reference, std::vector<std::uint32_t> codes,
                           core::Verdict verdict = core::Verdict::accepted, std::int64_t sender = kSender) {
        auto made = this->acceptance("", reference, ++content);
        made.version.quality.sender = sender;
        made.version.verdict = verdict;
        made.version.hs_codes = std::move(codes);
        BOOST_REQUIRE(this->record(made).done());
        return made;
    }
    std::vector<std::pair<std::string, std::uint64_t>>
    history(std::uint32_t at_most = 10, std::int64_t sender = kSender, core::Mode mode = core::Mode::test) {
        std::vector<std::pair<std::string, std::uint64_t>> found;
        for (const auto& row : this->store->goods_history().of_sender(this->post, mode, sender, at_most))
            found.emplace_back(row.hs, row.uses);
        return found;
    }
    int content = 0;
};

using Uses = std::vector<std::pair<std::string, std::uint64_t>>;

BOOST_AUTO_TEST_CASE_TEMPLATE(the_most_used_comes_first, Engine, Engines) {
    HistoryBench<Engine> bench;
    BOOST_TEST(bench.history().empty());
    bench.took("R-1", {621420, 90230});
    bench.took("R-2", {90230});
    BOOST_TEST((bench.history() == Uses{{"090230", 2}, {"621420", 1}}));
    BOOST_TEST((bench.history(1) == Uses{{"090230", 2}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nobody_elses_and_nothing_that_was_not_accepted, Engine, Engines) {
    HistoryBench<Engine> bench;
    bench.took("R-1", {621420}, core::Verdict::rejected);
    bench.took("R-2", {621420}, core::Verdict::held);
    bench.took("R-3", {950300}, core::Verdict::accepted, 0);
    bench.took("R-4", {950300}, core::Verdict::accepted, kSender + 1);
    BOOST_TEST(bench.history().empty());
    BOOST_TEST(bench.history(10, 0).empty());
    BOOST_TEST(bench.history(10, kSender + 1).size() == 1u);
    BOOST_TEST(bench.history(10, kSender + 1, core::Mode::live).empty());
    BOOST_TEST(
        bench.store->goods_history().of_sender({bench.post.value + 1}, core::Mode::test, kSender + 1, 10).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_later_version_counts_what_is_new_in_it, Engine, Engines) {
    HistoryBench<Engine> bench;
    const auto first = bench.took("R-1", {621420});
    auto amended = contract::amendment(first, 1, 99, bench.clock.now());
    amended.version.hs_codes = {621420, 621490};
    BOOST_REQUIRE(bench.record(amended).done());
    BOOST_TEST((bench.history() == Uses{{"621420", 1}, {"621490", 1}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_old_is_forgotten, Engine, Engines) {
    HistoryBench<Engine> bench;
    const auto at = bench.clock.now();
    bench.took("R-1", {621420});
    BOOST_REQUIRE(bench.record(ports::EventsExpired{0, at}).done());
    BOOST_TEST(bench.history().size() == 1u);
    BOOST_REQUIRE(bench.record(ports::EventsExpired{0, {at.ms + 1}}).done());
    BOOST_TEST(bench.history().empty());
}

BOOST_AUTO_TEST_SUITE_END()
