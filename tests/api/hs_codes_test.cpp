// The look-up of tariff numbers over HTTP: proposals, the sender's own before them, and what is refused.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_hs_codes)

using namespace postern::tests::api;
namespace json = postern::json;

Answer send(const std::string& key, const std::string& target, const std::string& body) {
    return Client(story_gateway().port(), key).call("POST", target, {{"Content-Type", "application/json"}}, body);
}

json::Value found(const Answer& answer) {
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const json::Value value = answer.json();
    check_form(value, "HsCodes");
    return value;
}

json::Value asked(const std::string& query, const std::string& language = "en") {
    return found(
        Client(story_gateway().port(), kCounter).get("/v1/hs-codes?" + query, {{"Accept-Language", language}}));
}

json::Value searched(const std::string& body, const std::string& key = kCounter) {
    return found(send(key, "/v1/hs-codes/search", body));
}

std::string front_code(const json::Value& answer) {
    const auto& results = answer.find("results")->items();
    return results.empty() ? std::string() : text_of(results.front(), "code");
}

BOOST_AUTO_TEST_CASE(words_give_codes_in_the_clerks_language) {
    const auto shawl = asked("q=pashmina+shawl");
    BOOST_TEST(front_code(shawl) == "621420");
    BOOST_TEST(text_of(shawl, "lang") == "en");
    const auto& first = shawl.find("results")->items().front();
    BOOST_TEST(text_of(first, "from") == "list");
    BOOST_TEST(text_of(first, "words") == "pashmina shawl");
    BOOST_TEST(first.find("used") == nullptr);
    BOOST_TEST(front_code(asked("q=savon", "fr")) == "340111");
    BOOST_TEST(front_code(asked("q=savon&lang=fr")) == "340111");
    BOOST_TEST(text_of(asked("q=savon&lang=fr-CA"), "lang") == "fr");
    BOOST_TEST(text_of(asked("q=shawl&lang=ar"), "lang") == "en");
    BOOST_TEST(front_code(asked("q=chompa%20de%20alpaca&lang=es")) == "611019");
    BOOST_TEST(asked("q=cotton&limit=3").find("results")->items().size() == 3U);
    BOOST_TEST(asked("q=xqzvw").find("results")->items().empty());
}

BOOST_AUTO_TEST_CASE(what_is_asked_wrongly_is_named) {
    Client counter(story_gateway().port(), kCounter);
    for (const auto& [query, parameter] :
         std::vector<std::pair<std::string, std::string>>{{"", "q"},
                                                          {"q=", "q"},
                                                          {"q=%20", "q"},
                                                          {"q=" + std::string(101, 'a'), "q"},
                                                          {"q=tea&limit=0", "limit"},
                                                          {"q=tea&limit=21", "limit"},
                                                          {"q=tea&limit=x", "limit"},
                                                          {"q=tea&lang=" + std::string(36, 'e'), "lang"},
                                                          {"q=tea&sender=Maharjan", "sender"}}) {
        const Answer answer = counter.get("/v1/hs-codes?" + query);
        BOOST_TEST(answer.status == 400, query);
        BOOST_TEST(text_of(answer.json(), "code") == "bad-parameter", query);
        if (parameter != "sender")
            BOOST_TEST(text_of(answer.json(), "detail").find(parameter) != std::string::npos, query);
    }
    for (const auto& [body, code] : std::vector<std::pair<std::string, std::string>>{
             {"{}", "bad-parameter"},
             {R"({"q":""})", "bad-parameter"},
             {R"({"q":7})", "bad-json"},
             {R"([])", "bad-json"},
             {R"({"q":"tea","limit":50})", "bad-parameter"},
             {R"({"q":"tea","sender":"me"})", "bad-json"},
             {R"({"q":"tea","sender":{"name":7}})", "bad-json"},
             {R"({"q":"tea","sender":{"numbers":{}}})", "bad-json"},
             {R"({"q":"tea","sender":{"name":")" + std::string(600, 'x') + R"("}})", "bad-parameter"}}) {
        const Answer answer = send(kCounter, "/v1/hs-codes/search", body);
        BOOST_TEST(answer.status == 400, body);
        BOOST_TEST(text_of(answer.json(), "code") == code, body);
    }
    const Answer nobody = Client(story_gateway().port(), "").get("/v1/hs-codes?q=tea");
    BOOST_TEST(nobody.status == 401);
}

BOOST_AUTO_TEST_CASE(what_the_sender_declared_before_leads) {
    std::string message = sample("json-good-sale-np-de.json");
    const auto replace = [&](const std::string& what, const std::string& by) {
        for (auto at = message.find(what); at != std::string::npos; at = message.find(what, at + by.size()))
            message.replace(at, what.size(), by);
    };
    const auto value = json::read(message).value();
    const std::string item = text_of(value, "item_id");
    const std::string reference = text_of(value, "sender_reference");
    if (!item.empty()) replace(item, "CP730042003NP");
    if (!reference.empty()) replace(reference, "HS-LOOK-UP-1");
    const std::string hs = text_of(value.find("lines")->items().front(), "hs_code").substr(0, 6);
    std::string sender = R"({"name":")" + text_of(*value.find("sender"), "name") + R"(","business":")" +
                         text_of(*value.find("sender"), "business") + R"(","postcode":")" +
                         text_of(*value.find("sender"), "postcode") + R"(","country":"NP"})";
    if (const auto* numbers = value.find("sender")->find("numbers")) {
        const auto& number = numbers->items().front();
        sender = R"({"numbers":[{"scheme":")" + text_of(number, "scheme") + R"(","value":")" +
                 text_of(number, "value") + R"(","side":"origin"}]})";
    }
    const Answer sent = send(kPost, "/v1/declarations", message);
    BOOST_REQUIRE_MESSAGE(sent.status == 201 || sent.status == 200, sent.body);
    const auto known = searched(R"({"sender":)" + sender + "}");
    BOOST_REQUIRE(!known.find("results")->items().empty());
    const auto& first = known.find("results")->items().front();
    BOOST_TEST(text_of(first, "from") == "history");
    BOOST_TEST(first.find("used") != nullptr);
    bool is_there = false;
    for (const auto& one : known.find("results")->items())
        is_there = is_there || text_of(one, "code") == hs;
    BOOST_TEST(is_there);
    BOOST_TEST(searched(R"({"sender":{"name":"Nobody Known"}})").find("results")->items().empty());
    BOOST_TEST(searched(R"({"sender":)" + sender + "}", kCustoms).find("results")->items().empty()); // no post's key
}

BOOST_AUTO_TEST_CASE(who_chose_the_code_is_kept) {
    std::string message = sample("json-good-sale-np-de.json");
    const auto at = message.find("\"hs_code\"");
    BOOST_REQUIRE(at != std::string::npos);
    const auto with = [&](const std::string& who) {
        return message.substr(0, at) + "\"hs_chosen_by\": \"" + who + "\", " + message.substr(at);
    };
    const Answer good = send(kPost, "/v1/validations", with("clerk"));
    BOOST_REQUIRE_EQUAL(good.status, 200);
    const auto report = good.json();
    BOOST_TEST(report.find("counts")->find("rejected")->text() == "0");
    const Answer wrong = send(kPost, "/v1/validations", with("machine"));
    BOOST_REQUIRE_EQUAL(wrong.status, 200);
    const auto refused = wrong.json();
    BOOST_TEST(refused.find("counts")->find("rejected")->text() == "1");
}

BOOST_AUTO_TEST_SUITE_END()
