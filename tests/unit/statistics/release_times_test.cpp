// Figures of release times: milestones, holds, percentiles, and how they are written.
#include "statistics/release_times.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(statistics_release_times)

using namespace postern;
using core::EventType;
using statistics::Milestone;
using statistics::ReleaseBy;

constexpr std::int64_t kSecond = 1000;

core::Event told(EventType type, std::int64_t second, const std::string& lane = {}) {
    static std::int64_t key = 0;
    core::Event event;
    event.key = ++key;
    event.type = type;
    event.happened = event.received = {second * kSecond};
    event.filing = {type == EventType::item_captured ? 0 : 7};
    event.explicit_customs = true;
    event.lane = lane;
    return event;
}

/// Captured at 0, released at a second.
ports::ReleasedFiling filing(std::int64_t released, std::vector<core::Event> events = {}) {
    ports::ReleasedFiling made;
    made.post = "np-post";
    made.agency = "np-customs";
    made.released = {released * kSecond};
    made.item_events = {told(EventType::item_captured, 0)};
    made.events = std::move(events);
    made.events.push_back(told(EventType::filing_released, released));
    return made;
}

struct FakeReleases : ports::ReleaseReader {
    std::vector<ports::ReleasedFiling> filings;
    bool too_many = false;
    bool read(const ports::ReleaseQuestion&, const std::function<void(const ports::ReleasedFiling&)>& each) override {
        for (const auto& one : filings)
            each(one);
        return !too_many;
    }
};

statistics::TimeFigure figure(const statistics::ReleaseRow& row, std::string_view time, std::string_view of) {
    const auto found = std::ranges::find_if(
        row.figures, [&](const statistics::NamedFigure& named) { return named.time == time && named.of == of; });
    BOOST_REQUIRE_MESSAGE(found != row.figures.end(), time << " " << of);
    return found->figure;
}

std::int64_t whole(const statistics::Passage& passage, Milestone milestone) {
    const auto& span = passage.spans.at(static_cast<std::size_t>(milestone));
    return span ? span->whole / kSecond : -1;
}
std::int64_t net(const statistics::Passage& passage, Milestone milestone) {
    const auto& span = passage.spans.at(static_cast<std::size_t>(milestone));
    return span ? span->net / kSecond : -1;
}

BOOST_AUTO_TEST_CASE(percentiles_are_by_nearest_rank_and_the_mean_rounds_half_up) {
    BOOST_TEST((statistics::time_figure({}) == statistics::TimeFigure{}));
    BOOST_TEST((statistics::time_figure({5000}) == statistics::TimeFigure{1, 5, 5, 5, 5}));
    BOOST_TEST((statistics::time_figure({2000, 1000}) == statistics::TimeFigure{2, 1, 2, 2, 2})); // 1.5 is 2
    BOOST_TEST((statistics::time_figure({1499, 1500, 0}) == statistics::TimeFigure{3, 1, 1, 2, 2}));
    std::vector<std::int64_t> twenty;
    for (std::int64_t i = 20; i >= 1; --i)
        twenty.push_back(i * kSecond);
    BOOST_TEST((statistics::time_figure(twenty) == statistics::TimeFigure{20, 10, 11, 18, 19})); // 10.5 is 11
    twenty.push_back(21 * kSecond);
    BOOST_TEST((statistics::time_figure(twenty) == statistics::TimeFigure{21, 11, 11, 19, 20}));
}

BOOST_AUTO_TEST_CASE(a_lodging_is_the_earliest_word_of_it) {
    for (const auto type : {EventType::filing_submitted, EventType::filing_acknowledged, EventType::filing_received,
                            EventType::filing_accepted}) {
        const auto passage = statistics::passage_of(filing(100, {told(EventType::filing_queued, 1), told(type, 40)}));
        BOOST_TEST(whole(passage, Milestone::lodging) == 60, core::to_string(type));
        BOOST_TEST(whole(passage, Milestone::capture) == 100);
    }
    const auto both = statistics::passage_of(
        filing(100, {told(EventType::filing_accepted, 50), told(EventType::filing_acknowledged, 30)}));
    BOOST_TEST(whole(both, Milestone::lodging) == 70);
}

