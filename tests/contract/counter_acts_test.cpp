// Contract of the store: what clerks did is written with what it tells, and sums to what is declared.
#include "contract/bench.hpp"
#include "counter/day_totals.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_counter_acts)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;
using core::FilingState;
using core::Mode;
using ports::CounterActKind;
using ports::No;
using ports::TakenAt;

ports::CounterTake take(core::Instant captured, TakenAt at = TakenAt::counter) {
    ports::CounterTake made;
    made.office = "NPKTM01";
    made.clerk = "c017";
    made.taken_at = at;
    made.captured = captured;
    return made;
}

/// Taken in by a clerk; customs is told once it is posted.
template <class Engine>
ports::Acceptance taken(Bench<Engine>& bench, const std::string& item_id, TakenAt at = TakenAt::counter) {
    auto made = bench.acceptance(item_id, "", static_cast<int>(bench.key()));
    made.version.figures = {"1.500", "4200.00", "NPR", "130.00", "EUR"};
    made.version.filings.front().lodging.on = core::Position::posted;
    made.counter = take({bench.now().ms - 5}, at);
    return made;
}

template <class Engine>
std::vector<ports::CounterAct> acts(Bench<Engine>& bench) {
    return bench.store->counter_acts().acts({bench.post, Mode::test, {}, 0, 1000});
}

template <class Engine>
std::vector<CounterActKind> kinds(Bench<Engine>& bench) {
    std::vector<CounterActKind> all;
    for (const auto& act : acts(bench))
        all.push_back(act.kind);
    return all;
}

template <class Engine>
bool has_event(Bench<Engine>& bench, core::DeclarationKey declaration, EventType type) {
    for (const auto& event : bench.store->filings().events_of(declaration))
        if (event.type == type) return event.reference == "NPKTM01";
    return false;
}

template <class Engine>
ports::CounterTaken known_taken(Bench<Engine>& bench, const ports::Acceptance& of, std::uint32_t version = 1) {
    return {of.declaration,    of.tenant,   of.mode,       version, {"1.500", "4200.00", "NPR", "130.00", "EUR"},
            take(bench.now()), bench.now(), of.window_from};
}

template <class Engine>
ports::FormPrinted print_of(Bench<Engine>& bench, const ports::Acceptance& of, const std::string& form,
                            const std::string& key = {}) {
    return {of.declaration, of.tenant, of.mode, {"NPKTM01", "c018"}, form, "A5", "", key, bench.now()};
}

