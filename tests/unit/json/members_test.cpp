// Members of an object as they were sent.
#include "json/members.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(json_members)

using namespace postern;

std::string cut(std::string_view text, std::string_view name) {
    const auto span = json::member_span(text, name);
    return span ? std::string(text.substr(span->begin, span->end - span->begin)) : "none";
}

BOOST_AUTO_TEST_CASE(a_member_is_cut_out_byte_by_byte) {
    BOOST_TEST(cut(R"({"a": {"b": 1,  "a": [2]} , "c": "x"})", "a") == R"({"b": 1,  "a": [2]})");
    BOOST_TEST(cut(R"({"a": {"b": 1}, "b" : 1.50})", "b") == "1.50");
    BOOST_TEST(cut(R"({"z":[{"b":1}],"b":"}\" ü"})", "b") == R"("}\" ü")");
    BOOST_TEST(cut(R"({"a":{"b":1}})", "b") == "none");
    BOOST_TEST(cut(R"([{"b":1}])", "b") == "none");
    BOOST_TEST(cut(R"({"b":1)", "b") == "none");
    BOOST_TEST(cut("7", "b") == "none");
}

BOOST_AUTO_TEST_CASE(a_string_is_set_and_nothing_else_moves) {
    BOOST_TEST(json::with_string(R"({"w": 1.5, "x": {"w": 2}})", "w", "1.62") == R"({"w": "1.62", "x": {"w": 2}})");
    BOOST_TEST(json::with_string("{\"x\": 1\n}", "w", "a\"b") == "{\"x\": 1\n,\"w\":\"a\\\"b\"}");
    BOOST_TEST(json::with_string("{}", "w", "1") == R"({"w":"1"})");
    BOOST_TEST(json::with_string(R"({"x":{}})", "w", "1") == R"({"x":{},"w":"1"})");
    BOOST_TEST(json::with_string("[1]", "w", "1") == "[1]");
    BOOST_TEST(json::with_string("{\"x\"", "w", "1") == "{\"x\"");
}

BOOST_AUTO_TEST_SUITE_END()
