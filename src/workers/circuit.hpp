// Circuit: whether a destination is called at all; one that does not answer is left alone and tried with one call.
#pragma once

#include "core/time.hpp"
#include "workers/retry.hpp"

#include <cstdint>
#include <optional>

namespace postern::workers {

enum class CircuitState : std::uint8_t {
    closed = 1,  ///< it is called
    open = 2,    ///< it is not, until `until`
    probing = 3, ///< one call may go, and decides
};

/// Opens after failures of some letters in a row, or at once where the destination itself is in trouble. It stays open
/// for the pauses of probe_schedule(), one longer with each probe in vain, or for as long as the destination asks. Used
/// by one thread.
class Circuit {
public:
    static constexpr std::uint32_t kFailuresInARow = 5;

    CircuitState state(core::Instant now) const {
        if (!until_) return CircuitState::closed;
        return now < *until_ ? CircuitState::open : CircuitState::probing;
    }
    /// When a probe may go; of an open one.
    core::Instant until() const { return until_.value_or(core::Instant{}); }

    void note_success() {
        failures_ = 0;
        probes_ = 0;
        until_.reset();
    }
    /// whole: no other call would fare better.
    void note_failure(core::Instant now, bool whole, std::optional<std::uint32_t> retry_after_seconds) {
        ++failures_;
        if (!until_ && !whole && failures_ < kFailuresInARow) return;
        until_ = next_attempt(probe_schedule(), {++probes_, now, now, retry_after_seconds}, 0.0);
    }

private:
    std::uint32_t failures_ = 0; ///< in a row
    std::uint32_t probes_ = 0;   ///< in vain, the failure that opened it counted
    std::optional<core::Instant> until_;
};

} // namespace postern::workers
