// Reading of what has to come out of an office's bag, and of an item id whosever it is.
#include "store/sqlite/readers_bag.hpp"

#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {

std::vector<ports::BagStop> SqliteBagReader::stops(const ports::BagQuestion& question) {
    ReaderPool::Borrowed connection(pool_);
    Query query(
        connection,
        "SELECT s.key, d.key, coalesce(d.item_id, a.item_id) AS item, a.clerk, a.captured, a.sent, s.since"
        " FROM bag_stops s JOIN counter_acts a ON a.key = s.act LEFT JOIN declarations d ON d.key = a.declaration"
        " WHERE s.office = ? AND s.tenant = ? AND s.mode = ? AND s.key > ? AND s.since >= ?"
        " AND item IS NOT NULL ORDER BY s.key LIMIT ?",
        {question.office, question.tenant, question.mode, question.after, question.from, question.limit});
    std::vector<ports::BagStop> stops;
    while (query.next()) {
        auto& stop = stops.emplace_back();
        stop.key = query.integer(0);
        if (!query.is_null(1)) stop.declaration = {query.integer(1)};
        stop.item_id = query.text(2);
        stop.clerk = query.text(3);
        stop.captured = query.instant(4);
        if (!query.is_null(5)) stop.sent = query.instant(5);
        stop.since = query.instant(6);
    }
    return stops;
}

std::vector<core::DeclarationKey> SqlitePublicItemReader::declared_as(std::string_view item_id, core::Instant from,
                                                                      std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT key FROM declarations WHERE item_id = ? AND received >= ? ORDER BY received DESC, key DESC"
                " LIMIT ?",
                {item_id, from, limit});
    std::vector<core::DeclarationKey> keys;
    while (query.next())
        keys.push_back({query.integer(0)});
    return keys;
}

} // namespace postern::store::sqlite
