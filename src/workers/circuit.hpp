// Circuit: whether a destination is called at all; one that does not answer is left alone and tried with one call.
#pragma once

#include "core/time.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace postern::workers {

enum class CircuitState : std::uint8_t {
    closed = 1,  ///< it is called
    open = 2,    ///< it is not, until `until`
    probing = 3, ///< one call may go, and decides
};

/// Opens after failures of some letters in a row, or at once where the destination itself is in trouble. It stays open
/// for a pause that doubles with each probe in vain, from 5 s to 5 min, or for as long as the destination asks. Used by
/// one thread.
class Circuit {
public:
    static constexpr std::uint32_t kFailuresInARow = 5;
    static constexpr std::int64_t kFirstPauseMs = 5'000;
    static constexpr std::int64_t kLongestPauseMs = 300'000;

    CircuitState state(core::Instant now) const {
        if (!until_) return CircuitState::closed;
        return now < *until_ ? CircuitState::open : CircuitState::probing;
    }
    /// When a probe may go; of an open one.
    core::Instant until() const { return until_.value_or(core::Instant{}); }

    void note_success() {
        failures_ = 0;
        pause_ms_ = kFirstPauseMs;
        until_.reset();
    }
    /// whole: no other call would fare better.
    void note_failure(core::Instant now, bool whole, std::optional<std::uint32_t> retry_after_seconds) {
        ++failures_;
        if (!until_ && !whole && failures_ < kFailuresInARow) return;
        std::int64_t pause = pause_ms_;
        if (retry_after_seconds)
            pause = std::max(pause, std::min<std::int64_t>(*retry_after_seconds * 1'000LL, kLongestPauseMs * 12));
        until_ = core::Instant{now.ms + pause};
        pause_ms_ = std::min(pause_ms_ * 2, kLongestPauseMs);
    }

private:
    std::uint32_t failures_ = 0; ///< in a row
    std::int64_t pause_ms_ = kFirstPauseMs;
    std::optional<core::Instant> until_;
};

} // namespace postern::workers
