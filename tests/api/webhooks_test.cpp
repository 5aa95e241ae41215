// Webhooks over HTTP: a post is called, proves who calls, turns its secret, and nobody sees or moves another's.
#include "story.hpp"
#include "support/answering_server.hpp"
#include "support/base64.hpp"
#include "webhooks/signature.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>

BOOST_AUTO_TEST_SUITE(api_webhooks)

using namespace postern::tests::api;
namespace json = postern::json;
namespace core = postern::core;
using postern::tests::AnsweringServer;
using postern::tests::from_base64;
using postern::tests::http_reply;

constexpr const char* kTrying =
    "webhooks.allow-http = true\nwebhooks.allow-private-addresses = true\nwebhooks.look-ms = 20\n"
    "webhooks.of-a-post = 3\n";

/// What a receiver got.
struct Heard {
    std::string id, timestamp, signature, body;
};

std::string header_of(const std::string& request, const std::string& name) {
    const auto at = request.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "";
    const auto begin = at + name.size() + 4;
    return request.substr(begin, request.find("\r\n", begin) - begin);
}

Heard heard_in(const std::string& request) {
    return {header_of(request, "webhook-id"), header_of(request, "webhook-timestamp"),
            header_of(request, "webhook-signature"), request.substr(request.find("\r\n\r\n") + 4)};
}

/// What the receiver's own code computes.
std::string signed_by(const std::string& secret, const Heard& heard) {
    const auto bytes = from_base64(secret.substr(std::string("whsec_").size()));
    return postern::webhooks::signature(bytes, heard.id, {std::stoll(heard.timestamp) * 1000}, heard.body);
}

struct ToldPost {
    RunningGateway gateway{kTrying};
    std::atomic<int> status{200};
    AnsweringServer receiver{[this](const std::string&) { return http_reply(std::to_string(status) + " X"); }};
    Client client{gateway.port(), kPost};

    std::string url() const { return "http://127.0.0.1:" + std::to_string(receiver.port()) + "/hooks"; }
    json::Value added(const std::string& more = {}) {
        const Answer answer = client.send_json("POST", "/v1/webhooks", R"({"url":")" + url() + "\"" + more + "}");
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
        check_form(answer.json(), "NewWebhook");
        BOOST_TEST(answer.header("Location") ==
                   "/v1/webhooks/" + text_of(*answer.json().find("webhook"), "webhook_id"));
        return answer.json();
    }
    json::Value handed_over(const std::string& name = "cn23-good-gift-np-gb.xml") {
        const Answer answer = client.post_xml("/v1/declarations", sample(name));
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
        return answer.json().find("items")->items().at(0);
    }
    /// Asks until the webhook stands so.
    template <class Wanted>
    json::Value wait_until(const std::string& path, const Wanted& wanted) {
        for (int i = 0; i < 3000; ++i) {
            const json::Value body = client.get(path).json();
            if (wanted(body)) return body;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        BOOST_FAIL("it never stood as it should: " << client.get(path).body);
        return {};
    }
    /// The log, once every message in it ended well.
    json::Value all_delivered(const std::string& webhook, std::size_t count) {
        return wait_until("/v1/webhooks/" + webhook + "/deliveries", [count](const json::Value& log) {
            const auto& rows = log.find("deliveries")->items();
            return rows.size() == count && std::ranges::all_of(rows, [](const json::Value& row) {
                       return text_of(row, "state") == "delivered";
                   });
        });
    }
};

std::string id_of(const json::Value& fresh) {
    return text_of(*fresh.find("webhook"), "webhook_id");
}

