// SHA-256, random bytes and constant-time comparison.
#pragma once

#include "core/hash.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace postern::crypto {

core::ContentHash sha256(std::string_view bytes);
/// SHA-256 over several pieces, each preceded by its length, so that boundaries count.
core::ContentHash sha256_of(std::initializer_list<std::string_view> pieces);
core::ContentHash hmac_sha256(std::string_view key, std::string_view bytes);
/// count bytes from the operating system's generator; throws core::Failure where it fails.
std::string random_bytes(std::size_t count);
bool equal_constant_time(std::string_view a, std::string_view b);

/// RFC 4648 base32 without padding, lower case; and base64url without padding.
std::string to_base32(std::string_view bytes);
std::string to_base64url(std::string_view bytes);
/// What to_base64url gives, and nothing else: no padding, no other character, and the bits that fill the last one are
/// zero, so that one text stands for one content. nullopt: it is not of that form.
std::optional<std::string> from_base64url(std::string_view text);
/// RFC 4648 base64 with its padding.
std::string to_base64(std::string_view bytes);

} // namespace postern::crypto
