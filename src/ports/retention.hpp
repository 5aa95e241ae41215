// Retention: the deeds by which what is old goes from the streams that clients read by cursor.
#pragma once

#include "core/time.hpp"
#include "ports/leases.hpp"

#include <cstdint>

namespace postern::ports {

/// Entries of a feed that were written before then are removed from its beginning on, at most so many, up to the first
/// that is newer or of whose filing an offer waits. An offer waits until it is acknowledged, or the agency said
/// something about the filing after it. What a filing's agency was offered stays known. Outcome: how many (number).
struct FeedTrimmed {
    FeedName feed;
    core::Instant before;
    std::uint32_t at_most = 500;
};
/// The stream of events begins after this key; never before where it began until now.
/// What happened to items of which no declaration ever came goes where it was received before `early_before`, at most
/// so many at once; so does what a sender declared last before then (ports/goods_history.hpp).
struct EventsExpired {
    std::int64_t upto = 0;
    core::Instant early_before{};
    std::uint32_t early_at_most = 500;
};

} // namespace postern::ports
