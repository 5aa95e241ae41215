// Offers: positions are drawn here and nowhere else.
#include "store/sqlite/offers.hpp"

#include "store/sqlite/rows.hpp"

#include <algorithm>

namespace postern::store::sqlite {

void Offers::add(const ports::FeedName& feed, const Offer& offer) {
    gathered_[feed_number(feed)].push_back(offer);
}

std::optional<std::uint32_t> Offers::newest_version(Connection& connection, core::FilingKey filing) const {
    for (const auto& [feed, offers] : gathered_) {
        const auto newest =
            std::find_if(offers.rbegin(), offers.rend(), [&](const Offer& offer) { return offer.filing == filing; });
        if (newest != offers.rend()) return newest->version;
    }
    Query query(connection, "SELECT version FROM offers WHERE filing = ?", {filing}); // its entry may be gone
    if (!query.next()) return std::nullopt;
    return query.as<std::uint32_t>(0);
}

std::vector<std::pair<std::int64_t, std::int64_t>> Offers::write(Connection& connection) {
    std::vector<std::pair<std::int64_t, std::int64_t>> raised;
    for (const auto& [feed, offers] : gathered_) {
        std::int64_t position = 0;
        {
            Query query(connection, "SELECT newest FROM feed_counters WHERE feed = ?", {feed});
            position = query.next() ? query.integer(0) : 0;
        }
        for (const auto& offer : offers) {
            ++position;
            connection.run(
                "INSERT INTO feed_entries(feed, position, filing, version, why, at) VALUES(?, ?, ?, ?, ?, ?)",
                {feed, position, offer.filing, offer.version, offer.why, offer.at});
            // a newer offer frees the filing from whoever holds the older one
            connection.run("INSERT INTO offers(filing, feed, position, acknowledged, lease, version)"
                           " VALUES(?, ?, ?, 0, NULL, ?) ON CONFLICT(filing) DO UPDATE SET"
                           " position = excluded.position, version = excluded.version, lease = NULL,"
                           " tries = 0, trouble = NULL, set_aside = NULL",
                           {offer.filing, feed, position, offer.version});
        }
        raised.emplace_back(feed, position);
    }
    for (const auto& [feed, newest] : raised)
        connection.run("INSERT INTO feed_counters(feed, newest) VALUES(?, ?)"
                       " ON CONFLICT(feed) DO UPDATE SET newest = excluded.newest",
                       {feed, newest});
    gathered_.clear();
    return raised;
}

} // namespace postern::store::sqlite
