// RetentionRound: small deeds, some of each feed.
#include "workers/retention_round.hpp"

#include <span>

namespace postern::workers {

std::size_t RetentionRound::step() {
    const auto now = ports_.clock.now();
    std::size_t removed = 0;
    if (rules_.offers_days > 0)
        for (const auto& feed : ports_.feeds.feeds())
            removed += trim(feed, {now.ms - rules_.offers_days * core::kDayMs});
    if (rules_.events_days > 0) pass_events({now.ms - rules_.events_days * core::kDayMs});
    return removed + expire_prefills(now);
}

std::size_t RetentionRound::expire_prefills(core::Instant now) {
    std::size_t removed = 0;
    for (std::uint32_t i = 0; i < rules_.deeds_of_a_feed; ++i) {
        ports::Deed deed;
        deed.body =
            ports::PrefillsExpired{now, {now.ms - rules_.used_prefill_days * core::kDayMs}, rules_.entries_of_a_deed};
        const auto gone = ports_.ledger.record(std::span(&deed, 1)).front().number;
        removed += gone;
        if (gone < rules_.entries_of_a_deed) break;
    }
    return removed;
}

std::size_t RetentionRound::trim(const ports::FeedName& feed, core::Instant before) {
    std::size_t removed = 0;
    for (std::uint32_t i = 0; i < rules_.deeds_of_a_feed; ++i) {
        ports::Deed deed;
        deed.body = ports::FeedTrimmed{feed, before, rules_.entries_of_a_deed};
        const auto entries = ports_.ledger.record(std::span(&deed, 1)).front().number;
        removed += entries;
        if (entries < rules_.entries_of_a_deed) break;
    }
    return removed;
}

void RetentionRound::pass_events(core::Instant before) {
    const auto upto = ports_.events.newest_event_before(before);
    if (upto <= ports_.events.expired()) return;
    ports::Deed deed;
    deed.body = ports::EventsExpired{upto, before};
    (void)ports_.ledger.record(std::span(&deed, 1)); // it knows no "no"
}

} // namespace postern::workers
