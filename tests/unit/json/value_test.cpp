// The JSON reader: what RFC 8259 is, and the exact refusal of everything else.
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(json_value)

using postern::core::RefusalCode;
using postern::json::Kind;
using postern::json::read;
using postern::json::ReadLimits;
using postern::json::Value;

std::string refusal(std::string_view text, const ReadLimits& limits = {}) {
    const auto result = read(text, limits);
    if (result.ok()) return "none";
    BOOST_TEST((result.refusal().code == RefusalCode::bad_json));
    return result.refusal().argument + " " + std::to_string(result.refusal().line) + ":" +
           std::to_string(result.refusal().column);
}

std::string reason(std::string_view text) {
    const std::string all = refusal(text);
    return all.substr(0, all.find(' '));
}

BOOST_AUTO_TEST_CASE(reads_every_kind) {
    const auto result =
        read(R"( {"a":[1,-2.50,1e9],"b":{"c":null,"d":true,"e":false},"f":"x\n\u00e9\ud83d\udce6","":""} )");
    BOOST_TEST_REQUIRE(result.ok());
    const Value& root = result.value();
    BOOST_TEST((root.kind() == Kind::object));
    BOOST_TEST(root.members().size() == 4U);
    BOOST_TEST(root.members()[0].first == "a");
    const auto& numbers = root.find("a")->items();
    BOOST_TEST_REQUIRE(numbers.size() == 3U);
    BOOST_TEST((numbers[0].kind() == Kind::number));
    BOOST_TEST(numbers[0].text() == "1");
    BOOST_TEST(numbers[1].text() == "-2.50"); // as sent, no floating point in between
    BOOST_TEST(numbers[2].text() == "1e9");
    const Value* inner = root.find("b");
    BOOST_TEST((inner->find("c")->kind() == Kind::null));
    BOOST_TEST(inner->find("d")->boolean());
    BOOST_TEST(!inner->find("e")->boolean());
    BOOST_TEST((inner->find("e")->kind() == Kind::boolean));
    BOOST_TEST(root.string("f").value() == "x\n\xc3\xa9\xf0\x9f\x93\xa6");
    BOOST_TEST(root.string("").value() == "");
    BOOST_TEST(!root.string("a").has_value());
    BOOST_TEST(!root.string("none").has_value());
    BOOST_TEST(root.find("none") == nullptr);
    BOOST_TEST(numbers[0].find("a") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_value_of_any_kind_may_stand_alone) {
    for (const char* text : {"null", "true", "0", "-0", "\"a\"", "[]", "{}", " \t\r\n1 "})
        BOOST_TEST(read(text).ok(), text);
    BOOST_TEST(read("123456789012345678901234567890.5").value().text() == "123456789012345678901234567890.5");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_json) {
    BOOST_TEST(refusal("") == "empty 1:1");
    BOOST_TEST(refusal("{\"a\":1}\n x") == "trailing 2:2");
    for (const char* text : {"{",          "[1,]",
                             "{\"a\":1,}", "[1 2]",
                             "{a:1}",      "{'a':1}",
                             "// c\n1",    "/* c */1",
                             "NaN",        "Infinity",
                             "-",          "1.",
                             ".5",         "+1",
                             "1e",         "tru",
                             "\"a",        "\"\n\"",
                             "\"\\x\"",    "\"\\u12g4\"",
                             "[1}",        "\xef\xbb\xbf{}",
                             "{\"a\"}",    "]"})
        BOOST_TEST(reason(text) == "syntax", text);
    BOOST_TEST(refusal("{\n  \"a\": tru }").starts_with("syntax 2:"));
    BOOST_TEST(refusal(std::string_view("{}\0{", 4)) == "syntax 1:3");
    BOOST_TEST(refusal(std::string_view("\0", 1)) == "syntax 1:1");
    BOOST_TEST(reason("[] []") == "trailing");
    BOOST_TEST(reason("01") == "trailing");
    BOOST_TEST(reason(" \n") == "empty");
}

BOOST_AUTO_TEST_CASE(refuses_texts_that_are_no_utf_8) {
    for (const char* text : {"\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "{\"\xff\":1}", "\"\\ud800\"",
                             "\"\\ud800x\"", "\"\\udc00\"", "\"\\ud800\\ud800\"", "{\"\\udc00\":1}"})
        BOOST_TEST(reason(text) == "encoding", text);
    // a NUL that is escaped is a character
    BOOST_TEST(read("\"a\\u0000b\"").value().text() == std::string("a\0b", 3));
}

BOOST_AUTO_TEST_CASE(refuses_a_name_that_comes_twice) {
    BOOST_TEST(reason(R"({"a":1,"a":2})") == "duplicate-key");
    BOOST_TEST(reason(R"([{"x":{"a":1,"b":2,"\u0061":2}}])") == "duplicate-key");
    BOOST_TEST(refusal(R"([{"a":1},{"a":2}])") == "none");
    std::string many = "{";
    for (int i = 0; i < 15000; ++i)
        many += "\"k" + std::to_string(i) + "\":0,";
    BOOST_TEST(refusal(many + "\"k\":0}") == "none");
    BOOST_TEST(reason(many + "\"k7\":0}") == "duplicate-key");
}

BOOST_AUTO_TEST_CASE(bounds_bytes_depth_and_values) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    BOOST_TEST(refusal(nested(16)) == "none");
    BOOST_TEST(refusal(nested(17)) == "depth 1:17");
    BOOST_TEST(reason(std::string(500'000, '[')) == "depth");
    BOOST_TEST(reason("{\"a\":" + nested(16) + "}") == "depth");

    ReadLimits limits;
    limits.values = 3;
    BOOST_TEST(refusal("[1,2]", limits) == "none");
    BOOST_TEST(refusal("[1,2,3]", limits).starts_with("values"));
    BOOST_TEST(refusal("[1,2,[]]", limits).starts_with("values"));

    limits.bytes = 4;
    const auto large = read("[1,2]", limits);
    BOOST_TEST_REQUIRE(!large.ok());
    BOOST_TEST((large.refusal().code == RefusalCode::body_too_large));
    BOOST_TEST(large.refusal().argument == "4");
}

BOOST_AUTO_TEST_SUITE_END()
