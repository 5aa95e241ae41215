// Registers over HTTP: what waits, closing by hand, taking a row out, and its refusals.
#include "story.hpp"
#include "support/list_world.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(api_registers)

using namespace postern::tests::api;
namespace json = postern::json;

const char* const kJson = "application/json";

struct Gathering {
    postern::tests::ListWorld world;
    RunningGateway gateway{"home.mappings = " + world.mappings() + "\nhome.config = " + world.config() + "\n"};
    Client post{gateway.port(), kPost};
    Client customs{gateway.port(), kCustoms};

    /// The filing of a sample that was accepted.
    std::string filing(const std::string& file) {
        const Answer answer = post.post_xml("/v1/declarations", sample(file));
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
        const auto item = answer.json().find("items")->items().at(0);
        return text_of(item.find("filings")->items().at(0), "filing_id");
    }
    Answer send(Client& client, const std::string& target, const std::string& body) {
        return client.call("POST", target, {{"Content-Type", kJson}}, body);
    }
};

BOOST_AUTO_TEST_CASE(a_row_waits_is_closed_by_hand_and_taken_out) {
    Gathering g;
    const auto filing = g.filing("cn23-good-parcel-np-us.xml");
    const Answer before = g.post.get("/v1/registers");
    BOOST_REQUIRE_MESSAGE(before.status == 200, before.body);
    check_form(before.json(), "Registers");
    const json::Value waiting = before.json().find("waiting")->items().at(0);
    check_form(waiting, "WaitingRows");
    BOOST_TEST(text_of(waiting, "together") == "US");
    BOOST_TEST(waiting.find("rows")->text() == "1");
    BOOST_TEST(!text_of(waiting, "closes").empty());

    const Answer other_route = g.send(g.post, "/v1/registers", R"({"route":"lk-export"})");
    BOOST_TEST(other_route.status == 200);
    BOOST_TEST(other_route.json().find("registers")->items().empty());
    const Answer closed = g.send(g.post, "/v1/registers", "{}");
    BOOST_REQUIRE_MESSAGE(closed.status == 201, closed.body);
    check_form(closed.json(), "ClosingResult");
    const json::Value made = closed.json().find("registers")->items().at(0);
    check_form(made, "Register");
    const auto id = text_of(made, "register_id");

    const Answer feed = g.customs.get("/v1/agencies/np-customs/filings");
    BOOST_REQUIRE_MESSAGE(feed.status == 200, feed.body);
    const json::Value offer = feed.json().find("offers")->items().at(0);
    BOOST_TEST(text_of(offer, "filing_id") == id);
    const Answer document = g.customs.get("/v1/agencies/np-customs/filings/" + id + "/document");
    BOOST_REQUIRE_MESSAGE(document.status == 200, document.body);
    BOOST_TEST(document.header("Content-Type") == "text/csv");
    BOOST_TEST(document.body.starts_with("no;id;what;kg;why\n1;CP400182012NP;"));

    const Answer detail = g.post.get("/v1/registers/" + id);
    BOOST_REQUIRE_MESSAGE(detail.status == 200, detail.body);
    check_form(detail.json(), "RegisterDetail");
    const json::Value row = detail.json().find("rows")->items().at(0);
    check_form(row, "RegisterRow");
    BOOST_TEST(text_of(row, "filing_id") == filing);
    BOOST_TEST(!row.find("taken_out")->boolean());

    const Answer out = g.send(g.post, "/v1/filings/" + filing + "/removal", R"({"reason":"not-presented"})");
    BOOST_REQUIRE_MESSAGE(out.status == 200, out.body);
    check_form(out.json(), "RemovalResult");
    BOOST_TEST(text_of(out.json(), "register_id") == id);
    BOOST_TEST(text_of(out.json(), "state") == "CANCELLED");
    const Answer again = g.send(g.post, "/v1/filings/" + filing + "/removal", R"({"reason":"late"})");
    BOOST_TEST(again.status == 409);
    BOOST_TEST(again.code() == "row-settled");
}

BOOST_AUTO_TEST_CASE(what_is_not_the_callers_or_not_said_right_is_refused) {
    Gathering g;
    const auto filing = g.filing("cn23-good-parcel-np-us.xml");
    Client other(g.gateway.port(), kOtherPost);
    BOOST_TEST(g.send(other, "/v1/filings/" + filing + "/removal", R"({"reason":"late"})").status == 404);
    BOOST_TEST(other.get("/v1/registers").json().find("waiting")->items().empty());
    BOOST_TEST(g.send(other, "/v1/registers", "{}").status == 200);
    BOOST_TEST(g.send(g.post, "/v1/filings/" + filing + "/removal", R"({"reason":"boredom"})").code() ==
               "bad-parameter");
    BOOST_TEST(g.send(g.post, "/v1/filings/" + filing + "/removal", "{}").code() == "bad-parameter");
    BOOST_TEST(g.send(g.post, "/v1/filings/" + filing + "/removal", R"({"reason":7})").code() == "bad-json");
    BOOST_TEST(g.send(g.post, "/v1/filings/flg_nonsense/removal", R"({"reason":"late"})").status == 404);
    BOOST_TEST(g.send(g.post, "/v1/registers", "[]").code() == "bad-json");
    BOOST_TEST(g.send(g.post, "/v1/registers", R"({"route":1})").code() == "bad-json");
    BOOST_TEST(g.post.get("/v1/registers/" + filing).status == 404); // a row is no register
    BOOST_TEST(g.post.get("/v1/registers?limit=0").code() == "bad-parameter");
    BOOST_TEST(g.customs.get("/v1/registers").status == 403);
    const Answer closed = g.send(g.post, "/v1/registers", "{}");
    const auto id = text_of(closed.json().find("registers")->items().at(0), "register_id");
    BOOST_TEST(other.get("/v1/registers/" + id).status == 404);
}

BOOST_AUTO_TEST_CASE(a_register_that_is_due_is_closed_by_itself) {
    postern::tests::ListWorld world;
    world.change("mappings/np-list/profile.xml", "max-rows=\"3\"", "max-rows=\"1\"");
    const RunningGateway gateway("registers.look-ms = 50\nhome.mappings = " + world.mappings() +
                                 "\nhome.config = " + world.config() + "\n");
    Client post(gateway.port(), kPost);
    Client customs(gateway.port(), kCustoms);
    BOOST_REQUIRE(post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml")).status == 201);
    const Answer feed = customs.get("/v1/agencies/np-customs/filings?wait=20");
    BOOST_REQUIRE_MESSAGE(feed.status == 200, feed.body);
    BOOST_TEST(feed.json().find("offers")->items().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
