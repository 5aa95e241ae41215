// The JSON writer: commas, escapes, and that the strict reader takes what it writes.
#include "json/writer.hpp"

#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <random>

BOOST_AUTO_TEST_SUITE(json_writer)

using postern::json::Writer;

std::string quoted(std::string_view text) {
    Writer w;
    w.value(text);
    return w.take();
}

BOOST_AUTO_TEST_CASE(writes_nested_values) {
    Writer w;
    w.begin_object();
    w.member("a", "b");
    w.key("list");
    w.begin_array();
    w.value(1);
    w.value(std::uint32_t{4'000'000'000});
    w.value(std::numeric_limits<std::int64_t>::min());
    w.begin_object();
    w.end_object();
    w.begin_array();
    w.end_array();
    w.null();
    w.end_array();
    w.member("yes", true);
    w.member("no", false);
    w.member("text", std::string("t"));
    w.member_if("some", "x");
    w.member_if("none", "");
    w.end_object();
    BOOST_TEST(w.text() == R"({"a":"b","list":[1,4000000000,-9223372036854775808,{},[],null],)"
                           R"("yes":true,"no":false,"text":"t","some":"x"})");
    BOOST_TEST(postern::json::read(w.text()).ok());
}

BOOST_AUTO_TEST_CASE(escapes_what_must_be) {
    BOOST_TEST(quoted("a\"b\\c/") == R"("a\"b\\c/")");
    BOOST_TEST(quoted("\n\r\t\b\f\x01\x1f") == R"("\n\r\t\u0008\u000c\u0001\u001f")");
    BOOST_TEST(quoted(std::string_view("\0", 1)) == R"("\u0000")");
    BOOST_TEST(quoted("caf\xc3\xa9 \xf0\x9f\x93\xa6\x7f") == "\"caf\xc3\xa9 \xf0\x9f\x93\xa6\x7f\"");
    Writer w;
    w.begin_object();
    w.member("k\"", 1);
    w.end_object();
    BOOST_TEST(w.take() == R"({"k\"":1})");
}

BOOST_AUTO_TEST_CASE(what_is_no_utf_8_is_replaced) {
    BOOST_TEST(quoted("a\xff"
                      "b") == "\"a\xef\xbf\xbd"
                              "b\"");
    BOOST_TEST(quoted("\xe2\x82") == "\"\xef\xbf\xbd\xef\xbf\xbd\"");
    BOOST_TEST(quoted("\xc0\xaf") == "\"\xef\xbf\xbd\xef\xbf\xbd\"");
}

BOOST_AUTO_TEST_CASE(whatever_goes_in_the_strict_reader_takes_it) {
    std::mt19937_64 random(8259);
    for (int round = 0; round < 1000; ++round) {
        std::string text;
        for (std::size_t i = random() % 20; i > 0; --i)
            text += static_cast<char>(random() % 256);
        const auto again = postern::json::read(quoted(text));
        BOOST_TEST_REQUIRE(again.ok());
        if (text.find_first_of("\x80\xff") == std::string::npos &&
            again.value().text().find("\xef\xbf\xbd") == std::string::npos)
            BOOST_TEST_REQUIRE(again.value().text() == text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
