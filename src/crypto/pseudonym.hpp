// Pseudonyms: what a person is known by in figures; the same person gives the same one, and nobody can go back.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace postern::crypto {

/// Makes them with a key of the installation; immutable, shared by all threads.
class Pseudonyms {
public:
    /// secret: 16 bytes or more; the key is derived from it.
    explicit Pseudonyms(std::string_view secret);
    ~Pseudonyms();
    Pseudonyms(const Pseudonyms&) = delete;
    Pseudonyms& operator=(const Pseudonyms&) = delete;

    /// 60 bits of an HMAC-SHA-256 over the pieces, boundaries counted; never 0.
    std::int64_t of(std::initializer_list<std::string_view> pieces) const;

private:
    std::string key_;
};

/// "snd_" + 12 base32 characters; empty for 0, which names nobody.
std::string pseudonym_text(std::int64_t pseudonym);
/// nullopt: no such text.
std::optional<std::int64_t> parse_pseudonym(std::string_view text);

} // namespace postern::crypto
