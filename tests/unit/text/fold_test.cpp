// Folding, trimming and counting, on the ASCII path and on ICU's.
#include "text/fold.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

BOOST_AUTO_TEST_SUITE(fold_text)

using postern::text::count_letters;
using postern::text::fold;
using postern::text::trim;

BOOST_AUTO_TEST_CASE(folds_ascii) {
    BOOST_TEST(fold("") == "");
    BOOST_TEST(fold("  Woollen\t\r\n SHAWL ") == "woollen shawl");
    BOOST_TEST(fold("   ") == "");
    BOOST_TEST(fold("a-B_c.9") == "a-b_c.9");
}

BOOST_AUTO_TEST_CASE(folds_the_rest_of_unicode) {
    BOOST_TEST(fold("STRASSE") == fold("Stra\xc3\x9f"
                                       "e"));
    BOOST_TEST(fold("CAF\xc3\x89") == fold("cafe\xcc\x81"));                    // composed and not
    BOOST_TEST(fold("\xef\xbc\xa1\xef\xbc\xa2") == "ab");                       // full width
    BOOST_TEST(fold("a\xc2\xa0 \xe3\x80\x80 b\xe2\x80\xa8") == "a b");          // no-break, ideographic, line separator
    BOOST_TEST(fold("\xe1\x9a\x80 x\xc2\x85y \xc2\x85") == "x y");              // ogham space, next line
    BOOST_TEST(fold("\xce\xa3\xce\x91\xce\xa3") == "\xcf\x83\xce\xb1\xcf\x83"); // both small sigmas are one
    BOOST_TEST(fold("\xe0\xa4\xb6\xe0\xa4\xbe\xe0\xa4\xb2") == "\xe0\xa4\xb6\xe0\xa4\xbe\xe0\xa4\xb2");
    BOOST_TEST(fold("A\xff") == "a\xff"); // what is no UTF-8 stays as it is
}

BOOST_AUTO_TEST_CASE(folding_again_changes_nothing) {
    std::mt19937_64 random(4);
    const std::vector<std::string> parts = {"A",
                                            "z",
                                            " ",
                                            "\t",
                                            "\xc3\x89",
                                            "\xc3\x9f",
                                            "\xc2\xa0",
                                            "\xef\xbc\xa1",
                                            "\xe3\x80\x80",
                                            "\xc4\xb0",
                                            "\xd8\xb3",
                                            "\xe2\x84\xab",
                                            "1",
                                            "\xef\xac\x81"};
    for (int round = 0; round < 500; ++round) {
        std::string text;
        for (std::size_t i = random() % 10; i > 0; --i)
            text += parts[random() % parts.size()];
        const std::string once = fold(text);
        BOOST_TEST_REQUIRE(fold(once) == once);
        BOOST_TEST_REQUIRE(trim(once) == once);
        BOOST_TEST_REQUIRE(postern::text::is_utf8(once));
    }
}

BOOST_AUTO_TEST_CASE(counts_letters_of_any_script) {
    BOOST_TEST(count_letters("") == 0U);
    BOOST_TEST(count_letters("123 -- !?") == 0U);
    BOOST_TEST(count_letters("a1 b2") == 2U);
    BOOST_TEST(count_letters("caf\xc3\xa9") == 4U);
    BOOST_TEST(count_letters("\xe8\x8c\xb6\xe5\x8f\xb6") == 2U);
    BOOST_TEST(count_letters("\xf0\x9f\x93\xa6") == 0U);
    BOOST_TEST(count_letters("a\xff\xfe") == 1U);
}

BOOST_AUTO_TEST_CASE(trims_white_space_of_any_kind) {
    BOOST_TEST(trim("") == "");
    BOOST_TEST(trim(" \t\n") == "");
    BOOST_TEST(trim(" a b ") == "a b");
    BOOST_TEST(trim("\xc2\xa0\xe3\x80\x80x\xe2\x80\x83\xc2\x85") == "x");
    BOOST_TEST(trim("\xc3\xa9 ") == "\xc3\xa9");
    BOOST_TEST(trim("\xff ") == "\xff");
}

BOOST_AUTO_TEST_CASE(utf_8_or_not) {
    BOOST_TEST(postern::text::is_utf8("caf\xc3\xa9"));
    BOOST_TEST(!postern::text::is_utf8("caf\xe9"));
}

BOOST_AUTO_TEST_SUITE_END()
