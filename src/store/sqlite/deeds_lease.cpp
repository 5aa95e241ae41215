// Deeds of an agency that takes work: leases and acknowledgements.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <map>
#include <optional>

namespace postern::store::sqlite {
namespace {

constexpr std::int64_t kLeasesKept = core::kDayMs; // after they ran out: for answers to late extensions

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

/// Its newest offer was given to the client with a lease that nobody took over since.
bool is_held_by(Session& session, const ports::Acknowledged& deed, core::FilingKey filing) {
    Query query(session.connection,
                "SELECT 1 FROM offers o JOIN leases l ON l.key = o.lease"
                " WHERE o.filing = ? AND o.feed = ? AND l.client = ? AND NOT l.returned",
                {filing, feed_number(deed.feed), deed.client});
    return query.next();
}

/// An offer as its lease has it.
struct HandedOut {
    std::int64_t position = 0; ///< that was handed out; there may be a newer one
    std::uint32_t tries = 0;
    core::FilingState state = core::FilingState::unknown;
};
std::optional<HandedOut> find_handed_out(Session& session, core::LeaseKey lease, core::FilingKey filing) {
    Query query(session.connection,
                "SELECT e.position, o.tries, f.state FROM lease_entries e JOIN offers o ON o.filing = e.filing"
                " JOIN filings f ON f.key = e.filing WHERE e.lease = ?1 AND e.filing = ?2 AND o.lease = ?1",
                {lease, filing});
    if (!query.next()) return std::nullopt;
    return HandedOut{query.integer(0), query.as<std::uint32_t>(1), query.as<core::FilingState>(2)};
}

/// An offer that nobody holds.
struct Candidate {
    core::FilingKey filing;
    std::int64_t position = 0;
    core::LeaseKey before;   ///< that held it and ran out, 0: none
    std::uint32_t tries = 0; ///< with that one
};

/// As many as are wanted, oldest first. One that ran out was tried in vain; one that was given back was not.
std::vector<Candidate> candidates(Session& session, const ports::LeaseTaken& deed) {
    Query query(session.connection,
                "SELECT o.filing, o.position, o.lease, o.tries FROM offers o LEFT JOIN leases l ON l.key = o.lease"
                " WHERE o.feed = ? AND o.acknowledged < o.position AND o.set_aside IS NULL"
                " AND (l.key IS NULL OR l.until <= ?) ORDER BY o.position LIMIT ?",
                {feed_number(deed.feed), deed.now, deed.max});
    std::vector<Candidate> found;
    while (query.next()) {
        const core::LeaseKey before{query.integer(2)};
        const auto tries = query.as<std::uint32_t>(3) + (before ? 1U : 0U);
        found.push_back({{query.integer(0)}, query.integer(1), before, tries});
    }
    return found;
}

/// A filing, and its rows where it is a register.
std::vector<core::FilingKey> with_rows(Session& session, core::FilingKey filing) {
    auto filings = standing_rows(session, filing);
    filings.push_back(filing);
    return filings;
}

void set_aside(Session& session, core::FilingKey filing, std::uint32_t tries, std::string_view reason,
               core::Instant now) {
    session.connection.run("UPDATE offers SET lease = NULL, tries = ?, trouble = ?, set_aside = ? WHERE filing = ?",
                           {tries, reason, now, filing});
    for (const auto told : with_rows(session, filing)) {
        auto event = event_at(core::EventType::filing_set_aside, told, now);
        event.reason = reason;
        write_event(session, {}, event);
    }
}

/// An offer of a filing was taken over by the agency, up to a position. Again: nothing.
void take_over(Session& session, core::FilingKey filing, std::int64_t upto, core::Instant now,
               core::EventType event = core::EventType::filing_acknowledged) {
    const auto changed = session.connection.run(
        "UPDATE offers SET acknowledged = ?2, set_aside = CASE WHEN ?2 < position THEN set_aside END"
        " WHERE filing = ?1 AND acknowledged < ?2",
        {filing, upto});
    if (changed == 0) return;
    // who takes a register over has all its rows
    for (const auto told : with_rows(session, filing)) {
        write_event(session, {}, event_at(event, told, now));
        refold(session, told);
    }
}

/// What the lease gets: many that were never in trouble, or one that was.
std::vector<Candidate> choose(Session& session, const ports::LeaseTaken& deed) {
    std::vector<Candidate> chosen;
    for (bool again = true; again;) {
        again = false;
        chosen.clear();
        for (const auto& candidate : candidates(session, deed)) {
            if (candidate.tries >= deed.tries) {
                set_aside(session, candidate.filing, candidate.tries, ports::kLeaseRanOut, deed.now);
                again = true;
                continue;
            }
            const bool alone = candidate.tries >= ports::kTriesInCompany;
            if (alone && !chosen.empty()) break;
            chosen.push_back(candidate);
            if (alone) break;
        }
    }
    return chosen;
}

} // namespace

ports::Outcome apply(Session& session, const ports::LeaseTaken& deed) {
    auto& connection = session.connection;
    const auto taken = choose(session, deed);
    connection.run("DELETE FROM leases WHERE until < ?", {deed.now.ms - kLeasesKept});
    connection.run("INSERT INTO leases(key, feed, client, until) VALUES(?, ?, ?, ?)",
                   {deed.lease, feed_number(deed.feed), deed.client, deed.until});
    ports::Outcome done;
    done.until = deed.until;
    for (const auto& entry : taken) {
        if (entry.before)
            connection.run("UPDATE leases SET taken_over = 1 WHERE key = ? AND NOT returned", {entry.before});
        connection.run("UPDATE offers SET lease = ?, tries = ? WHERE filing = ?",
                       {deed.lease, entry.tries, entry.filing});
        connection.run("INSERT INTO lease_entries(lease, filing, position) VALUES(?, ?, ?)",
                       {deed.lease, entry.filing, entry.position});
        for (auto& row : read_entries(connection, deed.feed, entry.position - 1, 1))
            done.entries.push_back(std::move(row));
    }
    return done;
}

ports::Outcome apply(Session& session, const ports::LeaseExtended& deed) {
    if (!find_held_lease(session.connection, deed.lease, deed.client)) return refused(ports::No::lease_lost);
    session.connection.run("UPDATE leases SET until = ? WHERE key = ?", {deed.until, deed.lease});
    ports::Outcome done;
    done.until = deed.until;
    return done;
}

ports::Outcome apply(Session& session, const ports::LeaseReturned& deed) {
    if (!find_held_lease(session.connection, deed.lease, deed.client)) return refused(ports::No::lease_lost);
    auto& connection = session.connection;
    connection.run("UPDATE offers SET lease = NULL WHERE lease = ?1"
                   " AND filing IN (SELECT filing FROM lease_entries WHERE lease = ?1)",
                   {deed.lease});
    connection.run("UPDATE leases SET returned = 1, until = min(until, ?) WHERE key = ?", {deed.now, deed.lease});
    return {};
}

ports::Outcome apply(Session& session, const ports::LeaseFailed& deed) {
    if (!find_held_lease(session.connection, deed.lease, deed.client)) return refused(ports::No::lease_lost);
    std::map<core::FilingKey, std::uint32_t> tries; // each once, however often it is named
    for (const auto filing : deed.filings) {
        Query query(session.connection, "SELECT tries FROM offers WHERE filing = ? AND lease = ?",
                    {filing, deed.lease});
        if (!query.next()) return refused(ports::No::not_found);
        tries[filing] = query.as<std::uint32_t>(0) + 1;
    }
    for (const auto& [filing, count] : tries) {
        if (count >= deed.tries)
            set_aside(session, filing, count, deed.reason, deed.now);
        else
            session.connection.run("UPDATE offers SET lease = NULL, tries = ?, trouble = ? WHERE filing = ?",
                                   {count, deed.reason, filing});
    }
    return {};
}

ports::Outcome apply(Session& session, const ports::HandedOver& deed) {
    if (!find_held_lease(session.connection, deed.lease, deed.client)) return refused(ports::No::lease_lost);
    const auto held = find_handed_out(session, deed.lease, deed.filing);
    if (!held) return refused(ports::No::not_found);
    const bool waits = held->state == core::FilingState::queued || held->state == core::FilingState::send_failed;
    if (deed.taken) {
        take_over(session, deed.filing, held->position, deed.now,
                  waits ? core::EventType::filing_submitted : core::EventType::filing_acknowledged);
        return {};
    }
    set_aside(session, deed.filing, held->tries + 1, deed.reason, deed.now);
    for (const auto filing : waits ? with_rows(session, deed.filing) : std::vector<core::FilingKey>()) {
        auto event = event_at(core::EventType::filing_send_failed, filing, deed.now);
        event.reason = deed.reason;
        write_event(session, {}, event);
        refold(session, filing);
    }
    return {};
}

ports::Outcome apply(Session& session, const ports::Unconfirmed& deed) {
    if (!find_held_lease(session.connection, deed.lease, deed.client)) return refused(ports::No::lease_lost);
    if (!find_handed_out(session, deed.lease, deed.filing)) return refused(ports::No::not_found);
    auto event = event_at(core::EventType::filing_unconfirmed, deed.filing, deed.now);
    event.reason = deed.reason;
    write_event(session, {}, event);
    return {};
}

ports::Outcome apply(Session& session, const ports::LeasesReclaimed& deed) {
    std::vector<core::FilingKey> held;
    {
        Query query(session.connection,
                    "SELECT o.filing FROM offers o JOIN leases l ON l.key = o.lease WHERE o.feed = ? AND l.client = ?"
                    " AND NOT l.returned AND o.acknowledged < o.position ORDER BY o.filing",
                    {feed_number(deed.feed), deed.client});
        while (query.next())
            held.push_back({query.integer(0)});
    }
    for (const auto filing : held) {
        auto event = event_at(core::EventType::filing_unconfirmed, filing, deed.now);
        event.reason = "gateway-ended";
        write_event(session, {}, event);
        session.connection.run("UPDATE offers SET lease = NULL WHERE filing = ?", {filing});
    }
    session.connection.run("UPDATE leases SET returned = 1, until = min(until, ?) WHERE feed = ? AND client = ?"
                           " AND NOT returned",
                           {deed.now, feed_number(deed.feed), deed.client});
    return {};
}

ports::Outcome apply(Session& session, const ports::DeadlinePassed& deed) {
    for (const auto& filing : deed.filings) {
        const auto told = session.connection.run("UPDATE filings SET overdue = since WHERE key = ? AND state = ?"
                                                 " AND since = ? AND overdue IS NULL",
                                                 {filing.key, filing.state, filing.since});
        if (told == 0) continue;
        auto event = event_at(core::EventType::filing_overdue, filing.key, deed.now);
        event.reason = core::to_string(filing.state);
        write_event(session, {}, event);
        if (!deed.expires) continue;
        auto end = event_at(core::EventType::filing_expired, filing.key, deed.now);
        end.reason = core::to_string(filing.state);
        write_event(session, {}, end);
        refold(session, filing.key);
    }
    return {};
}

ports::Outcome apply(Session& session, const ports::OfferedAgain& deed) {
    const auto changed = session.connection.run("UPDATE offers SET tries = 0, trouble = NULL, set_aside = NULL"
                                                " WHERE filing = ? AND feed = ? AND set_aside IS NOT NULL",
                                                {deed.filing, feed_number(deed.feed)});
    return changed == 0 ? refused(ports::No::not_found) : ports::Outcome();
}

ports::Outcome apply(Session& session, const ports::Acknowledged& deed) {
    std::vector<Offered> offers;
    bool lost = false;
    for (const auto filing : deed.filings) {
        if (deed.only_held && !is_held_by(session, deed, filing)) continue;
        const auto offer = find_offer(session, deed, filing);
        if (!offer) return refused(ports::No::not_found);
        if (offer->acknowledged >= offer->upto) continue; // said before: nothing to do, whatever became of the lease
        lost = lost || offer->lost;
        offers.push_back(*offer);
    }
    if (!offers.empty() && deed.lease) {
        const auto lease = find_lease(session.connection, deed.lease);
        lost = lost || !lease || lease->client != deed.client || lease->feed != feed_number(deed.feed);
    }
    if (lost) return refused(ports::No::lease_lost);
    for (const auto& offer : offers)
        take_over(session, offer.filing, offer.upto, deed.now);
    return {};
}

} // namespace postern::store::sqlite
