// Public ids: a prefix and the row's 64-bit key, enciphered with a key of the installation. Not guessable, not
// countable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::crypto {

enum class IdKind : std::uint8_t {
    submission = 1,
    declaration = 2,
    filing = 3,
    lease = 4,
    answer = 5,
    cursor = 6,
    client = 7,
    event = 8, ///< also the cursor of a post's events
    attachment = 9,
    webhook = 10,
    mark = 11,
    referral = 12,
    prefill = 13,
    prefill_template = 14
};

/// Enciphers and deciphers ids; immutable, shared by all threads. One AES-128 block per id: kind, seven zero bytes and
/// the key's eight; what does not decipher to that form is no id of ours.
class IdCipher {
public:
    /// secret: 16 bytes or more; the AES key is derived from it.
    explicit IdCipher(std::string_view secret);
    ~IdCipher();
    IdCipher(const IdCipher&) = delete;
    IdCipher& operator=(const IdCipher&) = delete;

    /// "dec_" + 26 base32 characters; prefixes sub_, dec_, fil_, lea_, ans_, cur_, key_, evt_, doc_, whk_,
    /// mrk_, ref_, pre_, tpl_.
    std::string seal(IdKind kind, std::int64_t key) const;
    /// nullopt: not an id of this kind and installation.
    std::optional<std::int64_t> open(IdKind kind, std::string_view id) const;

private:
    std::string aes_key_;
};

} // namespace postern::crypto
