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

constexpr auto kLetterPauses = std::to_array<std::int64_t>(
    {5 * kSecond, 15 * kSecond, 45 * kSecond, 2 * kMinute, 6 * kMinute, 20 * kMinute, kHour});
constexpr RetrySchedule kLetters{kLetterPauses, 0.0, 0, true, 0};

constexpr auto kProbePauses = std::to_array<std::int64_t>(
    {5 * kSecond, 10 * kSecond, 20 * kSecond, 40 * kSecond, 80 * kSecond, 160 * kSecond, 5 * kMinute});
constexpr RetrySchedule kProbes{kProbePauses, 0.0, 0, true, kHour};

} // namespace

std::optional<core::Instant> next_attempt(const RetrySchedule& schedule, const Failed& failed, double jitter) {
    const std::size_t last = schedule.pauses.size();
    if (failed.attempts == 0 || (failed.attempts > last && !schedule.endless)) return std::nullopt;
    const std::int64_t pause = schedule.pauses[std::min<std::size_t>(failed.attempts, last) - 1];
    const auto longer =
        static_cast<std::int64_t>(static_cast<double>(pause) * schedule.spread * std::clamp(jitter, 0.0, 1.0));
    const auto most = schedule.longest_asked != 0 ? schedule.longest_asked : std::ranges::max(schedule.pauses);
    const auto asked = std::min(std::int64_t{failed.retry_after_seconds.value_or(0)} * kSecond, most);
    const core::Instant next{failed.now.ms + std::max(pause + longer, asked)};
    if (!schedule.endless && next.ms - failed.first.ms > schedule.within) return std::nullopt;
    return next;
}

const RetrySchedule& letter_schedule() {
    return kLetters;
}

const RetrySchedule& probe_schedule() {
    return kProbes;
}

const RetrySchedule& webhook_schedule() {
    return kWebhooks;
}

} // namespace postern::workers
