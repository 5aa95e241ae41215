// The wrapper around every route: who may, what is told, what is noted; with a table and fakes of the test's own.
#include "http/problem.hpp"
#include "wrapper_world.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(http_wrapper)

using namespace postern;
using namespace http_fakes;

std::string header(const Reply& reply, const std::string& name) {
    for (const auto& [field, value] : reply.headers)
        if (field == name) return value;
    return "";
}
std::string told(const Reply& reply) {
    return std::to_string(reply.status) + " " + reply.code;
}

BOOST_AUTO_TEST_CASE(a_known_client_is_served_and_noted) {
    World world;
    const Reply reply = world.call("GET", "/v1/things/dec_1", world.as_post("X-Request-Id", "mine-1"));
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.body == "hello dec_1");
    BOOST_TEST(header(reply, "X-Request-Id") == "mine-1");
    BOOST_REQUIRE(world.ledger.rows.size() == 1u);
    const auto& noted = world.ledger.rows[0];
    BOOST_TEST(noted.action == "declarations.read");
    BOOST_TEST(noted.object == "dec_1");
    BOOST_TEST(noted.status == 200);
    BOOST_TEST(noted.code.empty());
    BOOST_TEST(noted.request_id == "mine-1");
    BOOST_TEST(noted.client.value != 0);
}

BOOST_AUTO_TEST_CASE(who_is_not_known_or_may_not_is_told_so_and_noted) {
    World world;
    const Reply nobody = world.call("GET", "/v1/things/1");
    BOOST_TEST(told(nobody) == "401 unauthorised");
    BOOST_TEST(header(nobody, "WWW-Authenticate") == "Bearer realm=\"postern\"");
    BOOST_TEST(told(world.call("GET", "/v1/things/1", {{"Authorization", "Bearer pk_test_nonsense"}})) ==
               "401 unauthorised");
    BOOST_TEST(told(world.call("GET", "/v1/things/1", world.as_agency())) == "403 forbidden");
    BOOST_TEST(told(world.call("GET", "/v1/agencies/np-customs/filings", world.as_post())) == "403 forbidden");
    BOOST_TEST(told(world.call("GET", "/v1/agencies/np-customs/filings", world.as_agency())) == "200 ");
    BOOST_TEST(told(world.call("GET", "/v1/agencies/other/filings", world.as_agency())) == "404 not-found");
    BOOST_TEST(world.ledger.rows.size() == 6u);
    BOOST_TEST(world.ledger.rows[0].code == "unauthorised");
    BOOST_TEST(world.ledger.rows[0].client.value == 0);
    BOOST_TEST(world.ledger.rows[5].code == "not-found");
}

BOOST_AUTO_TEST_CASE(no_such_path_and_no_such_method) {
    World world;
    BOOST_TEST(told(world.call("GET", "/v2/things")) == "404 not-found");
    const Reply wrong = world.call("DELETE", "/v1/things/1");
    BOOST_TEST(told(wrong) == "405 method-not-allowed");
    BOOST_TEST(header(wrong, "Allow") == "GET, HEAD");
    BOOST_TEST(world.ledger.rows.size() == 2u);
    BOOST_TEST(world.ledger.rows[1].action == "unknown");
}

BOOST_AUTO_TEST_CASE(bodies_are_bounded_and_typed) {
    World world;
    const auto xml = world.as_post("Content-Type", "application/xml");
    BOOST_TEST(world.call("POST", "/v1/messages", xml, "<a/>").body == "hello <a/>");
    BOOST_TEST(world.ledger.rows.empty()); // its deed audits it
    BOOST_TEST(told(world.call("POST", "/v1/messages", world.as_post("Content-Type", "text/plain"), "x")) ==
               "415 unsupported-media-type");
    BOOST_TEST(told(world.call("POST", "/v1/messages", world.as_post(), "x")) == "415 unsupported-media-type");
    FakeBody long_body;
    long_body.bytes = std::string(17, 'x');
    BOOST_TEST(told(world.call("POST", "/v1/messages", xml, long_body)) == "413 body-too-large");
    BOOST_TEST(!long_body.was_read); // its announced length was enough
    long_body.chunked = true;
    BOOST_TEST(told(world.call("POST", "/v1/messages", xml, long_body)) == "413 body-too-large");
    BOOST_TEST(told(world.call("GET", "/v1/things/1", world.as_post(), "x")) == "413 body-too-large");
    FakeBody broken;
    broken.fault = http::refuse(RefusalCode::malformed_head, "truncated");
    BOOST_TEST(told(world.call("POST", "/v1/messages", xml, broken)) == "400 malformed-head");
    world.settings.bodies_in_flight = 3;
    const Reply full = world.call("POST", "/v1/messages", xml, "<a/>");
    BOOST_TEST(told(full) == "503 busy");
    BOOST_TEST(header(full, "Retry-After") == "2");
    BOOST_TEST(world.context.body_bytes == 0u);
}

