// Release times over HTTP: what customs released is counted for its post and for the agency, and for nobody else.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(api_release_times)

using namespace postern::tests::api;
namespace json = postern::json;

json::Value release_times(Client& client, const std::string& query) {
    const Answer answer = client.get("/v1/statistics/release-times" + query);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    check_form(answer.json(), "ReleaseTimes");
    return answer.json();
}

/// A number of the first row's time.
std::string told(const json::Value& figures, std::string_view time, std::string_view of, const char* name) {
    for (const json::Value& one : figures.find("rows")->items().at(0).find("times")->items())
        if (text_of(one, "time") == time && text_of(one, "of") == of) {
            const json::Value* number = one.find(name);
            return number == nullptr ? "-" : number->text();
        }
    return "none";
}

/// An answer whose times lie a day ahead, so that no clock of a test machine is before them.
std::string neutral_event(const std::string& filing, const std::string& state, const std::string& when,
                          const std::string& lane = {}) {
    return R"({"filing":")" + filing + R"(","state":")" + state + R"(","when":")" + when + R"(","lane":")" + lane +
           R"("})";
}

BOOST_AUTO_TEST_CASE(a_released_filing_is_told_with_its_hold_to_whom_it_concerns) {
    const RunningGateway gateway;
    Client post(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    BOOST_TEST(release_times(post, "").find("rows")->items().empty());
    const Answer report = post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
    BOOST_REQUIRE_MESSAGE(report.status == 201, report.body);
    const std::string filing = filing_of(report.json().find("items")->items().at(0));
    const std::string base = "/v1/agencies/np-customs/";
    BOOST_TEST(agency.send_json("POST", base + "acknowledgements", R"({"filings":[")" + filing + R"("]})").status ==
               200);
    const Answer answer =
        agency.send_json("POST", base + "responses",
                         R"({"events":[)" + neutral_event(filing, "CONTROL_PHYSICAL", "2100-01-01T10:00:00Z", "red") +
                             "," + neutral_event(filing, "UNDER_ASSESSMENT", "2100-01-01T10:30:00Z") + "," +
                             neutral_event(filing, "RELEASED", "2100-01-01T12:00:00.600Z") + "]}");
    BOOST_REQUIRE_MESSAGE(answer.status < 300, answer.body);

    const std::string days = "?from=2100-01-01&to=2100-01-01";
    for (Client* client : {&post, &agency}) {
        const json::Value figures = release_times(*client, days);
        BOOST_REQUIRE(figures.find("rows")->items().size() == 1u);
        BOOST_TEST(figures.find("rows")->items()[0].find("held")->text() == "1");
        BOOST_TEST(told(figures, "capture", "all", "count") == "1");
        BOOST_TEST(told(figures, "lodging", "held", "count") == "1");
        BOOST_TEST(told(figures, "lodging", "unheld", "count") == "0");
        BOOST_TEST(told(figures, "lodging", "unheld", "mean_s") == "-");
        BOOST_TEST(told(figures, "hold", "any", "median_s") == "1800");
        BOOST_TEST(told(figures, "hold", "CONTROL_PHYSICAL", "mean_s") == "1800");
        const auto whole = std::stoll(told(figures, "lodging", "all", "p95_s"));
        BOOST_TEST(whole - std::stoll(told(figures, "lodging", "net", "p95_s")) == 1800);
        BOOST_TEST(release_times(*client, "?from=2099-12-30&to=2099-12-31").find("rows")->items().empty());
    }
    const auto group = [&](const std::string& by) {
        const json::Value figures = release_times(post, days + "&by=" + by);
        BOOST_REQUIRE(figures.find("rows")->items().size() == 1u);
        return text_of(figures.find("rows")->items()[0], by);
    };
    BOOST_TEST(group("agency") == "np-customs");
    BOOST_TEST(group("lane") == "red");
    BOOST_TEST(group("destination") == "US");
    BOOST_TEST(!group("office").empty());
    const Answer csv = post.call("GET", "/v1/statistics/release-times" + days + "&by=lane", {{"Accept", "text/csv"}});
    BOOST_TEST(csv.body.find("\r\nred,1,1,hold,any,1,1800,1800,1800,1800\r\n") != std::string::npos);

    Client other_post(gateway.port(), kOtherPost);
    BOOST_TEST(release_times(other_post, days).find("rows")->items().empty());
    Client other_agency(gateway.port(), kOtherCustoms);
    BOOST_TEST(release_times(other_agency, days).find("rows")->items().empty());
    Client admin(gateway.port(), kAdmin);
    BOOST_TEST(release_times(admin, days + "&post=np-post").find("rows")->items().size() == 1u);
    BOOST_TEST(release_times(admin, days + "&post=other-post").find("rows")->items().empty());
    Client counter(gateway.port(), kCounter);
    BOOST_TEST(counter.get("/v1/statistics/release-times").status == 403);
    BOOST_TEST(post.get("/v1/statistics/release-times?post=other-post").code() == "bad-parameter");
    BOOST_TEST(post.get("/v1/statistics/release-times?from=1999-01-01").code() == "bad-parameter");
}

BOOST_AUTO_TEST_SUITE_END()
