// Reading of events as one stream. Events carry no tenant: a page looks at the next ones of everybody, so many and no
// more, and keeps what is the asker's. Writers pay nothing for it.
#include "store/sqlite/readers.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace postern::store::sqlite {
namespace {

constexpr std::int64_t kEventsLookedAt = 5'000;

#define POSTERN_OTHER_COLUMNS ", d.key, d.item_id, a.name FROM "
#define POSTERN_EVENT_JOINS " LEFT JOIN filings f ON f.key = e.filing LEFT JOIN agencies a ON a.key = f.agency"
#define POSTERN_EVENT_WANTED                                                                                           \
    " AND d.tenant = ? AND d.mode = ? AND (? = 0 OR e.type = ?) AND (? = '' OR a.name = ?) ORDER BY e.key LIMIT ?"

std::vector<ports::PostEvent> events_of(Query& query) {
    constexpr int kOthers = kEventColumnCount;
    std::vector<ports::PostEvent> events;
    while (query.next()) {
        auto& row = events.emplace_back();
        row.event = read_event(query);
        row.declaration = {query.integer(kOthers)};
        row.item_id = query.text(kOthers + 1);
        row.agency = query.text(kOthers + 2);
    }
    return events;
}

std::vector<ports::PostEvent> stream_of_item(Connection& connection, const ports::EventQuestion& asked) {
    // few declarations: all their events are looked at
    static const std::string kSql =
        "SELECT " + std::string(kEventColumns) +
        POSTERN_OTHER_COLUMNS
        "declarations d JOIN events e ON e.key IN (SELECT key FROM events WHERE declaration = d.key"
        " UNION ALL SELECT x.key FROM filing_declarations fd JOIN events x ON x.filing = fd.filing"
        " WHERE fd.declaration = d.key)" POSTERN_EVENT_JOINS " WHERE d.item_id = ? AND e.key > ?" POSTERN_EVENT_WANTED;
    const auto type = asked.filter.type ? static_cast<std::int64_t>(*asked.filter.type) : 0;
    Query query(connection, kSql,
                {asked.filter.item_id, asked.after, asked.tenant, asked.mode, type, type, asked.filter.agency,
                 asked.filter.agency, asked.limit});
    return events_of(query);
}

std::vector<ports::PostEvent> stream_of_all(Connection& connection, const ports::EventQuestion& asked) {
    static const std::string kSql =
        "SELECT " + std::string(kEventColumns) +
        // in the order of events whatever the planner thinks: then nothing is sorted and a full page ends the search
        POSTERN_OTHER_COLUMNS
        "events e" POSTERN_EVENT_JOINS
        " CROSS JOIN declarations d ON d.key = coalesce(e.declaration, (SELECT fd.declaration FROM"
        " filing_declarations fd WHERE fd.filing = e.filing ORDER BY fd.ordinal LIMIT 1))"
        " WHERE e.key > ? AND e.key <= ?" POSTERN_EVENT_WANTED;
    const auto type = asked.filter.type ? static_cast<std::int64_t>(*asked.filter.type) : 0;
    Query query(connection, kSql,
                {asked.after, asked.after + kEventsLookedAt, asked.tenant, asked.mode, type, type, asked.filter.agency,
                 asked.filter.agency, asked.limit});
    return events_of(query);
}

#undef POSTERN_OTHER_COLUMNS
#undef POSTERN_EVENT_JOINS
#undef POSTERN_EVENT_WANTED

} // namespace

ports::EventPage SqliteEventReader::events(const ports::EventQuestion& asked) {
    ReaderPool::Borrowed connection(pool_);
    ports::EventPage page;
    page.newest = newest_event(connection); // before the events: what comes between is looked at again
    const bool of_item = !asked.filter.item_id.empty();
    page.events = of_item ? stream_of_item(connection, asked) : stream_of_all(connection, asked);
    if (page.events.size() >= asked.limit)
        page.looked_to = page.events.back().event.key;
    else
        page.looked_to = of_item ? page.newest : std::min(page.newest, asked.after + kEventsLookedAt);
    // one that came between
    if (!page.events.empty()) page.looked_to = std::max(page.looked_to, page.events.back().event.key);
    return page;
}

std::int64_t SqliteEventReader::expired() {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT upto FROM event_horizon");
    return query.next() ? query.integer(0) : 0;
}

std::int64_t SqliteEventReader::newest_event_before(core::Instant at) {
    ReaderPool::Borrowed connection(pool_);
    std::int64_t before = 0; // is, or nothing is
    std::int64_t after = newest_event(connection) + 1;
    while (after - before > 1) {
        const auto middle = before + (after - before) / 2;
        Query query(connection, "SELECT received FROM events WHERE key >= ? ORDER BY key LIMIT 1", {middle});
        if (query.next() && query.instant(0) < at)
            before = middle;
        else
            after = middle;
    }
    return before;
}

void SqliteEventReader::wait_for_event(std::int64_t after, core::Instant deadline) {
    bell_.wait_and_look(kEventsBell, after, std::chrono::milliseconds(deadline.ms - clock_.now().ms), [&] {
        ReaderPool::Borrowed connection(pool_);
        return newest_event(connection);
    });
}

} // namespace postern::store::sqlite
