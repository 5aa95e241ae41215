// The head checker and the framing as pure functions: every fault with its exact word, and what must pass.
#include "http/framing.hpp"
#include "http/head_check.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(http_head_check)

using postern::core::RefusalCode;
using postern::http::BodyForm;
using postern::http::BodyFraming;
using postern::http::Head;
using postern::http::HeadLimits;

/// "ok", or slug-like "code/argument", of the whole way: scan, then check.
std::string verdict(const std::string& bytes, Head* out = nullptr) {
    const HeadLimits limits;
    const auto scan = postern::http::scan_head(bytes, 0, limits);
    Head head;
    std::optional<postern::core::Refusal> refusal = scan.refusal;
    if (!refusal && scan.size == 0) return "incomplete";
    if (!refusal) refusal = postern::http::check_head(std::string_view(bytes).substr(0, scan.size), limits, head);
    if (out != nullptr) *out = head;
    if (!refusal) return "ok";
    switch (refusal->code) {
    case RefusalCode::malformed_head: return "malformed/" + refusal->argument;
    case RefusalCode::head_too_large: return "too-large/" + refusal->argument;
    case RefusalCode::length_required: return "length-required";
    default: return "unexpected code";
    }
}

std::string get(const std::string& fields) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}
std::string post(const std::string& fields) {
    return "POST /x HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

BOOST_AUTO_TEST_CASE(good_heads_pass) {
    Head head;
    const std::string plain = "GET /v1/items/RR123?x=%20y HTTP/1.1\r\nHost: [::1]:8080\r\nAccept: */*\r\n\r\n";
    BOOST_TEST(verdict(plain, &head) == "ok");
    BOOST_TEST(head.method == "GET");
    BOOST_TEST(head.target == "/v1/items/RR123?x=%20y");
    BOOST_TEST((head.body == BodyForm::none));

    const std::string with_length = post("Content-Length:  17 \r\n");
    BOOST_TEST(verdict(with_length, &head) == "ok");
    BOOST_TEST((head.body == BodyForm::length));
    BOOST_TEST(head.length == 17u);

    const std::string chunked = post("Transfer-Encoding: Chunked\r\n");
    BOOST_TEST(verdict(chunked, &head) == "ok");
    BOOST_TEST((head.body == BodyForm::chunked));

    const std::string empty_body = post("Content-Length: 0\r\n");
    BOOST_TEST(verdict(empty_body, &head) == "ok");
    BOOST_TEST((head.body == BodyForm::none));

    BOOST_TEST(verdict("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n") == "ok");
    BOOST_TEST(verdict("GET / HTTP/1.0\r\nHost: a\r\n\r\n") == "ok");
    BOOST_TEST(verdict(get("X-Empty:\r\nX-Tab:\ta\tb\r\n")) == "ok");
}

BOOST_AUTO_TEST_CASE(bytes_that_no_head_may_have) {
    BOOST_TEST(verdict("GET / HTTP/1.1\nHost: a\r\n\r\n") == "malformed/bare-lf");
    BOOST_TEST(verdict("\nGET / HTTP/1.1\r\n") == "malformed/bare-lf");
    BOOST_TEST(verdict("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n") == "malformed/bare-cr");
    BOOST_TEST(verdict("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n") == "malformed/bare-cr");
    BOOST_TEST(verdict(std::string("GET / HTTP/1.1\r\nHost: a\0\r\n\r\n", 27)) == "malformed/nul-byte");
    BOOST_TEST(verdict(get("X: \x01\r\n")) == "malformed/control-byte");
    BOOST_TEST(verdict(get("X: \x7f\r\n")) == "malformed/control-byte");
    BOOST_TEST(verdict(get("X: \xc3\xa9\r\n")) == "malformed/control-byte");
    BOOST_TEST(verdict("\x16\x03\x01\x02") == "malformed/control-byte"); // somebody speaks TLS to us
}

BOOST_AUTO_TEST_CASE(request_lines) {
    BOOST_TEST(verdict("GET /\r\nHost: a\r\n\r\n") == "malformed/request-line");
    BOOST_TEST(verdict("GET\r\nHost: a\r\n\r\n") == "malformed/request-line");
    BOOST_TEST(verdict("\r\n\r\n") == "malformed/request-line");
    BOOST_TEST(verdict("GET  / HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/target");
    BOOST_TEST(verdict("GE(T / HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/method");
    BOOST_TEST(verdict(" GET / HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/method");
    BOOST_TEST(verdict("AAAAAAAAAAAAAAAAAAAAA / HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/method");
    BOOST_TEST(verdict("PRI * HTTP/2.0\r\n\r\n") == "malformed/version");
    BOOST_TEST(verdict("GET / http/1.1\r\nHost: a\r\n\r\n") == "malformed/version");
    BOOST_TEST(verdict("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/target");
    BOOST_TEST(verdict("GET * HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/target");
    BOOST_TEST(verdict("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/target");
    BOOST_TEST(verdict("GET /%0 HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/target");
    BOOST_TEST(verdict("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/target");
    BOOST_TEST(verdict("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n") == "malformed/target");
    BOOST_TEST(verdict("GET /" + std::string(5000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n") == "too-large/4096");
}

BOOST_AUTO_TEST_CASE(fields) {
    BOOST_TEST(verdict("GET / HTTP/1.1\r\n\r\n") == "malformed/no-host");
    BOOST_TEST(verdict("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n") == "malformed/repeated-field");
    BOOST_TEST(verdict("GET / HTTP/1.1\r\nHost:\r\n\r\n") == "malformed/host");
    BOOST_TEST(verdict("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n") == "malformed/host");
    BOOST_TEST(verdict(get("no colon here\r\n")) == "malformed/no-colon");
    BOOST_TEST(verdict(get("X: a\r\n folded\r\n")) == "malformed/folded-line");
    BOOST_TEST(verdict(get("X : a\r\n")) == "malformed/field-name");
    BOOST_TEST(verdict(get(": a\r\n")) == "malformed/field-name");
    BOOST_TEST(verdict(get("X: =?utf-8?B?DQo=?=\r\n")) == "malformed/encoded-word");
    BOOST_TEST(verdict(get("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n")) == "malformed/repeated-field");
    std::string many;
    for (int i = 0; i < 99; ++i)
        many += "X: 1\r\n";
    BOOST_TEST(verdict(get(many)) == "ok");
    BOOST_TEST(verdict(get(many + "X: 1\r\n")) == "too-large/100");
    BOOST_TEST(verdict(get("X: " + std::string(8001, 'a') + "\r\n")) == "too-large/8000");
    BOOST_TEST(verdict(get(std::string(129, 'x') + ": 1\r\n")) == "too-large/128");
}

BOOST_AUTO_TEST_CASE(framing_fields) {
    BOOST_TEST(verdict(post("")) == "length-required");
    BOOST_TEST(verdict("PUT / HTTP/1.1\r\nHost: a\r\n\r\n") == "length-required");
    BOOST_TEST(verdict("PATCH / HTTP/1.1\r\nHost: a\r\n\r\n") == "length-required");
    BOOST_TEST(verdict("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n") == "ok");
    BOOST_TEST(verdict(post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")) == "malformed/length-and-chunked");
    BOOST_TEST(verdict(post("Content-Length: 5\r\nContent-Length: 5\r\n")) == "malformed/repeated-field");
    BOOST_TEST(verdict(post("Content-Length: -1\r\n")) == "malformed/content-length");
    BOOST_TEST(verdict(post("Content-Length: +1\r\n")) == "malformed/content-length");
    BOOST_TEST(verdict(post("Content-Length: 1, 1\r\n")) == "malformed/content-length");
    BOOST_TEST(verdict(post("Content-Length:\r\n")) == "malformed/content-length");
    BOOST_TEST(verdict(post("Content-Length: 1000000000000000000\r\n")) == "malformed/content-length");
    BOOST_TEST(verdict(post("Transfer-Encoding: gzip, chunked\r\n")) == "malformed/transfer-encoding");
    BOOST_TEST(verdict(post("Transfer-Encoding: identity\r\n")) == "malformed/transfer-encoding");
    BOOST_TEST(verdict(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")) ==
               "malformed/repeated-field");
    BOOST_TEST(verdict("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n") ==
               "malformed/transfer-encoding");
}

BOOST_AUTO_TEST_CASE(a_head_that_comes_byte_by_byte_is_found_at_the_same_place) {
    const std::string head = get("Accept: */*\r\n");
    const std::string bytes = head + "GET /next";
    const HeadLimits limits;
    std::size_t seen = 0;
    for (std::size_t size = 1; size < head.size(); ++size) {
        const auto scan = postern::http::scan_head(std::string_view(bytes).substr(0, size), seen, limits);
        BOOST_TEST(scan.size == 0u);
        BOOST_TEST(!scan.refusal.has_value());
        seen = size;
    }
    BOOST_TEST(postern::http::scan_head(bytes, seen, limits).size == head.size());
}

BOOST_AUTO_TEST_CASE(a_head_at_its_limit_and_past_it) {
    HeadLimits limits;
    const std::string head = get("");
    limits.bytes = head.size();
    BOOST_TEST(postern::http::scan_head(head, 0, limits).size == head.size());
    limits.bytes = head.size() - 1;
    const auto scan = postern::http::scan_head(head, 0, limits);
    BOOST_REQUIRE(scan.refusal.has_value());
    BOOST_TEST((scan.refusal->code == RefusalCode::head_too_large));
}

/// Feeds a chunked body in pieces of a size; "complete+N left", "incomplete" or "refused".
std::string chunked(const std::string& bytes, std::size_t piece) {
    Head head;
    head.body = BodyForm::chunked;
    BodyFraming framing(head);
    std::size_t at = 0;
    while (at < bytes.size() && !framing.complete()) {
        const auto taken = framing.take(std::string_view(bytes).substr(at, piece));
        if (!taken) return "refused";
        if (taken.value() == 0) return "stuck";
        at += taken.value();
    }
    return framing.complete() ? "complete+" + std::to_string(bytes.size() - at) : "incomplete";
}

BOOST_AUTO_TEST_CASE(chunked_bodies_whole_and_broken) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
        BOOST_TEST(chunked("5\r\nhello\r\n0\r\n\r\n", piece) == "complete+0");
        BOOST_TEST(chunked("5;a=b\r\nhello\r\n00\r\n\r\nGET", piece) == "complete+3");
        BOOST_TEST(chunked("a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n", piece) == "complete+0");
        BOOST_TEST(chunked("5\r\nhello\r\n0\r\n", piece) == "incomplete");
        BOOST_TEST(chunked("5\r\nhel", piece) == "incomplete");
        BOOST_TEST(chunked("5\r\nhello0\r\n\r\n", piece) == "refused");
        BOOST_TEST(chunked("5\nhello\r\n0\r\n\r\n", piece) == "refused");
        BOOST_TEST(chunked("\r\n5\r\nhello\r\n", piece) == "refused");
        BOOST_TEST(chunked(" 5\r\nhello\r\n", piece) == "refused");
        BOOST_TEST(chunked("-1\r\nhello\r\n", piece) == "refused");
        BOOST_TEST(chunked("0x5\r\nhello\r\n", piece) == "refused");
        BOOST_TEST(chunked("12345678\r\n", piece) == "refused");
        BOOST_TEST(chunked("0\r\nTrailer: x\r\n\r\n", piece) == "refused");
        BOOST_TEST(chunked("5;" + std::string(65, 'a') + "\r\nhello", piece) == "refused");
        BOOST_TEST(chunked("5;a\nb\r\nhello", piece) == "refused");
    }
}

BOOST_AUTO_TEST_CASE(a_length_takes_exactly_its_bytes) {
    Head head;
    head.body = BodyForm::length;
    head.length = 5;
    BodyFraming framing(head);
    BOOST_TEST(!framing.complete());
    BOOST_TEST(framing.take("abc").value() == 3u);
    BOOST_TEST(framing.take("deGET").value() == 2u);
    BOOST_TEST(framing.complete());
    BOOST_TEST(BodyFraming(Head{}).complete());
}

BOOST_AUTO_TEST_SUITE_END()
