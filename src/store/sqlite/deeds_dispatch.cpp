// Deeds of dispatches: receptacles with their items, closing and leaving. What happens to the items goes the way of all
// item events, so that it is kept for those without a declaration and offers what waited for it.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace postern::store::sqlite {
namespace {

using core::EventType;

constexpr std::size_t kOfficeLetters = 6; ///< of a dispatch id: the office of exchange that made it
constexpr std::string_view kTwoReceptacles = "two-receptacles";

struct DispatchRow {
    std::int64_t key = 0;
    std::optional<core::Instant> closed;
    std::optional<core::Instant> departed;
};

std::optional<DispatchRow> find_dispatch(Session& session, const ports::DispatchOf& of) {
    Query query(session.connection,
                "SELECT key, closed, departed FROM dispatches WHERE tenant = ? AND mode = ? AND dispatch = ?"
                " AND told >= ? ORDER BY key DESC LIMIT 1",
                {of.tenant, of.mode, of.dispatch, of.window_from});
    if (!query.next()) return std::nullopt;
    DispatchRow row{query.integer(0), {}, {}};
    if (!query.is_null(1)) row.closed = query.instant(1);
    if (!query.is_null(2)) row.departed = query.instant(2);
    return row;
}

std::vector<std::string> standing_items(Session& session, std::int64_t dispatch) {
    Query query(session.connection,
                "SELECT DISTINCT item_id FROM dispatch_items WHERE dispatch = ? AND removed IS NULL ORDER BY item_id",
                {dispatch});
    std::vector<std::string> items;
    while (query.next())
        items.push_back(query.text(0));
    return items;
}

/// The earliest of when it happened and when the item was seen to have left: what we hear late is not put behind that.
core::Instant before_it_left(Session& session, const ItemOf& item, core::Instant happened) {
    Query query(session.connection,
                "SELECT min(at) FROM (SELECT e.happened AS at FROM declarations d JOIN events e"
                " ON e.declaration = d.key WHERE d.item_id = ?1 AND d.tenant = ?2 AND d.mode = ?3"
                " AND d.received >= ?4 AND e.type BETWEEN 117 AND 120 UNION ALL SELECT happened FROM early_events"
                " WHERE item_id = ?1 AND tenant = ?2 AND mode = ?3 AND received >= ?4 AND type BETWEEN 117 AND 120)",
                {item.item_id, item.tenant, item.mode, item.window_from});
    if (!query.next() || query.is_null(0)) return happened;
    return std::min(happened, query.instant(0));
}

/// Events of the items of one deed; what they free is offered when all of them are written.
class ItemsOfDeed {
public:
    ItemsOfDeed(Session& session, const ports::DispatchOf& of) : session_(session), of_(of) {}

