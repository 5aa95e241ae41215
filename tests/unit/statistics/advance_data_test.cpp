// Figures of advance data: shares by whole numbers, groups, and pages of items.
#include "statistics/advance_data.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(statistics_advance_data)

using namespace postern;
using statistics::AdvanceBy;
using statistics::AdvanceOnly;

std::shared_ptr<const codelists::Codelists> lists() {
    static const auto kLists =
        codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json");
    return kLists;
}

struct FakeAdvance : ports::AdvanceReader {
    std::vector<std::pair<ports::AdvanceGroup, ports::AdvanceCounts>> kept;
    std::vector<ports::DepartedItem> departed;
    bool too_many = false;
    int reads = 0;
    bool groups(const ports::AdvanceQuestion&,
                const std::function<void(const ports::AdvanceGroup&, const ports::AdvanceCounts&)>& each) override {
        for (const auto& [group, counts] : kept)
            each(group, counts);
        return !too_many;
    }
    std::vector<ports::DepartedItem> items(const ports::AdvanceQuestion&,
                                           const std::optional<ports::AdvancePlace>& after,
                                           std::uint32_t limit) override {
        ++reads;
        std::vector<ports::DepartedItem> page;
        for (const auto& item : departed)
            if ((!after || item.departed > after->departed) && page.size() < limit) page.push_back(item);
        return page;
    }
};

ports::AdvanceQuestion november() {
    ports::AdvanceQuestion question;
    question.from = core::start_of({2026, 11, 1});
    question.before = core::start_of({2026, 12, 1});
    return question;
}

std::vector<ports::DepartedItem> so_many(std::int64_t count) {
    std::vector<ports::DepartedItem> items;
    for (std::int64_t i = 0; i < count; ++i) {
        auto& item = items.emplace_back();
        item.departed = {i};
        item.item_id = std::to_string(i);
        item.group.destination = "FR";
    }
    return items;
}

