// Deeds of an agency that takes work: leases and acknowledgements.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <optional>

namespace postern::store::sqlite {
namespace {

constexpr std::int64_t kLeasesKept = 24LL * 60 * 60 * 1000; // after they ran out: for answers to late extensions

struct Lease {
    std::int64_t feed = 0;
    core::ClientKey client;
    core::Instant until;
    bool returned = false;
    bool taken_over = false;
};

std::optional<Lease> find_lease(Session& session, core::LeaseKey key) {
    Query query(session.connection, "SELECT feed, client, until, returned, taken_over FROM leases WHERE key = ?",
                {key});
    if (!query.next()) return std::nullopt;
    return Lease{query.integer(0), {query.integer(1)}, query.instant(2), query.integer(3) != 0, query.integer(4) != 0};
}

/// A lease that ran out is still its holder's until somebody else takes what was in it.
bool is_lost(const std::optional<Lease>& lease, core::ClientKey client) {
    return !lease || lease->client != client || lease->returned || lease->taken_over;
}

/// What an acknowledgement of one filing means.
struct Offered {
    core::FilingKey filing;
    std::int64_t newest = 0;
    std::int64_t acknowledged = 0;
    std::int64_t upto = 0; ///< what is acknowledged now; not above what the lease's holder was given
    bool lost = false;     ///< somebody else holds it
};

std::optional<Offered> find_offer(Session& session, const ports::Acknowledged& deed, core::FilingKey filing) {
    Offered offer{filing};
    {
        Query query(session.connection,
                    "SELECT o.position, o.acknowledged, l.key, l.client FROM offers o"
                    " LEFT JOIN leases l ON l.key = o.lease AND NOT l.returned AND l.until > ?"
                    " WHERE o.filing = ? AND o.feed = ?",
                    {deed.now, filing, feed_number(deed.feed)});
        if (!query.next()) return std::nullopt;
        offer.newest = offer.upto = query.integer(0);
        offer.acknowledged = query.integer(1);
        const bool held = !query.is_null(2);
        if (deed.lease)
            offer.lost = held && query.integer(2) != deed.lease.value;
        else
            offer.lost = held && query.integer(3) != deed.client.value;
    }
    if (deed.lease) {
        // Under a lease only what was handed out with it is acknowledged: an amendment that came meanwhile was not
        // seen.
        Query query(session.connection, "SELECT position FROM lease_entries WHERE lease = ? AND filing = ?",
                    {deed.lease, filing});
        if (query.next()) offer.upto = query.integer(0);
    }
    return offer;
}

} // namespace

ports::Outcome apply(Session& session, const ports::LeaseTaken& deed) {
    struct Taken {
        core::FilingKey filing;
        std::int64_t position;
        core::LeaseKey before;
    };
    const auto feed = feed_number(deed.feed);
    std::vector<Taken> taken;
    {
        Query query(session.connection,
                    "SELECT o.filing, o.position, o.lease FROM offers o LEFT JOIN leases l ON l.key = o.lease"
                    " WHERE o.feed = ? AND o.acknowledged < o.position"
                    " AND (l.key IS NULL OR l.returned OR l.until <= ?) ORDER BY o.position LIMIT ?",
                    {feed, deed.now, deed.max});
        while (query.next())
            taken.push_back({{query.integer(0)}, query.integer(1), {query.integer(2)}});
    }
    auto& connection = session.connection;
    connection.run("DELETE FROM leases WHERE until < ?", {deed.now.ms - kLeasesKept});
    connection.run("INSERT INTO leases(key, feed, client, until) VALUES(?, ?, ?, ?)",
                   {deed.lease, feed, deed.client, deed.until});
    ports::Outcome done;
    done.until = deed.until;
    for (const auto& entry : taken) {
        if (entry.before)
            connection.run("UPDATE leases SET taken_over = 1 WHERE key = ? AND NOT returned", {entry.before});
        connection.run("UPDATE offers SET lease = ? WHERE filing = ?", {deed.lease, entry.filing});
        connection.run("INSERT INTO lease_entries(lease, filing, position) VALUES(?, ?, ?)",
                       {deed.lease, entry.filing, entry.position});
        for (auto& row : read_entries(connection, deed.feed, entry.position - 1, 1))
            done.entries.push_back(std::move(row));
    }
    return done;
}

ports::Outcome apply(Session& session, const ports::LeaseExtended& deed) {
    if (is_lost(find_lease(session, deed.lease), deed.client)) return refused(ports::No::lease_lost);
    session.connection.run("UPDATE leases SET until = ? WHERE key = ?", {deed.until, deed.lease});
    ports::Outcome done;
    done.until = deed.until;
    return done;
}

ports::Outcome apply(Session& session, const ports::LeaseReturned& deed) {
    if (is_lost(find_lease(session, deed.lease), deed.client)) return refused(ports::No::lease_lost);
    session.connection.run("UPDATE leases SET returned = 1, until = min(until, ?) WHERE key = ?",
                           {deed.now, deed.lease});
    return {};
}

ports::Outcome apply(Session& session, const ports::Acknowledged& deed) {
    std::vector<Offered> offers;
    bool lost = false;
    for (const auto filing : deed.filings) {
        const auto offer = find_offer(session, deed, filing);
        if (!offer) return refused(ports::No::not_found);
        if (offer->acknowledged >= offer->upto) continue; // said before: nothing to do, whatever became of the lease
        lost = lost || offer->lost;
        offers.push_back(*offer);
    }
    if (!offers.empty() && deed.lease) {
        const auto lease = find_lease(session, deed.lease);
        lost = lost || !lease || lease->client != deed.client || lease->feed != feed_number(deed.feed);
    }
    if (lost) return refused(ports::No::lease_lost);
    for (const auto& offer : offers) {
        const auto changed = session.connection.run(
            "UPDATE offers SET acknowledged = ?2 WHERE filing = ?1 AND acknowledged < ?2", {offer.filing, offer.upto});
        if (changed == 0) continue;                          // named twice in one call
        auto filings = standing_rows(session, offer.filing); // who takes a register over has all its rows
        filings.push_back(offer.filing);
        for (const auto filing : filings) {
            core::Event event;
            event.type = core::EventType::filing_acknowledged;
            event.happened = event.received = deed.now;
            event.filing = filing;
            write_event(session, {}, event);
            refold(session, filing);
        }
    }
    return {};
}

} // namespace postern::store::sqlite
