// Contract of the store: ranges of item ids, numbers drawn once, and the account of each.
#include "contract/bench.hpp"

#include "core/item_id.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(store_item_ids)

using namespace postern;
using contract::Bench;
using contract::Engines;
using ports::No;
using ports::SerialRun;

namespace {

using Runs = std::vector<SerialRun>;

template <class Engine>
struct Counters : Bench<Engine> {
    core::TenantKey other = this->store->tenant("other-post");

    Counters() {
        add_key("np-post", "pk_test_aaaaaaaa", 1);
        add_key("other-post", "pk_test_bbbbbbbb", 2);
    }
    void add_key(const std::string& name, const std::string& prefix, int secret) {
        BOOST_REQUIRE(this->record(ports::KeyAdded{{this->key()},
                                                   prefix,
                                                   contract::hash_of(secret),
                                                   core::Role::post,
                                                   core::Mode::test,
                                                   name,
                                                   "",
                                                   "",
                                                   this->now()})
                          .done());
    }
    No given(SerialRun serials, const std::string& name = "np-post", const std::string& country = "NP",
             const std::string& service = "CP", core::Mode mode = core::Mode::test) {
        return this->record(ports::ItemIdRangeGiven{name, mode, service, country, serials, this->now()}).no;
    }
    ports::ItemIdsDrawn draw(std::uint32_t count, const std::string& idempotency_key = {}, int body = 1) {
        ports::ItemIdsDrawn made;
        made.tenant = this->post;
        made.client = {7};
        made.office = "NPKTM01";
        made.clerk = "c017";
        made.service = "CP";
        made.count = count;
        made.at = this->now();
        made.window_from = {this->now().ms - contract::kYear};
        made.idempotency_key = idempotency_key;
        made.body_hash = contract::hash_of(body);
        return made;
    }
    Runs drawn(std::uint32_t count) {
        const auto outcome = this->record(draw(count));
        BOOST_REQUIRE(outcome.done());
        return outcome.item_ids.runs;
    }
    ports::Acceptance declare(std::uint32_t serial, core::TenantKey whose) {
        auto made = this->acceptance(core::ItemId::made_of("CP", serial, "NP")->text(),
                                     "REF" + std::to_string(this->key()), static_cast<int>(this->key() % 200));
        made.tenant = whose;
        BOOST_REQUIRE(this->record(made).done());
        return made;
    }
    ports::ItemIdRange account(core::TenantKey whose = {}) {
        const auto ranges = this->store->item_ids().ranges({whose ? whose : this->post, {}, core::Mode::test});
        BOOST_REQUIRE(ranges.size() == 1u);
        BOOST_TEST(ranges[0].serials.size() == ranges[0].drawn() + ranges[0].in_use + ranges[0].remaining());
        BOOST_TEST(ranges[0].drawn() == ranges[0].spent + ranges[0].voided + ranges[0].open());
        return ranges[0];
    }
    std::vector<std::uint32_t> open(std::optional<std::uint32_t> after = {}, std::uint32_t limit = 100) {
        std::vector<std::uint32_t> serials;
        for (const auto& one : this->store->item_ids().open({this->post, {}, core::Mode::test}, "CP", after, limit).ids)
            serials.push_back(one.serial);
        return serials;
    }
};

using Serials = std::vector<std::uint32_t>;

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(ranges_never_overlap_and_are_of_one_country, Engine, Engines) {
    Counters<Engine> bench;
    BOOST_CHECK(bench.given({1, 100}, "no-such-post") == No::not_found);
    BOOST_CHECK(bench.given({1, 100}, "np-post", "") == No::country_differs);
    BOOST_CHECK(bench.given({1, 100}) == No::none);
    for (const auto run : {SerialRun{1, 100}, {100, 100}, {100, 200}, {50, 60}, {1, 1}, {1, 500}})
        BOOST_CHECK(bench.given(run) == No::ranges_overlap);
    BOOST_CHECK(bench.given({101, 200}, "np-post", "LK") == No::country_differs);
    // a number is on one item, whosesoever the range is
    BOOST_CHECK(bench.given({90, 110}, "other-post") == No::ranges_overlap);
    BOOST_CHECK(bench.given({1, 100}, "other-post", "LK") == No::none);
    BOOST_CHECK(bench.given({101, 200}, "np-post", "") == No::none);
    BOOST_CHECK(bench.given({1, 100}, "np-post", "NP", "RR") == No::none);
    BOOST_CHECK(bench.given({1, 100}, "np-post", "NP", "CP", core::Mode::live) == No::none);
    BOOST_TEST(bench.store->item_ids().ranges({bench.post, {}, core::Mode::test}).size() == 3u);
    BOOST_TEST(bench.store->item_ids().ranges({{}, "other-post", core::Mode::test}).size() == 1u);
    BOOST_TEST(bench.store->item_ids().ranges({{}, {}, core::Mode::test}).size() == 4u);
    BOOST_TEST(bench.store->item_ids().stocks().size() == 4u); // CP and RR, live CP, the other's
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_draw_goes_on_in_the_next_range_or_takes_nothing, Engine, Engines) {
    Counters<Engine> bench;
    BOOST_CHECK(bench.record(bench.draw(1)).no == No::used_up);
    bench.given({500, 509});
    bench.given({10, 14});
    const auto first = bench.record(bench.draw(8));
    BOOST_CHECK((first.item_ids.runs == Runs{{500, 507}}));
    BOOST_TEST(first.item_ids.country == "NP");
    BOOST_TEST(first.item_ids.remaining == 7u);
    BOOST_TEST(first.item_ids.of_standing == 15u);
    BOOST_CHECK(bench.record(bench.draw(8)).no == No::used_up);
    const auto second = bench.record(bench.draw(3));
    BOOST_CHECK((second.item_ids.runs == Runs{{508, 509}, {10, 10}}));
    BOOST_TEST(second.item_ids.of_standing == 5u);
    BOOST_CHECK((bench.drawn(4) == Runs{{11, 14}}));
    BOOST_CHECK(bench.record(bench.draw(1)).no == No::used_up);
    auto elsewhere = bench.draw(1);
    elsewhere.tenant = bench.other; // another's ranges are nobody else's
    BOOST_CHECK(bench.record(elsewhere).no == No::used_up);
    const auto stocks = bench.store->item_ids().stocks();
    BOOST_REQUIRE(stocks.size() == 1u);
    BOOST_TEST(stocks[0].remaining == 0u);
    BOOST_TEST(stocks[0].of_standing == 0u);
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_same_key_gives_the_same_numbers, Engine, Engines) {
    Counters<Engine> bench;
    bench.given({1, 12});
    bench.given({101, 200});
    bench.drawn(10);
    const auto first = bench.record(bench.draw(5, "k1"));
    BOOST_TEST(!first.repeat);
    bench.drawn(20);
    bench.later(contract::kHour);
    const auto again = bench.record(bench.draw(5, "k1"));
    BOOST_TEST(again.repeat);
    BOOST_TEST(again.done());
    BOOST_CHECK((again.item_ids.runs == Runs{{11, 12}, {101, 103}}));
    BOOST_CHECK(again.item_ids.runs == first.item_ids.runs);
    BOOST_TEST(again.item_ids.country == "NP");
    BOOST_TEST(again.item_ids.remaining == first.item_ids.remaining);
    BOOST_TEST(again.item_ids.of_standing == first.item_ids.of_standing);
    BOOST_CHECK(bench.record(bench.draw(5, "k1", 2)).no == No::idempotency_key_known);
    auto other = bench.draw(1, "k1");
    other.client = {8}; // a key is its client's
    BOOST_TEST(!bench.record(other).repeat);
    bench.later(24 * contract::kHour);
    const auto anew = bench.record(bench.draw(5, "k1", 2));
    BOOST_TEST(anew.done());
    BOOST_TEST(!anew.repeat);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_came_in_from_elsewhere_is_passed_over, Engine, Engines) {
    Counters<Engine> bench;
    bench.declare(9, bench.post); // before its window
    bench.later(contract::kYear + contract::kHour);
    bench.declare(3, bench.post);
    bench.record(
        ports::Cancellation{bench.declare(4, bench.other).declaration, bench.other, core::Mode::test, "", bench.now()});
    bench.given({1, 10});
    ports::ItemsSeen seen;
    seen.tenant = bench.post;
    seen.at = bench.now();
    seen.window_from = {bench.now().ms - contract::kYear};
    seen.scans.push_back(
        {core::ItemId::made_of("CP", 7, "NP")->text(), core::EventType::item_posted, bench.now(), "NPKTM01"});
    BOOST_REQUIRE(bench.record(seen).done());
    BOOST_CHECK((bench.drawn(2) == Runs{{1, 2}}));
    BOOST_CHECK((bench.drawn(3) == Runs{{5, 6}, {8, 8}}));
    const auto range = bench.account();
    BOOST_TEST(range.in_use == 3u);
    BOOST_TEST(range.drawn() == 5u);
    BOOST_TEST(range.spent == 0u); // those that were passed over are nobody's draw
    BOOST_TEST(range.remaining() == 2u);
    BOOST_CHECK((bench.drawn(2) == Runs{{9, 10}}));
    BOOST_CHECK((bench.open() == Serials{1, 2, 5, 6, 8, 9, 10}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_range_that_came_in_as_a_whole_gives_nothing, Engine, Engines) {
    Counters<Engine> bench;
    bench.given({1, 3});
    for (const std::uint32_t serial : {1u, 2u, 3u})
        bench.declare(serial, bench.post);
    BOOST_CHECK(bench.record(bench.draw(1)).no == No::used_up);
    BOOST_TEST(bench.account().in_use == 0u); // a "no" writes nothing
    bench.given({4, 10});
    BOOST_CHECK((bench.drawn(1) == Runs{{4, 4}}));
    const auto ranges = bench.store->item_ids().ranges({bench.post, {}, core::Mode::test});
    BOOST_REQUIRE(ranges.size() == 2u);
    BOOST_TEST(ranges[0].in_use == 3u);
    BOOST_TEST(ranges[0].drawn() == 0u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_number_is_accounted_for, Engine, Engines) {
    Counters<Engine> bench;
    bench.given({1, 100});
    bench.later(5);
    bench.drawn(3);
    auto block = bench.draw(4);
    block.kind = ports::DrawKind::block;
    block.clerk.clear();
    BOOST_REQUIRE(bench.record(block).done());
    bench.declare(2, bench.post);
    const auto spoilt = bench.declare(5, bench.post);
    bench.record(ports::Cancellation{spoilt.declaration, bench.post, core::Mode::test, "", bench.now()});
    bench.declare(6, bench.other); // not the number's owner
    bench.declare(50, bench.post); // not drawn yet
    auto range = bench.account();
    BOOST_TEST(range.drawn() == 7u);
    BOOST_TEST(range.spent == 1u);
    BOOST_TEST(range.voided == 1u);
    BOOST_TEST(range.open() == 5u);
    BOOST_CHECK((bench.open() == Serials{1, 3, 4, 6, 7}));
    BOOST_CHECK((bench.open(3) == Serials{4, 6, 7}));
    BOOST_CHECK((bench.open({}, 2) == Serials{1, 3}));
    BOOST_CHECK(bench.open(100).empty());
    const auto page = bench.store->item_ids().open({bench.post, {}, core::Mode::test}, "CP", 3, 100);
    BOOST_TEST(!page.looked_to);
    BOOST_CHECK(page.ids[0].kind == ports::DrawKind::block);
    BOOST_TEST(page.ids[0].office == "NPKTM01");
    BOOST_TEST(page.ids[0].clerk == "");
    BOOST_TEST(page.ids[0].country == "NP");
    BOOST_TEST(page.ids[0].drawn.ms == bench.now().ms);
    // declared anew under the same number: it is not spoilt any more
    bench.declare(5, bench.post);
    range = bench.account();
    BOOST_TEST(range.spent == 2u);
    BOOST_TEST(range.voided == 0u);
    BOOST_TEST(bench.store->item_ids().open({bench.post, {}, core::Mode::live}, "CP", {}, 100).ids.empty());
    BOOST_TEST(bench.store->item_ids().open({bench.other, {}, core::Mode::test}, "CP", {}, 100).ids.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(many_at_once_draw_each_number_once, Engine, Engines) {
    constexpr int kThreads = 8, kDraws = 50;
    Counters<Engine> bench;
    bench.given({1, 2000});
    bench.given({5001, 9000});
    std::mutex mutex;
    std::vector<std::uint32_t> all;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < kDraws; ++i) {
                const std::array deeds{
                    contract::deed(bench.draw(static_cast<std::uint32_t>(1 + (t * kDraws + i) % 17)))};
                const auto outcome = bench.store->ledger().record(deeds).at(0);
                const std::lock_guard lock(mutex);
                for (const auto& run : outcome.item_ids.runs)
                    for (auto serial = run.first; serial <= run.last; ++serial)
                        all.push_back(serial);
            }
        });
    for (auto& thread : threads)
        thread.join();
    BOOST_TEST(std::set(all.begin(), all.end()).size() == all.size());
    std::uint32_t drawn = 0;
    for (const auto& range : bench.store->item_ids().ranges({bench.post, {}, core::Mode::test}))
        drawn += range.drawn();
    BOOST_TEST(drawn == all.size());
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_SUITE_END()
