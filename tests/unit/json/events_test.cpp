// JSON as events: every value and key with the place where it begins; duplicates where the second one stands.
#include "json/events.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(json_events)

using namespace postern::json;

/// Writes down what it hears; stops at a scalar of that text.
struct Scribe : Listener {
    std::string heard;
    std::string stop_at = "?";
    bool on_scalar(Kind, std::string_view text, Span span) override {
        heard += std::string(text) + "@" + std::to_string(span.begin) + "-" + std::to_string(span.end) + " ";
        return text != stop_at;
    }
    bool on_open(Kind kind, std::size_t offset) override {
        heard += (kind == Kind::array ? "[@" : "{@") + std::to_string(offset) + " ";
        return true;
    }
    bool on_key(std::string_view name, std::size_t offset) override {
        heard += std::string(name) + ":@" + std::to_string(offset) + " ";
        return true;
    }
    bool on_close(std::size_t end) override {
        heard += ")@" + std::to_string(end) + " ";
        return true;
    }
};

BOOST_AUTO_TEST_CASE(everything_has_its_offset) {
    Scribe scribe;
    BOOST_TEST(!read_events(R"( { "a" : [ 1 , "\u0041\n" ,true] , "b":null,"c":{} } )", {}, scribe).has_value());
    BOOST_TEST(scribe.heard == "{@1 a:@3 [@9 1@11-12 A\n@15-25 true@27-31 )@32 b:@35 @39-43 c:@44 {@48 )@50 )@52 ");
}

BOOST_AUTO_TEST_CASE(a_listener_may_stop) {
    Scribe scribe;
    scribe.stop_at = "2";
    const auto fault = read_events("[1, 2, 3", {}, scribe);
    BOOST_TEST_REQUIRE(fault.has_value());
    BOOST_TEST((fault->kind == FaultKind::stopped));
    BOOST_TEST(fault->offset == 4U);
    BOOST_TEST(to_string(fault->kind) == "stopped");
}

BOOST_AUTO_TEST_CASE(the_second_of_two_names_is_the_fault) {
    Scribe scribe;
    const auto fault = read_events(R"([{"b":1,"a":{"b":3},"b":2,"c":0}])", {}, scribe);
    BOOST_TEST_REQUIRE(fault.has_value());
    BOOST_TEST((fault->kind == FaultKind::duplicate_key));
    BOOST_TEST(fault->offset == 20U);
}

BOOST_AUTO_TEST_CASE(places_count_lines_and_characters) {
    const auto value = read("{\n \"é\": \"ह\", \"b\":\n  [1,\n2]}").value();
    const auto shown = [](const Value& v) {
        return std::to_string(v.place().line) + ":" + std::to_string(v.place().column);
    };
    BOOST_TEST(shown(value) == "1:1");
    BOOST_TEST(shown(*value.find("é")) == "2:7");
    BOOST_TEST(shown(*value.find("b")) == "3:3");
    BOOST_TEST(shown(value.find("b")->items()[1]) == "4:1");
}

BOOST_AUTO_TEST_CASE(a_refusal_counts_bytes) {
    const auto refusal = refusal_at("a\n\xc3\xa9x", 4, postern::core::RefusalCode::bad_json, "why");
    BOOST_TEST(refusal.line == 2U);
    BOOST_TEST(refusal.column == 3U);
    BOOST_TEST(refusal.argument == "why");
}

BOOST_AUTO_TEST_SUITE_END()
