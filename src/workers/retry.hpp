// Retry: when a call that failed is made again, and when nobody tries any more. One policy for all calls that go out.
#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace postern::workers {

/// What a policy consists of; data, milliseconds.
struct RetrySchedule {
    std::span<const std::int64_t> pauses; ///< after the first attempt, after the second …; after the last: given up
    double spread = 0.0;                  ///< a pause may be longer by up to this part of it
    std::int64_t within = 0;              ///< from the first attempt on; what would come later is not tried
    bool endless = false;                 ///< never given up: the last pause stays, and `within` counts nothing
    std::int64_t longest_asked = 0;       ///< of what the other side asks for; 0: the longest pause
};

/// What is known of a call that failed just now.
struct Failed {
    std::uint32_t attempts = 1; ///< made so far, this one counted
    core::Instant first;        ///< when the first of them was made
    core::Instant now;
    std::optional<std::uint32_t> retry_after_seconds; ///< what the other side asked for
};

/// When the next attempt is due; nullopt: give up. jitter: from 0 to 1, anew for each failure, so that those who failed
/// together do not come back together. Pauses count from now, not from the first attempt: what waited while nobody
/// could try is not tried in a rush. Retry-After makes a pause longer and never shorter, up to a bound. Pure.
std::optional<core::Instant> next_attempt(const RetrySchedule& schedule, const Failed& failed, double jitter);

/// Of a letter to an agency, while others get through.
const RetrySchedule& letter_schedule();
/// Of a destination through which nothing gets: when the next single call goes there.
const RetrySchedule& probe_schedule();

/// How Standard Webhooks 1.0 suggests it: ten attempts over some 75 hours.
const RetrySchedule& webhook_schedule();

} // namespace postern::workers
