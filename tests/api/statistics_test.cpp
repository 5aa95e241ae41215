// Figures over HTTP: what was submitted is counted, once, for its own post.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(api_statistics)

using namespace postern::tests::api;
namespace json = postern::json;

json::Value figures(Client& client, const std::string& query) {
    const Answer answer = client.get("/v1/statistics/quality" + query);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    check_form(answer.json(), "Quality");
    return answer.json();
}

/// The row of a group, or null.
json::Value row(const json::Value& figures, const std::string& by, const std::string& group) {
    for (const json::Value& one : figures.find("rows")->items())
        if (text_of(one, by) == group) return one;
    return {};
}

std::string number(const json::Value& row, const char* name) {
    const json::Value* member = row.kind() == json::Kind::object ? row.find(name) : nullptr;
    return member == nullptr ? "-" : member->text();
}

BOOST_AUTO_TEST_CASE(good_and_bad_are_counted_and_a_repeat_is_not) {
    const RunningGateway gateway;
    Client client(gateway.port(), kPost);
    const Answer good = client.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
    BOOST_REQUIRE_MESSAGE(good.status == 201, good.body);
    const json::Value item = good.json().find("items")->items().at(0);
    const std::string sender = text_of(item, "sender");
    BOOST_TEST(sender.starts_with("snd_"));
    BOOST_TEST(client.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml")).status == 200);
    const Answer bad = client.post_xml("/v1/declarations", sample("cn23-bad-check-digit.xml"));
    BOOST_TEST(bad.status == 422);
    check_form(bad.json(), "Problem");
    BOOST_TEST(text_of(bad.json(), "sender").starts_with("snd_"));
    BOOST_TEST(client.post_xml("/v1/declarations", sample("cn23-bad-hs-missing.xml")).status == 422);
    BOOST_TEST(client.post_xml("/v1/validations", sample("cn23-bad-hs-shape.xml")).status == 200); // not kept

    const json::Value all = figures(client, "");
    BOOST_REQUIRE(all.find("rows")->items().size() == 1u);
    const json::Value total = all.find("rows")->items()[0];
    BOOST_TEST(number(total, "declarations") == "3");
    BOOST_TEST(number(total, "accepted") == "1");
    BOOST_TEST(number(total, "rejected") == "2");
    BOOST_TEST(text_of(total, "accurate") == "0.6666"); // the check digit
    BOOST_TEST(text_of(total, "complete") == "0.6666"); // the HS code
    BOOST_TEST(text_of(total, "consistent") == "1.0000");
    BOOST_TEST(text_of(total, "post") == "np-post");

    const json::Value code = row(figures(client, "?by=code"), "code", "S10-CHECK-DIGIT");
    BOOST_TEST(number(code, "declarations") == "1");
    BOOST_TEST(number(code, "of") == "3");
    BOOST_TEST(text_of(code, "share") == "0.3333");
    BOOST_TEST(number(row(figures(client, "?by=rule&per=day"), "rule", "ID-1"), "declarations") == "1");
    BOOST_TEST(number(row(figures(client, "?by=source"), "source", "cn23"), "declarations") == "3");

    const json::Value declaration = client.get("/v1/declarations/" + text_of(item, "declaration_id")).json();
    BOOST_TEST(text_of(declaration, "sender") == sender);
    const json::Value own = row(figures(client, "?by=sender"), "sender", sender);
    const json::Value over_time = figures(client, "?by=day&sender=" + sender);
    BOOST_REQUIRE(over_time.find("rows")->items().size() == 1u);
    BOOST_TEST(number(over_time.find("rows")->items()[0], "declarations") == number(own, "declarations"));

    const Answer csv = client.call("GET", "/v1/statistics/quality?by=source", {{"Accept", "text/csv"}});
    BOOST_TEST(csv.header("Content-Type") == "text/csv; charset=utf-8");
    BOOST_TEST(csv.body.find(",cn23,3,1,0,2,") != std::string::npos);

    Client other(gateway.port(), kOtherPost);
    BOOST_TEST(figures(other, "").find("rows")->items().empty());
    Client admin(gateway.port(), kAdmin);
    BOOST_TEST(figures(admin, "?post=np-post").find("rows")->items().size() == 1u);
    BOOST_TEST(figures(admin, "?post=other-post").find("rows")->items().empty());
    Client agency(gateway.port(), kCustoms);
    BOOST_TEST(agency.get("/v1/statistics/quality").status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