    ItemOf item(std::string_view item_id) const { return {of_.tenant, of_.mode, item_id, of_.items_from}; }
    void note(std::string_view item_id, EventType type, core::Instant happened, std::string_view reference) {
        core::Event event;
        event.type = type;
        event.happened = happened;
        event.received = of_.at;
        event.reference = reference;
        const auto noted = note_item_event(session_, item(item_id), event);
        if (noted.declaration && !noted.repeat) moved_.insert(noted.declaration);
    }
    /// Packed, closed or gone: never after the item was seen to have left.
    void note_before_leaving(std::string_view item_id, EventType type, core::Instant happened,
                             std::string_view reference) {
        note(item_id, type, before_it_left(session_, item(item_id), happened), reference);
    }
    void settle() {
        for (const auto declaration : moved_)
            settle_position(session_, {declaration, of_.tenant, of_.mode, 0, of_.at, of_.items_from}, false);
    }

private:
    Session& session_;
    const ports::DispatchOf& of_;
    std::set<core::DeclarationKey> moved_;
};

/// What is known of a told receptacle.
struct Compared {
    bool known = false;
    bool same = false;
    std::set<std::string> standing; ///< item ids in it
    std::set<std::string> told;     ///< item ids as they are told now
};

Compared compare(Session& session, std::int64_t dispatch, const ports::ToldReceptacle& told) {
    Compared compared;
    compared.told.insert(told.items.begin(), told.items.end());
    if (dispatch == 0) return compared;
    {
        Query query(session.connection, "SELECT 1 FROM dispatch_receptacles WHERE dispatch = ? AND receptacle = ?",
                    {dispatch, told.receptacle});
        compared.known = query.next();
    }
    std::set<std::string> ever;
    Query query(session.connection, "SELECT item_id, removed FROM dispatch_items WHERE dispatch = ? AND receptacle = ?",
                {dispatch, told.receptacle});
    while (query.next()) {
        ever.insert(query.text(0));
        if (query.is_null(1)) compared.standing.insert(query.text(0));
    }
    // the message from before an item was taken out, sent again, does not put it back
    compared.same = compared.known && (compared.told == compared.standing || compared.told == ever);
    return compared;
}

std::uint32_t count_elsewhere(Session& session, std::int64_t dispatch, const std::set<std::string>& told) {
    Query query(session.connection,
                "SELECT receptacle, count(*) FROM dispatch_items WHERE dispatch = ? AND removed IS NULL"
                " GROUP BY receptacle",
                {dispatch});
    std::uint32_t items = 0;
    while (query.next())
        if (!told.contains(query.text(0))) items += query.as<std::uint32_t>(1);
    return items;
}

std::optional<std::string> other_receptacle(Session& session, const ports::DispatchOf& of, std::int64_t dispatch,
                                            std::string_view receptacle, std::string_view item_id) {
    Query query(session.connection,
                "SELECT i.receptacle FROM dispatch_items i JOIN dispatches d ON d.key = i.dispatch"
                " WHERE i.item_id = ? AND i.removed IS NULL AND d.tenant = ? AND d.mode = ? AND d.told >= ?"
                " AND NOT (i.dispatch = ? AND i.receptacle = ?) ORDER BY i.told DESC, i.receptacle LIMIT 1",
                {item_id, of.tenant, of.mode, of.window_from, dispatch, receptacle});
    return query.next() ? std::optional(query.text(0)) : std::nullopt;
}

DispatchRow keep_dispatch(Session& session, const ports::DispatchTold& deed, const std::optional<DispatchRow>& known) {
    const auto planned = deed.planned ? Value(*deed.planned) : Value(nullptr);
    if (known) {
        // what it left with was said when it left
        session.connection.run("UPDATE dispatches SET carrier = coalesce(?1, carrier), transport ="
                               " coalesce(?2, transport), planned = coalesce(?3, planned)"
                               " WHERE key = ?4 AND departed IS NULL",
                               {or_null(deed.carrier), or_null(deed.transport), planned, known->key});
        return *known;
    }
    session.connection.run("INSERT INTO dispatches(dispatch, tenant, mode, told, carrier, transport, planned)"
                           " VALUES(?, ?, ?, ?, ?, ?, ?)",
                           {deed.of.dispatch, deed.of.tenant, deed.of.mode, deed.of.at, or_null(deed.carrier),
                            or_null(deed.transport), planned});
    return {session.connection.last_key(), {}, {}};
}

/// Takes out what does not stand in it any more.
void drop_untold(Session& session, std::int64_t dispatch, const std::string& receptacle, const Compared& compared,
                 std::set<std::string>& dropped) {
    for (const auto& item_id : compared.standing)
        if (!compared.told.contains(item_id)) dropped.insert(item_id);
    session.connection.run("DELETE FROM dispatch_items WHERE dispatch = ? AND receptacle = ?", {dispatch, receptacle});
}

void put_in(Session& session, const ports::DispatchTold& deed, const DispatchRow& row, const std::string& receptacle,
            const Compared& compared, ItemsOfDeed& items) {
    auto packed = deed.packed.value_or(deed.of.at);
    if (row.closed) packed = std::min(packed, *row.closed);
    session.connection.run("INSERT OR IGNORE INTO dispatch_receptacles(dispatch, receptacle, told) VALUES(?, ?, ?)",
                           {row.key, receptacle, deed.of.at});
    for (const auto& item_id : compared.told) {
        session.connection.run(
            "INSERT OR REPLACE INTO dispatch_items(dispatch, receptacle, item_id, told) VALUES(?, ?, ?, ?)",
            {row.key, receptacle, item_id, deed.of.at});
        if (compared.standing.contains(item_id)) continue;
        items.note_before_leaving(item_id, EventType::item_in_receptacle, packed, receptacle);
        if (row.closed)
            items.note_before_leaving(item_id, EventType::item_dispatch_closed, *row.closed, deed.of.dispatch);
        if (row.departed) items.note(item_id, EventType::item_departed, *row.departed, deed.of.dispatch);
        if (const auto other = other_receptacle(session, deed.of, row.key, receptacle, item_id))
            raise_alarm(session, items.item(item_id), kTwoReceptacles, *other, deed.of.at, deed.of.at);
    }
}

} // namespace

void raise_alarm(Session& session, const ItemOf& item, std::string_view reason, std::string_view reference,
                 core::Instant happened, core::Instant at) {
    {
        Query query(
            session.connection,
            "SELECT 1 FROM item_alarms WHERE item_id = ? AND tenant = ? AND mode = ? AND reason = ?"
            " AND (? OR reference = ?) AND at >= ?",
            {item.item_id, item.tenant, item.mode, reason, reason != kTwoReceptacles, reference, item.window_from});
        if (query.next()) return;
    }
    session.connection.run("INSERT OR REPLACE INTO item_alarms(item_id, tenant, mode, reason, reference, at)"
                           " VALUES(?, ?, ?, ?, ?, ?)",
                           {item.item_id, item.tenant, item.mode, reason, reference, at});
    core::Event event;
    event.type = EventType::item_alarm;
    event.happened = happened;
    event.received = at;
    event.reason = reason;
    event.reference = reference;
    note_item_event(session, item, event);
}

