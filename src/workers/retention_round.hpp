// RetentionRound: what is older than it has to be kept goes from feeds and from the stream of events; drafts that were
// not used in time go.
#pragma once

#include "ports/ledger.hpp"
#include "ports/post_events.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"

#include <cstddef>
#include <cstdint>

namespace postern::workers {

/// Used by one thread.
class RetentionRound {
public:
    /// All of them outlive it.
    struct Ports {
        ports::FeedReader& feeds;
        ports::EventReader& events;
        ports::Ledger& ledger;
        const ports::Clock& clock;
    };
    struct Rules {
        std::int64_t offers_days = 400; ///< 0: for ever; the same below
        std::int64_t events_days = 400;
        std::uint32_t entries_of_a_deed = 500; ///< so that one never holds the others up
        std::uint32_t deeds_of_a_feed = 20;    ///< in one step; the rest goes in the next ones
        std::int64_t used_prefill_days = 30;   ///< so long after its end it is known that there was a prefill
    };
    RetentionRound(const Ports& ports, const Rules& rules) : ports_(ports), rules_(rules) {}

    /// How many entries of feeds and prefills went. Throws core::Failure or ports::Busy where the store does.
    std::size_t step();

private:
    std::size_t trim(const ports::FeedName& feed, core::Instant before);
    void pass_events(core::Instant before);
    std::size_t expire_prefills(core::Instant now);

    Ports ports_;
    Rules rules_;
};

} // namespace postern::workers
