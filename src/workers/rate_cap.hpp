// RateCap: so many of something in a minute, and no more.
#pragma once

#include "core/time.hpp"

#include <algorithm>
#include <cstdint>

namespace postern::workers {

/// A bucket that fills evenly and holds what a second brings, at least one. Used by one thread.
class RateCap {
public:
    explicit RateCap(std::uint32_t per_minute)
        : per_minute_(std::max(per_minute, 1u)), most_(std::max(kMinute, kSecond * per_minute_)), level_(most_) {}

    /// Whether one may go now; then it went.
    bool take(core::Instant now) {
        fill(now);
        if (level_ < kMinute) return false;
        level_ -= kMinute;
        return true;
    }
    /// When the next may go.
    core::Instant next(core::Instant now) {
        fill(now);
        if (level_ >= kMinute) return now;
        return {now.ms + (kMinute - level_ + per_minute_ - 1) / per_minute_};
    }

private:
    // in parts of one: a millisecond brings per_minute_ of them, and one of whatever is capped is kMinute
    static constexpr std::int64_t kMinute = 60'000;
    static constexpr std::int64_t kSecond = 1'000;

    void fill(core::Instant now) {
        if (last_.ms != 0 && now > last_) level_ = std::min(most_, level_ + (now.ms - last_.ms) * per_minute_);
        last_ = std::max(last_, now);
    }

    std::int64_t per_minute_;
    std::int64_t most_;
    std::int64_t level_;
    core::Instant last_;
};

} // namespace postern::workers
