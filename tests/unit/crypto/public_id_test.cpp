// Public ids: they open again, and nothing else opens.
#include "crypto/public_id.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <random>
#include <set>

BOOST_AUTO_TEST_SUITE(public_ids)

using postern::crypto::IdCipher;
using postern::crypto::IdKind;

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

BOOST_AUTO_TEST_CASE(an_id_opens_to_its_key_for_every_kind) {
    const IdCipher cipher("an installation's secret");
    const std::vector<std::pair<IdKind, std::string>> kinds = {
        {IdKind::submission, "sub_"}, {IdKind::declaration, "dec_"}, {IdKind::filing, "fil_"},  {IdKind::lease, "lea_"},
        {IdKind::answer, "ans_"},     {IdKind::cursor, "cur_"},      {IdKind::client, "key_"},  {IdKind::event, "evt_"},
        {IdKind::attachment, "doc_"}, {IdKind::webhook, "whk_"},     {IdKind::referral, "ref_"}};
    std::mt19937_64 random(16);
    for (const auto& [kind, prefix] : kinds) {
        std::vector<std::int64_t> keys = {
            0, 1, 2, -1, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
        for (int i = 0; i < 50; ++i)
            keys.push_back(static_cast<std::int64_t>(random()));
        for (const std::int64_t key : keys) {
            const std::string id = cipher.seal(kind, key);
            BOOST_TEST_REQUIRE(id.size() == 30U);
            BOOST_TEST(id.starts_with(prefix));
            BOOST_TEST(id.find_first_not_of(kAlphabet, 4) == std::string::npos);
            BOOST_TEST((cipher.open(kind, id) == key));
            BOOST_TEST(cipher.seal(kind, key) == id);
        }
    }
}

BOOST_AUTO_TEST_CASE(another_kind_or_installation_does_not_open_it) {
    const IdCipher cipher("0123456789abcdef");
    const IdCipher other("0123456789abcdeg");
    const std::string id = cipher.seal(IdKind::declaration, 7);
    BOOST_TEST(!other.open(IdKind::declaration, id).has_value());
    BOOST_TEST(!cipher.open(IdKind::filing, id).has_value());
    BOOST_TEST(!cipher.open(IdKind::filing, "fil_" + id.substr(4)).has_value()); // the kind is sealed as well
}

BOOST_AUTO_TEST_CASE(no_changed_id_opens) {
    const IdCipher cipher("0123456789abcdef");
    const std::string id = cipher.seal(IdKind::filing, 123456);
    int opened = 0;
    for (std::size_t i = 0; i < id.size(); ++i)
        for (const char c : std::string(kAlphabet) + "A0_ ") {
            std::string changed = id;
            changed[i] = c;
            if (changed != id && cipher.open(IdKind::filing, changed)) ++opened;
        }
    BOOST_TEST(opened == 0); // also the two spare bits of the last character must be as sealed
    for (const std::string& text : {std::string(), std::string("fil_"), id + "a", id.substr(0, 29),
                                    "fil_" + std::string(26, '1'), "FIL_" + id.substr(4), " " + id.substr(1)})
        BOOST_TEST(!cipher.open(IdKind::filing, text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(neighbours_do_not_look_alike) {
    const IdCipher cipher("0123456789abcdef");
    std::set<std::string> heads;
    for (std::int64_t key = 1; key <= 100; ++key)
        heads.insert(cipher.seal(IdKind::declaration, key).substr(4, 8));
    BOOST_TEST(heads.size() == 100U);
}

BOOST_AUTO_TEST_CASE(a_short_secret_is_a_failure) {
    BOOST_CHECK_THROW(IdCipher("too short"), postern::core::Failure);
    BOOST_CHECK_THROW(IdCipher(""), postern::core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
