// Contract of the store: marks of item ids, whose they are, and who hears of them.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(store_marks)

using namespace postern;
using contract::Engines;
using contract::kLaterItem;
using contract::Later;
using core::EventType;
using core::MarkKind;
using core::Position;

namespace {

template <class Engine>
struct Marked : Later<Engine> {
    core::TenantKey other = this->store->tenant("other-post");

    ports::MarkSet of(core::AgencyKey agency, core::TenantKey whose, MarkKind kind, const std::string& reason = "LOOK",
                      const std::string& item_id = kLaterItem) {
        ports::MarkSet set;
        set.agency = agency;
        set.tenant = whose;
        set.at = this->now();
        set.window_from = {this->now().ms - contract::kYear};
        const core::Instant until{kind == MarkKind::clear ? 0 : this->now().ms + contract::kHour};
        const auto key = this->key();
        set.marks.push_back({{key}, "mrk_" + std::to_string(key), item_id, kind, reason, until});
        return set;
    }
    ports::MarkSet by_customs(MarkKind kind, const std::string& reason = "LOOK") {
        return of(this->customs, {}, kind, reason);
    }
    ports::MarkOutcome set(const ports::MarkSet& deed) {
        const auto outcome = this->record(deed);
        BOOST_REQUIRE(outcome.done());
        BOOST_REQUIRE(outcome.marks.size() == 1u);
        this->later(5);
        return outcome.marks[0];
    }
    ports::DepartureFacts facts(core::TenantKey whose, const std::string& item_id = kLaterItem) {
        const std::vector ids{item_id};
        return this->store->departures()
            .departure_facts(whose, core::Mode::test, {this->now().ms - contract::kYear}, ids)
            .at(0);
    }
    std::vector<std::string> standing(core::TenantKey whose) {
        std::vector<std::string> said;
        for (const auto& mark : facts(whose).marks)
            said.push_back(mark.owner + " " + std::string(core::to_string(mark.kind)) + " " + mark.reason);
        std::ranges::sort(said);
        return said;
    }
    /// What the post hears of marks, by its stream.
    std::vector<std::string> heard(core::TenantKey whose) {
        std::vector<std::string> reasons;
        for (const auto& one : this->store->events().events({whose, core::Mode::test, 0, 100, {}}).events)
            if (one.event.type == EventType::item_marked) reasons.push_back(one.event.reason);
        return reasons;
    }
    std::vector<ports::MarkHead> read(core::TenantKey whose, core::AgencyKey agency, const std::string& item_id,
                                      std::int64_t before = 0, std::uint32_t limit = 100) {
        return this->store->marks().marks({whose, agency, core::Mode::test, item_id, before, limit});
    }
};

using Said = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(the_newest_of_each_owner_counts, Engine, Engines) {
    Marked<Engine> bench;
    bench.set(bench.by_customs(MarkKind::block, "A"));
    bench.set(bench.of({}, bench.post, MarkKind::warn, "B"));
    bench.set(bench.of(bench.drugs, {}, MarkKind::block, "C"));
    BOOST_TEST((bench.standing(bench.post) == Said{"np-customs block A", "np-drugs block C", "np-post warn B"}));
    BOOST_TEST((bench.standing(bench.other) == Said{"np-customs block A", "np-drugs block C"}));
    bench.set(bench.by_customs(MarkKind::warn, "D"));
    bench.set(bench.of(bench.drugs, {}, MarkKind::clear, ""));
    BOOST_TEST((bench.standing(bench.post) == Said{"np-customs warn D", "np-post warn B"}));
    auto live = bench.by_customs(MarkKind::block);
    live.mode = core::Mode::live;
    bench.set(live);
    BOOST_TEST((bench.standing(bench.post) == Said{"np-customs warn D", "np-post warn B"}));
    BOOST_TEST(bench.facts(bench.post, "RR222222225NP").marks.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_stands_so_is_no_news, Engine, Engines) {
    Marked<Engine> bench;
    BOOST_TEST(bench.set(bench.by_customs(MarkKind::clear)).repeat);
    BOOST_TEST(!bench.set(bench.by_customs(MarkKind::clear)).key);
    const auto deed = bench.by_customs(MarkKind::block);
    const auto first = bench.set(deed);
    BOOST_TEST(!first.repeat);
    auto again = deed;
    again.marks[0].key = {bench.key()};
    const auto second = bench.set(again);
    BOOST_TEST(second.repeat);
    BOOST_CHECK(second.key == first.key);
    BOOST_TEST(!bench.set(bench.by_customs(MarkKind::block, "OTHER")).repeat);
    BOOST_TEST(!bench.set(bench.by_customs(MarkKind::clear)).repeat);
    BOOST_TEST(bench.set(bench.by_customs(MarkKind::clear)).repeat);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_post_hears_of_it_whenever_the_item_is_declared, Engine, Engines) {
    Marked<Engine> bench;
    bench.set(bench.of({}, bench.post, MarkKind::warn));
    bench.set(bench.by_customs(MarkKind::block)); // nobody has the item yet, and any post may come to
    auto named = bench.of(bench.drugs, {}, MarkKind::block);
    named.posts = {bench.post};
    bench.set(named);
    BOOST_TEST(bench.heard(bench.post).empty());
    BOOST_REQUIRE(bench.record(bench.waiting_for(Position::captured)).done());
    BOOST_TEST((bench.heard(bench.post) == Said{"warn", "block"}));
    BOOST_TEST(bench.facts(bench.post).marks.size() == 3u);
    bench.later(5);
    bench.set(bench.by_customs(MarkKind::clear));
    BOOST_TEST((bench.heard(bench.post) == Said{"warn", "block", "clear"}));
    BOOST_TEST(bench.heard(bench.other).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_agency_of_some_posts_marks_their_items_alone, Engine, Engines) {
    Marked<Engine> bench;
    auto named = bench.by_customs(MarkKind::block);
    named.posts = {bench.post};
    bench.set(named);
    BOOST_TEST((bench.standing(bench.post) == Said{"np-customs block LOOK"}));
    BOOST_TEST(bench.standing(bench.other).empty());
    BOOST_TEST(bench.read(bench.other, {}, kLaterItem).empty());
    BOOST_TEST(bench.read(bench.post, {}, kLaterItem).size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(marks_are_read_newest_first_page_by_page, Engine, Engines) {
    Marked<Engine> bench;
    bench.set(bench.by_customs(MarkKind::block, "A"));
    bench.set(bench.of({}, bench.post, MarkKind::warn, "B"));
    bench.set(bench.by_customs(MarkKind::warn, "C"));
    bench.set(bench.of({}, bench.post, MarkKind::warn, "D", "RR222222225NP"));
    bench.set(bench.of({}, bench.other, MarkKind::warn, "E"));
    const auto reasons = [](const std::vector<ports::MarkHead>& heads) {
        Said said;
        for (const auto& head : heads)
            said.push_back(head.mark.reason + (head.counts ? "" : " over"));
        return said;
    };
    BOOST_TEST((reasons(bench.read(bench.post, {}, kLaterItem)) == Said{"C", "B", "A over"}));
    BOOST_TEST((reasons(bench.read(bench.post, {}, "")) == Said{"D", "B"}));
    BOOST_TEST((reasons(bench.read({}, bench.customs, "")) == Said{"C", "A over"}));
    BOOST_TEST(bench.read({}, bench.customs, "RR222222225NP").empty());
    const auto page = bench.read(bench.post, {}, kLaterItem, 0, 2);
    BOOST_TEST((reasons(page) == Said{"C", "B"}));
    BOOST_TEST((reasons(bench.read(bench.post, {}, kLaterItem, page.back().key.value, 2)) == Said{"A over"}));
}

BOOST_AUTO_TEST_SUITE_END()
