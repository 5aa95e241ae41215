// A post changes what it declared: amends with If-Match, cancels, declares anew.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(api_amendments)

using namespace postern::tests::api;
namespace json = postern::json;

/// A gateway with one declaration.
struct Declared {
    RunningGateway own;
    Client post{own.port(), kPost};
    Client agency{own.port(), kCustoms};
    std::string text = sample("cn23-good-parcel-np-us.xml");
    std::string other = replaced(text, "Felt slippers with leather sole", "Felt boots with leather sole");
    json::Value item;
    std::string path;

    Declared() {
        const Answer sent = post.post_xml("/v1/declarations", text);
        BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
        item = sent.json().find("items")->items().at(0);
        path = "/v1/declarations/" + text_of(item, "declaration_id");
    }
    Answer amend(const std::string& body, const std::string& tag) {
        Headers headers{{"Content-Type", "application/xml"}};
        if (!tag.empty()) headers.emplace_back("If-Match", tag);
        return post.call("PUT", path, headers, body);
    }
    std::vector<std::string> offers() {
        std::vector<std::string> whys;
        const Answer feed = agency.get("/v1/agencies/np-customs/filings");
        for (const json::Value read = feed.json(); const json::Value& offer : read.find("offers")->items())
            whys.push_back(text_of(offer, "why") + " " + std::string(offer.find("version")->text()));
        return whys;
    }
};

BOOST_AUTO_TEST_CASE(other_content_is_a_new_version_that_customs_is_told_of) {
    Declared one;
    BOOST_TEST(one.post.post_xml("/v1/declarations", one.other).code() == "content-differs");
    const std::string tag = one.post.get(one.path).header("ETag");
    BOOST_TEST(tag == "\"v1\"");
    const Answer amended = one.amend(one.other, tag);
    BOOST_REQUIRE_MESSAGE(amended.status == 200, amended.body);
    check_form(amended.json(), "Item");
    BOOST_TEST(amended.header("ETag") == "\"v2\"");
    BOOST_TEST(one.post.get(one.path).header("ETag") == "\"v2\"");
    BOOST_CHECK(one.offers() == (std::vector<std::string>{"new 1", "amended 2"}));
    const Answer document =
        one.agency.get("/v1/agencies/np-customs/filings/" + filing_of(one.item) + "/document?version=2");
    BOOST_TEST(document.body.find("Felt boots") != std::string::npos);

    // the same again is a repeat; the version that was seen before is stale
    const Answer again = one.amend(one.other, "\"v2\"");
    BOOST_TEST(again.status == 200);
    BOOST_TEST(again.body.find("\"repeat\":true") != std::string::npos);
    const Answer stale = one.amend(one.text, tag);
    BOOST_TEST(stale.status == 412);
    BOOST_TEST(stale.code() == "if-match-failed");
    // back to what it was is a change like any other
    BOOST_TEST(one.amend(one.text, "*").header("ETag") == "\"v3\"");
    BOOST_TEST(one.offers().size() == 3u);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_an_amendment_is_said_by_its_code) {
    Declared one;
    BOOST_TEST(one.amend(one.other, "").code() == "bad-parameter");
    for (const char* bad : {"v1", "\"1\"", "\"v\"", "\"v0\"", "\"v1x\"", "\"v99999999999\"", "W/\"v1\""})
        BOOST_TEST(one.amend(one.other, bad).code() == "bad-parameter", bad);
    BOOST_TEST(one.amend(sample("itmatt-100-items.xml"), "*").code() == "too-many-items");
    BOOST_TEST(one.amend("<x/>", "*").code() == "source-unknown");
    BOOST_TEST(one.amend("", "*").status == 400);
    BOOST_TEST(one.amend(replaced(one.text, "CP400182012NP", "RR473124829NP"), "*").code() == "item-id-already-bound");
    // another declaration's item
    const Answer second = one.post.post_xml("/v1/declarations", sample("cn23-good-ems-np-jp.xml"));
    BOOST_REQUIRE(second.status == 201);
    const std::string item_id = text_of(second.json().find("items")->items()[0], "item_id");
    const Answer taken = one.amend(replaced(one.text, "CP400182012NP", item_id), "*");
    BOOST_TEST(taken.code() == "item-id-in-use");
    BOOST_TEST(taken.status == 409);
    // rejected content is kept with its findings and touches nothing
    const Answer rejected = one.amend(replaced(one.text, "<quantity>6</quantity>", "<quantity>0</quantity>"), "*");
    BOOST_TEST(rejected.status == 422);
    BOOST_TEST(one.offers().size() == 2u);
    one.path = "/v1/declarations/dec_nonsense";
    BOOST_TEST(one.amend(one.other, "*").status == 404);
    Client stranger(one.own.port(), kCustoms);
    BOOST_TEST(stranger.send_json("POST", one.path + "/cancellation", "{}").status == 403);
}

