// CurlCaller against a server of the test's own: what it sends, what it refuses, and what it calls a failure.
#include "channels/curl_caller.hpp"
#include "support/answering_server.hpp"
#include "support/listening_socket.hpp"
#include "support/scratch_folder.hpp"

#include <csignal>
#include <cstdlib>
#include <future>

BOOST_AUTO_TEST_SUITE(curl_caller)

using namespace postern;
using ports::OutgoingFault;
using tests::AnsweringServer;
using tests::http_reply;

struct CalledServer {
    AnsweringServer server;
    channels::CurlCaller caller;

    explicit CalledServer(AnsweringServer::Answer answer) : server(std::move(answer)) {}
    ports::OutgoingCall call_to(const std::string& path = "/") const {
        ports::OutgoingCall call;
        call.url = "http://127.0.0.1:" + std::to_string(server.port()) + path;
        call.public_addresses_only = false;
        return call;
    }
};

std::string ok_always(const std::string& /*request*/) {
    return http_reply("200 OK");
}

BOOST_AUTO_TEST_CASE(a_call_is_sent_as_it_is_and_its_reply_is_told) {
    CalledServer to([](const std::string&) {
        return http_reply("429 Too Many Requests", "slow down",
                          "Content-Type: text/plain\r\nRetry-After: 17\r\nLocation: /elsewhere\r\n");
    });
    auto call = to.call_to("/hooks?a=b");
    call.headers = {{"webhook-id", "evt_1"}, {"X-Empty", ""}, {"Content-Type", "application/json"}};
    call.body = R"({"a":1})";
    const auto reply = to.caller.call(call);
    BOOST_CHECK(reply.fault == OutgoingFault::none);
    BOOST_TEST(reply.status == 429);
    BOOST_TEST(reply.body == "slow down");
    BOOST_TEST(reply.content_type == "text/plain");
    BOOST_TEST(reply.location == "/elsewhere");
    BOOST_TEST(reply.retry_after_seconds.value_or(0) == 17u);
    const std::string sent = to.server.requests().at(0);
    BOOST_TEST(sent.starts_with("POST /hooks?a=b HTTP/1.1\r\n"));
    BOOST_TEST(sent.find("\r\nwebhook-id: evt_1\r\n") != std::string::npos);
    BOOST_TEST(sent.find("\r\nX-Empty:\r\n") != std::string::npos);
    BOOST_TEST(sent.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
    BOOST_TEST(sent.find("\r\nUser-Agent: postern/") != std::string::npos);
    BOOST_TEST(sent.find("Expect:") == std::string::npos);
    BOOST_TEST(sent.ends_with("\r\n\r\n{\"a\":1}"));
}

BOOST_AUTO_TEST_CASE(other_methods_and_no_body) {
    CalledServer to(ok_always);
    for (const char* method : {"GET", "PUT", "DELETE", "HEAD"}) {
        auto call = to.call_to();
        call.method = method;
        BOOST_TEST(to.caller.call(call).status == 200, method);
        BOOST_TEST(to.server.requests().back().starts_with(std::string(method) + " / HTTP/1.1"));
        BOOST_TEST(to.server.requests().back().find("Content-Type") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_connection_is_kept_but_not_for_whom_may_call_less) {
    CalledServer to(ok_always);
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(to.caller.call(to.call_to()).status == 200);
    BOOST_TEST(to.server.connections() == 1u);
    auto call = to.call_to();
    call.public_addresses_only = true;
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::address_refused);
    BOOST_TEST(to.server.requests().size() == 3u);
}

BOOST_AUTO_TEST_CASE(inner_addresses_are_refused_after_they_are_resolved) {
    const tests::ListeningSocket socket;
    channels::CurlCaller caller;
    ports::OutgoingCall call;
    const auto port = std::to_string(socket.port());
    // a name that leads inside, and the ways in which 127.0.0.1 can be written
    for (const char* host : {"localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1",
                             "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"}) {
        call.url = "http://" + std::string(host) + ":" + port + "/";
        BOOST_CHECK_MESSAGE(caller.call(call).fault == OutgoingFault::address_refused, host);
    }
    BOOST_TEST(!socket.was_connected());
}

BOOST_AUTO_TEST_CASE(only_web_addresses_are_called) {
    channels::CurlCaller caller;
    ports::OutgoingCall call;
    call.public_addresses_only = false;
    for (const char* url : {"", "://", "http://", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/",
                            "127.0.0.1", "http://user:word@127.0.0.1/", "http://127.0.0.1:99999/", "https:/x"}) {
        call.url = url;
        BOOST_CHECK_MESSAGE(caller.call(call).fault == OutgoingFault::address_refused, url);
    }
}

BOOST_AUTO_TEST_CASE(a_header_cannot_become_two) {
    CalledServer to(ok_always);
    auto call = to.call_to();
    call.headers = {{"X-Name", "a\r\nX-Other: b"}};
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::address_refused);
    call.headers = {{"", "b"}};
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::address_refused);
    BOOST_TEST(to.server.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_redirection_is_told_and_not_followed) {
    CalledServer to([](const std::string&) {
        return http_reply("302 Found", "", "Location: http://127.0.0.1/secret\r\nSet-Cookie: a=b\r\n");
    });
    for (int i = 0; i < 2; ++i) {
        const auto reply = to.caller.call(to.call_to());
        BOOST_TEST(reply.status == 302);
        BOOST_TEST(reply.location == "http://127.0.0.1/secret");
    }
    BOOST_TEST(to.server.requests().size() == 2u);
    BOOST_TEST(to.server.requests().at(1).find("Cookie") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(proxies_of_the_environment_are_not_used) {
    CalledServer to(ok_always);
    for (const char* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
        ::setenv(name, "http://127.0.0.1:1", 1);
    const int status = to.caller.call(to.call_to()).status;
    for (const char* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
        ::unsetenv(name);
    BOOST_TEST(status == 200);
}

BOOST_AUTO_TEST_CASE(a_reply_is_bounded) {
    CalledServer to([](const std::string& request) {
        if (request.starts_with("POST /body")) return http_reply("200 OK", std::string(1000, 'x'));
        std::string many;
        for (int i = 0; i < 100; ++i)
            many += "X-Many: " + std::string(1000, 'y') + "\r\n";
        return http_reply("200 OK", "", many);
    });
    auto call = to.call_to("/body");
    call.reply_bytes = 1000;
    BOOST_TEST(to.caller.call(call).body.size() == 1000u);
    call.reply_bytes = 999;
    const auto longer = to.caller.call(call);
    BOOST_CHECK(longer.fault == OutgoingFault::too_large);
    BOOST_TEST(longer.status == 0);
    BOOST_TEST(longer.body.empty());
    BOOST_CHECK(to.caller.call(to.call_to("/head")).fault == OutgoingFault::too_large);
}

BOOST_AUTO_TEST_CASE(what_goes_wrong_has_its_name) {
    CalledServer to([](const std::string& request) -> std::string {
        if (request.starts_with("POST /silent")) return "";
        return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"; // the rest does not come
    });
    BOOST_CHECK(to.caller.call(to.call_to("/silent")).fault == OutgoingFault::broken_off);
    auto call = to.call_to("/short");
    call.total_ms = 300;
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::timed_out);
    std::uint16_t free_port = 0;
    {
        const tests::ListeningSocket socket;
        free_port = socket.port();
    }
    call.url = "http://127.0.0.1:" + std::to_string(free_port) + "/";
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::not_connected);
    call.url = "http://no-such-name.invalid/";
    call.total_ms = 15'000;
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::not_resolved);
}

BOOST_AUTO_TEST_CASE(a_time_that_runs_out_is_told_apart_by_what_was_sent) {
    const tests::ListeningSocket silent; // takes the connection and says nothing
    channels::CurlCaller caller;
    ports::OutgoingCall call;
    call.public_addresses_only = false;
    call.connect_ms = 200;
    call.total_ms = 200;
    call.url = "http://127.0.0.1:" + std::to_string(silent.port()) + "/";
    BOOST_CHECK(caller.call(call).fault == OutgoingFault::timed_out);
    call.url = "https://127.0.0.1:" + std::to_string(silent.port()) + "/"; // hangs in the handshake
    BOOST_CHECK(caller.call(call).fault == OutgoingFault::not_connected);
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_gone_does_not_end_the_program) {
    std::signal(SIGPIPE, SIG_DFL);
    const channels::CurlCaller caller;
    BOOST_TEST((std::signal(SIGPIPE, SIG_IGN) == SIG_IGN));
}

BOOST_AUTO_TEST_CASE(several_threads_call_at_the_same_time) {
    CalledServer to([](const std::string& request) { return http_reply("200 OK", request.substr(6, 1)); });
    std::vector<std::future<int>> callers;
    for (char name = 'a'; name < 'e'; ++name)
        callers.push_back(std::async(std::launch::async, [&to, name] {
            int own = 0;
            for (int i = 0; i < 20; ++i)
                own += to.caller.call(to.call_to("/" + std::string(1, name))).body == std::string(1, name) ? 1 : 0;
            return own;
        }));
    for (auto& caller : callers)
        BOOST_TEST(caller.get() == 20);
}

/// The same with TLS: a made-up authority, a server and a client that it vouches for.
struct TrustedServer {
    tests::ScratchFolder folder;
    tests::Certificates certificates = tests::make_certificates(folder.path().string());
    AnsweringServer server;
    channels::CurlCaller caller;

    explicit TrustedServer(bool wants_client = false) : server(ok_always, certificates, wants_client) {}
    ports::OutgoingCall call_to() const {
        ports::OutgoingCall call;
        call.url = "https://localhost:" + std::to_string(server.port()) + "/";
        call.public_addresses_only = false;
        return call;
    }
};

BOOST_AUTO_TEST_CASE(a_certificate_that_nobody_trusts_is_no_connection) {
    TrustedServer to;
    auto call = to.call_to();
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::not_connected);
    call.ca_file = "/nowhere.pem";
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::not_connected);
    call.ca_file = to.certificates.client; // an authority, but not the server's
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::not_connected);
    call.ca_file = to.certificates.authority;
    BOOST_TEST(to.caller.call(call).status == 200);
    // nothing of the one that was trusted is used for one that is not
    BOOST_CHECK(to.caller.call(to.call_to()).fault == OutgoingFault::not_connected);
    BOOST_TEST(to.server.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_name_is_no_connection) {
    TrustedServer to;
    auto of_another = to.certificates;
    of_another.server = of_another.elsewhere;
    const AnsweringServer server(ok_always, of_another);
    auto call = to.call_to();
    call.ca_file = to.certificates.authority;
    call.url = "https://localhost:" + std::to_string(server.port()) + "/";
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::not_connected);
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_client_shows_its_certificate_where_it_has_one) {
    TrustedServer to(true);
    auto call = to.call_to();
    call.ca_file = to.certificates.authority;
    BOOST_CHECK(to.caller.call(call).fault != OutgoingFault::none);
    call.certificate_file = to.certificates.client;
    BOOST_TEST(to.caller.call(call).status == 200);
    call.certificate_key_file = to.certificates.server; // somebody else's key
    BOOST_CHECK(to.caller.call(call).fault == OutgoingFault::not_connected);
}

BOOST_AUTO_TEST_SUITE_END()