BOOST_AUTO_TEST_CASE(a_route_has_a_bound_of_its_own) {
    World world;
    world.settings.message_bytes = 10;
    const auto pdf = world.as_post("Content-Type", "application/pdf");
    const std::string whole(20, 'x');
    for (const bool chunked : {false, true}) {
        FakeBody body;
        body.bytes = whole;
        body.chunked = chunked;
        BOOST_TEST(world.call("POST", "/v1/attachments", pdf, body).body == "hello " + whole);
        body.bytes += "x";
        BOOST_TEST(told(world.call("POST", "/v1/attachments", pdf, body)) == "413 body-too-large");
    }
    // it is held as a whole, and gives back what it held
    world.settings.bodies_in_flight = 20;
    BOOST_TEST(told(world.call("POST", "/v1/attachments", pdf, whole)) == "200 ");
    world.settings.bodies_in_flight = 19;
    BOOST_TEST(told(world.call("POST", "/v1/attachments", pdf, whole)) == "503 busy");
    FakeBody unknown_length;
    unknown_length.bytes = "x";
    unknown_length.chunked = true;
    BOOST_TEST(told(world.call("POST", "/v1/attachments", pdf, unknown_length)) == "503 busy");
    BOOST_TEST(world.context.body_bytes == 0u);
}

BOOST_AUTO_TEST_CASE(parameters_and_keys_of_the_client) {
    World world;
    BOOST_TEST(told(world.call("GET", "/v1/things/1?x=1", world.as_post())) == "400 bad-parameter");
    BOOST_TEST(told(world.call("GET", "/v1/things/1", world.as_post("Idempotency-Key", std::string(256, 'k')))) ==
               "400 bad-parameter");
    BOOST_TEST(told(world.call("GET", "/v1/things/1", world.as_post("Idempotency-Key", std::string(255, 'k')))) ==
               "200 ");
    // a request id that is not sane is replaced, not echoed
    const Reply made = world.call("GET", "/v1/things/1", world.as_post("X-Request-Id", "a b<script>"));
    BOOST_TEST(header(made, "X-Request-Id").starts_with("req_"));
    BOOST_TEST(header(made, "X-Request-Id").size() == 20u);
}

