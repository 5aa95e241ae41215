// Take words: what a counter says of how it took an item in, read within bounds.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "ports/counter.hpp"

#include <cstdint>
#include <string>

namespace postern::counter {

inline constexpr std::int64_t kClockAheadMs = 5 * 60'000;        ///< that a counter's clock may be ahead of ours
inline constexpr std::int64_t kOldestTakeMs = 30 * core::kDayMs; ///< a counter without a line is heard of by then

/// As they were sent; empty: not said.
struct TakeWords {
    std::string taken_at;    ///< "counter" or "door"; not said: counter
    std::string captured_at; ///< RFC 3339; not said: now
    std::string sent_at;     ///< RFC 3339; not said: it was sent at once
};

/// By who sits there. Both times stay as the counter's clock had them; how far that is from ours is told beside them.
/// bad_parameter naming what is wrong: no such word or time, captured to come or more than 30 days ago, sent before it
/// was captured or to come; or Postern-Office, where nobody says which office it is.
core::Result<ports::CounterTake> read_take(const TakeWords& words, const core::Principal& who, core::Instant now);

/// What our clock is ahead of the counter's, in whole seconds, by when the counter says that it sent what came at `at`.
std::int64_t clock_offset_seconds(core::Instant at, core::Instant sent);

} // namespace postern::counter