BOOST_AUTO_TEST_CASE(what_is_cancelled_ends_and_is_declared_anew) {
    Declared one;
    const std::string cancellation = one.path + "/cancellation";
    for (const char* bad : {"{\"reason\":\"two words\"}", "{\"reason\":\"\"}"})
        BOOST_TEST(one.post.send_json("POST", cancellation, bad).code() == "bad-parameter", bad);
    for (const char* bad : {"{\"reason\":7}", "[]", "{"})
        BOOST_TEST(one.post.send_json("POST", cancellation, bad).code() == "bad-json", bad);
    BOOST_TEST(one.post.call("POST", cancellation, {{"If-Match", "\"v2\""}}).code() == "if-match-failed");
    const Answer done = one.post.send_json("POST", cancellation, "{\"reason\":\"sender-asked\"}");
    BOOST_REQUIRE_MESSAGE(done.status == 200, done.body);
    check_form(done.json(), "Item");
    BOOST_TEST(!text_of(done.json(), "cancelled").empty());
    BOOST_TEST(done.body.find("\"state\":\"CANCELLED\"") != std::string::npos);
    BOOST_CHECK(one.offers() == (std::vector<std::string>{"new 1", "cancelled 1"}));
    const Answer again = one.post.call("POST", cancellation);
    BOOST_TEST(again.status == 200, again.body);
    BOOST_TEST(one.offers().size() == 2u);
    BOOST_TEST(one.post.get(one.path + "/timeline").body.find("\"item-cancelled\"") != std::string::npos);
    const Answer late = one.amend(one.other, "*");
    BOOST_TEST(late.status == 409);
    BOOST_TEST(late.code() == "declaration-cancelled");
    // the same item, declared anew
    const Answer anew = one.post.post_xml("/v1/declarations", one.text);
    BOOST_TEST(anew.status == 201, anew.body);
    BOOST_TEST(one.offers().size() == 3u);
}

BOOST_AUTO_TEST_CASE(what_was_cancelled_takes_neither_an_item_id_nor_a_number) {
    Declared one;
    const Answer sent = one.post.post_xml("/v1/declarations", sample("cn23-good-no-item-id-np-de.xml"));
    BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
    const std::string path = "/v1/declarations/" + text_of(sent.json().find("items")->items()[0], "declaration_id");
    BOOST_REQUIRE(one.post.send_json("POST", path + "/cancellation", "{}").status == 200);
    const Answer bound = one.post.send_json("PUT", path + "/item-id", R"({"item_id":"RR473124829NP"})");
    BOOST_TEST(bound.status == 409, bound.body);
    BOOST_TEST(bound.code() == "declaration-cancelled");
    const Answer number =
        one.post.send_json("POST", path + "/filings", R"({"agency":"np-customs","number":"1","date":"2026-11-20"})");
    BOOST_TEST(number.code() == "declaration-cancelled");
}

BOOST_AUTO_TEST_CASE(what_customs_released_is_neither_amended_nor_cancelled) {
    Declared one;
    const std::string released =
        R"({"events":[{"filing":")" + filing_of(one.item) + R"(","state":"RELEASED","when":"2026-11-18T09:00:00Z"}]})";
    BOOST_REQUIRE(one.agency.send_json("POST", "/v1/agencies/np-customs/responses", released).status == 201);
    BOOST_TEST(one.amend(one.other, "*").code() == "declaration-released");
    BOOST_TEST(one.post.call("POST", one.path + "/cancellation").code() == "declaration-released");
}

BOOST_AUTO_TEST_SUITE_END()
