// The edge of the running gateway: what never reaches a route, each with its exact status and code.
#include "client.hpp"
#include "forms.hpp"
#include "running_gateway.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(api_edge)

using namespace postern::tests::api;

RunningGateway& gateway() {
    static RunningGateway running("http.head-seconds = 1\nhttp.body-seconds = 1\nhttp.body-bytes = 100000\n"
                                  "xml.message-bytes = 100000\n");
    return running;
}

std::string refused(const std::string& bytes) {
    RawSocket socket(gateway().port());
    socket.send(bytes);
    return refusal_of(socket.read_all());
}

std::string with_key(const std::string& rest) {
    return std::string("Host: a\r\nAuthorization: Bearer ") + kPost + "\r\n" + rest;
}

BOOST_AUTO_TEST_CASE(malformed_heads) {
    BOOST_TEST(refused("GET /healthz HTTP/1.1\r\n\r\n") == "400 malformed-head");
    BOOST_TEST(refused("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == "400 malformed-head");
    BOOST_TEST(refused("GET /healthz HTTP/1.1\nHost: a\n\n") == "400 malformed-head");
    BOOST_TEST(refused(std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29)) == "400 malformed-head");
    BOOST_TEST(refused("GET /healthz HTTP/1.1\r\nHost: a\r\nnocolon\r\n\r\n") == "400 malformed-head");
    BOOST_TEST(refused("GET /healthz HTTP/1.1\r\nHost: a\r\nX: 1\r\n\t2\r\n\r\n") == "400 malformed-head");
    BOOST_TEST(refused("GET http://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n") == "400 malformed-head");
    BOOST_TEST(refused("PRI * HTTP/2.0\r\n\r\n") == "400 malformed-head");
    BOOST_TEST(refused("POST /v1/declarations HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == "400 malformed-head");
    BOOST_TEST(
        refused("POST /v1/declarations HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc") ==
        "400 malformed-head");
    BOOST_TEST(refused("POST /v1/declarations HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n") ==
               "400 malformed-head");
    BOOST_TEST(refused("POST /v1/declarations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n") ==
               "400 malformed-head");
}

BOOST_AUTO_TEST_CASE(large_heads_missing_lengths_slow_heads) {
    BOOST_TEST(refused("GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'x')) == "431 head-too-large");
    std::string many;
    for (int i = 0; i < 101; ++i)
        many += "X: 1\r\n";
    BOOST_TEST(refused("GET /healthz HTTP/1.1\r\n" + many + "\r\n") == "431 head-too-large");
    BOOST_TEST(refused("POST /v1/declarations HTTP/1.1\r\nHost: a\r\n\r\n") == "411 length-required");
    BOOST_TEST(refused("GET /healthz HTTP/1.1\r\nHost:") == "408 request-timeout");
}

BOOST_AUTO_TEST_CASE(bodies_that_do_not_come_whole_are_never_taken) {
    const std::string post =
        "POST /v1/declarations HTTP/1.1\r\n" + with_key("Content-Type: application/xml\r\nConnection: close\r\n");
    const std::string message = sample("cn23-good-parcel-np-us.xml");
    BOOST_TEST(refused(post + "Content-Length: 500\r\n\r\n<cn23") == "408 request-timeout");
    BOOST_TEST(refused(post + "Transfer-Encoding: chunked\r\n\r\n5\r\n<cn23\r\n") == "408 request-timeout");
    BOOST_TEST(refused(post + "Transfer-Encoding: chunked\r\n\r\n5\r\n<cn23!") == "400 malformed-head");
    // the whole message came, but its last chunk did not: POCO alone would take it as complete
    std::ostringstream size;
    size << std::hex << message.size();
    RawSocket cut(gateway().port());
    cut.send(post + "Transfer-Encoding: chunked\r\n\r\n" + size.str() + "\r\n" + message + "\r\n");
    cut.end();
    BOOST_TEST(refusal_of(cut.read_all()) == "400 malformed-head");
    BOOST_TEST(Client(gateway().port(), kPost).get("/v1/items/CP400182012NP").status == 404);
}

BOOST_AUTO_TEST_CASE(too_large_bodies) {
    const std::string post = "POST /v1/declarations HTTP/1.1\r\n" + with_key("Content-Type: application/xml\r\n");
    BOOST_TEST(refused(post + "Content-Length: 100001\r\n\r\n<") == "413 body-too-large");
    std::string chunks;
    for (int i = 0; i < 101; ++i)
        chunks += "3e8\r\n" + std::string(1000, 'x') + "\r\n";
    BOOST_TEST(refused(post + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n") == "413 body-too-large");
    BOOST_TEST(refused("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx") == "413 body-too-large");
}

BOOST_AUTO_TEST_CASE(a_kept_connection_serves_and_checks_again) {
    RawSocket socket(gateway().port());
    for (int i = 0; i < 3; ++i) {
        socket.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        BOOST_TEST(socket.read_until("}").find("HTTP/1.1 200 OK") == 0u);
    }
    socket.send("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n");
    BOOST_TEST(refusal_of(socket.read_all()) == "400 malformed-head");
}

BOOST_AUTO_TEST_CASE(an_unread_body_is_never_taken_for_the_next_request) {
    RawSocket socket(gateway().port());
    const std::string inner = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
    socket.send("POST /v1/declarations HTTP/1.1\r\nHost: a\r\nContent-Type: application/xml\r\nContent-Length: " +
                std::to_string(inner.size()) + "\r\n\r\n" + inner);
    BOOST_TEST(refusal_of(socket.read_all()) == "401 unauthorised");
}

BOOST_AUTO_TEST_CASE(routes_methods_types_and_bodies) {
    Client post(gateway().port(), kPost);
    const Answer none = post.get("/v1/nothing");
    BOOST_TEST(none.status == 404);
    BOOST_TEST(none.code() == "not-found");
    BOOST_TEST(none.header("Content-Type") == "application/problem+json");
    BOOST_TEST(none.header("X-Request-Id").starts_with("req_"));
    check_form(none.json(), "Problem");

    const Answer method = post.call("DELETE", "/v1/declarations");
    BOOST_TEST(method.status == 405);
    BOOST_TEST(method.code() == "method-not-allowed");
    BOOST_TEST(method.header("Allow") == "POST");

    const Answer type = post.call("POST", "/v1/declarations", {{"Content-Type", "text/plain"}}, "hello");
    BOOST_TEST(type.status == 415);
    BOOST_TEST(type.code() == "unsupported-media-type");

    const Answer text = post.post_xml("/v1/declarations", "this is not XML");
    BOOST_TEST(text.status == 400);
    BOOST_TEST(text.code() == "not-well-formed");
    const Answer empty = post.post_xml("/v1/declarations", "");
    BOOST_TEST(empty.status == 400);
    BOOST_TEST(empty.code() == "message-empty");
    const Answer entity =
        post.post_xml("/v1/validations", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>");
    BOOST_TEST(entity.status == 400);
    BOOST_TEST(entity.code() == "doctype-forbidden");
    const Answer other = post.post_xml("/v1/declarations", "<unknown/>");
    BOOST_TEST(other.status == 422);
    BOOST_TEST(other.code() == "source-unknown");
    const Answer json = post.send_json("PUT", "/v1/declarations/dec_x/item-id", "{\"item_id\":");
    BOOST_TEST(json.status == 400);
    BOOST_TEST(json.code() == "bad-json");
    const Answer key = post.post_xml("/v1/declarations", "<a/>", {{"Idempotency-Key", std::string(256, 'k')}});
    BOOST_TEST(key.status == 400);
    BOOST_TEST(key.code() == "bad-parameter");
    const Answer parameter = post.get("/v1/items/CP400182012NP?x=1");
    BOOST_TEST(parameter.status == 400);
    BOOST_TEST(parameter.code() == "bad-parameter");

    const Answer xml = post.call("GET", "/v1/nothing", {{"Accept", "application/problem+xml"}});
    BOOST_TEST(xml.header("Content-Type") == "application/problem+xml");
    BOOST_TEST(xml.body.find("<code>not-found</code>") != std::string::npos);
    const Answer french = post.get("/v1/nothing", {{"Accept-Language", "fr"}});
    BOOST_TEST(french.header("Content-Language") == "fr");
}

BOOST_AUTO_TEST_CASE(who_may_what) {
    BOOST_TEST(Client(gateway().port(), "").get("/v1/items/CP400182012NP").status == 401);
    BOOST_TEST(Client(gateway().port(), "pk_test_demopost_wrong").get("/v1/items/CP400182012NP").status == 401);
    BOOST_TEST(Client(gateway().port(), kCustoms).get("/v1/items/CP400182012NP").status == 403);
    BOOST_TEST(Client(gateway().port(), kPost).get("/v1/agencies/np-customs/filings").status == 403);
    BOOST_TEST(Client(gateway().port(), kAdmin).get("/v1/items/CP400182012NP").status == 403);
    BOOST_TEST(Client(gateway().port(), kPost).get("/v1/admin/audit").status == 403);
    BOOST_TEST(Client(gateway().port(), kCustoms).get("/v1/agencies/other-customs/filings").status == 404);
}

BOOST_AUTO_TEST_CASE(over_the_bound_of_connections_the_answer_is_503) {
    RunningGateway small("http.threads = 2\nhttp.queue = 1\nhttp.keep-alive-seconds = 5\n");
    std::vector<RawSocket> held;
    std::string refused_with;
    for (int i = 0; i < 12 && refused_with.empty(); ++i) {
        held.emplace_back(small.port());
        // the first ones are served and kept, the next wait for a thread, those beyond are told so
        held.back().send("GET /hea");
        Poco::Net::StreamSocket probe(Poco::Net::SocketAddress("127.0.0.1", small.port()));
        if (!probe.poll(Poco::Timespan(0, 300'000), Poco::Net::Socket::SELECT_READ)) {
            held.emplace_back(small.port());
            continue;
        }
        char piece[4096];
        std::string got;
        for (int count = probe.receiveBytes(piece, sizeof piece); count > 0;
             count = probe.receiveBytes(piece, sizeof piece))
            got.append(piece, static_cast<std::size_t>(count));
        refused_with = refusal_of(got);
        BOOST_TEST(got.find("Retry-After: 2\r\n") != std::string::npos);
    }
    BOOST_TEST(refused_with == "503 busy");
}

BOOST_AUTO_TEST_SUITE_END()