/// What the day's totals come to, as text.
template <class Engine>
std::string sums(Bench<Engine>& bench) {
    const auto totals = counter::totals_of(acts(bench)).office;
    std::string text = totals.items.to_string() + " " + totals.gross_weight_kg.to_string();
    for (const auto& [currency, amount] : totals.postage)
        text += " " + currency + amount.to_string();
    for (const auto& [currency, amount] : totals.values)
        text += " " + currency + amount.to_string();
    return text;
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_accepted_is_posted_and_lodged_in_one_deed, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = taken(bench, "CP400185005NP");
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_TEST(has_event(bench, first.declaration, EventType::item_posted));
    BOOST_CHECK(bench.state(first.version.filings[0].key) == FilingState::queued);
    const auto all = acts(bench);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_CHECK(all[0].kind == CounterActKind::accepted);
    BOOST_TEST(all[0].item_id == "CP400185005NP");
    BOOST_TEST(all[0].by.clerk == "c017");
    BOOST_TEST(all[0].at.ms == bench.now().ms);
    BOOST_TEST(all[0].captured->ms == bench.now().ms - 5);
    BOOST_TEST(!all[0].sent);
    BOOST_TEST(sums(bench) == "1 1.500 NPR4200.00 EUR130.00");
    // taken in again it is no second one
    BOOST_TEST(bench.record(known_taken(bench, first)).done());
    BOOST_TEST(acts(bench).size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_collected_is_posted_when_it_is_weighed, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = taken(bench, "", TakenAt::door);
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_TEST(has_event(bench, first.declaration, EventType::item_collected));
    BOOST_TEST(!has_event(bench, first.declaration, EventType::item_posted));
    BOOST_CHECK(bench.state(first.version.filings[0].key) == FilingState::awaiting_position);
    BOOST_TEST(sums(bench) == "0 0");
    auto weighed = bench.amendment(first, 1, 77);
    weighed.item_id = "CP400185005NP";
    weighed.version.figures = {"1.620", "4200.00", "NPR", "130.00", "EUR"};
    weighed.counter = take(bench.now());
    BOOST_REQUIRE(bench.record(weighed).done());
    BOOST_TEST(has_event(bench, first.declaration, EventType::item_posted));
    BOOST_CHECK(bench.state(first.version.filings[0].key) == FilingState::queued);
    BOOST_CHECK(kinds(bench) == (std::vector{CounterActKind::collected, CounterActKind::posted}));
    BOOST_TEST(sums(bench) == "1 1.620 NPR4200.00 EUR130.00");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(totals_follow_what_is_declared, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = taken(bench, "CP400185005NP");
    BOOST_REQUIRE(bench.record(first).done());
    auto change = bench.amendment(first, 1, 78);
    change.version.figures = {"1.250", "50.00", "USD", "130.00", "EUR"}; // by somebody who is at no counter
    BOOST_REQUIRE(bench.record(change).done());
    BOOST_TEST(sums(bench) == "1 1.250 NPR0.00 USD50.00 EUR130.00");
    BOOST_TEST(acts(bench).back().by.office == "NPKTM01");
    // what is rejected is not what counts
    change = bench.amendment(first, 2, 79);
    change.version.verdict = core::Verdict::rejected;
    change.version.figures = {"9", "9", "USD", "9", "EUR"};
    change.by = {"NPKTM01", "c018"};
    BOOST_REQUIRE(bench.record(change).done());
    BOOST_TEST(acts(bench).size() == 2U);

    ports::Cancellation voided{first.declaration, first.tenant,        first.mode, "wrong-label",
                               bench.now(),       {"NPKTM01", "c018"}, true};
    BOOST_REQUIRE(bench.record(voided).done());
    BOOST_REQUIRE(bench.record(voided).done());
    BOOST_CHECK(kinds(bench) ==
                (std::vector{CounterActKind::accepted, CounterActKind::amended, CounterActKind::voided}));
    BOOST_TEST(sums(bench) == "0 0.000 NPR0.00 USD0.00 EUR0.00");
    BOOST_TEST(acts(bench).back().reason == "wrong-label");
    // neither a new declaration nor one without a number gets that label again
    BOOST_CHECK(bench.record(taken(bench, "CP400185005NP")).no == No::item_id_spoilt);
    const auto other = bench.acceptance("", "REF-2", 80);
    BOOST_REQUIRE(bench.record(other).done());
    ports::ItemIdBound bound{other.declaration, "CP400185005NP", 1, bench.now(), other.window_from, other.version};
    bound.version.version = 2;
    BOOST_CHECK(bench.record(bound).no == No::item_id_spoilt);
    BOOST_TEST(bench.store->declarations().head(first.declaration)->spoilt);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_in_a_closed_dispatch_is_not_voided, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = taken(bench, "CP400185005NP");
    BOOST_REQUIRE(bench.record(first).done());
    ports::ItemsSeen seen{first.tenant,
                          first.mode,
                          bench.now(),
                          first.window_from,
                          {{"CP400185005NP", EventType::item_dispatch_closed, bench.now(), "NPKTMA"}}};
    BOOST_REQUIRE(bench.record(seen).done());
    ports::Cancellation voided{first.declaration, first.tenant, first.mode, "", bench.now(), {"NPKTM01", ""}, true};
    BOOST_CHECK(bench.record(voided).no == No::item_dispatched);
    voided.spoils = false; // the post withdraws what it takes out
    BOOST_CHECK(bench.record(voided).done());
    BOOST_TEST(!bench.store->declarations().head(first.declaration)->spoilt);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(prints_are_numbered_by_form, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = taken(bench, "CP400185005NP");
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_TEST(bench.record(print_of(bench, first, "CN23", "k1")).number == 1U);
    BOOST_TEST(bench.record(print_of(bench, first, "receipt")).number == 1U);
    const auto again = bench.record(print_of(bench, first, "CN23", "k1")); // the line was lost
    BOOST_TEST(again.number == 1U);
    BOOST_TEST(again.repeat);
    BOOST_TEST(bench.record(print_of(bench, first, "CN23", "k2")).number == 2U);
    BOOST_CHECK(kinds(bench) == (std::vector{CounterActKind::accepted, CounterActKind::printed, CounterActKind::printed,
                                             CounterActKind::reprinted}));
    auto wrong = print_of(bench, first, "CN23");
    wrong.mode = Mode::live;
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    wrong = print_of(bench, first, "CN23");
    wrong.tenant = bench.store->tenant("bt-post");
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{first.declaration, first.tenant, first.mode, "", bench.now()}).done());
    BOOST_CHECK(bench.record(print_of(bench, first, "CN23")).no == No::declaration_cancelled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_known_is_taken_in, Engine, Engines) {
    Bench<Engine> bench;
    auto first = taken(bench, "CP400185005NP");
    first.counter.reset(); // the exporter declared it himself
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_TEST(acts(bench).empty());
    BOOST_CHECK(bench.record(known_taken(bench, first, 2)).no == No::version_moved);
    auto wrong = known_taken(bench, first);
    wrong.mode = Mode::live;
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    BOOST_REQUIRE(bench.record(known_taken(bench, first)).done());
    BOOST_CHECK(bench.state(first.version.filings[0].key) == FilingState::queued);
    BOOST_TEST(sums(bench) == "1 1.500 NPR4200.00 EUR130.00");
    const auto other = taken(bench, "CP400400405NP");
    BOOST_REQUIRE(bench.record(other).done());
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{other.declaration, other.tenant, other.mode, "", bench.now()}).done());
    BOOST_CHECK(bench.record(known_taken(bench, other)).no == No::declaration_cancelled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_rejected_is_not_taken_in, Engine, Engines) {
    Bench<Engine> bench;
    auto first = bench.rejected("CP400185005NP", "", 5);
    first.counter = take(bench.now());
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_TEST(acts(bench).empty());
    BOOST_TEST(!has_event(bench, first.declaration, EventType::item_posted));
    // mended, it is the next version
    auto mended = bench.amendment(first, 1, 6);
    mended.version.verdict = core::Verdict::accepted;
    mended.version.figures.gross_weight_kg = "2";
    mended.counter = take(bench.now());
    BOOST_REQUIRE(bench.record(mended).done());
    BOOST_TEST(has_event(bench, first.declaration, EventType::item_posted));
    BOOST_TEST(sums(bench) == "1 2");
    // what was kept without a line is looked for in the bag
    auto late = bench.rejected("CP400400405NP", "", 7);
    late.counter = take(bench.now());
    late.counter->sent = bench.now();
    BOOST_REQUIRE(bench.record(late).done());
    BOOST_CHECK(kinds(bench) == (std::vector{CounterActKind::accepted, CounterActKind::refused_late}));
    const ports::RefusedLate told{bench.post,      Mode::test,       *late.counter,
                                  "CP400400414NP", "item-id-spoilt", bench.now()};
    BOOST_REQUIRE(bench.record(told).done());
    BOOST_REQUIRE(bench.record(told).done());
    BOOST_REQUIRE(acts(bench).size() == 3U);
    BOOST_TEST(acts(bench).back().item_id == "CP400400414NP");
    BOOST_TEST(acts(bench).back().reason == "item-id-spoilt");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(acts_are_read_by_office_and_day_and_page, Engine, Engines) {
    Bench<Engine> bench;
    const auto begun = bench.now();
    for (int i = 0; i < 3; ++i) {
        auto one = taken(bench, "");
        one.sender_reference = "R" + std::to_string(i);
        one.counter->office = i == 1 ? "NPPKR01" : "NPKTM01";
        one.counter->captured = bench.now();
        BOOST_REQUIRE(bench.record(one).done());
        bench.later(contract::kHour);
    }
    auto& reader = bench.store->counter_acts();
    const auto first = reader.acts({bench.post, Mode::test, {}, 0, 2});
    BOOST_REQUIRE(first.size() == 2U);
    BOOST_TEST(reader.acts({bench.post, Mode::test, {}, first.back().key, 2}).size() == 1U);
    BOOST_TEST(reader.acts({bench.post, Mode::test, "NPKTM01", 0, 9}).size() == 2U);
    BOOST_TEST(reader.acts({bench.post, Mode::live, {}, 0, 9}).empty());
    BOOST_TEST(reader.acts({bench.store->tenant("bt-post"), Mode::test, {}, 0, 9}).empty());
    const auto until = [&](std::int64_t ms) {
        return reader.acts_of({bench.post, Mode::test, "NPKTM01", begun, {begun.ms + ms}}).size();
    };
    BOOST_TEST(until(1) == 1U);
    BOOST_TEST(until(2 * contract::kHour) == 1U);
    BOOST_TEST(until(2 * contract::kHour + 1) == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
