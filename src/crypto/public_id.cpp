// Public ids: one AES block each way, in base32.
#include "crypto/public_id.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

namespace postern::crypto {

namespace {

constexpr std::size_t kBlockBytes = 16;
constexpr std::size_t kKeyAt = 8; // before it: the kind, then zeros
constexpr std::size_t kPrefixLength = 4;
constexpr std::size_t kTextLength = 26; // 128 bits, five a character

using Block = std::array<unsigned char, kBlockBytes>;

std::string_view prefix_of(IdKind kind) {
    switch (kind) {
    case IdKind::submission: return "sub_";
    case IdKind::declaration: return "dec_";
    case IdKind::filing: return "fil_";
    case IdKind::lease: return "lea_";
    case IdKind::answer: return "ans_";
    case IdKind::cursor: return "cur_";
    case IdKind::event: return "evt_";
    case IdKind::client: return "key_";
    case IdKind::attachment: return "doc_";
    case IdKind::webhook: return "whk_";
    case IdKind::referral: return "ref_";
    case IdKind::prefill: return "pre_";
    case IdKind::prefill_template: return "tpl_";
    case IdKind::mark: return "mrk_";
    }
    throw core::Failure("public id: no such kind");
}

struct FreeCipher {
    void operator()(EVP_CIPHER* cipher) const { EVP_CIPHER_free(cipher); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

/// One block through AES-128. ECB is right here: a single block, and equal keys shall give equal ids.
Block through_aes(const Block& in, const std::string& key, bool encrypt) {
    static const std::unique_ptr<EVP_CIPHER, FreeCipher> kCipher(EVP_CIPHER_fetch(nullptr, "AES-128-ECB", nullptr));
    thread_local std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> context(EVP_CIPHER_CTX_new());
    Block out{};
    int length = 0;
    const auto* key_bytes = reinterpret_cast<const unsigned char*>(key.data());
    const bool done =
        kCipher && context &&
        EVP_CipherInit_ex2(context.get(), kCipher.get(), key_bytes, nullptr, encrypt ? 1 : 0, nullptr) == 1 &&
        EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
        EVP_CipherUpdate(context.get(), out.data(), &length, in.data(), static_cast<int>(in.size())) == 1 &&
        length == static_cast<int>(out.size());
    if (!done) throw core::Failure("public id: OpenSSL refuses AES-128");
    return out;
}

/// Value of a base32 character, -1: it is none.
int value_of(char c) {
    if (c >= 'a' && c <= 'z') return c - 'a';
    if (c >= '2' && c <= '7') return c - '2' + 26;
    return -1;
}

std::optional<Block> from_base32(std::string_view text) {
    Block block{};
    std::size_t n = 0;
    unsigned held = 0;
    unsigned held_bits = 0;
    for (const char c : text) {
        const int value = value_of(c);
        if (value < 0) return std::nullopt;
        held = (held << 5) | static_cast<unsigned>(value);
        held_bits += 5;
        if (held_bits < 8) continue;
        held_bits -= 8;
        block[n++] = static_cast<unsigned char>(held >> held_bits);
        held &= (1U << held_bits) - 1;
    }
    // the two bits left over must be zero, or one key had four ids
    return held == 0 ? std::optional(block) : std::nullopt;
}

} // namespace

IdCipher::IdCipher(std::string_view secret) {
    if (secret.size() < 16) throw core::Failure("public id: the installation's secret needs 16 bytes or more");
    const auto derived = hmac_sha256(secret, "postern public id 1");
    aes_key_.assign(derived.bytes.begin(), derived.bytes.begin() + kBlockBytes);
}

IdCipher::~IdCipher() {
    OPENSSL_cleanse(aes_key_.data(), aes_key_.size());
}

std::string IdCipher::seal(IdKind kind, std::int64_t key) const {
    Block plain{};
    plain[0] = static_cast<unsigned char>(kind);
    for (std::size_t i = 0; i < 8; ++i)
        plain[kKeyAt + i] = static_cast<unsigned char>(static_cast<std::uint64_t>(key) >> (56 - 8 * i));
    const Block sealed = through_aes(plain, aes_key_, true);
    std::string id;
    id.reserve(kPrefixLength + kTextLength);
    id += prefix_of(kind);
    id += to_base32({reinterpret_cast<const char*>(sealed.data()), sealed.size()});
    return id;
}

std::optional<std::int64_t> IdCipher::open(IdKind kind, std::string_view id) const {
    if (id.size() != kPrefixLength + kTextLength || !id.starts_with(prefix_of(kind))) return std::nullopt;
    const auto sealed = from_base32(id.substr(kPrefixLength));
    if (!sealed) return std::nullopt;
    const Block plain = through_aes(*sealed, aes_key_, false);
    const bool ours = plain[0] == static_cast<unsigned char>(kind) &&
                      std::all_of(plain.begin() + 1, plain.begin() + kKeyAt, [](unsigned char b) { return b == 0; });
    if (!ours) return std::nullopt;
    std::uint64_t key = 0;
    for (std::size_t i = kKeyAt; i < kBlockBytes; ++i)
        key = (key << 8) | plain[i];
    return static_cast<std::int64_t>(key);
}

} // namespace postern::crypto
