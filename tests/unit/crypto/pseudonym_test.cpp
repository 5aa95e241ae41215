// Pseudonyms: the same for the same, another for another, and one text each.
#include "core/failure.hpp"
#include "crypto/pseudonym.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(crypto_pseudonym)

using namespace postern;

constexpr std::string_view kSecret = "a secret of some length";

BOOST_AUTO_TEST_CASE(a_pseudonym_depends_on_every_piece_and_its_bounds_and_on_the_secret) {
    const crypto::Pseudonyms pseudonyms(kSecret);
    const auto first = pseudonyms.of({"np-post", "name", "asha"});
    BOOST_TEST(first == crypto::Pseudonyms(kSecret).of({"np-post", "name", "asha"}));
    const std::set<std::int64_t> others{first,
                                        pseudonyms.of({"np-post", "name", "ashb"}),
                                        pseudonyms.of({"np-postname", "", "asha"}),
                                        pseudonyms.of({"in-post", "name", "asha"}),
                                        pseudonyms.of({"np-post", "name", "asha", ""}),
                                        crypto::Pseudonyms("another secret, long").of({"np-post", "name", "asha"})};
    BOOST_TEST(others.size() == 6U);
    BOOST_TEST(*others.begin() > 0);
}

BOOST_AUTO_TEST_CASE(a_text_and_its_number_are_one_to_one) {
    const crypto::Pseudonyms pseudonyms(kSecret);
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
        const auto number = pseudonyms.of({name});
        const auto text = crypto::pseudonym_text(number);
        BOOST_TEST(text.size() == 16U);
        BOOST_TEST(text.starts_with("snd_"));
        BOOST_TEST(crypto::parse_pseudonym(text).value_or(0) == number);
    }
    BOOST_TEST(crypto::pseudonym_text(1) == "snd_aaaaaaaaaaab");
    BOOST_TEST(crypto::pseudonym_text((std::int64_t{1} << 60) - 1) == "snd_777777777777");
    BOOST_TEST(crypto::pseudonym_text(0) == "");
}

BOOST_AUTO_TEST_CASE(other_texts_are_none) {
    for (const char* text : {"", "snd_", "snd_aaaaaaaaaaa", "snd_aaaaaaaaaaabb", "snd_aaaaaaaaaaa1", "SND_aaaaaaaaaaab",
                             "snd_AAAAAAAAAAAB", "dec_aaaaaaaaaaab", "snd_aaaaaaaaaaaa", " snd_aaaaaaaaaaab"})
        BOOST_TEST(!crypto::parse_pseudonym(text), text);
}

BOOST_AUTO_TEST_CASE(a_short_secret_is_a_mistake_of_the_installation) {
    BOOST_CHECK_THROW(crypto::Pseudonyms("fifteen bytes.."), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
