// Item ids: what may be asked for, when a service runs low, and that the operator hears of it once.
#include "counter/item_ids.hpp"

#include "core/item_id.hpp"

#include <boost/test/unit_test.hpp>

#include <deque>
#include <span>

BOOST_AUTO_TEST_SUITE(counter_item_ids)

using namespace postern;
using core::RefusalCode;

namespace {

struct FixedClock final : ports::Clock {
    core::Instant now() const override { return {1'790'000'000'000}; }
};
struct ScriptedLedger final : ports::Ledger {
    std::deque<ports::Outcome> outcomes;
    std::vector<ports::Deed> deeds;
    std::vector<ports::Outcome> record(std::span<const ports::Deed> recorded) override {
        deeds.insert(deeds.end(), recorded.begin(), recorded.end());
        ports::Outcome next = outcomes.empty() ? ports::Outcome{} : outcomes.front();
        if (!outcomes.empty()) outcomes.pop_front();
        return {next};
    }
    bool note(ports::AuditRow) override { return true; }
};
struct KnownStocks final : ports::ItemIdReader {
    std::vector<ports::ItemIdStock> known;
    std::optional<std::uint32_t> after;
    std::vector<ports::ItemIdRange> ranges(const ports::ItemIdQuestion&) override { return {}; }
    ports::OpenItemIds open(const ports::ItemIdQuestion&, const std::string&, std::optional<std::uint32_t> from,
                            std::uint32_t) override {
        after = from;
        return {};
    }
    std::vector<ports::ItemIdStock> stocks() override { return known; }
};

struct Desk {
    ScriptedLedger ledger;
    KnownStocks reader;
    FixedClock clock;
    std::vector<std::string> said;
    counter::ItemIds item_ids{{ledger, reader, clock,
                               std::make_shared<const codelists::Shelf>(codelists::Codelists::load(
                                   POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json"))},
                              12,
                              [this](std::string_view line) { said.emplace_back(line); }};
    core::Principal clerk;

    Desk() {
        clerk.role = core::Role::counter;
        clerk.tenant = {3};
        clerk.post = "np-post";
        clerk.office = "NPKTM01";
        clerk.clerk = "c017";
    }
    void will_draw(std::vector<ports::SerialRun> runs, std::uint64_t remaining, std::uint64_t of) {
        ports::Outcome outcome;
        outcome.item_ids = {"NP", std::move(runs), remaining, of};
        ledger.outcomes.push_back(outcome);
    }
    core::Result<counter::DrawnItemIds> draw(const std::string& service, std::uint32_t count) {
        return item_ids.draw(clerk, {service, count, ports::DrawKind::single, {}, "{}"}, "req");
    }
    std::string refused_range(const counter::RangeWish& wish) {
        const auto given = item_ids.give(clerk, wish, "req");
        return given ? "given" : given.refusal().argument;
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(few_or_a_tenth_is_low) {
    BOOST_TEST(!counter::runs_low(1'000, 5'000));
    BOOST_TEST(counter::runs_low(999, 999));
    BOOST_TEST(counter::runs_low(0, 0));
    BOOST_TEST(!counter::runs_low(10'000, 100'000));
    BOOST_TEST(counter::runs_low(9'999, 100'000));
}

BOOST_AUTO_TEST_CASE(serials_become_numbers_with_their_check_digit) {
    Desk desk;
    desk.will_draw({{1, 2}, {12345678, 12345678}}, 50'000, 100'000);
    const auto drawn = desk.draw("CP", 3);
    BOOST_REQUIRE(drawn);
    const std::vector<std::string> expected{"CP000000014NP", "CP000000028NP", "CP123456785NP"};
    BOOST_TEST(drawn.value().item_ids == expected, boost::test_tools::per_element());
    for (const auto& id : drawn.value().item_ids)
        BOOST_TEST(core::ItemId::parse(id).has_value());
    BOOST_TEST(!drawn.value().low);
    BOOST_TEST(drawn.value().remaining == 50'000u);
    const auto& deed = std::get<ports::ItemIdsDrawn>(desk.ledger.deeds.at(0).body);
    BOOST_TEST(deed.office == "NPKTM01");
    BOOST_TEST(deed.clerk == "c017");
    BOOST_TEST(deed.count == 3u);
    BOOST_TEST(desk.ledger.deeds.at(0).audit.at(0).action == "item-ids.draw");
}

BOOST_AUTO_TEST_CASE(the_operator_hears_of_a_low_service_once) {
    Desk desk;
    for (const std::uint64_t remaining : {900, 899, 898})
        desk.will_draw({{1, 1}}, remaining, 100'000);
    desk.will_draw({{1, 1}}, 90'000, 100'000);
    desk.will_draw({{1, 1}}, 10, 100'000);
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(desk.draw("CP", 1).value().low);
    BOOST_REQUIRE(desk.said.size() == 1u);
    BOOST_TEST(desk.said[0] == "item ids CP of np-post (test) run low: 900 left; give the post another range (postern "
                               "item-ids give)");
    BOOST_TEST(!desk.draw("CP", 1).value().low);
    BOOST_TEST(desk.draw("CP", 1).value().low);
    BOOST_TEST(desk.said.size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_drawn_is_refused) {
    Desk desk;
    for (const char* service : {"", "C", "cp", "CPX", "JA", "AA", "C1"})
        BOOST_TEST(desk.draw(service, 1).refusal().argument == "service", service);
    for (const std::uint32_t count : {0u, 1'001u})
        BOOST_TEST(desk.draw("CP", count).refusal().argument == "count");
    BOOST_TEST(desk.ledger.deeds.empty());
    ports::Outcome no;
    no.no = ports::No::used_up;
    desk.ledger.outcomes.push_back(no);
    BOOST_TEST((desk.draw("CP", 1).refusal() == core::Refusal{RefusalCode::item_ids_used_up, "CP", 0, 0, {}}));
    no.no = ports::No::idempotency_key_known;
    desk.ledger.outcomes.push_back(no);
    BOOST_TEST((desk.draw("CP", 1).refusal().code == RefusalCode::idempotency_key_reused));
}

BOOST_AUTO_TEST_CASE(a_range_lies_within_the_serials_that_there_are) {
    Desk desk;
    const counter::RangeWish good{"np-post", core::Mode::test, "CP", "NP", 1, 99'999'999};
    BOOST_TEST(desk.refused_range(good) == "given");
    const auto with = [&](auto change) {
        auto wish = good;
        change(wish);
        return desk.refused_range(wish);
    };
    BOOST_TEST(with([](auto& wish) { wish.service = "KA"; }) == "service");
    BOOST_TEST(with([](auto& wish) { wish.country = "XX"; }) == "country");
    BOOST_TEST(with([](auto& wish) { wish.country = "np"; }) == "country");
    BOOST_TEST(with([](auto& wish) { wish.from = 0; }) == "from");
    BOOST_TEST(with([](auto& wish) { wish.from = 100'000'000; }) == "from");
    BOOST_TEST(with([](auto& wish) { wish.count = 0; }) == "count");
    BOOST_TEST(with([](auto& wish) { wish.from = 2; }) == "count"); // serials do not begin again
    ports::Outcome no;
    for (const auto& [why, named] :
         {std::pair(ports::No::not_found, "post"), {ports::No::country_differs, "country"}}) {
        no.no = why;
        desk.ledger.outcomes.push_back(no);
        BOOST_TEST(desk.refused_range(good) == named);
    }
    no.no = ports::No::ranges_overlap;
    desk.ledger.outcomes.push_back(no);
    BOOST_TEST((desk.item_ids.give(desk.clerk, good, "req").refusal().code == RefusalCode::item_id_range_taken));
}

BOOST_AUTO_TEST_CASE(a_page_of_open_numbers_begins_after_one) {
    Desk desk;
    BOOST_TEST(desk.item_ids.open({}, "", "", 10).refusal().argument == "service");
    for (const char* after : {"RR123456785NP", "CP123456784NP", "x"})
        BOOST_TEST((desk.item_ids.open({}, "CP", after, 10).refusal().code == RefusalCode::bad_cursor), after);
    BOOST_TEST(desk.item_ids.open({}, "CP", "CP123456785NP", 10).ok());
    BOOST_TEST((desk.reader.after == 12345678u));
    BOOST_TEST(desk.item_ids.open({}, "CP", "", 10).ok());
    BOOST_TEST(!desk.reader.after);
}

BOOST_AUTO_TEST_CASE(those_that_run_low_are_named) {
    Desk desk;
    desk.reader.known = {{"np-post", core::Mode::test, "CP", 10, 100},
                         {"np-post", core::Mode::test, "RR", 5'000, 9'000}};
    const auto low = desk.item_ids.low_stocks();
    BOOST_REQUIRE(low.size() == 1u);
    BOOST_TEST(low[0].service == "CP");
}

BOOST_AUTO_TEST_SUITE_END()
