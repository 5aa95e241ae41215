// References of prefills: no look-alikes, and every slip of a typist is found.
#include "counter/prefill_reference.hpp"

#include "crypto/digest.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(prefill_reference)

using namespace postern;
using counter::kReferenceCharacters;
using counter::read_reference;
using counter::reference_of;

BOOST_AUTO_TEST_CASE(it_is_eight_characters_of_which_none_looks_like_another) {
    for (const char c : std::string_view("01OIL"))
        BOOST_TEST((kReferenceCharacters.find(c) == std::string_view::npos));
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto reference = reference_of(crypto::random_bytes(14));
        BOOST_REQUIRE_EQUAL(reference.size(), counter::kReferenceLength);
        BOOST_TEST(reference.find_first_not_of(kReferenceCharacters) == std::string::npos);
        BOOST_TEST((read_reference(reference) == reference));
        seen.insert(reference);
    }
    BOOST_TEST(seen.size() == 1000u);
    BOOST_TEST(counter::shown_reference("ABCDEFGH") == "ABCD-EFGH");
}

BOOST_AUTO_TEST_CASE(it_is_read_as_people_type_it) {
    const auto reference = reference_of(std::string(14, 'x'));
    auto lower = counter::shown_reference(reference);
    for (char& c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    BOOST_TEST((read_reference(lower) == reference));
    BOOST_TEST((read_reference(" " + reference.substr(0, 2) + " " + reference.substr(2)) == reference));
    for (const std::string& wrong : {std::string(), reference.substr(1), reference + "2", std::string(100, '-'),
                                     reference.substr(0, 7) + "0", reference.substr(0, 7) + "\xc3\xa9"})
        BOOST_TEST(!read_reference(wrong).has_value(), wrong);
}

BOOST_AUTO_TEST_CASE(every_wrong_character_and_every_two_that_changed_places_are_found) {
    for (int round = 0; round < 20; ++round) {
        const auto reference = reference_of(crypto::random_bytes(14));
        for (std::size_t i = 0; i < reference.size(); ++i) {
            for (const char c : kReferenceCharacters) {
                auto typed = reference;
                typed[i] = c;
                BOOST_TEST(read_reference(typed).has_value() == (typed == reference));
            }
            for (std::size_t j = i + 1; j < reference.size(); ++j) {
                auto typed = reference;
                std::swap(typed[i], typed[j]);
                BOOST_TEST(read_reference(typed).has_value() == (typed == reference));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_example_of_the_texts_is_one) {
    BOOST_TEST(read_reference("K7QM-3XT5").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
