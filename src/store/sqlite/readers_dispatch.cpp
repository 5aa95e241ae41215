// Reading of dispatches: their heads with counts, what is in them, and where an item is packed.
#include "store/sqlite/readers_dispatch.hpp"

#include <limits>

namespace postern::store::sqlite {
namespace {

#define POSTERN_DISPATCH_HEAD                                                                                          \
    "SELECT d.key, d.dispatch, d.told, d.carrier, d.transport, d.planned, d.closed, d.departed,"                       \
    " (SELECT count(*) FROM dispatch_receptacles r WHERE r.dispatch = d.key),"                                         \
    " (SELECT count(DISTINCT i.item_id) FROM dispatch_items i WHERE i.dispatch = d.key AND i.removed IS NULL),"        \
    " (SELECT count(*) FROM dispatch_items i WHERE i.dispatch = d.key AND i.removed IS NOT NULL),"                     \
    " (SELECT count(*) FROM (SELECT DISTINCT item_id FROM dispatch_items WHERE dispatch = d.key) i"                    \
    " CROSS JOIN item_alarms a ON a.item_id = i.item_id AND a.tenant = d.tenant AND a.mode = d.mode"                   \
    " AND a.at >= d.told) FROM dispatches d WHERE d.tenant = ?1 AND d.mode = ?2 AND d.told >= ?3"

std::optional<core::Instant> instant_or_none(const Query& query, int column) {
    return query.is_null(column) ? std::nullopt : std::optional(query.instant(column));
}

struct KeyedHead {
    std::int64_t key = 0;
    ports::DispatchHead head;
};

std::optional<KeyedHead> next_head(Query& query) {
    if (!query.next()) return std::nullopt;
    KeyedHead row;
    row.key = query.integer(0);
    row.head.dispatch = query.text(1);
    row.head.told = query.instant(2);
    row.head.carrier = query.text(3);
    row.head.transport = query.text(4);
    row.head.planned = instant_or_none(query, 5);
    row.head.closed = instant_or_none(query, 6);
    row.head.departed = instant_or_none(query, 7);
    row.head.receptacles = query.as<std::uint32_t>(8);
    row.head.items = query.as<std::uint32_t>(9);
    row.head.removed = query.as<std::uint32_t>(10);
    row.head.alarms = query.as<std::uint32_t>(11);
    return row;
}

/// 0: there is none.
std::int64_t dispatch_key(Connection& connection, const ports::DispatchAsker& asker, std::string_view dispatch) {
    Query query(connection,
                "SELECT key FROM dispatches WHERE tenant = ? AND mode = ? AND dispatch = ? AND told >= ?"
                " ORDER BY key DESC LIMIT 1",
                {asker.tenant, asker.mode, dispatch, asker.window_from});
    return query.next() ? query.integer(0) : 0;
}

} // namespace

std::optional<ports::DispatchHead> SqliteDispatchReader::dispatch(const ports::DispatchAsker& asker,
                                                                  std::string_view dispatch) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_DISPATCH_HEAD " AND d.dispatch = ?4 ORDER BY d.key DESC LIMIT 1",
                {asker.tenant, asker.mode, asker.window_from, dispatch});
    auto row = next_head(query);
    return row ? std::optional(std::move(row->head)) : std::nullopt;
}

std::optional<std::vector<ports::DispatchHead>>
SqliteDispatchReader::newest(const ports::DispatchAsker& asker, std::string_view after, std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    if (!after.empty()) {
        before = dispatch_key(connection, asker, after);
        if (before == 0) return std::nullopt;
    }
    Query query(connection, POSTERN_DISPATCH_HEAD " AND d.key < ?4 ORDER BY d.key DESC LIMIT ?5",
                {asker.tenant, asker.mode, asker.window_from, before, limit});
    std::vector<ports::DispatchHead> heads;
    while (auto row = next_head(query))
        heads.push_back(std::move(row->head));
    return heads;
}

std::vector<std::string> SqliteDispatchReader::receptacles(const ports::DispatchAsker& asker,
                                                           std::string_view dispatch) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT receptacle FROM dispatch_receptacles WHERE dispatch = ? ORDER BY receptacle",
                {dispatch_key(connection, asker, dispatch)});
    std::vector<std::string> all;
    while (query.next())
        all.push_back(query.text(0));
    return all;
}

std::vector<ports::DispatchedItem> SqliteDispatchReader::items(const ports::DispatchAsker& asker,
                                                               std::string_view dispatch) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT item_id, receptacle, removed, removed_why FROM dispatch_items WHERE dispatch = ?"
                " ORDER BY receptacle, item_id",
                {dispatch_key(connection, asker, dispatch)});
    std::vector<ports::DispatchedItem> all;
    while (query.next())
        all.push_back({query.text(0), query.text(1), instant_or_none(query, 2), query.text(3)});
    return all;
}

std::vector<ports::DispatchAlarm> SqliteDispatchReader::alarms(const ports::DispatchAsker& asker,
                                                               std::string_view dispatch) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT a.item_id, a.reason, a.reference, a.at FROM dispatches d CROSS JOIN"
                " (SELECT DISTINCT item_id FROM dispatch_items WHERE dispatch = ?1) i CROSS JOIN item_alarms a"
                " ON a.item_id = i.item_id AND a.tenant = d.tenant AND a.mode = d.mode AND a.at >= d.told"
                " WHERE d.key = ?1 ORDER BY a.at, a.item_id, a.reason, a.reference",
                {dispatch_key(connection, asker, dispatch)});
    std::vector<ports::DispatchAlarm> all;
    while (query.next())
        all.push_back({query.text(0), query.text(1), query.text(2), query.instant(3)});
    return all;
}

std::vector<ports::DispatchOfItem> SqliteDispatchReader::of_item(const ports::DispatchAsker& asker,
                                                                 std::string_view item_id) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT d.dispatch, i.receptacle, d.carrier, d.transport, d.closed, d.departed FROM dispatch_items i"
                " JOIN dispatches d ON d.key = i.dispatch WHERE i.item_id = ? AND i.removed IS NULL AND d.tenant = ?"
                " AND d.mode = ? AND d.told >= ? ORDER BY i.told DESC, d.key DESC, i.receptacle",
                {item_id, asker.tenant, asker.mode, asker.window_from});
    std::vector<ports::DispatchOfItem> all;
    while (query.next())
        all.push_back({query.text(0), query.text(1), query.text(2), query.text(3), instant_or_none(query, 4),
                       instant_or_none(query, 5)});
    return all;
}

} // namespace postern::store::sqlite