BOOST_AUTO_TEST_CASE(a_post_is_told_what_its_stream_says_and_can_prove_it) {
    ToldPost post;
    const auto fresh = post.added(R"(,"agency":"np-customs")");
    const json::Value item = post.handed_over();
    const Answer events = post.client.get("/v1/events?agency=np-customs");
    const auto stream = events.json().find("events")->items();
    BOOST_REQUIRE(!stream.empty());
    post.receiver.wait_for(stream.size());
    for (std::size_t i = 0; i < stream.size(); ++i) {
        const auto heard = heard_in(post.receiver.requests().at(i));
        BOOST_TEST(heard.id == text_of(stream[i], "event_id"));
        BOOST_TEST(heard.signature == signed_by(text_of(fresh, "secret"), heard));
        const auto message = json::read(heard.body);
        BOOST_REQUIRE(message.ok());
        BOOST_TEST(text_of(message.value(), "timestamp") == text_of(stream[i], "happened"));
        const auto* data = message.value().find("data");
        for (const char* name : {"event_id", "event", "declaration_id", "item_id", "filing_id", "agency", "by"})
            BOOST_TEST(text_of(*data, name) == text_of(stream[i], name), name);
    }
    BOOST_TEST(heard_in(post.receiver.requests().at(0)).body.find(text_of(item, "declaration_id")) !=
               std::string::npos);
    const auto log = post.all_delivered(id_of(fresh), stream.size());
    check_form(log, "Deliveries");
    BOOST_TEST(text_of(log.find("deliveries")->items().back(), "event_id") == text_of(stream.front(), "event_id"));
    BOOST_TEST(log.find("deliveries")->items()[0].find("status")->text() == "200");
    // page by page, and by state
    const std::string path = "/v1/webhooks/" + id_of(fresh) + "/deliveries";
    std::size_t rows = 0;
    for (std::string next;;) {
        const json::Value page = post.client.get(path + "?limit=1&after=" + next).json();
        rows += page.find("deliveries")->items().size();
        next = text_of(page, "next");
        if (next.empty()) break;
    }
    BOOST_TEST(rows == stream.size());
    BOOST_TEST(post.client.get(path + "?state=given-up").json().find("deliveries")->items().empty());
    BOOST_TEST(post.client.get(path + "?state=lost").code() == "bad-parameter");
    BOOST_TEST(post.client.get(path + "?after=evt_nothing").code() == "bad-cursor");
    // the secret is shown once
    for (const char* where : {"/v1/webhooks", "/v1/webhooks/"}) {
        const std::string target = std::string(where) + (std::string(where).ends_with('/') ? id_of(fresh) : "");
        BOOST_TEST(post.client.get(target).body.find("whsec_") == std::string::npos);
    }
    check_form(post.client.get("/v1/webhooks").json(), "Webhooks");
    BOOST_TEST(post.gateway.log().find("whsec_") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_webhook_begins_where_it_is_told_to) {
    ToldPost post;
    (void)post.handed_over();
    const auto stream = post.client.get("/v1/events").json().find("events")->items();
    BOOST_REQUIRE(stream.size() >= 2);
    const auto fresh = post.added(R"(,"after":")" + text_of(stream[0], "event_id") + "\"");
    (void)post.all_delivered(id_of(fresh), stream.size() - 1);
    BOOST_TEST(heard_in(post.receiver.requests().at(0)).id == text_of(stream[1], "event_id"));
}

BOOST_AUTO_TEST_CASE(a_secret_is_turned_while_messages_come) {
    ToldPost post;
    const auto fresh = post.added();
    const std::string path = "/v1/webhooks/" + id_of(fresh);
    const Answer turned = post.client.send_json("POST", path + "/secret", "{}");
    BOOST_REQUIRE_MESSAGE(turned.status == 200, turned.body);
    check_form(turned.json(), "NewWebhook");
    BOOST_TEST(!text_of(*turned.json().find("webhook"), "former_secret_until").empty());
    const std::string second = text_of(turned.json(), "secret");
    BOOST_TEST(second != text_of(fresh, "secret"));
    const auto tested = [&] {
        const Answer answer = post.client.send_json("POST", path + "/test", "{}");
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        check_form(answer.json(), "WebhookTest");
        BOOST_TEST(answer.json().find("taken")->boolean());
        return heard_in(post.receiver.requests().back());
    };
    auto heard = tested();
    BOOST_TEST(heard.signature == signed_by(second, heard) + " " + signed_by(text_of(fresh, "secret"), heard));
    BOOST_TEST(heard.body.starts_with(R"({"type":"webhook.ping")"));
    const Answer at_once = post.client.send_json("POST", path + "/secret", R"({"former_valid_seconds":0})");
    heard = tested();
    BOOST_TEST(heard.signature == signed_by(text_of(at_once.json(), "secret"), heard));
    BOOST_TEST(text_of(*at_once.json().find("webhook"), "former_secret_until").empty());
    BOOST_TEST(post.client.send_json("POST", path + "/secret", R"({"former_valid_seconds":-1})").code() ==
               "bad-parameter");
    BOOST_TEST(post.client.send_json("POST", path + "/secret", R"({"former_valid_seconds":"1"})").code() == "bad-json");
}

