// The whole way over real HTTP: a post submits, customs polls, takes, acknowledges and answers, the post sees it.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <future>
#include <string>
#include <thread>

BOOST_AUTO_TEST_SUITE(api_story)

using namespace postern::tests::api;
namespace json = postern::json;

BOOST_AUTO_TEST_CASE(from_received_to_released) {
    const json::Value item = submitted(sample("cn23-good-parcel-np-us.xml"));
    const std::string declaration = text_of(item, "declaration_id");
    const std::string filing = filing_of(item);
    BOOST_TEST(text_of(item, "verdict") == "accepted");
    BOOST_REQUIRE(!filing.empty());

    // the same again is answered, not repeated
    const json::Value again = submitted(sample("cn23-good-parcel-np-us.xml"), 200);
    BOOST_TEST(text_of(again, "declaration_id") == declaration);
    BOOST_TEST(again.find("repeat")->boolean());

    Client agency = customs();
    const json::Value offer = offer_of(agency, filing);
    BOOST_TEST(text_of(offer, "why") == "new");
    BOOST_TEST(text_of(offer, "profile") == "np-asycuda");

    const std::string path = "/v1/agencies/np-customs/filings/" + filing + "/document";
    const Answer document = agency.get(path);
    BOOST_TEST(document.status == 200);
    BOOST_TEST(document.body.find("<ASYCUDA") != std::string::npos);
    const std::string tag = document.header("ETag");
    BOOST_TEST(tag.size() == 66u);
    BOOST_TEST(agency.get(path, {{"If-None-Match", tag}}).status == 304);
    BOOST_TEST(agency.get(path + "?version=1").body == document.body);
    BOOST_TEST(agency.get(path + "?version=2").status == 404);

    const Answer acknowledged =
        agency.send_json("POST", "/v1/agencies/np-customs/acknowledgements", "{\"filings\":[\"" + filing + "\"]}");
    BOOST_TEST(acknowledged.status == 200);
    check_form(acknowledged.json(), "Acknowledgement");
    BOOST_TEST(offer_of(agency, filing).find("acknowledged")->boolean());

    const auto answer = [&](const std::string& id, const std::string& state, const std::string& when) {
        return agency.send_json("POST", "/v1/agencies/np-customs/responses",
                                "{\"id\":\"" + id + "\",\"events\":[{\"filing\":\"" + filing + "\",\"state\":\"" +
                                    state + "\",\"when\":\"" + when + "\"}]}");
    };
    const Answer registered = answer("a1", "ACCEPTED", "2026-11-18T08:00:00Z");
    BOOST_TEST(registered.status == 201);
    check_form(registered.json(), "AnswerResult");
    const Answer released = answer("a2", "RELEASED", "2026-11-18T09:00:00Z");
    BOOST_TEST(released.status == 201);
    BOOST_TEST(text_of(released.json().find("filings")->items().at(0), "state") == "RELEASED");
    const Answer told_twice = answer("a2", "RELEASED", "2026-11-18T09:00:00Z");
    BOOST_TEST(told_twice.status == 200);
    BOOST_TEST(told_twice.json().find("repeat")->boolean());
    BOOST_TEST(text_of(told_twice.json(), "answer_id") == text_of(released.json(), "answer_id"));

    Client client = post();
    const Answer timeline = client.get("/v1/declarations/" + declaration + "/timeline");
    BOOST_TEST(timeline.status == 200);
    check_form(timeline.json(), "Timeline");
    BOOST_TEST(timeline.json().find("events")->items().size() >= 3u);
    const Answer filings = client.get("/v1/declarations/" + declaration + "/filings");
    check_form(filings.json(), "DeclarationFilings");
    BOOST_TEST(filings.body.find("\"state\":\"RELEASED\"") != std::string::npos);
    check_form(client.get("/v1/declarations/" + declaration + "/report").json(), "DeclarationReport");
    check_form(client.get("/v1/declarations/" + declaration).json(), "Item");
    const Answer source = client.get("/v1/declarations/" + declaration + "/source");
    BOOST_TEST(source.header("Content-Type") == "application/xml");
    BOOST_TEST(source.body.find("<item_id>CP400182012NP</item_id>") != std::string::npos);
    const Answer item_page = client.get("/v1/items/CP400182012NP");
    check_form(item_page.json(), "ItemDeclarations");
    BOOST_TEST(item_page.json().find("declarations")->items().size() == 1u);

    // released: other content comes too late
    const Answer late = client.post_xml("/v1/declarations",
                                        replaced(sample("cn23-good-parcel-np-us.xml"), "Alice Bellamy", "Bea Smith"));
    BOOST_TEST(late.status == 409);
    check_form(late.json(), "Problem");
    BOOST_TEST(text_of(late.json(), "object_id") == declaration);
}

BOOST_AUTO_TEST_CASE(another_tenants_things_do_not_exist) {
    const json::Value item = submitted(sample("cn23-good-returned-np-au.xml"));
    const std::string declaration = "/v1/declarations/" + text_of(item, "declaration_id");
    Client other(story_gateway().port(), kOtherPost);
    for (const char* part : {"", "/report", "/timeline", "/source", "/filings"})
        BOOST_TEST(other.get(declaration + part).status == 404, part);
    BOOST_TEST(other.get("/v1/items/" + text_of(item, "item_id")).status == 404);
    BOOST_TEST(other.send_json("PUT", declaration + "/item-id", "{\"item_id\":\"CP123456785NP\"}").status == 404);
    const std::string filing = filing_of(item);
    Client stranger(story_gateway().port(), kOtherCustoms);
    if (!filing.empty())
        BOOST_TEST(stranger.get("/v1/agencies/other-customs/filings/" + filing + "/document").status == 404);
    BOOST_TEST(stranger.get("/v1/agencies/other-customs/filings").json().find("offers")->items().empty());
}

BOOST_AUTO_TEST_SUITE_END()
