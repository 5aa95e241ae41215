// ContentHash: SHA-256 of some content, as a value (crypto computes it).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

namespace postern::core {

struct ContentHash {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const ContentHash&) const = default;
    /// 64 lower-case hexadecimal digits.
    std::string hex() const;
};

/// Bytes at rest: compressed, and sealed where the vault seals (vault/vault.hpp makes and opens them).
struct SealedBytes {
    std::string bytes;
    bool operator==(const SealedBytes&) const = default;
};

} // namespace postern::core
