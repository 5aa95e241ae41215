// Take words: the bounds.
#include "counter/take_words.hpp"

#include <optional>

namespace postern::counter {

namespace {

core::Refusal wrong(const char* name) {
    return core::Refusal{core::RefusalCode::bad_parameter, name, 0, 0, {}};
}

} // namespace

core::Result<ports::CounterTake> read_take(const TakeWords& words, const core::Principal& who, core::Instant now) {
    if (who.office.empty()) return wrong("Postern-Office");
    ports::CounterTake take;
    take.office = who.office;
    take.clerk = who.clerk;
    if (words.taken_at == "door")
        take.taken_at = ports::TakenAt::door;
    else if (!words.taken_at.empty() && words.taken_at != "counter")
        return wrong("taken_at");
    take.captured = now;
    if (!words.captured_at.empty()) {
        const auto captured = core::parse_rfc3339(words.captured_at);
        if (!captured || captured->ms > now.ms + kClockAheadMs || captured->ms < now.ms - kOldestTakeMs)
            return wrong("captured_at");
        take.captured = *captured;
    }
    if (!words.sent_at.empty()) {
        take.sent = core::parse_rfc3339(words.sent_at);
        if (!take.sent || take.sent->ms > now.ms + kClockAheadMs) return wrong("sent_at");
        if (words.captured_at.empty()) take.captured = *take.sent;
        if (*take.sent < take.captured || take.captured.ms < now.ms - kOldestTakeMs) return wrong("sent_at");
    }
    return take;
}

std::int64_t clock_offset_seconds(core::Instant at, core::Instant sent) {
    return (at.ms - sent.ms) / 1000;
}

} // namespace postern::counter
