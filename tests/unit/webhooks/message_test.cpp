// What is sent to a webhook: its signature by the published vector, its form, and what it does not hold.
#include "support/base64.hpp"
#include "vault/vault.hpp"
#include "webhooks/endpoint_url.hpp"
#include "webhooks/message.hpp"
#include "webhooks/signature.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <regex>
#include <set>

BOOST_AUTO_TEST_SUITE(webhook_messages)

using namespace postern;

using tests::from_base64;

BOOST_AUTO_TEST_CASE(the_signature_is_that_of_the_published_vector) {
    const std::string secret = from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    BOOST_TEST(webhooks::secret_text(secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    BOOST_TEST(webhooks::signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", {1'614'265'330'999},
                                   R"({"test": 2432232314})") == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

ports::PostEvent released() {
    ports::PostEvent row;
    row.event.key = 42;
    row.event.type = core::EventType::filing_released;
    row.event.happened = {1'790'000'000'000};
    row.event.received = {1'790'000'100'000};
    row.event.explicit_customs = true;
    row.event.filing = {7};
    row.event.reference = "a number of somebody";
    row.event.reason = "code-1";
    row.event.lane = "green";
    row.declaration = {6};
    row.item_id = "EE000000005NP";
    row.agency = "np-customs";
    return row;
}

BOOST_AUTO_TEST_CASE(a_message_is_ids_and_codes) {
    const crypto::IdCipher ids("an installation's secret");
    const auto message = webhooks::message_of(released(), ids);
    BOOST_TEST(message.id == ids.seal(crypto::IdKind::event, 42));
    BOOST_TEST(message.body ==
               R"({"type":"filing.released","timestamp":"2026-09-21T14:13:20.000Z","data":{"event_id":")" + message.id +
                   R"(","event":"filing-released","by":"customs","declaration_id":")" +
                   ids.seal(crypto::IdKind::declaration, 6) + R"(","item_id":"EE000000005NP","filing_id":")" +
                   ids.seal(crypto::IdKind::filing, 7) +
                   R"(","agency":"np-customs","lane":"green","reason":"code-1"}})");
    ports::PostEvent captured;
    captured.event.type = core::EventType::item_captured;
    const auto read = json::read(webhooks::message_of(captured, ids).body);
    BOOST_REQUIRE(read.ok());
    BOOST_TEST(read.value().string("type").value() == "declaration.captured");
    BOOST_TEST(read.value().find("data")->members().size() == 4u);
}

BOOST_AUTO_TEST_CASE(every_event_has_a_type_of_the_standards_form) {
    const std::regex form("(filing|declaration)\\.[a-z_]+");
    std::set<std::string> types;
    for (const auto type : core::all_event_types()) {
        const auto text = webhooks::message_type(type);
        BOOST_TEST(std::regex_match(text, form), text);
        BOOST_TEST(types.insert(text).second, text);
    }
    BOOST_TEST(webhooks::message_type(core::EventType::filing_release_refused) == "filing.release_refused");
    BOOST_TEST(webhooks::message_type(core::EventType::item_id_bound) == "declaration.item_id_bound");
    BOOST_TEST(webhooks::message_type(core::EventType::item_cancelled) == "declaration.cancelled");
}

BOOST_AUTO_TEST_CASE(a_ping_is_a_message_of_its_own) {
    const auto one = webhooks::ping_of("whk_1", {1'790'000'000'000});
    BOOST_TEST(one.body ==
               R"({"type":"webhook.ping","timestamp":"2026-09-21T14:13:20.000Z","data":{"webhook_id":"whk_1"}})");
    BOOST_TEST(one.id.starts_with("ping_"));
    BOOST_TEST(one.id != webhooks::ping_of("whk_1", {1'790'000'000'000}).id);
}

std::string header_of(const ports::OutgoingCall& call, const std::string& name) {
    for (const auto& [key, value] : call.headers)
        if (key == name) return value;
    return "";
}

