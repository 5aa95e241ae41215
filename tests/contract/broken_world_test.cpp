// Contract of the store: groups that fail, a full queue, a full disk.
#include "contract/bench.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

BOOST_AUTO_TEST_SUITE(store_broken_world)

using namespace postern;
using contract::Bench;
using contract::Engines;
using ports::No;

BOOST_AUTO_TEST_CASE_TEMPLATE(a_caller_gets_its_outcomes_in_order, Engine, Engines) {
    Bench<Engine> bench;
    std::vector<ports::Deed> deeds;
    for (int i = 0; i < 1200; ++i) // more than one group
        deeds.push_back(contract::deed(i % 3 == 2 ? bench.acceptance("SAME", "", i) : bench.plain()));
    const auto outcomes = bench.store->ledger().record(deeds);
    BOOST_REQUIRE(outcomes.size() == deeds.size());
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const auto& made = std::get<ports::Acceptance>(deeds[i].body);
        const bool expected = i % 3 != 2 || i == 2;
        BOOST_REQUIRE(outcomes[i].done() == expected);
        if (expected)
            BOOST_REQUIRE(outcomes[i].declaration.value == made.declaration.value);
        else
            BOOST_REQUIRE(outcomes[i].declaration.value == outcomes[2].declaration.value);
    }
    BOOST_TEST(bench.store->ledger().record({}).empty());
    BOOST_TEST(bench.store->health().queued == 0U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_group_only_the_guilty_deed_fails, Engine, Engines) {
    constexpr int kCallers = 12;
    Bench<Engine> bench;
    const auto there = bench.plain();
    BOOST_TEST(bench.record(there).done());
    auto stalled = bench.engine.stall(); // so that they meet in a group
    std::vector<std::future<bool>> callers;
    std::vector<ports::Acceptance> deeds;
    for (int i = 0; i < kCallers; ++i) {
        deeds.push_back(bench.plain());
        if (i % 4 == 3)
            deeds.back().version.filings[0].key =
                there.version.filings[0].key; // a key that exists: no caller does this
    }
    for (const auto& deed : deeds)
        callers.push_back(std::async(std::launch::async, [&] {
            try {
                return bench.record(deed).done();
            } catch (const core::Failure&) {
                return false;
            }
        }));
    // most of them are with the writer or wait for it then; the outcome is the same whatever the groups are
    for (int looks = 0; bench.store->health().queued + 1 < kCallers && looks < 100; ++looks)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    stalled.reset();
    for (std::size_t i = 0; i < callers.size(); ++i) {
        const bool guilty = i % 4 == 3;
        BOOST_TEST(callers[i].get() == !guilty);
        BOOST_CHECK(bench.store->declarations().head(deeds[i].declaration).has_value() == !guilty);
    }
    const auto entries = bench.entries();
    BOOST_TEST(entries.size() == 1U + kCallers - kCallers / 4);
    for (std::size_t i = 0; i < entries.size(); ++i)
        BOOST_TEST(entries[i].position == static_cast<std::int64_t>(i) + 1); // what failed left no gap
    BOOST_TEST(bench.engine.damage() == "");
    BOOST_TEST(bench.store->health().writable);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_stands_behind_a_failed_deed_of_the_same_caller_is_not_tried, Engine, Engines) {
    Bench<Engine> bench;
    const auto before = bench.plain();
    auto guilty = bench.plain();
    guilty.version.filings[0].key = before.version.filings[0].key;
    const auto behind = bench.plain();
    const std::array deeds{contract::deed(before), contract::deed(guilty), contract::deed(behind)};
    BOOST_CHECK_THROW(bench.store->ledger().record(deeds), core::Failure);
    BOOST_CHECK(bench.store->declarations().head(before.declaration));
    BOOST_CHECK(!bench.store->declarations().head(guilty.declaration));
    BOOST_CHECK(!bench.store->declarations().head(behind.declaration));
    BOOST_TEST(bench.record(behind).done());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_name_that_was_made_in_a_failed_deed_is_made_again, Engine, Engines) {
    Bench<Engine> bench;
    const auto there = bench.plain();
    BOOST_TEST(bench.record(there).done());
    auto guilty = bench.plain();
    guilty.version.source = "new-source";
    guilty.version.filings[0].key = there.version.filings[0].key;
    guilty.version.filings[0].route = "new-route";
    BOOST_CHECK_THROW(bench.record(guilty), core::Failure);
    auto good = bench.plain();
    good.version.source = "new-source";
    good.version.filings[0].route = "new-route";
    BOOST_TEST(bench.record(good).done());
    BOOST_TEST(bench.store->declarations().head(good.declaration)->source == "new-source");
    BOOST_TEST(bench.store->filings().filing(good.version.filings[0].key)->route == "new-route");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_report_never_names_a_declaration_that_is_not_there, Engine, Engines) {
    Bench<Engine> bench;
    ports::SubmissionRecorded recorded;
    recorded.submission = {bench.key()};
    recorded.tenant = bench.post;
    recorded.source = "cn23";
    recorded.items = {{1, {4711}, 1, core::Verdict::accepted, false, "", ""}};
    BOOST_CHECK_THROW(bench.record(recorded), core::Failure);
    BOOST_CHECK(!bench.store->submissions().submission(recorded.submission));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_full_queue_says_busy_and_goes_on, Engine, Engines) {
    Bench<Engine> bench(contract::Wanted{.queue_bound = 3});
    auto stalled = bench.engine.stall();
    std::atomic<bool> busy{false};
    std::vector<ports::Acceptance> deeds;
    for (int i = 0; i < 100; ++i)
        deeds.push_back(bench.plain());
    std::vector<std::future<bool>> callers; // what the writer has taken already, then three that wait
    for (const auto& deed : deeds) {
        if (busy) break;
        callers.push_back(std::async(std::launch::async, [&] {
            try {
                return bench.record(deed).done();
            } catch (const ports::Busy&) {
                busy = true;
                return false;
            }
        }));
        std::this_thread::yield();
    }
    const ports::AuditRow row{bench.now(), {7}, core::Role::post, "items.read", "", 200, "", ""};
    int notes = 0;
    while (bench.store->ledger().note(row) && notes < 100)
        ++notes;
    BOOST_TEST(notes <= 3);
    stalled.reset();
    std::vector<std::size_t> refused;
    for (std::size_t i = 0; i < callers.size(); ++i) {
        const bool done = callers[i].get();
        BOOST_CHECK(bench.store->declarations().head(deeds[i].declaration).has_value() == done);
        if (!done) refused.push_back(i);
    }
    BOOST_TEST(!refused.empty());
    // it goes on; not before all have their answer, or the queue may be full of them still
    for (const auto i : refused)
        BOOST_TEST(bench.record(deeds[i]).done());
    BOOST_TEST(bench.entries().size() == callers.size());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_full_disk_fails_whole_deeds_and_the_rest_goes_on, Engine, Engines) {
    Bench<Engine> bench(contract::Wanted{.max_bytes = 1U << 20U});
    const ports::KeyAdded key{
        {bench.key()}, "pk_test_aaaaaaaa", contract::hash_of(1), core::Role::post, core::Mode::test, "np-post", "", "",
        bench.now()};
    BOOST_TEST(bench.record(key).done());
    std::vector<ports::Acceptance> kept;
    std::optional<ports::Acceptance> lost;
    while (!lost && kept.size() < 1000) {
        auto deed = bench.plain();
        deed.version.sealed_source.bytes.assign(20'000, 's');
        deed.version.filings[0].document->sealed.bytes.assign(20'000, 'd');
        try {
            BOOST_REQUIRE(bench.record(deed).done());
            kept.push_back(deed);
        } catch (const core::Failure&) {
            lost = deed;
        }
    }
    BOOST_REQUIRE(lost);
    BOOST_TEST(kept.size() > 5U);
    BOOST_CHECK(!bench.store->declarations().head(lost->declaration));
    BOOST_CHECK(!bench.store->filings().filing(lost->version.filings[0].key));
    BOOST_TEST(bench.store->filings().events_of(lost->declaration).empty());
    BOOST_TEST(bench.entries().size() == kept.size());
    BOOST_TEST(bench.engine.damage() == "");
    // what needs no room goes on, and says that the store writes
    BOOST_TEST(bench.record(ports::KeyRevoked{key.prefix, bench.now()}).done());
    BOOST_TEST(bench.store->health().writable);

    bench.store.reset();
    bench.store = bench.engine.open(bench.clock); // somebody made room
    BOOST_TEST(bench.record(*lost).done());
    BOOST_TEST(bench.entries().size() == kept.size() + 1);
    for (const auto& deed : kept)
        BOOST_CHECK(bench.store->declarations().source(deed.declaration, 1) == deed.version.sealed_source);
}

BOOST_AUTO_TEST_SUITE_END()
