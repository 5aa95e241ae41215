// Route of release times: what reaches the question, whose filings it asks for, and what is refused.
#include "wrapper_world.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(http_release_times)

using namespace http_fakes;

struct FakeReleases : ports::ReleaseReader {
    std::vector<ports::ReleaseQuestion> asked;
    bool too_many = false;
    bool read(const ports::ReleaseQuestion& question,
              const std::function<void(const ports::ReleasedFiling&)>& each) override {
        asked.push_back(question);
        ports::ReleasedFiling filing;
        filing.agency = "np-customs";
        filing.destination = "FR";
        filing.released = {90'000};
        core::Event captured;
        captured.type = core::EventType::item_captured;
        filing.item_events = {captured};
        each(filing);
        return !too_many;
    }
};

/// The real row over fakes; today is 2023-11-14.
struct Releases : World {
    FakeReleases releases;
    std::string admin_key;
    Releases() {
        routes = http::release_time_routes();
        services.releases = &releases;
        for (auto& [prefix, head] : keys.heads) {
            head.principal.tenant = {head.principal.role == core::Role::post ? 7 : 0};
            head.principal.agency = {head.principal.role == core::Role::agency ? 9 : 0};
        }
        admin_key = add(core::Role::admin, "", "");
    }
    Reply ask(const std::string& key, const std::string& query, http::Fields more = {}) {
        more.emplace_back("X-Api-Key", key);
        return call("GET", "/v1/statistics/release-times" + query, more);
    }
    ports::ReleaseQuestion last() const {
        BOOST_REQUIRE(!releases.asked.empty());
        return releases.asked.back();
    }
    /// What the problem says of the parameter.
    std::string wrong(const std::string& key, const std::string& query) {
        releases.asked.clear();
        const Reply reply = ask(key, query);
        BOOST_TEST(reply.status == 400, query);
        BOOST_TEST(reply.code == "bad-parameter", query);
        BOOST_TEST(releases.asked.empty(), query);
        const auto problem = json::read(reply.body);
        BOOST_REQUIRE(problem.ok());
        const auto detail = problem.value().string("detail").value_or("");
        return detail.substr(detail.find(": ") + 2);
    }
};

BOOST_AUTO_TEST_CASE(a_post_asks_for_its_own_thirty_days) {
    Releases figures;
    const Reply reply = figures.ask(figures.post_key, "");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.content_type == "application/json");
    BOOST_TEST(reply.body.starts_with(
        R"({"from":"2023-10-16","to":"2023-11-14","mode":"test","rows":[{"filings":1,"held":0,"times":[)"
        R"({"time":"capture","of":"all","count":1,"median_s":90,"mean_s":90,"p90_s":90,"p95_s":90},)"));
    BOOST_TEST(figures.last().tenant.value == 7);
    BOOST_TEST(!figures.last().agency);
    BOOST_TEST((figures.last().mode == core::Mode::test));
    BOOST_TEST(figures.ask(figures.post_key, "?post=np-post&agency=np-customs&by=destination").status == 200);
    BOOST_TEST(figures.last().tenant.value == 7);
    BOOST_TEST(figures.last().agency_name == "np-customs");
}

BOOST_AUTO_TEST_CASE(an_agency_asks_for_what_was_lodged_with_it) {
    Releases figures;
    BOOST_TEST(figures.ask(figures.agency_key, "?from=2023-11-01&to=2023-11-02&post=in-post").status == 200);
    BOOST_TEST(figures.last().agency.value == 9);
    BOOST_TEST(!figures.last().tenant);
    BOOST_TEST(figures.last().post == "in-post");
    BOOST_TEST(core::to_string(figures.last().from) == "2023-11-01");
    BOOST_TEST(core::to_string(figures.last().to) == "2023-11-02");
    BOOST_TEST(figures.ask(figures.agency_key, "?agency=np-customs").status == 200);
    BOOST_TEST(figures.wrong(figures.agency_key, "?agency=in-customs").starts_with("agency"));
}

