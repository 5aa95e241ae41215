// Contract of the store: filings that wait in a state, their deadlines, and what a channel of ours handed over.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_open_filings)

using namespace postern;
using contract::Bench;
using contract::Engines;
using contract::kHour;
using core::EventType;
using core::FilingState;
using ports::No;

template <class Engine>
struct Waiting : Bench<Engine> {
    core::FilingKey offered() {
        auto made = this->plain();
        const auto filing = made.version.filings.front().key;
        last = made.declaration;
        BOOST_REQUIRE(this->record(std::move(made)).done());
        return filing;
    }
    std::vector<core::FilingKey> open(FilingState state, bool untold = false) {
        ports::OpenQuestion question{this->feed, state, this->now(), {}, 2, untold};
        std::vector<core::FilingKey> found;
        for (;;) { // in pages of two
            const auto page = this->store->open_filings().open(question);
            for (const auto& filing : page)
                found.push_back(filing.key);
            if (page.size() < 2) return found;
            question.after = {page.back().since, page.back().key};
        }
    }
    ports::OpenFiling one(FilingState state) {
        return this->store->open_filings().open({this->feed, state, this->now(), {}, 1, false}).at(0);
    }
    std::vector<ports::OverdueFiling> overdue(core::TenantKey tenant = {}, core::AgencyKey agency = {}) {
        return this->store->open_filings().overdue({tenant, agency, core::Mode::test, {}, 100});
    }
    std::size_t events(core::FilingKey filing, EventType type, const std::string& reason = {}) {
        const auto all = this->store->filings().events_of(filing);
        return static_cast<std::size_t>(std::ranges::count_if(
            all, [&](const auto& event) { return event.type == type && (reason.empty() || event.reason == reason); }));
    }
    ports::LeaseTaken leased() {
        auto lease = this->lease(100);
        BOOST_REQUIRE(this->record(lease).done());
        return lease;
    }
    ports::HandedOver handed(core::LeaseKey lease, core::FilingKey filing, bool taken = true) {
        return {this->feed, {7}, lease, filing, taken, taken ? "" : "http-422", this->now()};
    }
    core::DeclarationKey last;
};

