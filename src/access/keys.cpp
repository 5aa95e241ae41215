// API keys: the form of a key, and who stands behind one.
#include "access/keys.hpp"

#include "core/ascii.hpp"
#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <algorithm>
#include <chrono>

namespace postern::access {
namespace {

constexpr std::size_t kPrefixLetters = 8;
constexpr std::size_t kSecretLetters = 52; // 256 bits in base32
// as long as a key revoked by another process (postern keys) may go on
constexpr std::chrono::seconds kRemember{5};
// keys in use are few; a flood of many must not grow the memory
constexpr std::size_t kRememberAtMost = 4096;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

NewKey key_of(core::Mode mode, std::string_view prefix8, std::string_view secret) {
    NewKey key;
    key.prefix = std::string("pk_").append(core::to_string(mode)).append(1, '_').append(prefix8);
    key.text = key.prefix + "_" + std::string(secret);
    key.hash = crypto::sha256(secret);
    return key;
}

struct KeyParts {
    std::string prefix;
    std::string_view secret;
};

/// nullopt: it has not the form of a key.
std::optional<KeyParts> parts_of(std::string_view text) {
    for (const auto mode : {core::Mode::live, core::Mode::test}) {
        const auto head = std::string("pk_").append(core::to_string(mode)).append(1, '_');
        const auto prefix_size = head.size() + kPrefixLetters;
        if (!text.starts_with(head) || text.size() != prefix_size + 1 + kSecretLetters || text[prefix_size] != '_')
            continue;
        const auto letters = text.substr(head.size(), kPrefixLetters);
        const auto secret = text.substr(prefix_size + 1);
        if (std::ranges::all_of(letters, is_letter) && std::ranges::all_of(secret, is_letter))
            return KeyParts{std::string(text.substr(0, prefix_size)), secret};
    }
    return std::nullopt;
}

/// The credentials of "Bearer …"; empty where it is another scheme.
std::string_view bearer(std::string_view authorization) {
    constexpr std::string_view kScheme = "Bearer "; // a scheme's case does not matter (RFC 9110, 11.1)
    if (authorization.size() <= kScheme.size()) return {};
    if (!core::equals_folded(authorization.substr(0, kScheme.size()), kScheme)) return {};
    authorization.remove_prefix(kScheme.size());
    const auto begin = authorization.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string_view() : authorization.substr(begin);
}

std::string_view as_text(const core::ContentHash& hash) {
    return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()};
}

} // namespace

std::optional<NewKey> read_key(std::string_view text) {
    const auto parts = parts_of(text);
    if (!parts) return std::nullopt;
    return NewKey{std::string(text), parts->prefix, crypto::sha256(parts->secret)};
}

struct Doorkeeper::Remembered {
    ports::KeyHead head;
    std::chrono::steady_clock::time_point since;

    bool is_fresh() const { return std::chrono::steady_clock::now() - since < kRemember; }
};

NewKey make_key(core::Mode mode) {
    constexpr std::size_t kPrefixBytes = 5;
    constexpr std::size_t kSecretBytes = 32;
    return key_of(mode, crypto::to_base32(crypto::random_bytes(kPrefixBytes)),
                  crypto::to_base32(crypto::random_bytes(kSecretBytes)));
}

NewKey demo_key(core::Mode mode, std::string_view prefix8, std::string_view seed) {
    if (prefix8.size() != kPrefixLetters || !std::ranges::all_of(prefix8, is_letter))
        throw core::Failure("the prefix of a demo key is not eight of a-z and 0-9");
    const auto entropy = crypto::sha256(seed);
    return key_of(mode, prefix8, crypto::to_base32(as_text(entropy)));
}

Doorkeeper::Doorkeeper(ports::KeyReader& keys) : keys_(keys) {}

std::shared_ptr<const Doorkeeper::Remembered> Doorkeeper::recall(const std::string& prefix) {
    std::uint64_t forgotten_before = 0;
    {
        const std::lock_guard lock(mutex_);
        const auto known = remembered_.find(prefix);
        if (known != remembered_.end() && known->second->is_fresh()) return known->second;
        forgotten_before = forgotten_;
    }
    auto head = keys_.key(prefix);
    if (!head) return nullptr;
    auto read = std::make_shared<const Remembered>(Remembered{std::move(*head), std::chrono::steady_clock::now()});
    const std::lock_guard lock(mutex_);
    // a key that was revoked while we read must not be remembered as good
    if (forgotten_ == forgotten_before) {
        if (remembered_.size() >= kRememberAtMost) remembered_.clear();
        remembered_[prefix] = read;
    }
    return read;
}

core::Result<core::Principal> Doorkeeper::identify(std::string_view authorization, std::string_view api_key) {
    const core::Refusal unauthorised{core::RefusalCode::unauthorised, {}, 0, 0, {}};
    const auto from_bearer = bearer(authorization);
    if (!authorization.empty() && (from_bearer.empty() || (!api_key.empty() && from_bearer != api_key)))
        return unauthorised;
    const auto parts = parts_of(authorization.empty() ? api_key : from_bearer);
    if (!parts) return unauthorised;
    const auto known = recall(parts->prefix);
    if (!known) return unauthorised;
    const auto hash = crypto::sha256(parts->secret);
    const bool same = crypto::equal_constant_time(as_text(hash), as_text(known->head.hash));
    if (!same || known->head.revoked) return unauthorised;
    return known->head.principal;
}

void Doorkeeper::forget(std::string_view prefix) {
    const std::lock_guard lock(mutex_);
    ++forgotten_;
    remembered_.erase(std::string(prefix));
}

} // namespace postern::access
