// The route of figures: whose, for which days, by what; and every parameter that is wrong, by its name.
#include "wrapper_world.hpp"

#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

BOOST_AUTO_TEST_SUITE(http_statistics)

using namespace http_fakes;
using postern::ports::QualityBy;
using postern::ports::QualityPer;

struct FakeQuality : ports::QualityReader {
    std::vector<ports::QualityQuestion> asked;
    bool too_much = false;
    std::optional<std::vector<ports::QualityRow>> rows(const ports::QualityQuestion& question) override {
        asked.push_back(question);
        if (too_much) return std::nullopt;
        ports::QualityRow row;
        row.post = "np-post";
        row.bucket = question.from;
        row.group = "gpo";
        row.declarations = 4;
        row.accurate = 3;
        return std::vector{row};
    }
};

/// The real row over fakes; today is 2023-11-14.
struct Figures : World {
    FakeQuality quality;
    std::string admin_key;
    Figures() {
        routes = http::statistics_routes();
        services.quality = &quality;
        for (auto& [prefix, head] : keys.heads)
            head.principal.tenant = {head.principal.role == core::Role::post ? 7 : 0};
        admin_key = add(core::Role::admin, "", "");
    }
    Reply ask(const std::string& query, http::Fields more = {}) {
        more.emplace_back("X-Api-Key", post_key);
        return call("GET", "/v1/statistics/quality" + query, more);
    }
    Reply ask_as_admin(const std::string& query) {
        return call("GET", "/v1/statistics/quality" + query, {{"X-Api-Key", admin_key}});
    }
    ports::QualityQuestion last() const {
        BOOST_REQUIRE(!quality.asked.empty());
        return quality.asked.back();
    }
    /// What the problem says of the parameter.
    std::string wrong(const std::string& query) {
        const Reply reply = ask(query);
        BOOST_TEST(reply.status == 400, query);
        BOOST_TEST(reply.code == "bad-parameter", query);
        BOOST_TEST(quality.asked.empty(), query);
        const auto problem = json::read(reply.body);
        BOOST_REQUIRE(problem.ok());
        const auto detail = problem.value().string("detail").value_or("");
        return detail.substr(detail.find(": ") + 2);
    }
};

BOOST_AUTO_TEST_CASE(without_parameters_thirty_days_of_the_keys_own_post) {
    Figures figures;
    const Reply reply = figures.ask("");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.content_type == "application/json");
    BOOST_TEST(reply.body.find(R"("accurate":"0.7500")") != std::string::npos);
    const auto asked = figures.last();
    BOOST_TEST(asked.tenant.value == 7);
    BOOST_TEST((asked.mode == core::Mode::test));
    BOOST_TEST(core::to_string(asked.from) == "2023-10-16");
    BOOST_TEST(core::to_string(asked.to) == "2023-11-14");
    BOOST_TEST((asked.by == QualityBy::nothing));
    BOOST_TEST((asked.per == QualityPer::whole));
    BOOST_TEST(asked.at_least == 1);
}

BOOST_AUTO_TEST_CASE(every_parameter_reaches_the_question) {
    Figures figures;
    BOOST_TEST(figures
                   .ask("?from=2023-01-01&to=2023-12-31&by=source&per=week&office=%20Kathmandu++GPO&source=cn23"
                        "&at_least=5&post=np-post")
                   .status == 200);
    auto asked = figures.last();
    BOOST_TEST(core::to_string(asked.from) == "2023-01-01");
    BOOST_TEST(core::to_string(asked.to) == "2023-12-31");
    BOOST_TEST((asked.by == QualityBy::source));
    BOOST_TEST((asked.per == QualityPer::week));
    BOOST_TEST(asked.office.value_or("-") == "kathmandu gpo");
    BOOST_TEST(asked.source.value_or("-") == "cn23");
    BOOST_TEST(asked.at_least == 5);
    BOOST_TEST(figures.ask("?by=month&sender=snd_aaaaaaaaaaab").status == 200);
    asked = figures.last();
    BOOST_TEST((asked.by == QualityBy::nothing));
    BOOST_TEST((asked.per == QualityPer::month));
    BOOST_TEST(asked.sender == 1);
    BOOST_TEST(figures.ask("?by=sender&per=day&sender=snd_aaaaaaaaaaab&office").code == "bad-parameter");
    BOOST_TEST(figures.ask("?by=sender&per=day&sender=snd_aaaaaaaaaaab").status == 200);
    BOOST_TEST(figures.ask("?office=&by=code").status == 200);
    BOOST_TEST(figures.last().office.value_or("-") == "");
}