BOOST_AUTO_TEST_CASE(a_share_is_cut_so_that_a_hundred_is_all) {
    using statistics::per_cent;
    BOOST_TEST(per_cent(0, 0).empty());
    BOOST_TEST(per_cent(0, 3) == "0.0");
    BOOST_TEST(per_cent(1, 3) == "33.3");
    BOOST_TEST(per_cent(2, 3) == "66.6");
    BOOST_TEST(per_cent(3, 3) == "100.0");
    BOOST_TEST(per_cent(9999, 10'000) == "99.9");
    BOOST_TEST(per_cent(1, 1000) == "0.1");
    BOOST_TEST(per_cent(1, 1001) == "0.0");
    BOOST_TEST(per_cent(500'000'000'000, 1'000'000'000'000) == "50.0");
}

BOOST_AUTO_TEST_CASE(the_product_is_declared_or_told_by_the_indicator) {
    BOOST_TEST(statistics::product_of({"", "", "", "E", "RR", ""}, *lists()) == "E");
    BOOST_TEST(statistics::product_of({"", "", "", "", "RR", ""}, *lists()) == "U");
    BOOST_TEST(statistics::product_of({"", "", "", "", "CP", ""}, *lists()) == "C");
    BOOST_TEST(statistics::product_of({"", "", "", "", "??", ""}, *lists()).empty());
}

BOOST_AUTO_TEST_CASE(groups_that_are_not_asked_for_are_added_up) {
    FakeAdvance reader;
    reader.kept = {{{"np-post", "2026-11", "FR", "C", "CP", "gpo"}, {4, 3, 2, 1, 3, 3, 1, 1, 5}},
                   {{"np-post", "2026-11", "FR", "", "CP", "GPO"}, {2, 0, 0, 0, 0, 0, 0, 0, 0}},
                   {{"np-post", "2026-11", "DE", "", "RR", "gpo"}, {1, 1, 1, 0, 1, 0, 0, 0, 0}}};
    const auto figures = [&](std::vector<AdvanceBy> by, const statistics::AdvanceFilter& filter = {}) {
        return statistics::advance_figures(reader, november(), by, filter, *lists()).value();
    };
    const auto whole = figures({});
    BOOST_REQUIRE(whole.size() == 1U);
    BOOST_CHECK((whole.front().counts == ports::AdvanceCounts{7, 4, 3, 1, 4, 3, 1, 1, 5}));
    const auto by = figures({AdvanceBy::product, AdvanceBy::destination});
    BOOST_REQUIRE(by.size() == 2U);
    BOOST_CHECK((by[0].groups == std::vector<std::string>{"C", "FR"}));
    BOOST_TEST(by[0].counts.departed == 6);
    BOOST_CHECK((by[1].groups == std::vector<std::string>{"U", "DE"}));
    BOOST_TEST(figures({AdvanceBy::office}).size() == 1U); // written in two ways
    BOOST_TEST(figures({}, {.destination = "DE", .product = {}, .office = {}}).front().counts.departed == 1);
    BOOST_TEST(figures({}, {.destination = {}, .product = "C", .office = "gpo"}).front().counts.departed == 6);
    BOOST_TEST(figures({}, {.destination = "IT", .product = {}, .office = {}}).empty());

    json::Writer out;
    statistics::write_advance_data(out, november(), {AdvanceBy::destination}, figures({AdvanceBy::destination}));
    BOOST_TEST(out.text() ==
               R"({"from":"2026-11","to":"2026-11","mode":"test","by":["destination"],"rows":[)"
               R"({"post":"np-post","destination":"DE","departed":1,"with_data":1,"before_departure":1,"refused":0,)"
               R"("marked":1,"hs6":0,"contact":0,"stop_listed":0,"stop_hits":0,"with_data_share":"100.0",)"
               R"("before_departure_share":"100.0","refused_share":"0.0","hs6_share":"0.0","contact_share":"0.0",)"
               R"("stop_listed_share":"0.0"},)"
               R"({"post":"np-post","destination":"FR","departed":6,"with_data":3,"before_departure":2,"refused":1,)"
               R"("marked":3,"hs6":3,"contact":1,"stop_listed":1,"stop_hits":5,"with_data_share":"50.0",)"
               R"("before_departure_share":"66.6","refused_share":"16.6","hs6_share":"100.0","contact_share":"33.3",)"
               R"("stop_listed_share":"33.3"}]})");
    const auto csv = statistics::advance_data_csv({AdvanceBy::month}, figures({AdvanceBy::month}));
    BOOST_TEST(csv.find("post,month,departed,with_data,before_departure,refused,marked,hs6,contact,stop_listed,"
                        "stop_hits,with_data_share,") != std::string::npos);
    BOOST_TEST(csv.find("\r\nnp-post,2026-11,7,4,3,1,4,3,1,1,5,57.1,75.0,14.2,75.0,25.0,25.0\r\n") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(too_much_is_told_and_not_cut) {
    FakeAdvance reader;
    reader.too_many = true;
    BOOST_TEST(!statistics::advance_figures(reader, november(), {}, {}, *lists()));
    reader.too_many = false;
    for (std::size_t i = 0; i <= statistics::kAdvanceRows; ++i)
        reader.kept.push_back(
            {{"np-post", "2026-11", "FR", "C", "CP", std::to_string(i)}, {1, 0, 0, 0, 0, 0, 0, 0, 0}});
    BOOST_TEST(!statistics::advance_figures(reader, november(), {AdvanceBy::office}, {}, *lists()));
    BOOST_TEST(statistics::advance_figures(reader, november(), {AdvanceBy::product}, {}, *lists())->size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_list_goes_on_where_it_ended_and_says_where_nothing_is_left) {
    FakeAdvance reader;
    reader.departed = so_many(5);
    const auto page = [&](const std::optional<ports::AdvancePlace>& after, AdvanceOnly only = AdvanceOnly::all) {
        return statistics::advance_items(reader, november(), {}, only, after, 2, *lists());
    };
    const auto first = page({});
    BOOST_REQUIRE(first.items.size() == 2U);
    BOOST_REQUIRE(first.next.has_value());
    BOOST_TEST(first.next->item_id == "1");
    const auto second = page(first.next);
    const auto last = page(second.next);
    BOOST_REQUIRE(last.items.size() == 1U);
    BOOST_TEST(last.items.front().item_id == "4");
    BOOST_TEST(!last.next.has_value());
    reader.departed[3].stop_hits = 1;
    const auto listed = page({}, AdvanceOnly::stop_listed);
    BOOST_REQUIRE(listed.items.size() == 1U);
    BOOST_TEST(!listed.next.has_value());

    reader.departed = so_many(std::int64_t{statistics::kAdvanceLook} + 10);
    reader.reads = 0;
    const auto looked = page({}, AdvanceOnly::refused);
    BOOST_TEST(looked.items.empty());
    BOOST_REQUIRE(looked.next.has_value());
    BOOST_TEST(looked.next->departed.ms == statistics::kAdvanceLook - 1);
    BOOST_TEST(reader.reads == 20);
}

BOOST_AUTO_TEST_CASE(items_are_told_apart_by_what_is_wrong_with_them) {
    const auto fits = [](const ports::DepartedItem& item) {
        std::string all;
        for (const auto* name : {"without-data", "late", "refused", "without-hs6", "without-contact", "stop-listed"})
            if (statistics::fits(item, *statistics::parse_advance_only(name))) all.append(name).append(" ");
        return all;
    };
    ports::DepartedItem item;
    item.departed = {10};
    BOOST_TEST(fits(item) == "without-data ");
    item.declaration = {7};
    item.received = core::Instant{10};
    BOOST_TEST(fits(item).empty()); // nothing is known of its quality
    item.received = core::Instant{11};
    item.marked = true;
    BOOST_TEST(fits(item) == "late without-hs6 without-contact ");
    item.hs6 = item.contact = item.refused = true;
    item.stop_hits = 2;
    BOOST_TEST(fits(item) == "late refused stop-listed ");
    BOOST_TEST(!statistics::parse_advance_only("all"));
}

BOOST_AUTO_TEST_SUITE_END()
