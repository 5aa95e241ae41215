// Contract of the store: rows that wait, the register they stand in, and how it is told anew.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_registers)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;
using core::FilingState;
using ports::No;

namespace {

template <class Engine>
struct Gathering : Bench<Engine> {
    ports::Acceptance row(std::uint8_t reissue = 2, const std::string& together = "US") {
        auto made = this->plain();
        made.version.filings.front().gathered = ports::GatheredRow{together, reissue};
        BOOST_REQUIRE(this->record(made).done());
        return made;
    }
    ports::RegisterClosed closing(const std::vector<ports::Acceptance>& rows) {
        ports::RegisterClosed closed;
        closed.tenant = this->post;
        closed.at = this->now();
        closed.number = 1;
        closed.together = "US";
        closed.filing = this->filing("REGISTER-1");
        for (const auto& row : rows)
            closed.rows.push_back(
                {row.version.filings.front().key, 1, static_cast<std::uint32_t>(closed.rows.size() + 1)});
        return closed;
    }
    ports::RegisterRetold telling(const ports::RegisterClosed& of, std::uint32_t version,
                                  std::vector<ports::RowTold> rows) {
        return {of.filing.key, version, this->now(), this->document("told anew"), std::move(rows)};
    }
    ports::Amendment amended(const ports::Acceptance& first) {
        auto made = this->amendment(first, 1, 500);
        auto filing = first.version.filings.front();
        filing.document = this->document("row amended");
        made.version.filings = {filing};
        made.version.events = {contract::event(EventType::item_amended, this->now()),
                               contract::event(EventType::filing_amended, this->now(), filing.key)};
        return made;
    }
    std::vector<EventType> events(core::FilingKey filing) {
        std::vector<EventType> types;
        for (const auto& event : this->store->filings().events_of(filing))
            types.push_back(event.type);
        return types;
    }
};

core::FilingKey row_of(const ports::Acceptance& accepted) {
    return accepted.version.filings.front().key;
}

bool has(const std::vector<EventType>& types, EventType type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(rows_wait_and_nobody_is_offered_them, Engine, Engines) {
    Gathering<Engine> bench;
    const auto first = bench.row();
    bench.later(10);
    const auto second = bench.row();
    bench.row(2, "DE");
    BOOST_TEST(bench.entries().empty());
    const auto waiting = bench.store->registers().waiting();
    BOOST_REQUIRE_EQUAL(waiting.size(), 2u);
    BOOST_CHECK_EQUAL(waiting[0].together, "US");
    BOOST_CHECK_EQUAL(waiting[0].rows, 2u);
    BOOST_CHECK_EQUAL(waiting[0].post, "np-post");
    BOOST_CHECK_EQUAL(waiting[0].route, "np-export");
    const auto rows = bench.store->registers().waiting_rows(waiting[0], 10);
    BOOST_REQUIRE_EQUAL(rows.size(), 2u);
    BOOST_CHECK(rows[0].filing == row_of(first));
    BOOST_CHECK(rows[1].declaration == second.declaration);
    BOOST_CHECK_EQUAL(bench.store->registers().waiting_rows(waiting[0], 1).size(), 1u);
    BOOST_CHECK(!bench.store->registers().place(row_of(first)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_register_is_closed_once_over_rows_that_wait, Engine, Engines) {
    Gathering<Engine> bench;
    const auto first = bench.row();
    const auto second = bench.row();
    const auto closing = bench.closing({first, second});
    BOOST_TEST(bench.record(closing).done());
    const auto entries = bench.entries();
    BOOST_REQUIRE_EQUAL(entries.size(), 1u);
    BOOST_CHECK(entries[0].filing == closing.filing.key);
    BOOST_CHECK_EQUAL(entries[0].reference, "REGISTER-1");
    BOOST_CHECK(bench.store->registers().waiting().empty());
    BOOST_CHECK(has(bench.events(row_of(first)), EventType::filing_in_register));
    const auto place = bench.store->registers().place(row_of(second));
    BOOST_REQUIRE(place.has_value());
    BOOST_CHECK_EQUAL(place->number, 2u);
    const auto head = bench.store->registers().head(closing.filing.key);
    BOOST_REQUIRE(head.has_value());
    BOOST_CHECK_EQUAL(head->rows, 2u);
    BOOST_CHECK(head->state == FilingState::queued);
    BOOST_CHECK_EQUAL(bench.store->registers().newest(bench.post, core::Mode::test, 5).size(), 1u);
    BOOST_CHECK(bench.store->registers().newest(bench.post, core::Mode::live, 5).empty());
    // the same rows again, or none
    auto again = bench.closing({first});
    BOOST_CHECK(bench.record(again).no == No::version_moved);
    BOOST_CHECK(bench.record(bench.closing({})).no == No::version_moved);
    BOOST_CHECK_EQUAL(bench.entries().size(), 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_row_that_was_amended_meanwhile_keeps_its_register_open, Engine, Engines) {
    Gathering<Engine> bench;
    const auto first = bench.row();
    const auto closing = bench.closing({first});
    BOOST_TEST(bench.record(bench.amended(first)).done());
    BOOST_CHECK(bench.record(closing).no == No::version_moved);
    const auto waiting = bench.store->registers().waiting();
    BOOST_REQUIRE_EQUAL(waiting.size(), 1u);
    BOOST_CHECK_EQUAL(bench.store->registers().waiting_rows(waiting[0], 9).at(0).version, 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_amended_row_has_its_register_told_anew, Engine, Engines) {
    Gathering<Engine> bench;
    const auto first = bench.row();
    const auto second = bench.row();
    const auto closing = bench.closing({first, second});
    BOOST_TEST(bench.record(closing).done());
    BOOST_CHECK(bench.store->registers().stale(9).empty());
    BOOST_TEST(bench.record(bench.amended(first)).done());
    BOOST_REQUIRE_EQUAL(bench.store->registers().stale(9).size(), 1u);
    const auto rows = bench.store->registers().rows(closing.filing.key);
    BOOST_REQUIRE_EQUAL(rows.size(), 2u);
    BOOST_CHECK_EQUAL(rows[0].version, 2u);
    BOOST_CHECK_EQUAL(rows[0].told, 1u);

    const ports::RowTold told_first{row_of(first), 2, 1, false};
    const ports::RowTold told_second{row_of(second), 1, 2, false};
    auto with_old_row = bench.telling(closing, 1, {{row_of(first), 1, 1, false}, told_second});
    BOOST_CHECK(bench.record(with_old_row).no == No::version_moved);
    BOOST_CHECK(bench.record(bench.telling(closing, 1, {told_first})).no == No::version_moved);
    BOOST_CHECK(bench.record(bench.telling(closing, 2, {told_first, told_second})).no == No::version_moved);
    BOOST_TEST(bench.record(bench.telling(closing, 1, {told_first, told_second})).done());
    BOOST_CHECK(bench.store->registers().stale(9).empty());
    const auto entries = bench.entries();
    BOOST_REQUIRE_EQUAL(entries.size(), 2u);
    BOOST_CHECK(entries[1].why == ports::OfferWhy::amended);
    BOOST_CHECK_EQUAL(entries[1].version, 2u);
    BOOST_CHECK_EQUAL(bench.store->registers().rows(closing.filing.key)[0].told, 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_register_that_cannot_be_told_anew_refuses_an_amendment, Engine, Engines) {
    Gathering<Engine> bench;
    const auto first = bench.row(0);
    BOOST_TEST(bench.record(bench.closing({first})).done());
    BOOST_CHECK(bench.record(bench.amended(first)).no == No::register_fixed);
    // before it was closed, and after the row was taken out, it may be amended
    const auto second = bench.row(0);
    BOOST_TEST(bench.record(bench.amended(second)).done());
    ports::RowTakenOut out{row_of(first), bench.post, core::Mode::test, bench.now(), "late"};
    BOOST_TEST(bench.record(out).done());
    BOOST_CHECK(bench.store->registers().stale(9).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_customs_sent_back_goes_into_a_new_register, Engine, Engines) {
    Gathering<Engine> bench;
    const auto first = bench.row(0);
    BOOST_TEST(bench.record(bench.closing({first})).done());
    bench.later(5);
    BOOST_TEST(bench.record(bench.answer("A1", row_of(first), EventType::filing_rejected)).done());
    bench.later(5);
    BOOST_TEST(bench.record(bench.amended(first)).done());
    BOOST_CHECK(bench.state(row_of(first)) == FilingState::queued);
    BOOST_CHECK(!bench.store->registers().place(row_of(first)).has_value());
    BOOST_CHECK_EQUAL(bench.store->registers().waiting().at(0).rows, 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_row_is_taken_out_and_the_others_stay, Engine, Engines) {
    Gathering<Engine> bench;
    const auto first = bench.row();
    const auto second = bench.row();
    const auto third = bench.row();
    ports::RowTakenOut waiting{row_of(third), bench.post, core::Mode::test, bench.now(), "late"};
    BOOST_TEST(bench.record(waiting).done());
    BOOST_CHECK_EQUAL(bench.store->registers().waiting().at(0).rows, 2u);
    const auto closing = bench.closing({first, second});
    BOOST_TEST(bench.record(closing).done());

    ports::RowTakenOut out{row_of(first), bench.post, core::Mode::test, bench.now(), "not-presented"};
    auto of_another = out;
    of_another.tenant = bench.store->tenant("in-post");
    BOOST_CHECK(bench.record(of_another).no == No::not_found);
    auto live = out;
    live.mode = core::Mode::live;
    BOOST_CHECK(bench.record(live).no == No::not_found);
    BOOST_TEST(bench.record(out).done());
    BOOST_CHECK(bench.record(out).no == No::row_settled);
    BOOST_CHECK(bench.state(row_of(first)) == FilingState::cancelled);
    BOOST_CHECK(bench.state(row_of(second)) == FilingState::queued);
    BOOST_CHECK_EQUAL(bench.store->filings().events_of(row_of(first)).back().reason, "not-presented");
    BOOST_CHECK_EQUAL(bench.store->registers().stale(9).size(), 1u);
    const auto rows = bench.store->registers().rows(closing.filing.key);
    BOOST_CHECK(rows[0].out);

    std::vector<ports::RowTold> told{{row_of(first), 1, 1, true}, {row_of(second), 1, 2, false}};
    BOOST_TEST(bench.record(bench.telling(closing, 1, told)).done());
    BOOST_CHECK_EQUAL(bench.store->registers().rows(closing.filing.key)[0].told, 0u);
    // the last one: nothing stands, so it is cancelled
    BOOST_TEST(
        bench.record(ports::RowTakenOut{row_of(second), bench.post, core::Mode::test, bench.now(), "late"}).done());
    told[1].out = true;
    auto nothing_left = bench.telling(closing, 2, told);
    nothing_left.document.reset();
    BOOST_TEST(bench.record(nothing_left).done());
    BOOST_CHECK(bench.entries().back().why == ports::OfferWhy::cancelled);
    BOOST_CHECK(bench.state(closing.filing.key) == FilingState::cancelled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_takes_a_register_over_has_all_its_rows, Engine, Engines) {
    Gathering<Engine> bench;
    const auto first = bench.row();
    const auto second = bench.row();
    const auto closing = bench.closing({first, second});
    BOOST_TEST(bench.record(closing).done());
    BOOST_TEST(
        bench.record(ports::RowTakenOut{row_of(second), bench.post, core::Mode::test, bench.now(), "late"}).done());
    BOOST_TEST(bench.record(ports::Acknowledged{bench.feed, {7}, {}, {closing.filing.key}, bench.now()}).done());
    BOOST_CHECK(has(bench.events(closing.filing.key), EventType::filing_acknowledged));
    BOOST_CHECK(has(bench.events(row_of(first)), EventType::filing_acknowledged));
    BOOST_CHECK(!has(bench.events(row_of(second)), EventType::filing_acknowledged));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(running_numbers_are_given_once_each, Engine, Engines) {
    Gathering<Engine> bench;
    BOOST_CHECK_EQUAL(bench.record(ports::NumberDrawn{"a"}).number, 1u);
    BOOST_CHECK_EQUAL(bench.record(ports::NumberDrawn{"a"}).number, 2u);
    BOOST_CHECK_EQUAL(bench.record(ports::NumberDrawn{"b"}).number, 1u);
}

BOOST_AUTO_TEST_SUITE_END()
