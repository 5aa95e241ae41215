// Pseudonyms: a keyed hash, cut to what twelve characters hold.
#include "crypto/pseudonym.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <openssl/crypto.h>

#include <algorithm>

namespace postern::crypto {

namespace {

constexpr std::string_view kPrefix = "snd_";
constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr int kCharacters = 12;
constexpr int kBits = 5 * kCharacters; // whole characters, so that one pseudonym has one text

std::string_view bytes_of(const core::ContentHash& hash) {
    return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()};
}

} // namespace

Pseudonyms::Pseudonyms(std::string_view secret) {
    if (secret.size() < 16) throw core::Failure("pseudonym: the installation's secret needs 16 bytes or more");
    key_ = bytes_of(hmac_sha256(secret, "postern pseudonym 1"));
}

Pseudonyms::~Pseudonyms() {
    OPENSSL_cleanse(key_.data(), key_.size());
}

std::int64_t Pseudonyms::of(std::initializer_list<std::string_view> pieces) const {
    const auto mac = hmac_sha256(key_, bytes_of(sha256_of(pieces)));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = (number << 8U) | mac.bytes.at(i);
    return std::max<std::int64_t>(static_cast<std::int64_t>(number >> (64 - kBits)), 1);
}

std::string pseudonym_text(std::int64_t pseudonym) {
    if (pseudonym == 0) return {};
    std::string text(kPrefix);
    for (int shift = kBits - 5; shift >= 0; shift -= 5)
        text += kAlphabet[(static_cast<std::uint64_t>(pseudonym) >> static_cast<unsigned>(shift)) & 31U];
    return text;
}

std::optional<std::int64_t> parse_pseudonym(std::string_view text) {
    if (text.size() != kPrefix.size() + kCharacters || !text.starts_with(kPrefix)) return std::nullopt;
    std::int64_t pseudonym = 0;
    for (const char c : text.substr(kPrefix.size())) {
        const auto value = kAlphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        pseudonym = pseudonym * 32 + static_cast<std::int64_t>(value);
    }
    return pseudonym == 0 ? std::nullopt : std::optional(pseudonym);
}

} // namespace postern::crypto
