// API keys: made, shown once, kept as a hash, and turned into a principal at each call.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "ports/readers.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace postern::access {

/// "pk_test_<prefix 8>_<secret 52>": the secret is 256 random bits in base32; prefix is the public part.
struct NewKey {
    std::string text;   ///< shown once
    std::string prefix; ///< "pk_test_ab12cd34"
    core::ContentHash hash;
};
NewKey make_key(core::Mode mode);
/// The same form from given entropy, for the sandbox's demo keys that are printed in the open. prefix8: eight of a-z
/// and 0-9, core::Failure otherwise.
NewKey demo_key(core::Mode mode, std::string_view prefix8, std::string_view seed);
/// A key as somebody wrote it down; nullopt: it has not the form of a key.
std::optional<NewKey> read_key(std::string_view text);

/// Who is calling. Thread-safe; remembers keys for a few seconds so that the hot path reads no store, and forgets at
/// once what this process revokes.
class Doorkeeper {
public:
    explicit Doorkeeper(ports::KeyReader& keys);
    /// The value of Authorization ("Bearer pk_…") or of X-Api-Key; where both are sent they must be the same key.
    /// unauthorised: absent, malformed, unknown, revoked, all alike to the caller. Compares in constant time.
    core::Result<core::Principal> identify(std::string_view authorization, std::string_view api_key);
    void forget(std::string_view prefix);

private:
    struct Remembered;
    std::shared_ptr<const Remembered> recall(const std::string& prefix);

    ports::KeyReader& keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const Remembered>> remembered_;
    std::uint64_t forgotten_ = 0; ///< how often forget() was called
};

} // namespace postern::access
