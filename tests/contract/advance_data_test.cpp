// Contract of advance data: which items that left are counted, with which data, and how they are listed.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>

BOOST_AUTO_TEST_SUITE(store_advance_data)

using namespace postern;
using contract::Engines;
using core::EventType;

constexpr core::Date kFirst{2026, 11, 1};
constexpr core::Date kNext{2026, 12, 1};

/// A bench whose clock stands in November, and short ways to declare, to leave and to ask.
template <class Engine>
struct AdvanceBench : contract::Later<Engine> {
    AdvanceBench() { this->clock.set({core::start_of({2026, 11, 10}).ms}); }
    ports::Acceptance took(const std::string& item_id, int content, const std::string& destination = "FR") {
        auto made = this->acceptance(item_id, "REF-" + item_id + std::to_string(content), content);
        made.version.destination = destination;
        made.version.quality.office = "gpo";
        made.version.quality.mail_class = "C";
        made.version.quality.has_hs6 = true;
        BOOST_REQUIRE(this->record(made).done());
        return made;
    }
    void left(const std::string& item_id, std::int64_t ms = 0, EventType type = EventType::item_departed) {
        (void)this->record(this->seen({this->scan(type, ms, item_id)}));
    }
    ports::AdvanceQuestion question() const {
        ports::AdvanceQuestion asked;
        asked.tenant = this->post;
        asked.from = core::start_of(kFirst);
        asked.before = core::start_of(kNext);
        return asked;
    }
    std::map<ports::AdvanceGroup, ports::AdvanceCounts> groups(const ports::AdvanceQuestion& asked) {
        std::map<ports::AdvanceGroup, ports::AdvanceCounts> found;
        BOOST_REQUIRE(this->store->advance_data().groups(
            asked, [&](const auto& group, const auto& counts) { BOOST_TEST(found.emplace(group, counts).second); }));
        return found;
    }
    ports::AdvanceCounts sum(const ports::AdvanceQuestion& asked) {
        ports::AdvanceCounts all;
        for (const auto& [group, counts] : groups(asked)) {
            all.departed += counts.departed;
            all.with_data += counts.with_data;
            all.before_departure += counts.before_departure;
            all.refused += counts.refused;
            all.marked += counts.marked;
            all.hs6 += counts.hs6;
            all.stop_hits += counts.stop_hits;
        }
        return all;
    }
    std::vector<std::string> listed(const ports::AdvanceQuestion& asked,
                                    const std::optional<ports::AdvancePlace>& after = {}, std::uint32_t limit = 100) {
        std::vector<std::string> ids;
        for (const auto& item : this->store->advance_data().items(asked, after, limit))
            ids.push_back(item.item_id);
        return ids;
    }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_that_left_counts_with_its_data, Engine, Engines) {
    AdvanceBench<Engine> bench;
    const auto made = bench.took("RR123456785NP", 1);
    bench.took("RR000000005NP", 2); // it stays
    BOOST_TEST(bench.groups(bench.question()).empty());
    bench.later(1000);
    bench.left("RR123456785NP");
    const auto found = bench.groups(bench.question());
    BOOST_REQUIRE(found.size() == 1U);
    const auto& [group, counts] = *found.begin();
    BOOST_CHECK((group == ports::AdvanceGroup{"np-post", "2026-11", "FR", "C", "RR", "gpo"}));
    BOOST_CHECK((counts == ports::AdvanceCounts{1, 1, 1, 0, 1, 1, 0, 0, 0}));
    const auto items = bench.store->advance_data().items(bench.question(), {}, 10);
    BOOST_REQUIRE(items.size() == 1U);
    BOOST_TEST(items.front().declaration.value == made.declaration.value);
    BOOST_TEST(items.front().received->ms == made.at.ms);
    BOOST_TEST(items.front().departed.ms == bench.now().ms);
    BOOST_TEST((items.front().hs6 && !items.front().contact && items.front().is_before()));
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_counts_once_in_the_month_in_which_it_left_first, Engine, Engines) {
    AdvanceBench<Engine> bench;
    bench.took("RR123456785NP", 1);
    const auto to_december = core::start_of(kNext).ms - bench.now().ms;
    bench.left("RR123456785NP", to_december);
    BOOST_TEST(bench.sum(bench.question()).departed == 0);
    bench.left("RR123456785NP", to_december - 1); // heard of last, and was first
    bench.left("RR123456785NP", to_december - 1);
    BOOST_TEST(bench.sum(bench.question()).departed == 1);
    auto december = bench.question();
    december.from = december.before;
    december.before = {december.from.ms + 31 * core::kDayMs};
    BOOST_TEST(bench.sum(december).departed == 0);
    BOOST_TEST(bench.listed(december).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_nobody_declared_counts_and_its_data_may_come_late, Engine, Engines) {
    AdvanceBench<Engine> bench;
    bench.left("RR123456785NP");
    bench.left("RR123456785NP", 5000);
    auto found = bench.groups(bench.question());
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_CHECK((found.begin()->first == ports::AdvanceGroup{"np-post", "2026-11", "", "", "RR", "NPKTMA"}));
    BOOST_CHECK((found.begin()->second == ports::AdvanceCounts{1, 0, 0, 0, 0, 0, 0, 0, 0}));
    BOOST_TEST(!bench.store->advance_data().items(bench.question(), {}, 10).front().declaration);
    bench.later(60'000);
    bench.took("RR123456785NP", 1);
    found = bench.groups(bench.question());
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_CHECK((found.begin()->second == ports::AdvanceCounts{1, 1, 0, 0, 1, 1, 0, 0, 0}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_that_is_declared_anew_counts_by_the_newest, Engine, Engines) {
    AdvanceBench<Engine> bench;
    const auto first = bench.took("RR123456785NP", 1);
    bench.left("RR123456785NP");
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{first.declaration, bench.post, core::Mode::test, "MISTAKE", bench.now()})
            .done());
    bench.left("RR123456785NP"); // kept, for there is no declaration now
    BOOST_TEST(bench.sum(bench.question()).departed == 1);
    bench.later(1000);
    const auto second = bench.took("RR123456785NP", 2, "DE");
    const auto items = bench.store->advance_data().items(bench.question(), {}, 10);
    BOOST_REQUIRE(items.size() == 1U);
    BOOST_TEST(items.front().declaration.value == second.declaration.value);
    BOOST_TEST(items.front().group.destination == "DE");
    BOOST_TEST(!items.front().is_before());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(refused_is_what_was_rejected_or_is_not_to_be_loaded, Engine, Engines) {
    AdvanceBench<Engine> bench;
    auto rejected = bench.rejected("RR000000005NP", "REF-1", 1);
    BOOST_REQUIRE(bench.record(rejected).done());
    const auto by_customs = bench.took("RR000000014NP", 2);
    const auto not_loaded = bench.took("RR000000028NP", 3);
    bench.took("RR000000031NP", 4);
    BOOST_REQUIRE(
        bench.record(bench.answer("A1", by_customs.version.filings.front().key, EventType::filing_release_refused))
            .done());
    BOOST_REQUIRE(
        bench.record(bench.answer("A2", not_loaded.version.filings.front().key, EventType::filing_do_not_load)).done());
    for (const auto* item_id : {"RR000000005NP", "RR000000014NP", "RR000000028NP", "RR000000031NP"})
        bench.left(item_id);
    const auto counts = bench.sum(bench.question());
    BOOST_TEST(counts.departed == 4);
    BOOST_TEST(counts.with_data == 4);
    BOOST_TEST(counts.refused == 3);
    for (const auto& item : bench.store->advance_data().items(bench.question(), {}, 10))
        BOOST_TEST(item.refused == (item.item_id != "RR000000031NP"), item.item_id);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(items_are_listed_by_when_they_left_from_any_place_on, Engine, Engines) {
    AdvanceBench<Engine> bench;
    bench.took("RR000000014NP", 1);
    bench.took("RR000000028NP", 2);
    bench.left("RR000000028NP", 5);
    bench.left("RR000000014NP", 5);
    bench.left("RR000000005NP", 5); // nobody declared it
    bench.left("RR000000031NP", 1);
    const std::vector<std::string> all{"RR000000031NP", "RR000000005NP", "RR000000014NP", "RR000000028NP"};
    BOOST_TEST(bench.listed(bench.question()) == all);
    std::vector<std::string> in_pages;
    std::optional<ports::AdvancePlace> place;
    for (;;) {
        const auto page = bench.store->advance_data().items(bench.question(), place, 1);
        if (page.empty()) break;
        in_pages.push_back(page.front().item_id);
        place = ports::AdvancePlace{page.front().departed, page.front().item_id, page.front().group.post};
    }
    BOOST_TEST(in_pages == all);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_post_sees_its_own_in_its_mode, Engine, Engines) {
    AdvanceBench<Engine> bench;
    const auto other = bench.store->tenant("in-post");
    bench.took("RR123456785NP", 1);
    bench.left("RR123456785NP");
    auto theirs = bench.seen({bench.scan(EventType::item_departed, 0, "RR123456785IN")});
    theirs.tenant = other;
    (void)bench.record(theirs);
    BOOST_TEST(bench.sum(bench.question()).departed == 1);
    auto asked = bench.question();
    asked.tenant = other;
    BOOST_TEST(bench.listed(asked) == std::vector<std::string>{"RR123456785IN"});
    asked.tenant = {};
    BOOST_TEST(bench.sum(asked).departed == 2);
    asked.post = "np-post";
    BOOST_TEST(bench.sum(asked).departed == 1);
    asked.post = "nobody";
    BOOST_TEST(bench.listed(asked).empty());
    asked.post.clear();
    asked.mode = core::Mode::live;
    BOOST_TEST(bench.sum(asked).departed == 0);
    asked = bench.question();
    asked.tenant = {};
    asked.max_items = 1;
    BOOST_TEST(!bench.store->advance_data().groups(asked, [](const auto&, const auto&) {}));
    asked.max_items = 2;
    BOOST_TEST(bench.store->advance_data().groups(asked, [](const auto&, const auto&) {}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(where_a_dispatch_goes_its_items_without_data_go, Engine, Engines) {
    AdvanceBench<Engine> bench;
    const std::string dispatch = "NPKTMAUSJFKAACN60001";
    ports::DispatchTold told;
    told.of = {bench.post,
               core::Mode::test,
               dispatch,
               bench.now(),
               {bench.now().ms - contract::kYear},
               {bench.now().ms - contract::kYear}};
    told.receptacles = {{dispatch + "001100012", {"RR000000005NP", "RR000000014NP"}}};
    BOOST_REQUIRE(bench.record(told).done());
    bench.left("RR000000005NP"); // scanned by itself
    ports::DispatchDeparted departed;
    departed.of = told.of;
    departed.when = {bench.now().ms + 10};
    BOOST_REQUIRE(bench.record(departed).done());
    const auto items = bench.store->advance_data().items(bench.question(), {}, 10);
    BOOST_REQUIRE(items.size() == 2U);
    for (const auto& item : items) {
        BOOST_TEST(item.group.destination == "US", item.item_id);
        BOOST_TEST(item.group.office == "NPKTMA", item.item_id);
        BOOST_TEST(!item.declaration, item.item_id);
    }
}

BOOST_AUTO_TEST_SUITE_END()
