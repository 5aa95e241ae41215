// Contract of the store: what a counter took in is on its office's stop list once something is said that may keep it
// from leaving; and whose declarations an item id leads to.
#include "contract/later.hpp"

#include "ports/marks.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_bags)

using namespace postern;
using contract::Engines;
using contract::kLaterItem;
using contract::Later;
using core::EventType;
using core::Mode;
using core::Verdict;

constexpr const char* kOtherItem = "RR123456799NP";

template <class Engine>
struct Counter : Later<Engine> {
    ports::Acceptance taken(const std::string& item_id = kLaterItem, const std::string& office = "NPKTM01") {
        auto made = this->acceptance(item_id, "REF-" + item_id, 1);
        made.counter = ports::CounterTake{};
        made.counter->office = office;
        made.counter->clerk = "c017";
        made.counter->captured = {this->now().ms - contract::kHour};
        made.counter->sent = this->now();
        return made;
    }
    std::vector<ports::BagStop> stops(std::int64_t after = 0, std::uint32_t limit = 100,
                                      const std::string& office = "NPKTM01") {
        return this->store->bags().stops(
            {this->post, core::Mode::test, office, after, {this->now().ms - contract::kYear}, limit});
    }
    void marked(core::MarkKind kind, const std::string& item_id = kLaterItem) {
        ports::MarkSet set;
        set.tenant = this->post;
        set.at = this->now();
        set.window_from = {this->now().ms - contract::kYear};
        ports::MarkRow row;
        row.key = {this->key()};
        row.item_id = item_id;
        row.kind = kind;
        row.reason = "R" + std::to_string(row.key.value);
        row.until = {this->now().ms + contract::kHour};
        set.marks.push_back(row);
        this->record(set);
        this->later(5);
    }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_taken_in_well_is_on_no_list, Engine, Engines) {
    Counter<Engine> bench;
    BOOST_REQUIRE(bench.record(bench.taken()).done());
    BOOST_TEST(bench.stops().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_rejected_or_held_is_on_it_at_once, Engine, Engines) {
    for (const auto verdict : {Verdict::rejected, Verdict::held}) {
        Counter<Engine> bench;
        auto made = bench.taken();
        made.version.verdict = verdict;
        BOOST_REQUIRE(bench.record(made).done());
        const auto stops = bench.stops();
        BOOST_REQUIRE(stops.size() == 1u);
        BOOST_TEST((stops[0].declaration == made.declaration));
        BOOST_TEST(stops[0].item_id == kLaterItem);
        BOOST_TEST(stops[0].clerk == "c017");
        BOOST_TEST((stops[0].captured == made.counter->captured));
        BOOST_TEST((stops[0].sent == made.counter->sent));
        BOOST_TEST((stops[0].since == made.at));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_said_later_puts_it_there, Engine, Engines) {
    Counter<Engine> bench;
    const auto made = bench.taken();
    BOOST_REQUIRE(bench.record(made).done());
    bench.later(5);
    BOOST_REQUIRE(
        bench.record(bench.answer("A1", made.version.filings.front().key, EventType::filing_accepted)).done());
    BOOST_TEST(bench.stops().empty());
    BOOST_REQUIRE(
        bench.record(bench.answer("A2", made.version.filings.front().key, EventType::filing_control_documents)).done());
    const auto first = bench.stops();
    BOOST_REQUIRE(first.size() == 1u);
    BOOST_TEST((first[0].declaration == made.declaration));
    bench.marked(core::MarkKind::warn);
    BOOST_TEST((bench.stops().at(0).key == first[0].key));
    // more is said of the same item: it is news, and stands once
    bench.marked(core::MarkKind::block);
    const auto second = bench.stops();
    BOOST_REQUIRE(second.size() == 1u);
    BOOST_TEST(second[0].key > first[0].key);
    BOOST_TEST(bench.stops(second[0].key).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(it_counts_also_what_was_declared_before_it_came_to_the_counter, Engine, Engines) {
    Counter<Engine> bench;
    auto made = bench.acceptance(kLaterItem, "REF-1", 1);
    BOOST_REQUIRE(bench.record(made).done());
    bench.marked(core::MarkKind::block);
    BOOST_TEST(bench.stops().empty());
    ports::CounterTaken take{made.declaration, made.tenant, made.mode, 1, {}, *bench.taken().counter, bench.now(), {}};
    take.take.taken_at = ports::TakenAt::door;
    BOOST_REQUIRE(bench.record(take).done());
    const auto stops = bench.stops();
    BOOST_REQUIRE(stops.size() == 1u);
    BOOST_TEST((stops[0].declaration == made.declaration));
    BOOST_TEST((stops[0].since == take.at));
    // weighed at the office, it is the same item
    take.take.taken_at = ports::TakenAt::counter;
    BOOST_REQUIRE(bench.record(take).done());
    BOOST_TEST(bench.stops().size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_change_that_is_held_or_refused_puts_it_there, Engine, Engines) {
    for (const auto verdict : {Verdict::held, Verdict::rejected}) {
        Counter<Engine> bench;
        const auto first = bench.taken();
        BOOST_REQUIRE(bench.record(first).done());
        auto mended = bench.amendment(first, 1, 77);
        mended.version.verdict = verdict;
        bench.later(5);
        BOOST_REQUIRE(bench.record(mended).done());
        const auto stops = bench.stops();
        BOOST_REQUIRE(stops.size() == 1u);
        BOOST_TEST((stops[0].declaration == first.declaration));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_refused_late_before_it_was_declared_is_named_by_its_item_id, Engine, Engines) {
    Counter<Engine> bench;
    const ports::RefusedLate refused{bench.post, Mode::test,       *bench.taken().counter,
                                     kOtherItem, "item-id-spoilt", bench.now()};
    BOOST_REQUIRE(bench.record(refused).done());
    BOOST_REQUIRE(bench.record(refused).done());
    const auto stops = bench.stops();
    BOOST_REQUIRE(stops.size() == 1u);
    BOOST_TEST(stops[0].declaration.value == 0u);
    BOOST_TEST(stops[0].item_id == kOtherItem);
    BOOST_TEST(stops[0].clerk == "c017");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_the_clerk_heard_at_once_is_in_no_bag, Engine, Engines) {
    Counter<Engine> bench;
    auto made = bench.taken();
    made.version.verdict = Verdict::rejected;
    made.counter->sent.reset();
    BOOST_REQUIRE(bench.record(made).done());
    BOOST_TEST(bench.stops().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_page_goes_on_where_the_last_one_ended, Engine, Engines) {
    Counter<Engine> bench;
    BOOST_REQUIRE(bench.record(bench.taken()).done());
    BOOST_REQUIRE(bench.record(bench.taken(kOtherItem)).done());
    bench.marked(core::MarkKind::block);
    bench.marked(core::MarkKind::block, kOtherItem);
    const auto first = bench.stops(0, 1);
    BOOST_REQUIRE(first.size() == 1u);
    BOOST_TEST(first[0].item_id == kLaterItem);
    const auto second = bench.stops(first[0].key, 1);
    BOOST_REQUIRE(second.size() == 1u);
    BOOST_TEST(second[0].item_id == kOtherItem);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(it_is_of_one_office_post_and_mode_and_of_counters_alone, Engine, Engines) {
    Counter<Engine> bench;
    BOOST_REQUIRE(bench.record(bench.taken()).done());
    auto other = bench.taken(kOtherItem);
    other.counter.reset();
    BOOST_REQUIRE(bench.record(other).done());
    bench.marked(core::MarkKind::block);
    bench.marked(core::MarkKind::block, kOtherItem);
    BOOST_TEST(bench.stops().size() == 1u);
    BOOST_TEST(bench.stops(0, 100, "NPKTM02").empty());
    auto& bags = bench.store->bags();
    BOOST_TEST(bags.stops({bench.post, core::Mode::live, "NPKTM01", 0, {}, 100}).empty());
    BOOST_TEST(bags.stops({bench.store->tenant("another"), core::Mode::test, "NPKTM01", 0, {}, 100}).empty());
    BOOST_TEST(
        bags.stops({bench.post, core::Mode::test, "NPKTM01", 0, {bench.now().ms + contract::kYear}, 100}).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(without_an_item_id_it_stands_in_no_bag, Engine, Engines) {
    Counter<Engine> bench;
    auto made = bench.taken("");
    made.version.verdict = Verdict::held;
    BOOST_REQUIRE(bench.record(made).done());
    BOOST_TEST(bench.stops().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_id_leads_to_all_its_declarations_of_the_window, Engine, Engines) {
    Counter<Engine> bench;
    auto live = bench.taken();
    live.mode = core::Mode::live;
    const auto test = bench.taken();
    BOOST_REQUIRE(bench.record(live).done());
    bench.later(5);
    auto second = test;
    second.at = bench.now();
    BOOST_REQUIRE(bench.record(second).done());
    auto& items = bench.store->public_items();
    const std::vector<core::DeclarationKey> both{second.declaration, live.declaration};
    BOOST_TEST((items.declared_as(kLaterItem, {0}, 10) == both));
    BOOST_TEST(items.declared_as(kLaterItem, {0}, 1).size() == 1u);
    BOOST_TEST(items.declared_as(kLaterItem, {bench.now().ms + 1}, 10).empty());
    BOOST_TEST(items.declared_as(kOtherItem, {0}, 10).empty());
    // what was cancelled is still the item's that its receipt is of
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{second.declaration, bench.post, core::Mode::test, "", bench.now()}).done());
    BOOST_TEST((items.declared_as(kLaterItem, {0}, 10) == both));
}

BOOST_AUTO_TEST_SUITE_END()
