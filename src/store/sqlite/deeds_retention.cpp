// Deeds of retention: what is old goes from the beginning of a stream, so that whoever is behind it is told and misses
// nothing unseen.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {
namespace {

/// The prefix of a feed that nobody waits for any more.
struct Prefix {
    std::int64_t upto = 0; ///< position
    std::uint64_t entries = 0;
};

Prefix removable(Session& session, const ports::FeedTrimmed& deed) {
    Query query(session.connection,
                "SELECT e.position, e.at < ?2 AND (o.acknowledged >= o.position OR EXISTS(SELECT 1 FROM events v"
                " WHERE v.filing = e.filing AND v.explicit_customs = 1 AND v.received >= n.at))"
                " FROM feed_entries e JOIN offers o ON o.filing = e.filing"
                " JOIN feed_entries n ON n.feed = o.feed AND n.position = o.position"
                " WHERE e.feed = ?1 ORDER BY e.position LIMIT ?3",
                {feed_number(deed.feed), deed.before, deed.at_most});
    Prefix prefix;
    while (query.next() && query.integer(1) != 0) {
        prefix.upto = query.integer(0);
        ++prefix.entries;
    }
    return prefix;
}

} // namespace

ports::Outcome apply(Session& session, const ports::FeedTrimmed& deed) {
    ports::Outcome outcome;
    const auto prefix = removable(session, deed);
    if (prefix.entries == 0) return outcome;
    const auto feed = feed_number(deed.feed);
    // what customs answered without acknowledging it is handed out to nobody any more
    session.connection.run("UPDATE offers SET acknowledged = position, set_aside = NULL"
                           " WHERE feed = ? AND position <= ? AND acknowledged < position",
                           {feed, prefix.upto});
    session.connection.run("DELETE FROM feed_entries WHERE feed = ? AND position <= ?", {feed, prefix.upto});
    session.connection.run("UPDATE feed_counters SET removed = ? WHERE feed = ?", {prefix.upto, feed});
    outcome.number = prefix.entries;
    return outcome;
}

ports::Outcome apply(Session& session, const ports::EventsExpired& deed) {
    session.connection.run("UPDATE event_horizon SET upto = max(upto, ?)", {deed.upto});
    drop_early_events(session, deed.early_before, deed.early_at_most);
    forget_goods(session, deed.early_before, deed.early_at_most);
    return {};
}

} // namespace postern::store::sqlite
