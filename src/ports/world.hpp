// The world behind ports: the clock, and where keys come from.
#pragma once

#include "core/time.hpp"

#include <cstdint>

namespace postern::ports {

class Clock {
public:
    virtual ~Clock() = default;
    virtual core::Instant now() const = 0;
};

/// Draws 64-bit keys, unique for the installation and rising with time. Thread-safe.
class KeySource {
public:
    virtual ~KeySource() = default;
    virtual std::int64_t next() = 0;
};

} // namespace postern::ports
