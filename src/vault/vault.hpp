// Vault: a document at rest. Compresses today; sealing (encryption) joins behind the same two calls.
#pragma once

#include "core/hash.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::vault {

/// What a content is, for the dictionary that suits it. Any kind of bytes may be sealed as any kind.
enum class Kind : std::uint8_t {
    other,       ///< no dictionary
    message,     ///< an item as its sender wrote it
    declaration, ///< its canonical form
    document,    ///< a national document
};

/// Compresses (zstd), with the newest dictionary of that kind. A frame's first byte names its format: 1 and the number
/// of its dictionary, so later ones stand beside it. Thread-safe: contexts are kept per thread.
core::SealedBytes seal(std::string_view plain, Kind kind = Kind::other);
/// The bytes again, of whatever kind. max_bytes bounds what comes out. Throws core::Failure: not a frame of ours,
/// damaged, or too large.
std::string open(const core::SealedBytes& sealed, std::size_t max_bytes = 64u << 20);

} // namespace postern::vault