BOOST_AUTO_TEST_CASE(one_that_says_gone_is_stopped_until_the_post_says_otherwise) {
    ToldPost post;
    const auto fresh = post.added();
    const std::string path = "/v1/webhooks/" + id_of(fresh);
    post.status = 410;
    (void)post.handed_over();
    const auto stopped =
        post.wait_until(path, [](const json::Value& webhook) { return !webhook.find("enabled")->boolean(); });
    check_form(stopped, "Webhook");
    BOOST_TEST(text_of(stopped, "stopped_why") == "gone");
    BOOST_TEST(!text_of(stopped, "stopped").empty());
    post.status = 204;
    const std::string as_before = R"({"url":")" + post.url() + "\"}";
    const Answer again = post.client.send_json("PUT", path, as_before);
    BOOST_REQUIRE_MESSAGE(again.status == 200, again.body);
    check_form(again.json(), "Webhook");
    BOOST_TEST(again.json().find("enabled")->boolean());
    const auto events = post.client.get("/v1/events").json().find("events")->items().size();
    (void)post.all_delivered(id_of(fresh), events);
    // by the post's own word, and what it is told of
    const Answer off = post.client.send_json(
        "PUT", path, R"({"url":")" + post.url() + R"(","enabled":false,"event":"filing-released"})");
    BOOST_TEST(text_of(off.json(), "stopped_why") == "by-post");
    BOOST_TEST(text_of(off.json(), "event") == "filing-released");
    BOOST_TEST(post.client.call("DELETE", path).status == 204);
    BOOST_TEST(post.client.get(path).status == 404);
    BOOST_TEST(post.client.call("DELETE", path).status == 404);
}

BOOST_AUTO_TEST_CASE(what_was_told_is_told_once_more) {
    ToldPost post;
    const auto fresh = post.added();
    const std::string path = "/v1/webhooks/" + id_of(fresh);
    (void)post.handed_over();
    const auto stream = post.client.get("/v1/events").json().find("events")->items();
    (void)post.all_delivered(id_of(fresh), stream.size());
    const auto replay = [&](const std::string& body) { return post.client.send_json("POST", path + "/replay", body); };
    BOOST_TEST(replay(R"({"event_id":")" + text_of(stream[0], "event_id") + "\"}").status == 204);
    post.receiver.wait_for(stream.size() + 1);
    BOOST_TEST(heard_in(post.receiver.requests().back()).id == text_of(stream[0], "event_id"));
    BOOST_TEST(replay(R"({"since":"2020-01-01T00:00:00Z","all":true})").status == 204);
    post.receiver.wait_for(2 * stream.size() + 1);
    (void)post.wait_until(path, [](const json::Value& w) { return !w.find("replaying")->boolean(); });
    BOOST_TEST(replay(R"({"since":"2020-01-01T00:00:00Z"})").status == 204); // nothing was given up
    BOOST_TEST(replay(R"({"event_id":"evt_nothing"})").status == 404);
    BOOST_TEST(replay(R"({"since":"yesterday"})").code() == "bad-parameter");
    BOOST_TEST(replay(R"({"since":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"})").code() == "bad-parameter");
    for (const char* bad :
         {"{}", R"({"all":true})", R"({"since":1})", R"({"event_id":"x","since":"x"})", R"({"sinse":"x"})"})
        BOOST_TEST(replay(bad).code() == "bad-json", bad);
    BOOST_TEST(post.receiver.requests().size() == 2 * stream.size() + 1);
}

