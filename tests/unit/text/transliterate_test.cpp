// Transliteration: letters of many scripts in Latin ones and in ASCII, from several threads at once.
#include "text/transliterate.hpp"

#include "core/utf8.hpp"

#include <thread>

BOOST_AUTO_TEST_SUITE(transliteration)

using postern::text::to_ascii;
using postern::text::to_latin;

BOOST_AUTO_TEST_CASE(names_in_latin_letters) {
    BOOST_TEST(to_latin("Łódź") == "Łódź");
    BOOST_TEST(to_latin("काठमाडौं") == "kāṭhamāḍauṁ");
    BOOST_TEST(to_latin("Κώστας") == "Kṓstas");
    BOOST_TEST(to_latin("") == "");
}

BOOST_AUTO_TEST_CASE(names_in_ascii) {
    BOOST_TEST(to_ascii("Łódź 7b") == "Lodz 7b");
    BOOST_TEST(to_ascii("काठमाडौं") == "kathamadaum");
    BOOST_TEST(to_ascii("Москва") == "Moskva");
    BOOST_TEST(to_ascii("東京") == "dong jing");
    BOOST_TEST(to_ascii("plain") == "plain");
    BOOST_TEST(to_ascii("محمد") == "mhmd");
}

BOOST_AUTO_TEST_CASE(whatever_comes_is_text_again) {
    for (const char* odd : {"\xff\xfe", "a\xc3", "\xf0\x9f\x93\xa6 parcel", "\xe2\x81\xa8iso\xe2\x81\xa9"})
        BOOST_TEST(postern::core::is_utf8(to_latin(odd)), odd);
    std::string longest;
    for (int i = 0; i < 2000; ++i)
        longest += "ﷺ"; // one sign, many letters
    BOOST_TEST(postern::core::is_utf8(to_ascii(longest)));
}

BOOST_AUTO_TEST_CASE(from_several_threads) {
    std::vector<std::thread> threads;
    std::vector<int> right(4);
    for (std::size_t t = 0; t < right.size(); ++t) {
        threads.emplace_back([&right, t] {
            for (int i = 0; i < 200; ++i)
                right[t] += to_ascii("Москва") == "Moskva" ? 1 : 0;
        });
    }
    for (auto& thread : threads)
        thread.join();
    for (const int n : right)
        BOOST_TEST(n == 200);
}

BOOST_AUTO_TEST_SUITE_END()
