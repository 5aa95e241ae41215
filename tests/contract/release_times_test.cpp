// Contract of released filings: whose, of which days, with all their events; and what was there before they were noted.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(store_releases)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;

constexpr core::Date kSunday{2026, 11, 29};
constexpr core::Date kMonday{2026, 11, 30};

/// A bench whose clock stands on a Sunday, and short ways to release and to ask.
template <class Engine>
struct ReleaseBench : Bench<Engine> {
    ReleaseBench() { this->clock.set({core::start_of(kSunday).ms + 12 * contract::kHour}); }
    ports::Acceptance took(const std::string& destination = "FR", const std::string& office = "gpo") {
        auto acceptance = this->plain();
        acceptance.version.destination = destination;
        acceptance.version.quality.office = office;
        BOOST_REQUIRE(this->record(acceptance).done());
        return acceptance;
    }
    void tell(const ports::Acceptance& of, EventType type) {
        const auto filing = of.version.filings.front().key;
        BOOST_REQUIRE(this->record(this->answer("answer-" + std::to_string(this->key()), filing, type)).done());
    }
    void release_at(const ports::Acceptance& of, std::int64_t ms) {
        const auto filing = of.version.filings.front().key;
        auto answer = this->answer("answer-" + std::to_string(this->key()), filing, EventType::filing_released);
        answer.events.front().happened = {ms};
        BOOST_REQUIRE(this->record(answer).done());
    }
    ports::ReleaseQuestion question() const {
        ports::ReleaseQuestion asked;
        asked.tenant = this->post;
        asked.from = asked.to = kSunday;
        return asked;
    }
    std::vector<ports::ReleasedFiling> found(const ports::ReleaseQuestion& asked) {
        std::vector<ports::ReleasedFiling> filings;
        BOOST_REQUIRE(this->store->releases().read(
            asked, [&](const ports::ReleasedFiling& filing) { filings.push_back(filing); }));
        return filings;
    }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(a_released_filing_comes_with_all_its_events, Engine, Engines) {
    ReleaseBench<Engine> bench;
    const auto made = bench.took();
    bench.took(); // is not released
    bench.later(1000);
    bench.tell(made, EventType::filing_control_physical);
    BOOST_TEST(bench.found(bench.question()).empty());
    bench.later(1000);
    const auto at = bench.now();
    bench.tell(made, EventType::filing_released);
    const auto filings = bench.found(bench.question());
    BOOST_REQUIRE(filings.size() == 1U);
    const auto& filing = filings.front();
    BOOST_TEST(filing.post == "np-post");
    BOOST_TEST(filing.agency == "np-customs");
    BOOST_TEST(filing.office == "gpo");
    BOOST_TEST(filing.destination == "FR");
    BOOST_TEST(filing.released.ms == at.ms);
    BOOST_REQUIRE(filing.events.size() == 3U);
    BOOST_CHECK(filing.events[0].type == EventType::filing_queued);
    BOOST_CHECK(filing.events[1].type == EventType::filing_control_physical);
    BOOST_CHECK(filing.events[2].type == EventType::filing_released);
    BOOST_REQUIRE(filing.item_events.size() == 1U);
    BOOST_CHECK(filing.item_events[0].type == EventType::item_captured);
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_filing_counts_once_on_the_day_of_its_first_release, Engine, Engines) {
    ReleaseBench<Engine> bench;
    const auto made = bench.took();
    const auto midnight = core::start_of(kMonday).ms;
    bench.later(48 * contract::kHour);
    bench.release_at(made, midnight);
    auto asked = bench.question();
    BOOST_TEST(bench.found(asked).empty());
    asked.to = kMonday;
    BOOST_TEST(bench.found(asked).size() == 1U);
    asked.from = kMonday;
    BOOST_TEST(bench.found(asked).size() == 1U);
    bench.release_at(made, midnight + 5000); // told again, later
    BOOST_TEST(bench.found(asked).front().released.ms == midnight);
    bench.release_at(made, midnight - 1); // heard of last, and was first
    BOOST_TEST(bench.found(asked).empty());
    BOOST_TEST(bench.found(bench.question()).front().released.ms == midnight - 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_sees_its_own_and_an_operator_all_of_the_mode, Engine, Engines) {
    ReleaseBench<Engine> bench;
    bench.tell(bench.took(), EventType::filing_released);
    const auto in_post = bench.store->tenant("in-post");
    const auto in_customs = bench.store->agency("in-customs");
    auto other = bench.plain();
    other.tenant = in_post;
    other.version.filings.front().agency = "in-customs";
    BOOST_REQUIRE(bench.record(other).done());
    auto answer = bench.answer("in-1", other.version.filings.front().key, EventType::filing_released);
    answer.feed.agency = in_customs;
    BOOST_REQUIRE(bench.record(answer).done());

    const auto told = [&](core::TenantKey post, core::AgencyKey agency, const std::string& post_name = {},
                          const std::string& agency_name = {}) {
        auto asked = bench.question();
        asked.tenant = post;
        asked.agency = agency;
        asked.post = post_name;
        asked.agency_name = agency_name;
        std::vector<std::string> posts;
        for (const auto& filing : bench.found(asked))
            posts.push_back(filing.post + "/" + filing.agency);
        std::ranges::sort(posts);
        std::string text;
        for (const auto& one : posts)
            text += (text.empty() ? "" : " ") + one;
        return text;
    };
    BOOST_TEST(told(bench.post, {}) == "np-post/np-customs");
    BOOST_TEST(told(in_post, {}) == "in-post/in-customs");
    BOOST_TEST(told({}, bench.customs) == "np-post/np-customs");
    BOOST_TEST(told({}, in_customs) == "in-post/in-customs");
    BOOST_TEST(told({}, {}) == "in-post/in-customs np-post/np-customs");
    BOOST_TEST(told({}, {}, "in-post") == "in-post/in-customs");
    BOOST_TEST(told({}, {}, "", "np-customs") == "np-post/np-customs");
    BOOST_TEST(told(bench.post, {}, "", "in-customs") == "");
    BOOST_TEST(told({}, bench.customs, "in-post") == "");
    auto live = bench.question();
    live.mode = core::Mode::live;
    BOOST_TEST(bench.found(live).empty());
    live.tenant = {};
    live.agency = bench.customs;
    BOOST_TEST(bench.found(live).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(office_and_destination_are_those_of_the_current_version, Engine, Engines) {
    ReleaseBench<Engine> bench;
    const auto made = bench.took("FR", "gpo");
    auto amended = bench.amendment(made, 1, 7);
    amended.version.destination = "";
    amended.version.quality.office = "pokhara";
    BOOST_TEST(bench.record(amended).done());
    bench.tell(made, EventType::filing_released);
    const auto filings = bench.found(bench.question());
    BOOST_REQUIRE(filings.size() == 1U);
    BOOST_TEST(filings.front().destination == "");
    BOOST_TEST(filings.front().office == "pokhara");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_office_is_named_as_the_tallies_of_quality_name_it, Engine, Engines) {
    ReleaseBench<Engine> bench;
    bench.engine.fill_offices(); // as many as are kept
    for (const char* office : {"", "office 5", "one more"})
        bench.tell(bench.took("CH", office), EventType::filing_released);
    std::vector<std::string> offices;
    for (const auto& filing : bench.found(bench.question()))
        offices.push_back(filing.office);
    std::ranges::sort(offices);
    BOOST_REQUIRE(offices.size() == 3U);
    BOOST_TEST(offices[0] == "");
    BOOST_TEST(offices[1] == "*");
    BOOST_TEST(offices[2] == "office 5");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(more_than_may_be_read_is_told_before_any_is_given, Engine, Engines) {
    ReleaseBench<Engine> bench;
    for (int i = 0; i < 3; ++i)
        bench.tell(bench.took(), EventType::filing_released);
    for (const bool of_agency : {false, true}) {
        auto asked = bench.question();
        if (of_agency) {
            asked.tenant = {};
            asked.agency = bench.customs;
        }
        asked.max_filings = 3;
        BOOST_TEST(bench.found(asked).size() == 3U);
        asked.max_filings = 2;
        int given = 0;
        BOOST_TEST(!bench.store->releases().read(asked, [&](const ports::ReleasedFiling&) { ++given; }));
        BOOST_TEST(given == 0);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(releases_from_before_they_were_noted_are_found, Engine, Engines) {
    const Engine engine;
    const contract::ManualClock clock;
    engine.put_first_schema();
    const auto store = engine.open(clock);
    ports::ReleaseQuestion asked;
    asked.from = asked.to = core::date_of({1'789'999'999'500});
    std::vector<ports::ReleasedFiling> filings;
    BOOST_REQUIRE(store->releases().read(asked, [&](const auto& filing) { filings.push_back(filing); }));
    BOOST_REQUIRE(filings.size() == 1U);
    BOOST_TEST(filings.front().post == "np-post");
    BOOST_TEST(filings.front().agency == "np-customs");
    BOOST_TEST(filings.front().released.ms == 1'789'999'999'500);
    BOOST_TEST(filings.front().office == "");
    BOOST_TEST(filings.front().destination == "");
    BOOST_TEST(engine.damage() == "");
}

BOOST_AUTO_TEST_SUITE_END()