ports::Outcome apply(Session& session, const ports::DispatchTold& deed) {
    const auto known = find_dispatch(session, deed.of);
    std::vector<Compared> compared;
    std::set<std::string> named;
    std::size_t count = 0;
    ports::Outcome outcome;
    outcome.repeat = known.has_value();
    for (const auto& told : deed.receptacles) {
        const auto& one = compared.emplace_back(compare(session, known ? known->key : 0, told));
        if (known && known->closed && one.known && !one.same) return refused(ports::No::dispatch_fixed);
        outcome.repeat = outcome.repeat && one.same;
        named.insert(told.receptacle);
        count += one.told.size();
    }
    if (known) count += count_elsewhere(session, known->key, named);
    if (count > ports::kDispatchItems) return refused(ports::No::too_many);

    const auto row = keep_dispatch(session, deed, known);
    ItemsOfDeed items(session, deed.of);
    std::set<std::string> dropped;
    for (std::size_t i = 0; i < compared.size(); ++i)
        if (compared[i].known && !compared[i].same)
            drop_untold(session, row.key, deed.receptacles[i].receptacle, compared[i], dropped);
    for (std::size_t i = 0; i < compared.size(); ++i) {
        if (compared[i].same) continue;
        put_in(session, deed, row, deed.receptacles[i].receptacle, compared[i], items);
        for (const auto& item_id : compared[i].told)
            dropped.erase(item_id);
    }
    for (const auto& item_id : dropped)
        items.note(item_id, EventType::item_at_office_of_exchange, deed.of.at,
                   std::string_view(deed.of.dispatch).substr(0, kOfficeLetters));
    items.settle();
    for (const auto& alarm : deed.alarms)
        if (row.departed)
            raise_alarm(session, items.item(alarm.item_id), alarm.reason, deed.of.dispatch, *row.departed, deed.of.at);
    return outcome;
}

ports::Outcome apply(Session& session, const ports::DispatchClosed& deed) {
    const auto row = find_dispatch(session, deed.of);
    if (!row) return refused(ports::No::not_found);
    ports::Outcome outcome;
    outcome.repeat = row->closed.has_value();
    if (outcome.repeat) return outcome;
    session.connection.run("UPDATE dispatches SET closed = ? WHERE key = ?", {deed.when, row->key});
    ItemsOfDeed items(session, deed.of);
    for (const auto& item_id : standing_items(session, row->key))
        items.note_before_leaving(item_id, EventType::item_dispatch_closed, deed.when, deed.of.dispatch);
    items.settle();
    return outcome;
}

ports::Outcome apply(Session& session, const ports::DispatchDeparted& deed) {
    const auto row = find_dispatch(session, deed.of);
    if (!row) return refused(ports::No::not_found);
    ports::Outcome outcome;
    outcome.repeat = row->departed.has_value();
    if (outcome.repeat) {
        session.connection.run("UPDATE dispatches SET carrier = coalesce(carrier, ?), transport ="
                               " coalesce(transport, ?) WHERE key = ?",
                               {or_null(deed.carrier), or_null(deed.transport), row->key});
        return outcome;
    }
    session.connection.run("UPDATE dispatches SET departed = ?1, closed = coalesce(closed, ?1), carrier ="
                           " coalesce(?2, carrier), transport = coalesce(?3, transport) WHERE key = ?4",
                           {deed.when, or_null(deed.carrier), or_null(deed.transport), row->key});
    ItemsOfDeed items(session, deed.of);
    for (const auto& item_id : standing_items(session, row->key)) {
        if (!row->closed)
            items.note_before_leaving(item_id, EventType::item_dispatch_closed, deed.when, deed.of.dispatch);
        items.note(item_id, EventType::item_departed, deed.when, deed.of.dispatch);
    }
    items.settle();
    for (const auto& alarm : deed.alarms)
        raise_alarm(session, items.item(alarm.item_id), alarm.reason, deed.of.dispatch, deed.when, deed.of.at);
    return outcome;
}

ports::Outcome apply(Session& session, const ports::ReceptacleItemsRemoved& deed) {
    const auto row = find_dispatch(session, deed.of);
    if (!row) return refused(ports::No::not_found);
    if (row->departed) return refused(ports::No::dispatch_fixed);
    ports::Outcome outcome;
    ItemsOfDeed items(session, deed.of);
    for (const auto& item_id : deed.items) {
        auto& result = outcome.scans.emplace_back().result;
        const auto taken =
            session.connection.run("UPDATE dispatch_items SET removed = ?, removed_why = ? WHERE dispatch = ?"
                                   " AND item_id = ? AND removed IS NULL",
                                   {deed.of.at, or_null(deed.reason), row->key, item_id});
        if (taken == 0) {
            Query query(session.connection, "SELECT 1 FROM dispatch_items WHERE dispatch = ? AND item_id = ? LIMIT 1",
                        {row->key, item_id});
            if (query.next()) result = ports::ScanResult::repeat;
            continue;
        }
        result = ports::ScanResult::accepted;
        items.note(item_id, EventType::item_at_office_of_exchange, deed.of.at,
                   std::string_view(deed.of.dispatch).substr(0, kOfficeLetters));
    }
    items.settle();
    return outcome;
}

} // namespace postern::store::sqlite
