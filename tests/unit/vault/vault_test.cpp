// The vault: what was sealed opens again, and nothing damaged does.
#include "vault/vault.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"
#include "vault/dictionaries.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

BOOST_AUTO_TEST_SUITE(vaults)

using postern::core::Failure;
using postern::core::SealedBytes;
using postern::vault::Kind;
using postern::vault::open;
using postern::vault::seal;

std::string sample(const std::string& name) {
    std::ifstream file(POSTERN_SOURCE_DIR "/samples/messages/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

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
    BOOST_CHECK_THROW(open({std::string(1, '\0') + seal("x").bytes.substr(1)}), Failure);
    BOOST_CHECK_THROW(open({"\x7F" + seal("x").bytes.substr(1)}), Failure); // no such dictionary
    BOOST_CHECK_THROW(open({"\x01not zstd at all"}), Failure);
    BOOST_CHECK_THROW(open({seal("x").bytes + "y"}), Failure);
    BOOST_CHECK_THROW(open({seal("x").bytes + seal("y").bytes.substr(1)}), Failure);
}

BOOST_AUTO_TEST_CASE(what_is_said_alike_is_not_kept_again) {
    const std::string message = sample("cn23-good-parcel-np-us.xml");
    BOOST_TEST(seal(message, Kind::message).bytes.size() < seal(message).bytes.size() * 2 / 3);
    for (const auto kind : {Kind::other, Kind::message, Kind::declaration, Kind::document}) {
        const SealedBytes sealed = seal(message, kind);
        BOOST_TEST((open(sealed) == message));
        BOOST_TEST((seal(message, kind) == sealed));
        BOOST_TEST((open(seal("", kind)).empty()));
        // another's dictionary gives nothing
        SealedBytes other = sealed;
        other.bytes[0] = static_cast<char>(sealed.bytes[0] == 2 ? 3 : 2);
        if (kind != Kind::other) BOOST_CHECK_THROW(open(other), Failure);
    }
}

BOOST_AUTO_TEST_CASE(what_was_shipped_once_never_changes) {
    constexpr std::array kShipped{"e378f7262d2c250042d6c1c7ce696b646face084486a1a73f027043a84c2fdd4",
                                  "f53c9061be5f8a295121321eacefdc7565b76efb3a60722817255e8195613d95",
                                  "7edb7f01ceb4af6c04d0499908081c6b9b7e927faf08f7c88483799a6466bb79"};
    for (std::size_t i = 0; i < kShipped.size(); ++i)
        BOOST_TEST(postern::crypto::sha256(postern::vault::dictionary_bytes(static_cast<std::uint8_t>(i + 1))).hex() ==
                   kShipped[i]);
    BOOST_TEST(postern::vault::dictionary_bytes(0).empty());
    BOOST_TEST(postern::vault::dictionary_bytes(kShipped.size() + 1).empty());
}

BOOST_AUTO_TEST_CASE(no_damaged_byte_goes_unseen) {
    for (const auto kind : {Kind::other, Kind::message}) {
        const std::string plain = document(20);
        const SealedBytes sealed = seal(plain, kind);
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
