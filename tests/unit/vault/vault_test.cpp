// The vault: what was sealed opens again, and nothing damaged does.
#include "vault/vault.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <random>
#include <thread>

BOOST_AUTO_TEST_SUITE(vaults)

using postern::core::Failure;
using postern::core::SealedBytes;
using postern::vault::open;
using postern::vault::seal;

std::string document(std::size_t lines) {
    std::string text;
    for (std::size_t i = 0; i < lines; ++i)
        text += "<line no=\"" + std::to_string(i) + "\"><net>0.25</net></line>\n";
    return text;
}

BOOST_AUTO_TEST_CASE(gives_back_what_was_sealed) {
    std::mt19937_64 random(5);
    std::string noise(100'000, '\0');
    for (char& c : noise)
        c = static_cast<char>(random());
    for (const std::string& plain : {std::string(), std::string("x"), std::string(3, '\0'), document(100), noise})
        BOOST_TEST((open(seal(plain)) == plain));
    const SealedBytes sealed = seal(document(100));
    BOOST_TEST(sealed.bytes[0] == 1);
    BOOST_TEST(sealed.bytes.size() < document(100).size() / 4);
    BOOST_TEST((seal(document(100)) == sealed));
}

BOOST_AUTO_TEST_CASE(what_is_no_frame_of_ours_is_a_failure) {
    BOOST_CHECK_THROW(open({""}), Failure);
    BOOST_CHECK_THROW(open({"\x01"}), Failure);
    BOOST_CHECK_THROW(open({"\x02" + seal("x").bytes.substr(1)}), Failure);
    BOOST_CHECK_THROW(open({"\x01not zstd at all"}), Failure);
    BOOST_CHECK_THROW(open({seal("x").bytes + "y"}), Failure);
    BOOST_CHECK_THROW(open({seal("x").bytes + seal("y").bytes.substr(1)}), Failure);
}

BOOST_AUTO_TEST_CASE(no_damaged_byte_goes_unseen) {
    const std::string plain = document(20);
    const SealedBytes sealed = seal(plain);
    for (std::size_t i = 0; i < sealed.bytes.size(); ++i) {
        SealedBytes damaged = sealed;
        damaged.bytes[i] = static_cast<char>(damaged.bytes[i] ^ 0x10);
        std::string opened;
        try {
            opened = open(damaged);
        } catch (const Failure&) {
            continue;
        }
        BOOST_TEST_REQUIRE((opened == plain), "byte " << i); // a bit that the format does not use
    }
    for (std::size_t length = 0; length < sealed.bytes.size(); ++length)
        BOOST_CHECK_THROW(open({sealed.bytes.substr(0, length)}), Failure);
}

BOOST_AUTO_TEST_CASE(what_comes_out_is_bounded) {
    const SealedBytes bomb = seal(std::string(1'000'000, 'a'));
    BOOST_TEST(bomb.bytes.size() < 1000U);
    BOOST_TEST(open(bomb, 1'000'000).size() == 1'000'000U);
    BOOST_CHECK_THROW(open(bomb, 999'999), Failure);
}

BOOST_AUTO_TEST_CASE(threads_have_their_own_contexts) {
    std::vector<std::thread> threads;
    std::array<int, 4> wrong{};
    for (std::size_t t = 0; t < wrong.size(); ++t)
        threads.emplace_back([t, &wrong] {
            const std::string plain = document(10 + t);
            for (int i = 0; i < 100; ++i)
                if (open(seal(plain)) != plain) ++wrong[t];
        });
    for (auto& thread : threads)
        thread.join();
    for (const int count : wrong)
        BOOST_TEST(count == 0);
}

BOOST_AUTO_TEST_SUITE_END()