BOOST_AUTO_TEST_CASE_TEMPLATE(those_in_a_state_come_the_longest_first, Engine, Engines) {
    Waiting<Engine> bench;
    std::vector<core::FilingKey> filings;
    for (int i = 0; i < 5; ++i) {
        filings.push_back(bench.offered());
        bench.later(1'000);
    }
    BOOST_CHECK(bench.open(FilingState::queued) == filings);
    BOOST_CHECK(bench.open(FilingState::query).empty());
    bench.record(bench.answer("a", filings[0], EventType::filing_query));
    BOOST_CHECK(bench.open(FilingState::query) == std::vector{filings[0]});
    BOOST_TEST(bench.open(FilingState::queued).size() == 4u);
    BOOST_CHECK(bench.one(FilingState::query).since == bench.now());
    // an end is nothing that waits
    bench.later(1'000);
    bench.record(bench.answer("b", filings[0], EventType::filing_expired));
    BOOST_CHECK(bench.open(FilingState::expired).empty());
    // not those of the other mode, nor those that began later than asked for
    BOOST_TEST(bench.store->open_filings()
                   .open({{bench.customs, core::Mode::live}, FilingState::queued, bench.now(), {}, 9, false})
                   .empty());
    BOOST_TEST(bench.store->open_filings()
                   .open({bench.feed, FilingState::queued, {bench.now().ms - 3'500}, {}, 9, false})
                   .size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_deadline_is_told_once_for_each_stay, Engine, Engines) {
    Waiting<Engine> bench;
    const auto filing = bench.offered();
    bench.later(kHour);
    const auto waits = bench.one(FilingState::queued);
    for (int i = 0; i < 2; ++i)
        BOOST_TEST(bench.record(ports::DeadlinePassed{{waits}, bench.now()}).done());
    BOOST_TEST(bench.events(filing, EventType::filing_overdue, "QUEUED") == 1u);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
    BOOST_CHECK(bench.open(FilingState::queued, true).empty());
    BOOST_TEST(bench.open(FilingState::queued).size() == 1u);
    const auto list = bench.overdue();
    BOOST_REQUIRE(list.size() == 1u);
    BOOST_CHECK(list[0].filing.key == filing);
    BOOST_CHECK(list[0].declaration == bench.last);
    BOOST_TEST(list[0].agency == "np-customs");
    BOOST_TEST(list[0].item_id.starts_with("ITEM"));
    BOOST_TEST(bench.overdue(bench.post, bench.customs).size() == 1u);
    BOOST_TEST(bench.overdue(bench.store->tenant("lk-post")).empty());
    BOOST_TEST(bench.overdue({}, bench.store->agency("lk-customs")).empty());
    // what is said meanwhile of the same stay changes nothing
    bench.record(ports::Acknowledged{bench.feed, {7}, {}, {filing}, bench.now()});
    BOOST_TEST(bench.overdue().size() == 1u);
    // it went on: no longer overdue, and what was seen before is no stay any more
    bench.record(bench.answer("a", filing, EventType::filing_query));
    BOOST_TEST(bench.overdue().empty());
    BOOST_TEST(bench.record(ports::DeadlinePassed{{waits}, bench.now()}).done());
    BOOST_TEST(bench.events(filing, EventType::filing_overdue) == 1u);
    bench.record(ports::DeadlinePassed{{bench.one(FilingState::query)}, bench.now()});
    BOOST_TEST(bench.events(filing, EventType::filing_overdue, "QUERY") == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_taken_over_is_submitted_and_no_work_any_more, Engine, Engines) {
    Waiting<Engine> bench;
    const auto filing = bench.offered();
    const auto lease = bench.leased();
    BOOST_TEST(bench.record(bench.handed(lease.lease, filing)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::submitted);
    BOOST_TEST(bench.record(bench.lease(10)).entries.empty());
    BOOST_TEST(bench.record(bench.handed(lease.lease, filing)).done()); // said again
    BOOST_TEST(bench.events(filing, EventType::filing_submitted) == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_answer_that_was_faster_is_not_put_back, Engine, Engines) {
    Waiting<Engine> bench;
    const auto filing = bench.offered();
    const auto lease = bench.leased();
    bench.record(bench.answer("a", filing, EventType::filing_accepted));
    bench.later(1'000);
    BOOST_TEST(bench.record(bench.handed(lease.lease, filing)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::accepted);
    BOOST_TEST(bench.events(filing, EventType::filing_acknowledged) == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_refused_is_set_aside_until_somebody_says_so, Engine, Engines) {
    Waiting<Engine> bench;
    const auto filing = bench.offered();
    const auto lease = bench.leased();
    BOOST_TEST(bench.record(bench.handed(lease.lease, filing, false)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::send_failed);
    BOOST_TEST(bench.events(filing, EventType::filing_send_failed, "http-422") == 1u);
    BOOST_TEST(bench.events(filing, EventType::filing_set_aside, "http-422") == 1u);
    BOOST_TEST(bench.store->feeds().set_aside(bench.feed, 0, 10).size() == 1u);
    BOOST_TEST(bench.record(bench.lease(10)).entries.empty());
    BOOST_CHECK(bench.record(bench.handed(lease.lease, filing)).no == No::not_found); // it is held no more
    bench.record(ports::OfferedAgain{bench.feed, filing});
    bench.later(1'000);
    const auto again = bench.leased();
    BOOST_TEST(bench.record(bench.handed(again.lease, filing)).done());
    BOOST_CHECK(bench.state(filing) == FilingState::submitted);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(only_who_holds_it_hands_it_over, Engine, Engines) {
    Waiting<Engine> bench;
    const auto filing = bench.offered();
    const auto lease = bench.leased();
    auto foreign = bench.handed(lease.lease, filing);
    foreign.client = {8};
    BOOST_CHECK(bench.record(foreign).no == No::lease_lost);
    BOOST_CHECK(bench.record(bench.handed({12345}, filing)).no == No::lease_lost);
    bench.later(2 * kHour); // it ran out, and another took it
    auto other = bench.lease(10, 8);
    bench.record(other);
    BOOST_CHECK(bench.record(bench.handed(lease.lease, filing)).no == No::lease_lost);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
}

BOOST_AUTO_TEST_SUITE_END()
