// Contract of the tallies of quality: what counts, once and on which day; and every way to ask.
#include "contract/bench.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_quality)

using namespace postern;
using contract::Bench;
using contract::Engines;
using ports::FindingCounts;
using ports::No;
using ports::QualityBy;
using ports::QualityPer;

constexpr core::Date kSunday{2026, 11, 29};
constexpr core::Date kMonday{2026, 11, 30};
constexpr core::Date kTuesday{2026, 12, 1};

ports::QualityMark mark(const std::string& office, std::int64_t sender, std::vector<ports::QualityHit> codes = {},
                        std::vector<ports::QualityHit> rules = {}) {
    ports::QualityMark made;
    made.office = office;
    made.sender = sender;
    made.lines = 2;
    made.codes = std::move(codes);
    made.rules = std::move(rules);
    for (const auto& hit : made.codes) {
        made.findings.infos += hit.findings.infos;
        made.findings.warnings += hit.findings.warnings;
        made.findings.errors += hit.findings.errors;
    }
    made.accurate = made.findings.errors == 0;
    made.timely = made.findings.warnings == 0;
    return made;
}

/// A bench whose clock stands on a day, and short ways to fill it and to ask.
template <class Engine>
struct QualityBench : Bench<Engine> {
    QualityBench() { on(kSunday); }
    void on(core::Date day) { this->clock.set({core::start_of(day).ms + 12 * contract::kHour}); }
    ports::Acceptance made(ports::QualityMark quality, const std::string& source = "cn23") {
        auto acceptance = this->plain();
        acceptance.version.quality = std::move(quality);
        acceptance.version.source = source;
        return acceptance;
    }
    ports::Acceptance took(ports::QualityMark quality, const std::string& source = "cn23") {
        auto acceptance = made(std::move(quality), source);
        BOOST_REQUIRE(this->record(acceptance).done());
        return acceptance;
    }
    ports::QualityQuestion question(QualityBy by = QualityBy::nothing, QualityPer per = QualityPer::whole) {
        ports::QualityQuestion asked;
        asked.tenant = this->post;
        asked.from = kSunday;
        asked.to = kTuesday;
        asked.by = by;
        asked.per = per;
        return asked;
    }
    std::vector<ports::QualityRow> rows(const ports::QualityQuestion& asked) {
        const auto found = this->store->quality().rows(asked);
        BOOST_REQUIRE(found);
        return *found;
    }
    /// "group:declarations" of each row, the sender's number where it is by sender.
    std::string told(const ports::QualityQuestion& asked) {
        std::string text;
        for (const auto& row : rows(asked)) {
            if (!text.empty()) text += ' ';
            if (asked.per != QualityPer::whole) text += core::to_string(row.bucket).substr(5) + ' ';
            text += asked.by == QualityBy::sender ? std::to_string(row.sender) : row.group;
            text += ':' + std::to_string(row.declarations);
        }
        return text;
    }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(every_counter_of_a_version_is_kept, Engine, Engines) {
    QualityBench<Engine> bench;
    bench.took(mark("gpo", 1));
    auto held = bench.made(mark("gpo", 1, {{"A", {3, 2, 0}}}));
    held.version.verdict = core::Verdict::held;
    BOOST_TEST(bench.record(held).done());
    auto rejected = bench.rejected("", "R", 9);
    rejected.version.quality = mark("gpo", 1, {{"A", {0, 0, 1}}});
    rejected.version.quality.complete = false;
    rejected.version.quality.consistent = false;
    BOOST_TEST(bench.record(rejected).done());
    for (const auto by : {QualityBy::nothing, QualityBy::sender, QualityBy::office, QualityBy::source}) {
        const auto rows = bench.rows(bench.question(by));
        BOOST_REQUIRE(rows.size() == 1U);
        ports::QualityRow expected;
        expected.post = "np-post";
        expected.bucket = kSunday;
        expected.group = by == QualityBy::office ? "gpo" : (by == QualityBy::source ? "cn23" : "");
        expected.sender = by == QualityBy::sender ? 1 : 0;
        expected.declarations = 3;
        expected.findings = {3, 2, 1};
        expected.accepted = expected.held = expected.rejected = 1;
        expected.lines = 6;
        expected.accurate = expected.complete = expected.consistent = expected.timely = 2;
        BOOST_TEST((rows.front() == expected));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_version_counts_once_on_its_day_and_a_repeat_not_at_all, Engine, Engines) {
    QualityBench<Engine> bench;
    const auto first = bench.took(mark("gpo", 1));
    auto again = bench.acceptance(first.item_id, first.sender_reference, 5);
    again.version.quality = mark("gpo", 1);
    BOOST_CHECK(bench.record(again).no == No::identity_taken);
    bench.on(kMonday);
    auto amended = bench.amendment(first, 1, 7);
    amended.version.quality = mark("pokhara", 2);
    BOOST_TEST(bench.record(amended).done());
    BOOST_CHECK(bench.record(amended).no == No::version_moved);
    BOOST_TEST(bench.told(bench.question(QualityBy::office, QualityPer::day)) == "11-29 gpo:1 11-30 pokhara:1");
    const auto versions = bench.store->declarations().versions(first.declaration);
    BOOST_REQUIRE(versions.size() == 2U);
    BOOST_TEST(versions[0].sender == 1);
    BOOST_TEST(versions[1].sender == 2);

    auto nameless = bench.acceptance("", "REF", 8);
    BOOST_TEST(bench.record(nameless).done());
    bench.on(kTuesday);
    ports::ItemIdBound bound{nameless.declaration, "ITEM9", 1, bench.now(), nameless.window_from, nameless.version};
    bound.version.version = 2;
    bound.version.filings.clear();
    bound.version.events.clear();
    BOOST_TEST(bench.record(bound).done());
    BOOST_TEST(bench.told(bench.question(QualityBy::nothing, QualityPer::day)) == "11-29 :1 11-30 :2 12-01 :1");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_group_that_fails_is_counted_once, Engine, Engines) {
    QualityBench<Engine> bench;
    const auto nameless = bench.acceptance("", "REF", 8);
    BOOST_TEST(bench.record(nameless).done());
    // an empty id cannot be bound: the transaction goes back and its deeds are written one by one
    const std::array deeds{contract::deed(bench.made(mark("gpo", 1, {{"A", {0, 0, 1}}}, {{"R", {0, 0, 1}}}))),
                           contract::deed(ports::ItemIdBound{nameless.declaration, "", 1, bench.now(),
                                                             nameless.window_from, nameless.version})};
    BOOST_CHECK_THROW(bench.store->ledger().record(deeds), core::Failure);
    BOOST_TEST(bench.told(bench.question(QualityBy::office)) == ":1 gpo:1");
    BOOST_TEST(bench.told(bench.question(QualityBy::code)) == "A:1");
    BOOST_TEST(bench.told(bench.question(QualityBy::rule)) == "R:1");
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(codes_and_rules_count_declarations_and_findings, Engine, Engines) {
    QualityBench<Engine> bench;
    bench.took(mark("gpo", 1, {{"A", {0, 2, 0}}, {"B", {0, 0, 1}}}, {{"R", {0, 2, 1}}}));
    bench.took(mark("pokhara", 1, {{"A", {0, 1, 0}}, {"C", {1, 0, 0}}}, {{"R", {0, 1, 0}}, {"", {1, 0, 0}}}));
    bench.took(mark("pokhara", 1));
    const auto codes = bench.rows(bench.question(QualityBy::code));
    BOOST_REQUIRE(codes.size() == 3U);
    BOOST_TEST(codes[0].group == "A");
    BOOST_TEST(codes[0].declarations == 2);
    BOOST_TEST((codes[0].findings == FindingCounts{0, 3, 0}));
    const auto rules = bench.rows(bench.question(QualityBy::rule));
    BOOST_REQUIRE(rules.size() == 2U);
    BOOST_TEST(rules[0].group == "");
    BOOST_TEST((rules[0].findings == FindingCounts{1, 0, 0}));
    BOOST_TEST(rules[1].group == "R");
    BOOST_TEST(rules[1].declarations == 2); // not three: one declaration has two codes of the rule
    BOOST_TEST((rules[1].findings == FindingCounts{0, 3, 1}));
    auto asked = bench.question(QualityBy::code);
    asked.office = "pokhara";
    BOOST_TEST(bench.told(asked) == "A:1 C:1");
    asked.by = QualityBy::rule;
    asked.at_least = 2;
    asked.office.reset();
    BOOST_TEST(bench.told(asked) == "R:2");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(time_is_cut_into_days_weeks_and_months, Engine, Engines) {
    QualityBench<Engine> bench;
    for (const auto day : {kSunday, kMonday, kTuesday}) {
        bench.on(day);
        bench.took(mark("gpo", 1, {{"A", {0, 0, 1}}}));
    }
    for (const auto by : {QualityBy::nothing, QualityBy::source, QualityBy::office, QualityBy::code}) {
        const std::string group = bench.rows(bench.question(by)).front().group;
        BOOST_TEST(bench.told(bench.question(by)) == group + ":3");
        BOOST_TEST(bench.told(bench.question(by, QualityPer::day)) ==
                   "11-29 " + group + ":1 11-30 " + group + ":1 12-01 " + group + ":1");
        BOOST_TEST(bench.told(bench.question(by, QualityPer::week)) == "11-23 " + group + ":1 11-30 " + group + ":2");
        BOOST_TEST(bench.told(bench.question(by, QualityPer::month)) == "11-01 " + group + ":2 12-01 " + group + ":1");
    }
    BOOST_TEST(bench.told(bench.question(QualityBy::sender, QualityPer::month)) == "11-01 1:2 12-01 1:1");
    auto monday = bench.question();
    monday.from = monday.to = kMonday;
    BOOST_TEST(bench.told(monday) == ":1");
    monday.from = monday.to = {2026, 11, 28};
    BOOST_TEST(bench.told(monday) == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_sender_one_office_one_source, Engine, Engines) {
    QualityBench<Engine> bench;
    bench.took(mark("gpo", 1));
    bench.took(mark("gpo", 2), "cn22");
    bench.took(mark("", 2));
    bench.took(mark("", 0));
    BOOST_TEST(bench.told(bench.question(QualityBy::sender)) == "0:1 1:1 2:2");
    BOOST_TEST(bench.told(bench.question(QualityBy::office)) == ":2 gpo:2");
    BOOST_TEST(bench.told(bench.question(QualityBy::source)) == "cn22:1 cn23:3");
    auto asked = bench.question(QualityBy::nothing, QualityPer::day);
    asked.sender = 2;
    BOOST_REQUIRE(bench.rows(asked).size() == 1U);
    BOOST_TEST(bench.rows(asked).front().declarations == 2);
    asked = bench.question(QualityBy::sender);
    asked.at_least = 2;
    BOOST_TEST(bench.told(asked) == "2:2");
    asked = bench.question(QualityBy::source);
    asked.office = "gpo";
    BOOST_TEST(bench.told(asked) == "cn22:1 cn23:1");
    asked.office = "";
    BOOST_TEST(bench.told(asked) == "cn23:2");
    asked = bench.question(QualityBy::office);
    asked.source = "cn22";
    BOOST_TEST(bench.told(asked) == "gpo:1");
    asked.source = "itmatt";
    BOOST_TEST(bench.told(asked) == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(posts_and_modes_stay_apart, Engine, Engines) {
    QualityBench<Engine> bench;
    bench.took(mark("gpo", 1));
    auto other = bench.made(mark("gpo", 1));
    other.tenant = bench.store->tenant("in-post");
    BOOST_TEST(bench.record(other).done());
    auto live = bench.made(mark("gpo", 1));
    live.mode = core::Mode::live;
    BOOST_TEST(bench.record(live).done());
    for (const auto by : {QualityBy::nothing, QualityBy::office, QualityBy::sender, QualityBy::source}) {
        auto asked = bench.question(by);
        BOOST_TEST(bench.rows(asked).size() == 1U);
        BOOST_TEST(bench.rows(asked).front().declarations == 1);
        asked.mode = core::Mode::live;
        BOOST_TEST(bench.rows(asked).size() == 1U);
        asked.mode = core::Mode::test;
        asked.tenant = {};
        const auto all = bench.rows(asked);
        BOOST_REQUIRE(all.size() == 2U);
        BOOST_TEST(all[0].post == "in-post");
        BOOST_TEST(all[1].post == "np-post");
        asked.post = "in-post";
        BOOST_TEST(bench.rows(asked).size() == 1U);
        asked.post = "nobody";
        BOOST_TEST(bench.rows(asked).empty());
        asked.tenant = bench.post;
        asked.post = "in-post";
        BOOST_TEST(bench.rows(asked).empty()); // a post never reads another's, whatever it asks
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_too_much_is_not_answered_in_part, Engine, Engines) {
    QualityBench<Engine> bench;
    for (int i = 1; i <= 3; ++i)
        bench.took(mark("office " + std::to_string(i), i));
    for (const auto by : {QualityBy::office, QualityBy::sender}) {
        auto asked = bench.question(by);
        asked.max_rows = 3;
        asked.max_tallies = 3;
        BOOST_TEST(bench.rows(asked).size() == 3U);
        asked.max_rows = 2;
        BOOST_TEST(!bench.store->quality().rows(asked));
        asked.max_rows = 3;
        asked.max_tallies = 2;
        BOOST_TEST(!bench.store->quality().rows(asked));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(names_of_offices_do_not_grow_without_bound, Engine, Engines) {
    QualityBench<Engine> bench;
    bench.store.reset();
    bench.engine.fill_offices();
    bench.store = bench.engine.open(bench.clock);
    bench.took(mark("one more", 1));
    bench.took(mark("and another", 1));
    bench.took(mark("office 7", 1));
    BOOST_TEST(bench.told(bench.question(QualityBy::office)) == std::string(ports::kOtherOffices) + ":2 office 7:1");
    auto asked = bench.question();
    asked.office = ports::kOtherOffices;
    BOOST_TEST(bench.told(asked) == ":2");
    auto other = bench.made(mark("one more", 1));
    other.tenant = bench.store->tenant("in-post");
    BOOST_TEST(bench.record(other).done());
    asked = bench.question(QualityBy::office);
    asked.tenant = other.tenant;
    BOOST_TEST(bench.told(asked) == "one more:1"); // the bound is each post's own
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tallies_go_on_after_opening_again, Engine, Engines) {
    QualityBench<Engine> bench;
    bench.took(mark("gpo", 1, {{"A", {0, 0, 1}}}));
    bench.store.reset();
    bench.store = bench.engine.open(bench.clock);
    bench.took(mark("gpo", 1, {{"A", {0, 0, 1}}}));
    BOOST_TEST(bench.told(bench.question(QualityBy::office)) == "gpo:2");
    BOOST_TEST(bench.told(bench.question(QualityBy::code)) == "A:2");
}

BOOST_AUTO_TEST_SUITE_END()
