// How an item stands, for its exporter: page and JSON, in every language, and only for who has the secret.
#include "counter/status_secret.hpp"
#include "crypto/public_id.hpp"
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

BOOST_AUTO_TEST_SUITE(api_status)

using namespace postern;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

constexpr const char* kStatusItem = "CP400182012NP";

std::string installation_key(const RunningGateway& gateway) {
    std::ifstream file(gateway.data() + "/installation.key", std::ios::binary);
    std::string key;
    std::getline(file, key);
    return key;
}

/// A gateway with one parcel, as its exporter asks for it.
struct Sent {
    RunningGateway gateway;
    Client post{gateway.port(), kPost};
    Client agency{gateway.port(), kCustoms};
    Client exporter{gateway.port(), ""};
    json::Value item;
    std::string secret;
    std::string path = std::string("/v1/status/") + kStatusItem;

    Sent() {
        const Answer sent = post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
        BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
        item = sent.json().find("items")->items().at(0);
        const std::string key = installation_key(gateway);
        const auto declaration =
            crypto::IdCipher(key).open(crypto::IdKind::declaration, text_of(item, "declaration_id"));
        BOOST_REQUIRE(declaration.has_value());
        secret = counter::status_secret(key, {*declaration});
    }
    Answer asked(const std::string& more = {}, const Headers& headers = {}) {
        return exporter.get(path + "?s=" + secret + more, headers);
    }
    json::Value status(const std::string& more = {}) {
        const Answer answer = asked(more);
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        auto value = answer.json();
        check_form(value, "PublicStatus");
        return value;
    }
    Answer page(const std::string& query, const Headers& headers = {}) {
        return exporter.get(std::string("/status/") + kStatusItem + query, headers);
    }
    void customs_say(const std::string& event) {
        const Answer answer = agency.send_json("POST", "/v1/agencies/np-customs/responses",
                                               R"({"events":[{"filing":")" + filing_of(item) + "\"," + event + "}]}");
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    }
    void scanned(const std::string& event, const std::string& when) {
        const Answer told = post.send_json("POST", "/v1/item-events",
                                           std::string(R"({"events":[{"item_id":")") + kStatusItem + R"(","event":")" +
                                               event + R"(","when":")" + when + R"(","office":"NPKTMA"}]})");
        BOOST_REQUIRE_MESSAGE(told.status == 200, told.body);
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(plain_words_along_the_way) {
    Sent sent;
    const auto first = sent.status();
    BOOST_TEST(text_of(first, "state") == "waiting-for-customs");
    BOOST_TEST(first.find("test")->boolean());
    sent.customs_say(R"("state":"CONTROL_DOCUMENTS","documents":["invoice"])");
    const auto asks = sent.status("&lang=fr");
    BOOST_TEST(text_of(asks, "state") == "documents-asked");
    BOOST_TEST(text_of(asks, "title") == "La douane demande des papiers");
    BOOST_REQUIRE(asks.find("asks")->items().size() == 1u);
    BOOST_TEST(text_of(asks.find("asks")->items()[0], "title") == "Facture");
    sent.customs_say(R"("state":"RELEASED","reference":"MRN26NP000000001X")");
    const Answer released = sent.asked();
    BOOST_TEST(text_of(released.json(), "state") == "customs-released");
    for (const char* hidden : {"MRN26NP000000001X", "np-customs", "dec_", "fil_", "Lalitpur"})
        BOOST_TEST(released.body.find(hidden) == std::string::npos, hidden);
    sent.scanned("EMC", text_of(sent.status(), "since"));
    BOOST_TEST(text_of(sent.status(), "state") == "on-its-way");
}

