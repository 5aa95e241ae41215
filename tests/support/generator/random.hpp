// Random: a small seeded generator whose numbers are the same on every machine and compiler.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace postern::generator {

/// SplitMix64. The standard library's distributions may differ between implementations, so the few we need are here.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// From least to greatest, both included. The bias of the remainder is far below what varied data would show.
    std::int64_t between(std::int64_t least, std::int64_t greatest) {
        return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(greatest - least + 1));
    }
    bool chance(int percent) { return between(1, 100) <= percent; }
    template <class T, std::size_t N>
    const T& pick(const T (&values)[N]) {
        return values[next() % N];
    }
    template <class T>
    const T& pick(std::span<const T> values) {
        return values[next() % values.size()];
    }

private:
    std::uint64_t state_;
};

} // namespace postern::generator
