// Deadlines: by the clock, or by the agency's calendar.
#include "clearance/deadlines.hpp"

#include <algorithm>
#include <cstdint>

namespace postern::clearance {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr int kLongestHoliday = 366; // days in a row; a calendar without a working day would be counted for ever

core::Date next_day(core::Date day) {
    return core::date_of({core::start_of(day).ms + core::kDayMs});
}

/// ISO 8601: 1970-01-01 was a Thursday.
int weekday(core::Date day) {
    const auto days = core::days_between({1970, 1, 1}, day);
    return static_cast<int>(((days + 3) % 7 + 7) % 7) + 1;
}

} // namespace

Deadlines::Deadlines(const ports::Agency& agency)
    : zone_(agency.time_zone), calendar_(agency.calendar), deadlines_(agency.deadlines) {}

bool Deadlines::works_on(core::Date day) const {
    return calendar_.weekdays.contains(weekday(day)) && !calendar_.holidays.contains(day);
}

std::optional<core::Instant> Deadlines::due(core::FilingState state, core::Instant since) const {
    const auto deadline = std::ranges::find(deadlines_, state, &ports::Deadline::state);
    if (deadline == deadlines_.end()) return std::nullopt;
    if (deadline->hours != 0) return core::Instant{since.ms + deadline->hours * kHourMs};
    auto day = zone_.day_of(since);
    int idle = 0;
    for (std::uint32_t left = deadline->working_days; left > 0 && idle < kLongestHoliday;) {
        day = next_day(day);
        idle = works_on(day) ? 0 : idle + 1;
        if (idle == 0) --left;
    }
    return zone_.start_of(next_day(day));
}

core::Instant Deadlines::latest_start(const ports::Deadline& deadline, core::Instant now) const {
    return {now.ms - (deadline.hours != 0 ? deadline.hours * kHourMs : deadline.working_days * core::kDayMs)};
}

} // namespace postern::clearance