BOOST_AUTO_TEST_CASE(what_nobody_reported_is_not_invented) {
    auto silent = filing(100, {told(EventType::filing_queued, 1)});
    silent.item_events.clear();
    const auto passage = statistics::passage_of(silent);
    BOOST_TEST(whole(passage, Milestone::capture) == -1);
    BOOST_TEST(whole(passage, Milestone::lodging) == -1);
    BOOST_TEST(!passage.held());
    // acknowledged when it was released already
    const auto late = statistics::passage_of(filing(100, {told(EventType::filing_acknowledged, 101)}));
    BOOST_TEST(whole(late, Milestone::lodging) == -1);
    const auto at_once = statistics::passage_of(filing(100, {told(EventType::filing_acknowledged, 100)}));
    BOOST_TEST(whole(at_once, Milestone::lodging) == 0);

    FakeReleases reader;
    reader.filings = {silent};
    const auto rows = statistics::release_figures(reader, {}, ReleaseBy::nothing);
    BOOST_REQUIRE((rows && rows->size() == 1U));
    BOOST_TEST(rows->front().filings == 1);
    BOOST_TEST(figure(rows->front(), "lodging", "all").count == 0);
    json::Writer out;
    statistics::write_release_times(out, {}, ReleaseBy::nothing, *rows);
    BOOST_TEST(out.text().find(R"({"time":"lodging","of":"all","count":0})") != std::string::npos);
    BOOST_TEST(statistics::release_times_csv(ReleaseBy::nothing, *rows).find("\r\n1,0,lodging,all,0,,,,\r\n") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(holds_are_told_apart_by_state_and_end_with_the_state) {
    const auto passage = statistics::passage_of(
        filing(100, {told(EventType::filing_acknowledged, 10), told(EventType::filing_control_documents, 20),
                     told(EventType::filing_query, 30), told(EventType::filing_amended, 33),
                     told(EventType::filing_under_assessment, 35), told(EventType::filing_payment_due, 60),
                     told(EventType::filing_paid, 65), told(EventType::filing_control_documents, 120)}));
    BOOST_TEST(passage.held());
    BOOST_TEST(passage.hold() == (10 + 5 + 40) * kSecond);
    BOOST_TEST(passage.holds[0].value_or(-1) == 10 * kSecond); // the second control is after the release
    BOOST_TEST(!passage.holds[1]);
    BOOST_TEST(passage.holds[2].value_or(-1) == 5 * kSecond);
    BOOST_TEST(passage.holds[4].value_or(-1) == 40 * kSecond); // payment is a hold up to the release
    BOOST_TEST(whole(passage, Milestone::lodging) == 90);
    BOOST_TEST(net(passage, Milestone::lodging) == 35);
    BOOST_TEST(net(passage, Milestone::capture) == 45);
}

BOOST_AUTO_TEST_CASE(a_hold_before_the_lodging_is_no_part_of_the_time_from_it) {
    const auto passage = statistics::passage_of(
        filing(100, {told(EventType::filing_suspended, 10), told(EventType::filing_acknowledged, 40)}));
    BOOST_TEST(passage.hold() == 90 * kSecond);
    BOOST_TEST(net(passage, Milestone::lodging) == 0);
    BOOST_TEST(net(passage, Milestone::capture) == 10);
    const auto before = statistics::passage_of(
        filing(100, {told(EventType::filing_query, 10), told(EventType::filing_under_assessment, 20),
                     told(EventType::filing_acknowledged, 40)}));
    BOOST_TEST(net(before, Milestone::lodging) == 60);
}

BOOST_AUTO_TEST_CASE(the_order_in_which_events_came_does_not_matter) {
    const std::vector<core::Event> events{told(EventType::filing_acknowledged, 10, "yellow"),
                                          told(EventType::filing_control_physical, 20, "red"),
                                          told(EventType::filing_under_assessment, 50)};
    auto turned = events;
    std::ranges::reverse(turned);
    for (const auto& one : {events, turned}) {
        const auto passage = statistics::passage_of(filing(100, one));
        BOOST_TEST(passage.hold() == 30 * kSecond);
        BOOST_TEST(net(passage, Milestone::lodging) == 60);
        BOOST_TEST(passage.lane == "red");
    }
}

BOOST_AUTO_TEST_CASE(a_hold_of_no_length_is_a_hold) {
    // an authority that gives days and no times tells both at the same instant
    const auto passage = statistics::passage_of(filing(100, {told(EventType::filing_control_physical, 100)}));
    BOOST_TEST(passage.held());
    BOOST_TEST(passage.hold() == 0);
}

BOOST_AUTO_TEST_CASE(a_later_release_or_refusal_changes_nothing) {
    auto twice = filing(100, {told(EventType::filing_acknowledged, 10)});
    twice.events.push_back(told(EventType::filing_suspended, 110, "red"));
    twice.events.push_back(told(EventType::filing_released, 150));
    twice.events.push_back(told(EventType::filing_release_refused, 160));
    const auto passage = statistics::passage_of(twice);
    BOOST_TEST(whole(passage, Milestone::lodging) == 90);
    BOOST_TEST(!passage.held());
    BOOST_TEST(passage.lane == "");
}

BOOST_AUTO_TEST_CASE(groups_and_who_was_held) {
    FakeReleases reader;
    reader.filings = {
        filing(100, {told(EventType::filing_acknowledged, 40, "green")}),
        filing(200, {told(EventType::filing_acknowledged, 40, "green")}),
        filing(900, {told(EventType::filing_acknowledged, 40), told(EventType::filing_control_physical, 100, "red")})};
    const auto all = statistics::release_figures(reader, {}, ReleaseBy::nothing);
    BOOST_REQUIRE((all && all->size() == 1U));
    const auto& row = all->front();
    BOOST_TEST(row.filings == 3);
    BOOST_TEST(row.held == 1);
    BOOST_TEST((figure(row, "lodging", "all") == statistics::TimeFigure{3, 160, 360, 860, 860}));
    BOOST_TEST((figure(row, "lodging", "unheld") == statistics::TimeFigure{2, 60, 110, 160, 160}));
    BOOST_TEST((figure(row, "lodging", "held") == statistics::TimeFigure{1, 860, 860, 860, 860}));
    BOOST_TEST((figure(row, "lodging", "net") == statistics::TimeFigure{3, 60, 93, 160, 160}));
    BOOST_TEST((figure(row, "hold", "any") == statistics::TimeFigure{1, 800, 800, 800, 800}));
    BOOST_TEST((figure(row, "hold", "CONTROL_PHYSICAL") == statistics::TimeFigure{1, 800, 800, 800, 800}));
    BOOST_TEST(figure(row, "hold", "QUERY").count == 0);
    const auto lanes = statistics::release_figures(reader, {}, ReleaseBy::lane);
    BOOST_REQUIRE((lanes && lanes->size() == 2U));
    BOOST_TEST(lanes->at(0).group == "green");
    BOOST_TEST(lanes->at(0).filings == 2);
    BOOST_TEST(lanes->at(1).group == "red");
    BOOST_TEST(lanes->at(1).held == 1);
}

BOOST_AUTO_TEST_CASE(offices_of_two_posts_are_two_and_so_they_are_shown) {
    FakeReleases reader;
    reader.filings = {filing(100), filing(200)};
    reader.filings[0].office = reader.filings[1].office = "gpo";
    reader.filings[1].post = "in-post";
    const auto rows = statistics::release_figures(reader, {}, ReleaseBy::office);
    BOOST_REQUIRE((rows && rows->size() == 2U));
    const auto csv = statistics::release_times_csv(ReleaseBy::office, *rows);
    BOOST_TEST(csv.starts_with("\xef\xbb\xbfpost,office,filings,held,time,of,count,median_s,mean_s,p90_s,p95_s\r\n"
                               "in-post,gpo,1,0,capture,all,1,200,200,200,200\r\n"));
    BOOST_TEST(csv.find("np-post,gpo,1,0,capture,all,1,100,100,100,100\r\n") != std::string::npos);
    for (const auto by : {ReleaseBy::agency, ReleaseBy::destination})
        BOOST_TEST(statistics::release_figures(reader, {}, by)->size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_an_agency_calls_a_lane_starts_no_formula) {
    FakeReleases reader;
    reader.filings = {filing(100, {told(EventType::filing_accepted, 40, "=1+1")})};
    const auto rows = statistics::release_figures(reader, {}, ReleaseBy::lane);
    BOOST_REQUIRE(rows);
    BOOST_TEST(statistics::release_times_csv(ReleaseBy::lane, *rows).find("\r\n'=1+1,1,0,capture,all,1,") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(too_much_is_told_and_not_cut_short) {
    FakeReleases reader;
    reader.filings = {filing(100)};
    reader.too_many = true;
    BOOST_TEST(!statistics::release_figures(reader, {}, ReleaseBy::nothing));
    reader.too_many = false;
    reader.filings.clear();
    for (std::size_t i = 0; i < statistics::kReleaseRows; ++i)
        reader.filings.push_back(filing(100, {told(EventType::filing_accepted, 40, std::to_string(i))}));
    BOOST_TEST(statistics::release_figures(reader, {}, ReleaseBy::lane)->size() == statistics::kReleaseRows);
    reader.filings.push_back(filing(100, {told(EventType::filing_accepted, 40, "one more")}));
    BOOST_TEST(!statistics::release_figures(reader, {}, ReleaseBy::lane));
    BOOST_TEST(statistics::release_figures(reader, {}, ReleaseBy::agency)->size() == 1U);
}

BOOST_AUTO_TEST_CASE(by_is_read_as_it_is_written) {
    for (const auto by : {ReleaseBy::agency, ReleaseBy::lane, ReleaseBy::destination, ReleaseBy::office})
        BOOST_TEST((statistics::parse_release_by(statistics::to_string(by)) == by));
    for (const char* name : {"", "post", "Agency", "nothing"})
        BOOST_TEST(!statistics::parse_release_by(name), name);
    json::Writer out;
    statistics::write_release_times(out, {}, ReleaseBy::nothing, {});
    BOOST_TEST(out.text().find("\"by\"") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
