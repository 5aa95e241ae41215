// Contract of the store: dispatches with receptacles and items, whatever is told first, twice or late.
#include "contract/later.hpp"

#include "core/position.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(store_dispatches)

using namespace postern;
using contract::Engines;
using contract::kLaterItem;
using contract::kOnce;
using contract::kYear;
using contract::Later;
using core::EventType;
using core::FilingState;
using core::Position;
using ports::No;
using ports::ScanResult;

namespace {

constexpr const char* kDispatch = "NPKTMAUSJFKAACN60012";
constexpr const char* kFirst = "NPKTMAUSJFKAACN60012001000100";
constexpr const char* kSecond = "NPKTMAUSJFKAACN60012002110100";
constexpr const char* kNext = "NPKTMAUSJFKAACN60013";
constexpr const char* kOfNext = "NPKTMAUSJFKAACN60013001110100";
constexpr const char* kOther = "RR222222225NP";

template <class Engine>
struct Packing : Later<Engine> {
    using Packed = std::vector<ports::ToldReceptacle>;

    ports::DispatchOf of(const std::string& dispatch = kDispatch) {
        return {this->post,  core::Mode::test,         dispatch,
                this->now(), {this->now().ms - kYear}, {this->now().ms - kYear}};
    }
    ports::DispatchAsker asker() { return {this->post, core::Mode::test, {this->now().ms - kYear}}; }
    ports::Outcome tell(const Packed& receptacles, const std::string& dispatch = kDispatch) {
        this->later(1'000);
        ports::DispatchTold told;
        told.of = of(dispatch);
        told.receptacles = receptacles;
        return this->record(told);
    }
    ports::Outcome close(const std::string& dispatch = kDispatch) {
        this->later(1'000);
        return this->record(ports::DispatchClosed{of(dispatch), this->now()});
    }
    ports::Outcome depart(const std::vector<ports::DepartureAlarm>& alarms = {},
                          const std::string& dispatch = kDispatch) {
        this->later(1'000);
        return this->record(ports::DispatchDeparted{of(dispatch), this->now(), "QR", "QR651", alarms});
    }
    ports::Outcome take_out(const std::vector<std::string>& items, const std::string& reason = "held") {
        this->later(1'000);
        return this->record(ports::ReceptacleItemsRemoved{of(), items, reason});
    }
    std::vector<core::Event> events(core::DeclarationKey of) { return this->store->filings().events_of(of); }
    std::size_t count(core::DeclarationKey of, EventType type) {
        return static_cast<std::size_t>(std::ranges::count(events(of), type, &core::Event::type));
    }
    std::vector<std::string> alarms() {
        std::vector<std::string> all;
        for (const auto& one : this->store->dispatches().alarms(asker(), kDispatch))
            all.push_back(one.item_id + " " + one.reason + " " + one.reference);
        return all;
    }
    std::optional<ports::DispatchHead> head() { return this->store->dispatches().dispatch(asker(), kDispatch); }
};

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(closing_offers_what_waited_for_the_dispatch, Engine, Engines) {
    Packing<Engine> bench;
    const auto first = bench.waiting_for(Position::dispatch_closed);
    BOOST_REQUIRE(bench.record(first).done());
    BOOST_TEST(!bench.tell({{kFirst, {kLaterItem, kOther}}, {kSecond, {}}}).repeat);
    BOOST_TEST(bench.offers().empty());
    BOOST_CHECK(core::fold_position(bench.events(first.declaration)) == Position::in_receptacle);
    BOOST_TEST(!bench.close().repeat);
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_TEST(bench.close().repeat);
    BOOST_TEST(!bench.depart().repeat);
    BOOST_TEST(bench.depart().repeat);
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_CHECK(core::fold_position(bench.events(first.declaration)) == Position::departed);
    for (const auto type : {EventType::item_in_receptacle, EventType::item_dispatch_closed, EventType::item_departed})
        BOOST_TEST(bench.count(first.declaration, type) == 1u);
    const auto events = bench.events(first.declaration);
    const auto packed = std::ranges::find(events, EventType::item_in_receptacle, &core::Event::type);
    BOOST_TEST(packed->reference == kFirst);

    const auto head = bench.head();
    BOOST_REQUIRE(head);
    BOOST_TEST(head->receptacles == 2u);
    BOOST_TEST(head->items == 2u);
    BOOST_TEST(head->alarms == 0u);
    BOOST_TEST(head->carrier == "QR");
    BOOST_TEST(head->transport == "QR651");
    BOOST_TEST((head->closed && head->departed));
    BOOST_TEST(
        (bench.store->dispatches().receptacles(bench.asker(), kDispatch) == std::vector<std::string>{kFirst, kSecond}));
    const auto place = bench.store->dispatches().of_item(bench.asker(), kLaterItem);
    BOOST_REQUIRE(place.size() == 1u);
    BOOST_TEST(place[0].dispatch == kDispatch);
    BOOST_TEST(place[0].receptacle == kFirst);
    BOOST_TEST(place[0].transport == "QR651");
    BOOST_CHECK(place[0].departed == head->departed);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_without_data_is_in_it_and_its_declaration_finds_what_happened, Engine, Engines) {
    Packing<Engine> bench;
    bench.tell({{kFirst, {kLaterItem}}});
    bench.close();
    const auto late = bench.waiting_for(Position::dispatch_closed);
    BOOST_REQUIRE(bench.record(late).done());
    BOOST_CHECK(bench.offers() == kOnce); // what it waits for was there before it
    BOOST_TEST(bench.count(late.declaration, EventType::item_in_receptacle) == 1u);
    BOOST_TEST(bench.count(late.declaration, EventType::item_dispatch_closed) == 1u);
    bench.depart();
    BOOST_TEST(bench.count(late.declaration, EventType::item_departed) == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(it_comes_in_parts_and_again_and_is_replaced_until_it_is_closed, Engine, Engines) {
    Packing<Engine> bench;
    const auto first = bench.plain();
    auto declared = first;
    declared.item_id = kLaterItem;
    BOOST_REQUIRE(bench.record(declared).done());
    BOOST_TEST(!bench.tell({{kFirst, {kLaterItem}}}).repeat);
    BOOST_TEST(bench.tell({{kFirst, {kLaterItem}}}).repeat);
    BOOST_TEST(bench.count(declared.declaration, EventType::item_in_receptacle) == 1u);
    BOOST_TEST(!bench.tell({{kSecond, {kOther}}}).repeat); // the second part
    BOOST_TEST(bench.head()->items == 2u);

    // it was packed into the other one: told together, that is no alarm
    BOOST_TEST(!bench.tell({{kFirst, {}}, {kSecond, {kLaterItem, kOther}}}).repeat);
    BOOST_TEST(bench.alarms().empty());
    BOOST_TEST(bench.store->dispatches().of_item(bench.asker(), kLaterItem).at(0).receptacle == kSecond);
    BOOST_TEST(bench.count(declared.declaration, EventType::item_at_office_of_exchange) == 0u);
    // it was told by mistake
    bench.tell({{kSecond, {kOther}}});
    BOOST_TEST(bench.store->dispatches().of_item(bench.asker(), kLaterItem).empty());
    BOOST_CHECK(core::fold_position(bench.events(declared.declaration)) == Position::at_office_of_exchange);

    bench.close();
    BOOST_CHECK(bench.tell({{kSecond, {kOther, kLaterItem}}}).no == No::dispatch_fixed);
    BOOST_TEST(bench.tell({{kSecond, {kOther}}}).repeat);
    // a part that comes late is closed with it
    constexpr const char* kThird = "NPKTMAUSJFKAACN60012003110100";
    BOOST_TEST(bench.tell({{kThird, {kLaterItem}}}).done());
    BOOST_CHECK(core::fold_position(bench.events(declared.declaration)) == Position::dispatch_closed);
    bench.depart();
    BOOST_CHECK(core::fold_position(bench.events(declared.declaration)) == Position::departed);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(told_after_the_scans_it_puts_nothing_back, Engine, Engines) {
    Packing<Engine> bench;
    auto declared = bench.plain();
    declared.item_id = kLaterItem;
    BOOST_REQUIRE(bench.record(declared).done());
    bench.later(1'000);
    bench.scanned(EventType::item_departed);
    bench.tell({{kFirst, {kLaterItem, kOther}}});
    BOOST_CHECK(core::fold_position(bench.events(declared.declaration)) == Position::departed);
    bench.close();
    BOOST_CHECK(core::fold_position(bench.events(declared.declaration)) == Position::departed);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_in_two_receptacles_raises_one_alarm, Engine, Engines) {
    Packing<Engine> bench;
    auto declared = bench.plain();
    declared.item_id = kLaterItem;
    BOOST_REQUIRE(bench.record(declared).done());
    bench.tell({{kFirst, {kLaterItem, kOther}}});
    bench.tell({{kOfNext, {kLaterItem, kOther}}}, kNext);
    bench.tell({{kOfNext, {kLaterItem, kOther}}}, kNext);
    const std::vector<std::string> expected{std::string(kLaterItem) + " two-receptacles " + kFirst,
                                            std::string(kOther) + " two-receptacles " + kFirst};
    BOOST_TEST(bench.alarms() == expected);
    BOOST_TEST(bench.count(declared.declaration, EventType::item_alarm) == 1u);
    BOOST_TEST(bench.store->dispatches().of_item(bench.asker(), kLaterItem).size() == 2u);
    // the other post's and mode's items are theirs
    auto foreign = bench.of(kNext);
    foreign.tenant = bench.store->tenant("bt-post");
    ports::DispatchTold told;
    told.of = foreign;
    told.receptacles = {{kOfNext, {"RR333333339NP"}}};
    BOOST_TEST(bench.record(told).done());
    BOOST_TEST(bench.store->dispatches().of_item(bench.asker(), "RR333333339NP").empty());
    BOOST_TEST(bench.store->dispatches().newest(bench.asker(), "", 10)->size() == 2u);

    // without data too: the declaration that comes later has the alarm
    auto late = bench.plain();
    late.item_id = kOther;
    BOOST_REQUIRE(bench.record(late).done());
    BOOST_TEST(bench.count(late.declaration, EventType::item_alarm) == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_left_and_must_not_have_is_told_once, Engine, Engines) {
    Packing<Engine> bench;
    auto declared = bench.plain();
    declared.item_id = kLaterItem;
    BOOST_REQUIRE(bench.record(declared).done());
    bench.tell({{kFirst, {kLaterItem, kOther}}});
    bench.depart({{kLaterItem, "departed-held"}});
    bench.depart({{kLaterItem, "departed-not-released"}});
    const std::vector<std::string> expected{std::string(kLaterItem) + " departed-held " + kDispatch};
    BOOST_TEST(bench.alarms() == expected);
    bench.later(1'000);
    auto scan = bench.scan(EventType::item_departed);
    scan.alarm = "departed-held";
    bench.record(bench.seen({scan}));
    BOOST_TEST(bench.alarms() == expected);
    BOOST_TEST(bench.count(declared.declaration, EventType::item_alarm) == 1u);
    BOOST_TEST(bench.head()->closed.has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_taken_out_stays_and_does_not_come_back_with_a_repeat, Engine, Engines) {
    Packing<Engine> bench;
    auto declared = bench.plain();
    declared.item_id = kLaterItem;
    BOOST_REQUIRE(bench.record(declared).done());
    BOOST_CHECK(bench.take_out({kLaterItem}).no == No::not_found);
    bench.tell({{kFirst, {kLaterItem, kOther}}});
    bench.close();
    const auto taken = bench.take_out({kLaterItem, "RR333333339NP"});
    BOOST_REQUIRE(taken.scans.size() == 2u);
    BOOST_CHECK(taken.scans[0].result == ScanResult::accepted);
    BOOST_CHECK(taken.scans[1].result == ScanResult::unknown);
    BOOST_CHECK(bench.take_out({kLaterItem}).scans.at(0).result == ScanResult::repeat);
    BOOST_CHECK(core::fold_position(bench.events(declared.declaration)) == Position::at_office_of_exchange);
    BOOST_TEST(bench.tell({{kFirst, {kLaterItem, kOther}}}).repeat);
    BOOST_TEST(bench.head()->items == 1u);
    BOOST_TEST(bench.head()->removed == 1u);
    bench.depart();
    BOOST_TEST(bench.count(declared.declaration, EventType::item_departed) == 0u);
    BOOST_CHECK(bench.take_out({kOther}).no == No::dispatch_fixed);
    const auto items = bench.store->dispatches().items(bench.asker(), kDispatch);
    BOOST_REQUIRE(items.size() == 2u);
    BOOST_TEST(items[0].item_id == kLaterItem);
    BOOST_TEST(items[0].removed_why == "held");
    // then it goes in another one, and that is no alarm
    bench.tell({{kOfNext, {kLaterItem}}}, kNext);
    BOOST_TEST(bench.alarms().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(after_ten_years_it_is_another_dispatch, Engine, Engines) {
    Packing<Engine> bench;
    bench.tell({{kFirst, {kLaterItem}}});
    bench.close();
    BOOST_CHECK(bench.close("NPKTMAUSJFKAACN60099").no == No::not_found);
    BOOST_CHECK(bench.depart({}, "NPKTMAUSJFKAACN60099").no == No::not_found);
    bench.later(10 * kYear);
    BOOST_TEST(!bench.head());
    BOOST_TEST(!bench.tell({{kFirst, {kOther}}}).repeat);
    BOOST_TEST(!bench.head()->closed.has_value());
    BOOST_TEST(bench.head()->items == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_dispatch_has_its_bound_and_the_list_its_pages, Engine, Engines) {
    Packing<Engine> bench;
    std::vector<std::string> many;
    for (int i = 0; i < 10'000; ++i)
        many.push_back("ITEM" + std::to_string(i));
    bench.tell({{kFirst, {kOther}}});
    BOOST_CHECK(bench.tell({{kSecond, many}}).no == No::too_many);
    BOOST_TEST(bench.head()->items == 1u);
    BOOST_TEST(bench.tell({{kFirst, many}}).done());
    BOOST_TEST(bench.head()->items == 10'000u);
    bench.tell({{kOfNext, {}}}, kNext);
    const auto page = bench.store->dispatches().newest(bench.asker(), "", 1);
    BOOST_REQUIRE((page && page->size() == 1u));
    BOOST_TEST(page->front().dispatch == kNext);
    const auto rest = bench.store->dispatches().newest(bench.asker(), kNext, 10);
    BOOST_REQUIRE((rest && rest->size() == 1u));
    BOOST_TEST(rest->front().dispatch == kDispatch);
    BOOST_TEST(!bench.store->dispatches().newest(bench.asker(), "NPKTMAUSJFKAACN60099", 10));
}

BOOST_AUTO_TEST_SUITE_END()
