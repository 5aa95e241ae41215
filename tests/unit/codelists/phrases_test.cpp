// Phrases that say nothing: alone, among other words, never inside a word.
#include "codelists/phrases.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(phrases)

using postern::codelists::Phrases;

Phrases some() {
    Phrases phrases;
    for (const char* text : {"gift", "auto", "auto parts", "parts", "n/a", "fresh fruit", "geschenk für alle"})
        BOOST_TEST(phrases.add(text), text);
    return phrases;
}

BOOST_AUTO_TEST_CASE(alone) {
    const auto phrases = some();
    for (const char* text : {"gift", "auto", "auto parts", "parts", "n/a", "n / a", "gift!", "«gift»", " gift ",
                             "auto-parts", "geschenk für alle"}) {
        // the guillemets are letters to nobody, but they are no ASCII either: they stay part of the word
        const bool expected = std::string_view(text) != "«gift»";
        BOOST_TEST(phrases.is_whole(text) == expected, text);
    }
    for (const char* text : {"", " ", "gifts", "gift gift", "a gift", "auto parts of steel", "part", "na"})
        BOOST_TEST(!phrases.is_whole(text), text);
}

BOOST_AUTO_TEST_CASE(among_other_words) {
    const auto phrases = some();
    BOOST_TEST(phrases.find_in("a gift for you") == "gift");
    BOOST_TEST(phrases.find_in("steel auto parts, new") == "auto parts");
    BOOST_TEST(phrases.find_in("auto mirror") == "auto");
    BOOST_TEST(phrases.find_in("fresh bread and fresh fruit") == "fresh fruit");
    BOOST_TEST(phrases.find_in("giftwrap").empty());
    BOOST_TEST(phrases.find_in("fresh").empty());
    BOOST_TEST(phrases.find_in("").empty());
    BOOST_TEST(phrases.find_in("羊毛披肩").empty());
}

BOOST_AUTO_TEST_CASE(a_phrase_has_a_word) {
    Phrases phrases;
    BOOST_TEST(!phrases.add(""));
    BOOST_TEST(!phrases.add("--"));
    BOOST_TEST(phrases.size() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
