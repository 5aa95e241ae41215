// Zone: a place's own calendar days, by the tz database.
#pragma once

#include "core/time.hpp"

#include <memory>
#include <string>

namespace postern::text {

/// Immutable, thread-safe, cheap to copy.
class Zone {
public:
    /// "Asia/Kathmandu". Throws core::Failure where the tz database has no such zone.
    explicit Zone(const std::string& name);
    core::Date day_of(core::Instant instant) const;
    /// The instant as clocks there show it: "2026-11-23T20:26:24.123+05:45".
    std::string local_time(core::Instant instant) const;
    /// The first instant of a day there; where the clock skips midnight, the first after it.
    core::Instant start_of(core::Date day) const;

private:
    class Rules;
    std::shared_ptr<const Rules> rules_;
};

} // namespace postern::text
