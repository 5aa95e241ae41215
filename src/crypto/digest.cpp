// Digests and random bytes by OpenSSL. Algorithms are fetched once and contexts kept per thread: a fetch each time
// would cost more than a digest of a small document.
#include "crypto/digest.hpp"

#include "core/failure.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <climits>
#include <memory>
#include <utility>

namespace postern::crypto {

namespace {

[[noreturn]] void fail(const char* what) {
    throw core::Failure(std::string("crypto: OpenSSL refuses ") + what);
}

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Digest = std::unique_ptr<EVP_MD, Freer<&EVP_MD_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<&EVP_MD_CTX_free>>;
using Mac = std::unique_ptr<EVP_MAC, Freer<&EVP_MAC_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Freer<&EVP_MAC_CTX_free>>;

const EVP_MD* sha256_algorithm() {
    static const Digest kAlgorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    if (!kAlgorithm) fail("SHA-256");
    return kAlgorithm.get();
}

EVP_MAC* hmac_algorithm() {
    static const Mac kAlgorithm(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    if (!kAlgorithm) fail("HMAC");
    return kAlgorithm.get();
}

/// One running SHA-256 on this thread's context.
class Sha256 {
public:
    Sha256() {
        const EVP_MD* algorithm = sha256_algorithm();
        thread_local DigestContext context(EVP_MD_CTX_new());
        context_ = context.get();
        if (!context_ || EVP_DigestInit_ex2(context_, algorithm, nullptr) != 1) fail("a digest");
    }
    void add(std::string_view bytes) {
        if (EVP_DigestUpdate(context_, bytes.data(), bytes.size()) != 1) fail("bytes for a digest");
    }
    core::ContentHash finish() {
        core::ContentHash hash;
        if (EVP_DigestFinal_ex(context_, hash.bytes.data(), nullptr) != 1) fail("to finish a digest");
        return hash;
    }

private:
    EVP_MD_CTX* context_ = nullptr;
};

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// Groups of `bits` bits of the bytes, as characters of an alphabet; the last group is filled with zero bits.
std::string to_base(std::string_view bytes, unsigned bits, std::string_view alphabet) {
    std::string text;
    text.reserve((bytes.size() * 8 + bits - 1) / bits);
    unsigned held = 0;
    unsigned held_bits = 0;
    for (const char byte : bytes) {
        held = (held << 8) | static_cast<unsigned char>(byte);
        held_bits += 8;
        for (; held_bits >= bits; held_bits -= bits)
            text += alphabet[(held >> (held_bits - bits)) & ((1U << bits) - 1)];
        held &= (1U << held_bits) - 1;
    }
    if (held_bits != 0) text += alphabet[(held << (bits - held_bits)) & ((1U << bits) - 1)];
    return text;
}

constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

core::ContentHash sha256(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.finish();
}

core::ContentHash sha256_of(std::initializer_list<std::string_view> pieces) {
    Sha256 digest;
    for (const std::string_view piece : pieces) {
        char length[8];
        for (unsigned i = 0; i < 8; ++i)
            length[i] = static_cast<char>((std::uint64_t{piece.size()} >> (56 - 8 * i)) & 0xFF);
        digest.add({length, sizeof length});
        digest.add(piece);
    }
    return digest.finish();
}

core::ContentHash hmac_sha256(std::string_view key, std::string_view bytes) {
    EVP_MAC* algorithm = hmac_algorithm();
    thread_local MacContext context(EVP_MAC_CTX_new(algorithm));
    if (!context) fail("a MAC");
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                     OSSL_PARAM_construct_end()};
    // a null key would mean: the last one again
    const unsigned char empty = 0;
    const unsigned char* key_bytes = key.empty() ? &empty : bytes_of(key);
    core::ContentHash mac;
    std::size_t length = 0;
    if (EVP_MAC_init(context.get(), key_bytes, key.size(), parameters) != 1 ||
        EVP_MAC_update(context.get(), bytes_of(bytes), bytes.size()) != 1 ||
        EVP_MAC_final(context.get(), mac.bytes.data(), &length, mac.bytes.size()) != 1 || length != mac.bytes.size())
        fail("to finish a MAC");
    return mac;
}

std::string random_bytes(std::size_t count) {
    if (count > INT_MAX) throw core::Failure("crypto: so many random bytes are a mistake");
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) fail("random bytes");
    return bytes;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_base32(std::string_view bytes) {
    return to_base(bytes, 5, "abcdefghijklmnopqrstuvwxyz234567");
}

std::string to_base64url(std::string_view bytes) {
    return to_base(bytes, 6, kBase64Url);
}

std::optional<std::string> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() * 6 / 8);
    unsigned held = 0;
    unsigned held_bits = 0;
    for (const char character : text) {
        const auto value = kBase64Url.find(character);
        if (value == std::string_view::npos) return std::nullopt;
        held = (held << 6) | static_cast<unsigned>(value);
        held_bits += 6;
        if (held_bits < 8) continue;
        held_bits -= 8;
        bytes += static_cast<char>((held >> held_bits) & 0xFFU);
        held &= (1U << held_bits) - 1;
    }
    return held == 0 ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string to_base64(std::string_view bytes) {
    std::string text = to_base(bytes, 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

} // namespace postern::crypto
