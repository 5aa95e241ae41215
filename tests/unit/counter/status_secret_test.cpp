// The secret on a receipt: what it is made of, and how people type it.
#include "counter/status_secret.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(counter_status_secret)

using namespace postern;
using counter::is_status_secret;
using counter::read_status_secret;
using counter::status_secret;

const std::string kKey = "an installation's key of some length";

BOOST_AUTO_TEST_CASE(it_is_sixteen_characters_without_look_alikes_and_stays_the_same) {
    std::set<std::string> all;
    for (std::int64_t key = 1; key <= 500; ++key) {
        const auto secret = status_secret(kKey, {key});
        BOOST_TEST(secret.size() == 16u);
        BOOST_TEST(secret.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string::npos);
        BOOST_TEST(secret == status_secret(kKey, {key}));
        all.insert(secret);
    }
    BOOST_TEST(all.size() == 500u);
    BOOST_TEST(status_secret("another key of the same kind", {1}) != status_secret(kKey, {1}));
    // a receipt that was printed is good with the next edition of the program
    BOOST_TEST(status_secret(kKey, {4711}) == "DA1FGE33WAJ921YD");
    BOOST_CHECK_THROW(status_secret("short", {1}), core::Failure);
}

BOOST_AUTO_TEST_CASE(what_people_type_is_read) {
    BOOST_TEST(read_status_secret("abcd-efgh jkmn-pqrs") == "ABCDEFGHJKMNPQRS");
    BOOST_TEST(read_status_secret("oOiIlL0000000000") == "0011110000000000");
    for (const char* none : {"", "ABCDEFGHJKMNPQR", "ABCDEFGHJKMNPQRST", "ABCDEFGHJKMNPQRU", "ABCDEFGHJKMNPQR\xc3\xa9"})
        BOOST_TEST(read_status_secret(none).empty(), none);
    BOOST_TEST(read_status_secret(std::string(100, '-') + "ABCDEFGHJKMNPQRS").empty());
    BOOST_TEST(is_status_secret("ABCDEFGHJKMNPQRS", "ABCDEFGHJKMNPQRS"));
    BOOST_TEST(!is_status_secret("ABCDEFGHJKMNPQRT", "ABCDEFGHJKMNPQRS"));
    BOOST_TEST(!is_status_secret("", ""));
}

BOOST_AUTO_TEST_SUITE_END()
