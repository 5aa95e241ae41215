// Digests against published vectors (FIPS 180-4, RFC 4231, RFC 4648), and their use from several threads.
#include "crypto/digest.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <set>
#include <thread>

BOOST_AUTO_TEST_SUITE(digests)

using namespace postern::crypto;

BOOST_AUTO_TEST_CASE(sha_256_gives_the_published_values) {
    BOOST_TEST(sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    BOOST_TEST(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex() ==
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    BOOST_TEST(sha256(std::string(1'000'000, 'a')).hex() ==
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    BOOST_TEST(sha256(std::string_view()).hex() == sha256("").hex());
}

BOOST_AUTO_TEST_CASE(pieces_count_with_their_boundaries) {
    BOOST_TEST((sha256_of({"ab", "c"}) != sha256_of({"a", "bc"})));
    BOOST_TEST((sha256_of({"abc"}) != sha256("abc")));
    BOOST_TEST((sha256_of({"abc", ""}) != sha256_of({"abc"})));
    BOOST_TEST((sha256_of({}) == sha256("")));
    BOOST_TEST((sha256_of({"abc"}) == sha256(std::string("\0\0\0\0\0\0\0\3abc", 11))));
}

BOOST_AUTO_TEST_CASE(hmac_gives_the_published_values) {
    BOOST_TEST(hmac_sha256(std::string(20, '\x0b'), "Hi There").hex() ==
               "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    BOOST_TEST(hmac_sha256("Jefe", "what do ya want for nothing?").hex() ==
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    BOOST_TEST(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First").hex() ==
               "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    // an empty key is a key, not the last one again
    const std::string empty = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
    BOOST_TEST(hmac_sha256("", "").hex() == empty);
    BOOST_TEST(hmac_sha256("other", "").hex() != empty);
    BOOST_TEST(hmac_sha256({}, "").hex() == empty);
}

BOOST_AUTO_TEST_CASE(random_bytes_do_not_come_again) {
    BOOST_TEST(random_bytes(0).empty());
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i)
        BOOST_TEST_REQUIRE(seen.insert(random_bytes(16)).second);
    BOOST_TEST(random_bytes(1000).size() == 1000U);
}

BOOST_AUTO_TEST_CASE(comparison) {
    BOOST_TEST(equal_constant_time("", ""));
    BOOST_TEST(equal_constant_time("abc", "abc"));
    BOOST_TEST(!equal_constant_time("abc", "abd"));
    BOOST_TEST(!equal_constant_time("abc", "ab"));
}

BOOST_AUTO_TEST_CASE(base_32_and_base_64_of_rfc_4648) {
    const std::vector<std::array<const char*, 3>> table = {{"", "", ""},
                                                           {"f", "my", "Zg"},
                                                           {"fo", "mzxq", "Zm8"},
                                                           {"foo", "mzxw6", "Zm9v"},
                                                           {"foob", "mzxw6yq", "Zm9vYg"},
                                                           {"fooba", "mzxw6ytb", "Zm9vYmE"},
                                                           {"foobar", "mzxw6ytboi", "Zm9vYmFy"}};
    for (const auto& [plain, base32, base64] : table) {
        BOOST_TEST(to_base32(plain) == base32);
        BOOST_TEST(to_base64url(plain) == base64);
    }
    BOOST_TEST(to_base64url("\xfb\xff\xfe") == "-__-");
    BOOST_TEST(to_base64("\xfb\xff\xfe") == "+//+");
    BOOST_TEST(to_base64("") == "");
    BOOST_TEST(to_base64("f") == "Zg==");
    BOOST_TEST(to_base64("fo") == "Zm8=");
    BOOST_TEST(to_base64("foo") == "Zm9v");
    BOOST_TEST(to_base32(std::string(16, '\xff')).size() == 26U);
}

BOOST_AUTO_TEST_CASE(threads_do_not_share_a_context) {
    std::vector<std::thread> threads;
    std::array<bool, 4> right{};
    for (std::size_t t = 0; t < right.size(); ++t)
        threads.emplace_back([t, &right] {
            const std::string text(1000 + t, static_cast<char>('a' + t));
            const auto first = sha256(text);
            const auto mac = hmac_sha256("key", text);
            right[t] = true;
            for (int i = 0; i < 500; ++i)
                if (sha256(text) != first || hmac_sha256("key", text) != mac) right[t] = false;
        });
    for (auto& thread : threads)
        thread.join();
    for (const bool one : right)
        BOOST_TEST(one);
}

BOOST_AUTO_TEST_SUITE_END()