BOOST_AUTO_TEST_CASE(a_call_is_signed_for_its_moment_by_all_secrets_that_stand) {
    ports::WebhookHead webhook;
    webhook.url = "https://post.example/hooks";
    webhook.secret = vault::seal("the new secret of 24 bytes or so");
    webhook.former_secret = vault::seal("the former secret of so many bytes");
    webhook.former_until = {1'000'000};
    const webhooks::Message message{"evt_1", "{}"};
    const auto call = webhooks::call_of(webhook, message, {999'999}, {true, 15'000});
    BOOST_TEST(call.method == "POST");
    BOOST_TEST(call.url == webhook.url);
    BOOST_TEST(call.body == "{}");
    BOOST_TEST(call.public_addresses_only);
    BOOST_TEST(call.total_ms == 15'000u);
    BOOST_TEST(header_of(call, "Content-Type") == "application/json");
    BOOST_TEST(header_of(call, "webhook-id") == "evt_1");
    BOOST_TEST(header_of(call, "webhook-timestamp") == "999");
    BOOST_TEST(header_of(call, "webhook-signature") ==
               webhooks::signature("the new secret of 24 bytes or so", "evt_1", {999'999}, "{}") + " " +
                   webhooks::signature("the former secret of so many bytes", "evt_1", {999'999}, "{}"));
    const auto later = webhooks::call_of(webhook, message, {1'000'000}, {false, 2'000});
    BOOST_TEST(header_of(later, "webhook-signature") ==
               webhooks::signature("the new secret of 24 bytes or so", "evt_1", {1'000'000}, "{}"));
    BOOST_TEST(!later.public_addresses_only);
    BOOST_TEST(later.connect_ms == 2'000u);
}

BOOST_AUTO_TEST_CASE(only_what_2xx_says_is_taken) {
    ports::OutgoingReply reply;
    for (const int status : {200, 201, 204, 299}) {
        reply.status = status;
        BOOST_TEST(webhooks::is_taken(reply));
    }
    for (const int status : {0, 199, 301, 400, 410, 500}) {
        reply.status = status;
        BOOST_TEST(!webhooks::is_taken(reply));
    }
    reply.status = 200;
    reply.fault = ports::OutgoingFault::timed_out;
    BOOST_TEST(!webhooks::is_taken(reply));
}

BOOST_AUTO_TEST_CASE(urls_are_read_strictly) {
    const webhooks::UrlRules strict;
    for (const char* good : {"https://post.example", "https://post.example/", "https://post.example:8443/a/b?c=d&e=%20",
                             "HTTPS://Post.Example/", "https://8.8.8.8/", "https://[2a00:1450::1]:8443/",
                             "https://x_y.example./", "https://1a.example/", "https://a.b.c2/"})
        BOOST_TEST(webhooks::fault_of_url(good, strict) == "", good);
    for (const char* other : {"http://post.example/", "ftp://post.example/", "javascript://x"})
        BOOST_TEST(webhooks::fault_of_url(other, strict) == "url (https)", other);
    for (const char* inside : {"https://localhost/", "https://LOCALHOST./", "https://a.localhost/",
                               "https://127.0.0.1/", "https://10.1.2.3:443/", "https://169.254.169.254/latest",
                               "https://[::1]/", "https://[::ffff:8.8.8.8]/", "https://[fd00::1]/"})
        BOOST_TEST(webhooks::fault_of_url(inside, strict) == "url (public address)", inside);
    for (const char* bad : {"",
                            "post.example",
                            "https:/post.example",
                            "https://",
                            "https:///x",
                            "https://u:p@post.example/",
                            "https://post.example@evil.example/",
                            "https://post.example:/",
                            "https://post.example:0/",
                            "https://post.example:65536/",
                            "https://post.example:8o/",
                            "https://post.example/#part",
                            "https://post example/",
                            "https://post.example/\n",
                            "https://p\xc3\xb6st.example/",
                            "https://post.example\\@evil.example/",
                            "https://127.1/",
                            "https://2130706433/",
                            "https://0x7f.0.0.1/",
                            "https://0177.0.0.1/",
                            "https://[::1/",
                            "https://[post.example]/",
                            "https://::1/",
                            "https://[8.8.8.8]/",
                            "https://.example/",
                            "https://a,b/",
                            "https://[fe80::1%25eth0]/"})
        BOOST_TEST(webhooks::fault_of_url(bad, strict) == "url", bad);
    const std::string base = "https://post.example/";
    BOOST_TEST(webhooks::fault_of_url(base + std::string(2000 - base.size(), 'a'), strict) == "");
    BOOST_TEST(webhooks::fault_of_url(base + std::string(2001 - base.size(), 'a'), strict) == "url");
    const webhooks::UrlRules open{true, true};
    for (const char* good : {"http://localhost:8080/", "http://127.0.0.1/", "https://[::1]/", "http://10.0.0.1/x"})
        BOOST_TEST(webhooks::fault_of_url(good, open) == "", good);
    BOOST_TEST(webhooks::fault_of_url("http://127.1/", open) == "url");
}

BOOST_AUTO_TEST_SUITE_END()
