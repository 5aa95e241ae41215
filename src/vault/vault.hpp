// Vault: a document at rest. Compresses today; sealing (encryption) joins behind the same two calls.
#pragma once

#include "core/hash.hpp"

#include <string>
#include <string_view>

namespace postern::vault {

/// Compresses (zstd level 3). A frame's first byte names its format (1: zstd, no dictionary), so later formats and
/// dictionaries stand beside it. Thread-safe: contexts are kept per thread.
core::SealedBytes seal(std::string_view plain);
/// The bytes again. max_bytes bounds what comes out. Throws core::Failure: not a frame of ours, damaged, or too large.
std::string open(const core::SealedBytes& sealed, std::size_t max_bytes = 64u << 20);

} // namespace postern::vault
