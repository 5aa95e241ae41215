// The system behind the ports: the real clock, and keys drawn in the process.
#pragma once

#include "ports/world.hpp"

#include <mutex>
#include <optional>

namespace postern::app {

/// The real time; or, for looking at what a day's lists say, noon UTC of one fixed day.
class SystemClock : public ports::Clock {
public:
    core::Instant now() const override;
    void stand_still(core::Date day);

private:
    std::optional<core::Instant> fixed_;
};

/// Time-ordered 64-bit keys (ADR 3): 41 bits of milliseconds since 2024, 8 of who draws (6 of the node, 2 of the
/// KeySlot of its program), 14 of counter. Never less than or equal to what it gave before or to `newest`, whatever the
/// clock does.
class SystemKeySource : public ports::KeySource {
public:
    SystemKeySource(const ports::Clock& clock, std::int64_t node, std::int64_t newest);
    std::int64_t next() override;

private:
    const ports::Clock& clock_;
    std::int64_t node_;
    std::mutex mutex_;
    std::int64_t slot_ = 0; ///< (milliseconds << 14) + counter of the key given last
};

} // namespace postern::app