BOOST_AUTO_TEST_CASE(an_operator_asks_for_all_of_the_mode_or_one) {
    Releases figures;
    BOOST_TEST(figures.ask(figures.admin_key, "?by=agency").status == 200);
    BOOST_TEST(!figures.last().tenant);
    BOOST_TEST(!figures.last().agency);
    BOOST_TEST((figures.last().mode == core::Mode::test));
    BOOST_TEST(figures.ask(figures.admin_key, "?post=in-post&agency=in-customs").status == 200);
    BOOST_TEST(figures.last().post == "in-post");
    BOOST_TEST(figures.last().agency_name == "in-customs");
}

BOOST_AUTO_TEST_CASE(others_see_nothing_and_no_key_asks_for_everybodys_by_mistake) {
    Releases figures;
    BOOST_TEST(figures.call("GET", "/v1/statistics/release-times").status == 401);
    BOOST_TEST(figures.ask(figures.add(core::Role::counter, "np-post", ""), "").status == 403);
    BOOST_TEST(figures.ask(figures.add(core::Role::post, "np-post", ""), "").status == 403);      // no tenant
    BOOST_TEST(figures.ask(figures.add(core::Role::agency, "", "np-customs"), "").status == 403); // no agency
    BOOST_TEST(figures.releases.asked.empty());
}

BOOST_AUTO_TEST_CASE(wrong_parameters_are_named) {
    Releases figures;
    const auto& key = figures.post_key;
    BOOST_TEST(figures.wrong(key, "?from=2023-02-30").starts_with("from (yyyy-mm-dd)"));
    BOOST_TEST(figures.wrong(key, "?to=yesterday").starts_with("to (yyyy-mm-dd)"));
    BOOST_TEST(figures.wrong(key, "?from=2023-11-02&to=2023-11-01").starts_with("from, to (to before from)"));
    BOOST_TEST(figures.wrong(key, "?from=2022-10-11&to=2023-11-15").starts_with("from, to (at most 400 days)"));
    BOOST_TEST(figures.wrong(key, "?by=sender").starts_with("by (agency, lane, destination, office)"));
    BOOST_TEST(figures.wrong(key, "?by=").starts_with("by (agency, lane, destination, office)"));
    BOOST_TEST(figures.wrong(key, "?post=in-post").starts_with("post"));
    BOOST_TEST(figures.wrong(key, "?agency=").starts_with("agency"));
    BOOST_TEST(figures.wrong(key, "?agency=%ff").starts_with("agency"));
    BOOST_TEST(figures.wrong(key, "?agency=" + std::string(141, 'x')).starts_with("agency"));
    BOOST_TEST(figures.wrong(figures.admin_key, "?post=").starts_with("post"));
    BOOST_TEST(figures.wrong(key, "?sender=Asha").starts_with("from, to, by, post, agency"));
    BOOST_TEST(figures.ask(key, "?from=2022-10-11&to=2023-11-14").status == 200); // 400 days
}

BOOST_AUTO_TEST_CASE(too_much_says_what_to_narrow) {
    Releases figures;
    figures.releases.too_many = true;
    const Reply reply = figures.ask(figures.post_key, "");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.code == "bad-parameter");
    BOOST_TEST(reply.body.find("from, to (at most 100000 filings and 10000 rows") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(csv_where_it_is_asked_for) {
    Releases figures;
    const Reply reply = figures.ask(figures.post_key, "?by=destination", {{"Accept", "text/csv"}});
    BOOST_TEST(reply.content_type == "text/csv; charset=utf-8");
    BOOST_TEST(reply.body.starts_with("\xef\xbb\xbf"
                                      "destination,filings,held,time,of,count,"));
    BOOST_TEST(reply.body.find("\r\nFR,1,0,capture,all,1,90,90,90,90\r\n") != std::string::npos);
    BOOST_TEST(figures.ask(figures.post_key, "?by=x", {{"Accept", "text/csv"}}).content_type ==
               "application/problem+json");
}

BOOST_AUTO_TEST_SUITE_END()