BOOST_AUTO_TEST_CASE(a_test_says_what_the_webhook_answered) {
    ToldPost post;
    const std::string path = "/v1/webhooks/" + id_of(post.added());
    post.status = 500;
    json::Value answer = post.client.send_json("POST", path + "/test", "{}").json();
    check_form(answer, "WebhookTest");
    BOOST_TEST(!answer.find("taken")->boolean());
    BOOST_TEST(answer.find("status")->text() == "500");
    std::uint16_t nobody = 0;
    {
        const AnsweringServer closed([](const std::string&) { return std::string(); });
        nobody = closed.port();
    }
    BOOST_TEST(
        post.client.send_json("PUT", path, R"({"url":"http://127.0.0.1:)" + std::to_string(nobody) + "\"}").status ==
        200);
    answer = post.client.send_json("POST", path + "/test", "{}").json();
    BOOST_TEST(text_of(answer, "fault") == "not-connected");
    BOOST_TEST(post.client.get(path + "/deliveries").json().find("deliveries")->items().empty());
}

BOOST_AUTO_TEST_CASE(a_webhook_is_its_posts_alone) {
    ToldPost post;
    const std::string path = "/v1/webhooks/" + id_of(post.added());
    Client other(post.gateway.port(), kOtherPost);
    const std::string body = R"({"url":"https://post.example/"})";
    BOOST_TEST(other.get("/v1/webhooks").json().find("webhooks")->items().empty());
    BOOST_TEST(other.get(path).status == 404);
    BOOST_TEST(other.get(path + "/deliveries").status == 404);
    BOOST_TEST(other.send_json("PUT", path, body).status == 404);
    BOOST_TEST(other.call("DELETE", path).status == 404);
    BOOST_TEST(other.send_json("POST", path + "/secret", "{}").status == 404);
    BOOST_TEST(other.send_json("POST", path + "/replay", R"({"since":"2020-01-01T00:00:00Z"})").status == 404);
    BOOST_TEST(other.send_json("POST", path + "/test", "{}").status == 404);
    (void)post.handed_over();
    const auto event = text_of(post.client.get("/v1/events").json().find("events")->items().at(0), "event_id");
    const Answer its_own = other.send_json("POST", "/v1/webhooks", body);
    BOOST_REQUIRE(its_own.status == 201);
    BOOST_TEST(
        other.send_json("POST", "/v1/webhooks/" + id_of(its_own.json()) + "/replay",
                        R"({"event_id":")" + event + "\"}")
            .status == 404); // nobody hears of another's event
    for (const char* key : {kCustoms, kCounter, kAdmin}) {
        Client no_post(post.gateway.port(), key);
        BOOST_TEST(no_post.get("/v1/webhooks").status == 403);
        BOOST_TEST(no_post.send_json("POST", "/v1/webhooks", body).status == 403);
    }
    Client nobody(post.gateway.port(), "");
    BOOST_TEST(nobody.get(path).status == 401);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_webhook_is_refused) {
    RunningGateway gateway("webhooks.of-a-post = 1\n");
    Client client(gateway.port(), kPost);
    const auto refused = [&](const std::string& body) {
        const Answer answer = client.send_json("POST", "/v1/webhooks", body);
        return answer.status == 201 ? "taken" : answer.code();
    };
    const auto with_url = [&](const std::string& url) { return refused(R"({"url":")" + url + "\"}"); };
    for (const char* url : {"", "http://post.example/", "https://127.0.0.1/", "https://localhost/", "https://10.0.0.8/",
                            "https://[::1]/", "https://user:word@post.example/", "ftp://post.example/", "post.example"})
        BOOST_TEST(with_url(url) == "bad-parameter", url);
    BOOST_TEST(with_url("https://post.example/" + std::string(2000, 'a')) == "bad-parameter");
    BOOST_TEST(refused("{}") == "bad-json");
    BOOST_TEST(refused(R"({"url":5})") == "bad-json");
    BOOST_TEST(refused(R"({"url":"https://post.example/","events":["x"]})") == "bad-json");
    BOOST_TEST(refused(R"({"url":"https://post.example/","enabled":"yes"})") == "bad-json");
    BOOST_TEST(refused(R"({"url":"https://post.example/","event":"SOLD"})") == "bad-parameter");
    BOOST_TEST(refused(R"({"url":"https://post.example/","event":""})") == "bad-parameter");
    BOOST_TEST(refused(R"({"url":"https://post.example/","item_id":"42"})") == "bad-parameter");
    BOOST_TEST(refused(R"({"url":"https://post.example/","agency":"a b"})") == "bad-parameter");
    BOOST_TEST(refused(R"({"url":"https://post.example/","after":"cur_x"})") == "bad-cursor");
    BOOST_TEST(with_url("https://post.example/") == "taken");
    BOOST_TEST(with_url("https://post.example/") == "bad-parameter"); // one, and no more
    const auto id = text_of(client.get("/v1/webhooks").json().find("webhooks")->items().at(0), "webhook_id");
    const std::string path = "/v1/webhooks/" + id;
    BOOST_TEST(client.send_json("PUT", path, R"({"url":"http://post.example/"})").code() == "bad-parameter");
    BOOST_TEST(client.send_json("PUT", path, R"({"url":"https://post.example/","after":"evt_x"})").code() ==
               "bad-json");
    BOOST_TEST(client.get("/v1/webhooks/whk_nothing").status == 404);
    // what it was told is noted in the audit, by its id alone
    Client admin(gateway.port(), kAdmin);
    const std::string audit = admin.get("/v1/admin/audit?limit=100").body;
    BOOST_TEST(audit.find("webhooks.manage") != std::string::npos);
    BOOST_TEST(audit.find("post.example") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