BOOST_AUTO_TEST_CASE(refusals_failures_and_a_busy_world) {
    World world;
    BOOST_TEST(told(world.call("GET", "/v1/refused", world.as_post())) == "409 lease-lost");
    const Reply broken = world.call("GET", "/v1/fails", world.as_post("X-Request-Id", "r7"));
    BOOST_TEST(told(broken) == "500 internal");
    BOOST_TEST(broken.body.find("secret") == std::string::npos); // internals go to the log alone
    BOOST_REQUIRE(world.log.size() == 1u);
    BOOST_TEST(world.log[0] == "request r7 failed: disk /dev/secret is full");
    const Reply busy_reply = world.call("GET", "/v1/busy", world.as_post());
    BOOST_TEST(told(busy_reply) == "503 busy");
    BOOST_TEST(header(busy_reply, "Retry-After") == "2");
    BOOST_TEST(world.ledger.rows.size() == 3u);
    const std::string numbers = world.metrics.text({});
    BOOST_TEST(numbers.find("postern_refusals_total{code=\"internal\"} 1\n") != std::string::npos);
    BOOST_TEST(numbers.find("postern_requests_total{route=\"/v1/busy\",status=\"503\"} 1\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_lane_runs_the_handler_and_a_full_one_is_503) {
    World world;
    BOOST_TEST(world.call("GET", "/v1/lane/x", world.as_post()).body == "hello x");
    BOOST_TEST(world.lanes.done(workers::Lane::interactive) == 1u);
    World full(0);
    BOOST_TEST(told(full.call("GET", "/v1/lane/x", full.as_post())) == "503 busy");
}

BOOST_AUTO_TEST_CASE(public_pages_need_nobody_and_leave_no_row) {
    World world;
    BOOST_TEST(world.call("GET", "/open").status == 200);
    BOOST_TEST(told(world.call("GET", "/open?x=1")) == "400 bad-parameter");
    BOOST_TEST(world.ledger.rows.empty());
}

BOOST_AUTO_TEST_CASE(problems_come_as_json_or_xml_in_the_clients_language) {
    World world;
    const Reply json = world.call("GET", "/v1/nothing", {{"X-Request-Id", "r1"}, {"Accept", "*/*"}});
    BOOST_TEST(json.content_type == "application/problem+json");
    const auto value = json::read(json.body);
    BOOST_REQUIRE(value.ok());
    BOOST_TEST(value.value().string("type").value_or("") == "/problems/not-found");
    BOOST_TEST(value.value().string("code").value_or("") == "not-found");
    BOOST_TEST(value.value().string("instance").value_or("") == "r1");
    BOOST_TEST(value.value().find("status")->text() == "404");
    BOOST_TEST(header(json, "Content-Language") == "en");

    const Reply french = world.call("GET", "/v1/nothing", {{"Accept-Language", "fr-CA, en;q=0.5"}});
    BOOST_TEST(header(french, "Content-Language") == "fr");
    BOOST_TEST((json::read(french.body).value().string("title") != value.value().string("title")));

    const Reply xml = world.call("GET", "/v1/nothing", {{"Accept", "application/problem+xml, text/xml"}});
    BOOST_TEST(xml.content_type == "application/problem+xml");
    BOOST_TEST(xml.body.find("<problem xmlns=\"urn:ietf:rfc:7807\"><type>/problems/not-found</type>") !=
               std::string::npos);
    BOOST_TEST(xml.body.find("<status>404</status>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_rejected_item_is_a_problem_with_its_findings) {
    World world;
    pipeline::ItemReport item;
    item.declaration_id = "dec_1";
    item.verdict = core::Verdict::rejected;
    core::Finding finding;
    finding.code = "S10-CHECK-DIGIT";
    finding.place.box = "1";
    finding.place.line = 7;
    item.findings = {finding};
    const http::Telling telling{{*world.services.texts.current(), "en", world.services.codelists->current()}, "r1", ""};
    const Reply reply = http::problem_of(item, telling);
    BOOST_TEST(told(reply) == "422 declaration-rejected");
    BOOST_TEST(reply.object == "dec_1");
    const auto value = json::read(reply.body);
    BOOST_REQUIRE(value.ok());
    BOOST_TEST(value.value().string("declaration_id").value_or("") == "dec_1");
    BOOST_TEST(value.value().string("title").value_or("") == "Rejected");
    const auto* errors = value.value().find("errors");
    BOOST_REQUIRE(errors != nullptr);
    BOOST_REQUIRE(errors->items().size() == 1u);
    BOOST_TEST(errors->items()[0].string("code").value_or("") == "S10-CHECK-DIGIT");
    BOOST_TEST(errors->items()[0].string("box").value_or("") == "1");

    item.refused = true;
    item.refusal = RefusalCode::content_differs;
    item.object_id = "dec_0";
    const Reply conflict = http::problem_of(item, telling);
    BOOST_TEST(told(conflict) == "409 content-differs");
    BOOST_TEST(json::read(conflict.body).value().string("object_id").value_or("") == "dec_0");
}

BOOST_AUTO_TEST_SUITE_END()
