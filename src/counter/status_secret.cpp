// The secret on a receipt: sixteen characters of a keyed hash, and what people make of them when they type.
#include "counter/status_secret.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <cstdint>

namespace postern::counter {

namespace {

constexpr std::string_view kSecretAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kSecretCharacters = 16;
constexpr std::size_t kLongestTyped = 64;

std::string_view bytes_of_mac(const core::ContentHash& mac) {
    return {reinterpret_cast<const char*>(mac.bytes.data()), mac.bytes.size()};
}

/// '\0': nothing that stands for a character of the alphabet.
char read_character(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    return kSecretAlphabet.find(c) == std::string_view::npos ? '\0' : c;
}

} // namespace

std::string status_secret(std::string_view installation_key, core::DeclarationKey declaration) {
    if (installation_key.size() < 16)
        throw core::Failure("status secret: the installation's secret needs 16 bytes or more");
    const auto key = crypto::hmac_sha256(installation_key, "postern status secret 1");
    std::string number(8, '\0');
    for (unsigned i = 0; i < 8; ++i)
        number[i] = static_cast<char>(static_cast<std::uint64_t>(declaration.value) >> (56 - 8 * i));
    const auto mac = crypto::hmac_sha256(bytes_of_mac(key), number);
    std::string secret;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (std::size_t at = 0; secret.size() < kSecretCharacters;) {
        if (held < 5) {
            bits = (bits << 8U) | mac.bytes.at(at++);
            held += 8;
        }
        held -= 5;
        secret += kSecretAlphabet[(bits >> held) & 31U];
        bits &= (1U << held) - 1;
    }
    return secret;
}

std::string read_status_secret(std::string_view typed) {
    if (typed.size() > kLongestTyped) return {};
    std::string read;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        const char character = read_character(c);
        if (character == '\0' || read.size() == kSecretCharacters) return {};
        read += character;
    }
    return read.size() == kSecretCharacters ? read : std::string();
}

bool is_status_secret(std::string_view read, std::string_view right) {
    return read.size() == kSecretCharacters && crypto::equal_constant_time(read, right);
}

} // namespace postern::counter
