// Pages for everybody and for operators: health, readiness, numbers, the document, problems, the audit.
#include "client.hpp"
#include "forms.hpp"
#include "running_gateway.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <thread>

BOOST_AUTO_TEST_SUITE(api_pages)

using namespace postern::tests::api;

RunningGateway& gateway() {
    static RunningGateway running;
    return running;
}

BOOST_AUTO_TEST_CASE(head_is_get_without_its_body) {
    RawSocket socket(gateway().port());
    socket.send("HEAD /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string got = socket.read_all();
    BOOST_TEST(got.find("HTTP/1.1 200 OK") == 0u);
    BOOST_TEST(got.ends_with("\r\n\r\n"));
    BOOST_TEST(got.find("Content-Length: 0\r\n") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(public_pages) {
    Client nobody(gateway().port(), "");
    const Answer alive = nobody.get("/healthz");
    BOOST_TEST(alive.status == 200);
    check_form(alive.json(), "Health");
    const Answer ready = nobody.get("/readyz");
    BOOST_TEST(ready.status == 200);
    check_form(ready.json(), "Readiness");
    BOOST_TEST(ready.json().find("modes")->find("test")->boolean());
    BOOST_TEST(!ready.json().find("modes")->find("live")->boolean());
    BOOST_TEST(ready.json().find("modes")->find("sandbox")->boolean());
    const Answer document = nobody.get("/openapi.json");
    BOOST_TEST(document.json().string("openapi").value_or("") == "3.1.0");
    const Answer numbers = nobody.get("/metrics");
    BOOST_TEST(numbers.body.find("postern_requests_total{route=\"getHealth\",status=\"200\"}") != std::string::npos);
    BOOST_TEST(numbers.body.find("postern_store_writable 1\n") != std::string::npos);

    for (const char* code : {"doctype-forbidden", "S10-CHECK-DIGIT", "declaration-rejected"}) {
        const Answer page = nobody.get(std::string("/problems/") + code);
        BOOST_TEST(page.status == 200, code);
        check_form(page.json(), "ProblemPage");
    }
    const Answer html = nobody.get("/problems/S10-CHECK-DIGIT", {{"Accept", "text/html"}, {"Accept-Language", "fr"}});
    BOOST_TEST(html.header("Content-Type") == "text/html; charset=utf-8");
    BOOST_TEST(html.body.find("<html lang=\"fr\" dir=\"ltr\">") != std::string::npos);
    BOOST_TEST(html.body.find("<dd>ID-1</dd>") != std::string::npos);
    BOOST_TEST(html.header("Content-Security-Policy").starts_with("default-src 'none'"));
    const auto told = nobody.get("/problems/S10-CHECK-DIGIT?lang=es").json();
    BOOST_TEST(told.string("rule").value_or("") == "ID-1");
    BOOST_TEST(told.string("severity").value_or("") == "error");
    BOOST_TEST(told.string("dimension").value_or("") == "accuracy");
    BOOST_TEST(told.string("example").value_or("") == "RR 123 456 785 BR");
    const Answer arabic = nobody.get("/problems/CN22-CEILING?lang=ar", {{"Accept", "text/html"}});
    BOOST_TEST(arabic.body.find("<html lang=\"ar\" dir=\"rtl\">") != std::string::npos);
    BOOST_TEST(arabic.body.find("\u2068…\u2069 \u2068…\u2069") != std::string::npos);
    BOOST_TEST(arabic.header("Content-Language") == "ar");
    BOOST_TEST(nobody.get("/problems/no-such-code").status == 404);
    BOOST_TEST(nobody.get("/problems/S10-CHECK-DIGIT?lang=" + std::string(40, 'a')).status == 400);
}

BOOST_AUTO_TEST_CASE(the_audit_names_who_did_what) {
    Client admin(gateway().port(), kAdmin);
    Client post(gateway().port(), kPost);
    BOOST_TEST(post.get("/v1/items/CP400182026NP", {{"X-Request-Id", "audit-1"}}).status == 404);
    // rows are written soon, not before the answer
    for (int attempt = 0; attempt < 100; ++attempt) {
        const Answer audit = admin.get("/v1/admin/audit?limit=50");
        BOOST_REQUIRE(audit.status == 200);
        if (audit.body.find("\"request_id\":\"audit-1\"") != std::string::npos) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const Answer audit = admin.get("/v1/admin/audit?limit=50");
    check_form(audit.json(), "Audit");
    const auto told = audit.json();
    for (const auto& row : told.find("rows")->items()) {
        if (row.string("request_id") != "audit-1") continue;
        BOOST_TEST(row.string("action").value_or("") == "items.read");
        BOOST_TEST(row.string("code").value_or("") == "not-found");
        BOOST_TEST(row.string("role").value_or("") == "post");
    }
    BOOST_TEST(audit.body.find("audit-1") != std::string::npos);
    check_form(admin.get("/v1/admin/profiles").json(), "Profiles");
    const Answer keys = admin.get("/v1/admin/keys");
    check_form(keys.json(), "Keys");
    BOOST_TEST(keys.body.find("pk_test_demopost") != std::string::npos);
    BOOST_TEST(keys.body.find("njparuel3s3tk") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