BOOST_AUTO_TEST_CASE(wrong_parameters_are_named) {
    Figures figures;
    BOOST_TEST(figures.wrong("?from=2023-02-30").starts_with("from (yyyy-mm-dd)"));
    BOOST_TEST(figures.wrong("?to=yesterday").starts_with("to (yyyy-mm-dd)"));
    BOOST_TEST(figures.wrong("?to=0001-01-01").starts_with("to (yyyy-mm-dd)"));
    BOOST_TEST(figures.wrong("?from=1999-12-31&to=2000-01-02").starts_with("from (yyyy-mm-dd)"));
    BOOST_TEST(figures.wrong("?from=2023-11-02&to=2023-11-01").starts_with("from, to (to before from)"));
    BOOST_TEST(figures.wrong("?from=2022-10-11&to=2023-11-15").starts_with("from, to (at most 400 days)"));
    BOOST_TEST(figures.wrong("?by=name").starts_with("by (sender, office"));
    BOOST_TEST(figures.wrong("?per=year").starts_with("per (day, week, month)"));
    BOOST_TEST(figures.wrong("?by=day&per=month").starts_with("per (not beside by=day)"));
    BOOST_TEST(figures.wrong("?sender=Asha").starts_with("sender"));
    BOOST_TEST(figures.wrong("?by=code&sender=snd_aaaaaaaaaaab").starts_with("sender"));
    BOOST_TEST(figures.wrong("?by=sender&office=gpo").starts_with("office"));
    BOOST_TEST(figures.wrong("?office=" + std::string(141, 'x')).starts_with("office"));
    BOOST_TEST(figures.wrong("?office=%ff").starts_with("office"));
    BOOST_TEST(figures.wrong("?by=rule&source=cn23").starts_with("source"));
    BOOST_TEST(figures.wrong("?by=sender&source=cn23").starts_with("source"));
    BOOST_TEST(figures.wrong("?source=").starts_with("source"));
    BOOST_TEST(figures.wrong("?at_least=0").starts_with("at_least (1-1000000)"));
    BOOST_TEST(figures.wrong("?post=in-post").starts_with("post"));
    BOOST_TEST(figures.wrong("?name=Asha").starts_with("from, to, by, per"));
}

BOOST_AUTO_TEST_CASE(four_hundred_days_are_one_answer) {
    Figures figures;
    BOOST_TEST(figures.ask("?from=2022-10-11&to=2023-11-14").status == 200);
}

BOOST_AUTO_TEST_CASE(too_much_says_what_to_narrow) {
    Figures figures;
    figures.quality.too_much = true;
    const Reply reply = figures.ask("?by=sender");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.code == "bad-parameter");
    BOOST_TEST(reply.body.find("from, to, per, at_least (at most 10000 rows") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_operator_sees_all_posts_or_one) {
    Figures figures;
    BOOST_TEST(figures.ask_as_admin("?by=office").status == 200);
    BOOST_TEST(figures.last().tenant.value == 0);
    BOOST_TEST(figures.last().post == "");
    BOOST_TEST((figures.last().mode == core::Mode::test));
    BOOST_TEST(figures.ask_as_admin("?post=in-post").status == 200);
    BOOST_TEST(figures.last().post == "in-post");
    BOOST_TEST(figures.ask_as_admin("?post=").code == "bad-parameter");
}

BOOST_AUTO_TEST_CASE(others_see_nothing) {
    Figures figures;
    BOOST_TEST(figures.call("GET", "/v1/statistics/quality").status == 401);
    BOOST_TEST(figures.call("GET", "/v1/statistics/quality", figures.as_agency()).status == 403);
    const auto counter = figures.add(core::Role::counter, "np-post", "");
    BOOST_TEST(figures.call("GET", "/v1/statistics/quality", {{"X-Api-Key", counter}}).status == 403);
    const auto nobodys = figures.add(core::Role::post, "np-post", ""); // no tenant: it must not read everybody's
    BOOST_TEST(figures.call("GET", "/v1/statistics/quality", {{"X-Api-Key", nobodys}}).status == 403);
    BOOST_TEST(figures.quality.asked.empty());
}

BOOST_AUTO_TEST_CASE(csv_where_it_is_asked_for) {
    Figures figures;
    for (const char* accept : {"text/csv", "Text/CSV; charset=utf-8", "text/csv, */*;q=0.1"}) {
        const Reply reply = figures.ask("?by=office", {{"Accept", accept}});
        BOOST_TEST(reply.content_type == "text/csv; charset=utf-8", accept);
        BOOST_TEST(reply.body.starts_with("\xef\xbb\xbfpost,from,office,declarations,"), accept);
    }
    for (const char* accept : {"", "*/*", "application/json", "text/csv, application/json", "text/csvx"})
        BOOST_TEST(figures.ask("", {{"Accept", accept}}).content_type == "application/json", accept);
    BOOST_TEST(figures.ask("?by=x", {{"Accept", "text/csv"}}).content_type == "application/problem+json");
}

BOOST_AUTO_TEST_SUITE_END()
