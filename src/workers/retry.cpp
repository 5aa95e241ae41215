// Retry: pauses from a table.
#include "workers/retry.hpp"

#include <algorithm>
#include <array>

namespace postern::workers {

namespace {

constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;

constexpr auto kWebhookPauses = std::to_array<std::int64_t>(
    {5 * kSecond, 5 * kMinute, 30 * kMinute, 2 * kHour, 5 * kHour, 10 * kHour, 14 * kHour, 20 * kHour, 24 * kHour});
// twice the sum: a gateway that stood still, or who asks for more time, does not make it endless
constexpr RetrySchedule kWebhooks{kWebhookPauses, 0.2, 151 * kHour};

} // namespace

std::optional<core::Instant> next_attempt(const RetrySchedule& schedule, const Failed& failed, double jitter) {
    if (failed.attempts == 0 || failed.attempts > schedule.pauses.size()) return std::nullopt;
    const std::int64_t pause = schedule.pauses[failed.attempts - 1];
    const auto longer =
        static_cast<std::int64_t>(static_cast<double>(pause) * schedule.spread * std::clamp(jitter, 0.0, 1.0));
    const std::int64_t asked =
        std::min(std::int64_t{failed.retry_after_seconds.value_or(0)} * kSecond, std::ranges::max(schedule.pauses));
    const core::Instant next{failed.now.ms + std::max(pause + longer, asked)};
    if (next.ms - failed.first.ms > schedule.within) return std::nullopt;
    return next;
}

const RetrySchedule& webhook_schedule() {
    return kWebhooks;
}

} // namespace postern::workers
