// What customs hears with the closing of a dispatch, and what it says of all that is in it.
#include "story.hpp"
#include "support/own_config.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(api_closing)

using namespace postern::tests;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

const std::string kDispatch = "NPKTMAUSJFKAACN60077";
const std::string kReceptacle = kDispatch + "001100012";

std::string state_of(Client& client, const json::Value& item) {
    const Answer answer = client.get("/v1/declarations/" + text_of(item, "declaration_id"));
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const json::Value now = answer.json();
    return text_of(now.find("filings")->items().at(0), "state");
}

} // namespace

BOOST_AUTO_TEST_CASE(the_document_names_the_receptacle_and_the_exit_comes_for_the_dispatch) {
    const OwnConfig config;
    config.replace("routes.xml", "after=\"np-restricted-consent\" lodge-on=\"acceptance\"",
                   "after=\"np-restricted-consent\" lodge-on=\"dispatch\"");
    const RunningGateway gateway(config.setting());
    Client post(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    const Answer accepted = post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
    BOOST_REQUIRE_MESSAGE(accepted.status == 201, accepted.body);
    const json::Value report = accepted.json();
    const auto& item = report.find("items")->items().at(0);
    BOOST_TEST(state_of(post, item) == "AWAITING_POSITION");

    const Answer told =
        post.send_json("POST", "/v1/dispatches",
                       R"({"dispatch":")" + kDispatch + R"(","flight":"QR651","receptacles":[)" + R"({"receptacle":")" +
                           kReceptacle + R"(","items":[")" + text_of(item, "item_id") + R"("]}]})");
    BOOST_REQUIRE_MESSAGE(told.status == 201, told.body);
    const Answer closed = post.send_json("POST", "/v1/dispatches/" + kDispatch + "/closing", "{}");
    BOOST_REQUIRE_MESSAGE(closed.status == 200, closed.body);
    BOOST_TEST(state_of(post, item) == "QUEUED");
    const json::Value offer = offer_of(agency, filing_of(item));
    BOOST_TEST(offer.find("version")->text() == "1");
    const std::string base = "/v1/agencies/np-customs/";
    const Answer document = agency.get(base + "filings/" + filing_of(item) + "/document");
    BOOST_TEST(document.body.find("<Summary_declaration>" + kReceptacle + "</Summary_declaration>") !=
               std::string::npos);

    const auto say = [&](const std::string& names) {
        return agency.send_json("POST", base + "responses",
                                R"({"events":[{)" + names + R"(,"state":"EXITED","when":"2100-01-01T00:00:00Z"}]})");
    };
    BOOST_TEST(say(R"("dispatch":"NPKTMAUSJFKAACN60078")").code() == "answer-filing-unknown");
    BOOST_TEST(say(R"("dispatch":"NPKTMA")").code() == "answer-unreadable");
    const Answer exited = say(R"("dispatch":")" + kDispatch + '"');
    BOOST_REQUIRE_MESSAGE(exited.status < 300, exited.body);
    const json::Value result = exited.json();
    BOOST_REQUIRE(result.find("filings")->items().size() == 1u);
    BOOST_TEST(text_of(result.find("filings")->items()[0], "filing_id") == filing_of(item));
    BOOST_TEST(text_of(result.find("filings")->items()[0], "state") == "EXITED");
    BOOST_TEST(state_of(post, item) == "EXITED");
    Client other(gateway.port(), kOtherCustoms);
    BOOST_TEST(other
                   .send_json("POST", "/v1/agencies/other-customs/responses",
                              R"({"events":[{"dispatch":")" + kDispatch + R"(","state":"EXITED"}]})")
                   .status >= 400);
}

BOOST_AUTO_TEST_SUITE_END()
