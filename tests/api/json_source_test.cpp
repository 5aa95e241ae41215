// Declarations as JSON over HTTP: the same way as XML, with places as JSON Pointers.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_json_source)

using namespace postern::tests::api;
namespace json = postern::json;

Answer send(const std::string& target, const std::string& body) {
    return post().call("POST", target, {{"Content-Type", "application/json"}}, body);
}

BOOST_AUTO_TEST_CASE(one_item_is_filed_and_its_source_comes_back_as_json) {
    const auto message = sample("json-good-sale-np-de.json");
    const Answer answer = send("/v1/declarations", message);
    BOOST_REQUIRE_EQUAL(answer.status, 201);
    const Answer again = send("/v1/declarations", message);
    BOOST_TEST(again.status == 200);
    const Answer source = post().get(answer.header("Location") + "/source");
    BOOST_TEST(source.status == 200);
    BOOST_TEST(source.header("Content-Type").starts_with("application/json"));
    BOOST_TEST(source.json().find("lines")->items().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_fault_is_told_by_its_pointer_and_line) {
    const Answer answer = send("/v1/validations", sample("json-bad-batch-of-3.json"));
    BOOST_REQUIRE_EQUAL(answer.status, 200);
    const json::Value report = answer.json();
    check_form(report, "Submission");
    BOOST_TEST(report.find("counts")->find("rejected")->text() == "1");
    bool seen = false;
    for (const auto& finding : report.find("items")->items()[1].find("findings")->items()) {
        if (text_of(finding, "code") != "HS-MISSING") continue;
        seen = true;
        BOOST_TEST(text_of(finding, "pointer").starts_with("/declarations/1/lines/1"));
        BOOST_TEST(finding.find("xpath") == nullptr);
        BOOST_TEST(finding.find("line") != nullptr);
    }
    BOOST_TEST(seen);
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_a_problem_with_its_place) {
    const Answer answer = send("/v1/declarations", R"({"form":"CN23","form":"CN22"})");
    BOOST_TEST(answer.status == 400);
    BOOST_TEST(text_of(answer.json(), "code") == "bad-json");
    BOOST_TEST(answer.json().find("line") != nullptr);
}

BOOST_AUTO_TEST_CASE(the_schema_of_the_json_is_served) {
    const Answer answer = post().get("/schemas/declaration.json");
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(text_of(answer.json(), "$schema").find("2020-12") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