BOOST_AUTO_TEST_CASE(without_the_secret_nothing_is_told) {
    Sent sent;
    const Answer wrong = sent.exporter.get(sent.path + "?s=0123456789ABCDEF");
    const Answer unknown = sent.exporter.get("/v1/status/CP400182026NP?s=" + sent.secret);
    const Answer none = sent.exporter.get(sent.path);
    for (const Answer* answer : {&wrong, &unknown, &none}) {
        BOOST_TEST(answer->status == 404);
        BOOST_TEST(answer->code() == "not-found");
        BOOST_TEST(answer->header("ETag").empty());
        BOOST_TEST(answer->body.size() == wrong.body.size());
    }
    BOOST_TEST(sent.exporter.get("/v1/status/CP400182013NP?s=" + sent.secret).status == 404); // no S10
    BOOST_TEST(sent.exporter.get("/v1/status/nothing?s=" + std::string(300, 'A')).status == 404);
    BOOST_TEST(sent.asked("&lang=" + std::string(40, 'a')).status == 400);
    BOOST_TEST(sent.asked("&who=me").status == 400);
    // as people type it
    std::string typed = sent.secret;
    typed.insert(8, "-");
    for (char& c : typed)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    BOOST_TEST(sent.exporter.get(sent.path + "?s=" + typed).status == 200);
}

BOOST_AUTO_TEST_CASE(the_page_says_the_same_in_every_language) {
    Sent sent;
    for (const std::string lang : {"ar", "en", "es", "fr", "pt"}) {
        const auto told = sent.status("&lang=" + lang);
        BOOST_TEST(text_of(told, "lang") == lang);
        const Answer page = sent.page("?s=" + sent.secret + "&lang=" + lang);
        BOOST_TEST(page.status == 200);
        BOOST_TEST(page.body.find(text_of(told, "title")) != std::string::npos);
        const std::string direction = lang == "ar" ? "rtl" : "ltr";
        BOOST_TEST(page.body.find("<html lang=\"" + lang + "\" dir=\"" + direction + "\">") != std::string::npos);
        BOOST_TEST(page.body.find("class=\"test\"") != std::string::npos);
        BOOST_TEST(page.body.find("<script") == std::string::npos);
        BOOST_TEST(page.header("Content-Language") == lang);
        BOOST_TEST(page.header("Content-Security-Policy").starts_with("default-src 'none'; style-src 'sha256-"));
        BOOST_TEST(page.header("Referrer-Policy") == "no-referrer");
        BOOST_TEST(page.header("X-Robots-Tag") == "noindex");
    }
    BOOST_TEST(text_of(sent.asked({}, {{"Accept-Language", "pt-BR"}}).json(), "lang") == "pt");
    // a profile has texts of its own in Nepali, and the page has none
    BOOST_TEST(text_of(sent.status("&lang=ne"), "lang") == "en");
    BOOST_TEST(sent.page("?lang=ne").body.find(">ne<") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_page_asks_for_the_secret) {
    Sent sent;
    const Answer form = sent.page("?lang=es");
    BOOST_TEST(form.status == 200);
    BOOST_TEST(form.body.find("<input id=\"s\" name=\"s\"") != std::string::npos);
    BOOST_TEST(form.body.find("value=\"es\"") != std::string::npos);
    // an item that is not here is asked for its secret too
    BOOST_TEST(sent.exporter.get("/status/CP400182026NP?lang=es").status == 200);
    const Answer wrong = sent.page("?s=0123456789ABCDEF");
    BOOST_TEST(wrong.status == 404);
    BOOST_TEST(wrong.body.find("role=\"alert\"") != std::string::npos);
    BOOST_TEST(wrong.body.find("0123456789ABCDEF") == std::string::npos);
    const Answer odd = sent.exporter.get("/status/%3Cscript%3E?s=x");
    BOOST_TEST(odd.status == 404);
    BOOST_TEST(odd.body.find("script") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_did_not_change_is_not_sent_again) {
    Sent sent;
    for (const std::string path : {"/v1/status/", "/status/"}) {
        const std::string target = path + kStatusItem + "?s=" + sent.secret;
        const std::string tag = sent.exporter.get(target).header("ETag");
        BOOST_REQUIRE(!tag.empty());
        const Answer again = sent.exporter.get(target, {{"If-None-Match", tag}});
        BOOST_TEST(again.status == 304);
        BOOST_TEST(again.body.empty());
    }
    const std::string tag = sent.asked().header("ETag");
    sent.customs_say(R"("state":"RELEASED")");
    BOOST_TEST(sent.asked({}, {{"If-None-Match", tag}}).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
