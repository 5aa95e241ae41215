// Reading of what clerks did: an act with what it adds to the totals, in the order of writing.
#include "store/sqlite/readers_counter.hpp"
#include "store/sqlite/connection.hpp"

namespace postern::store::sqlite {
namespace {

#define POSTERN_ACT_COLUMNS                                                                                            \
    "SELECT a.key, a.kind, a.declaration, coalesce(d.item_id, a.item_id), a.office, a.clerk, a.at, a.captured,"        \
    " a.sent, a.form, a.size, a.number, a.reason, m.what, m.currency, m.amount"
#define POSTERN_ACT_JOINS                                                                                              \
    " LEFT JOIN declarations d ON d.key = a.declaration LEFT JOIN counter_amounts m ON m.act = a.key ORDER BY a.key"

/// One row per amount, those of an act behind each other.
std::vector<ports::CounterAct> acts_read(Query& query) {
    std::vector<ports::CounterAct> acts;
    while (query.next()) {
        if (acts.empty() || acts.back().key != query.integer(0)) {
            auto& act = acts.emplace_back();
            act.key = query.integer(0);
            act.kind = query.as<ports::CounterActKind>(1);
            act.declaration = {query.integer(2)};
            act.item_id = query.text(3);
            act.by = {query.text(4), query.text(5)};
            act.at = query.instant(6);
            if (!query.is_null(7)) act.captured = query.instant(7);
            if (!query.is_null(8)) act.sent = query.instant(8);
            act.form = query.text(9);
            act.size = query.text(10);
            act.number = query.as<std::uint32_t>(11);
            act.reason = query.text(12);
        }
        if (!query.is_null(13))
            acts.back().amounts.push_back({query.as<ports::CounterSum>(13), query.text(14), query.text(15)});
    }
    return acts;
}

} // namespace

std::vector<ports::CounterAct> SqliteCounterActReader::acts(const ports::CounterPage& page) {
    ReaderPool::Borrowed connection(pool_);
    if (page.office.empty()) {
        Query query(connection,
                    POSTERN_ACT_COLUMNS " FROM (SELECT * FROM counter_acts WHERE tenant = ? AND mode = ? AND key > ?"
                                        " ORDER BY key LIMIT ?) a" POSTERN_ACT_JOINS,
                    {page.tenant, page.mode, page.after, page.limit});
        return acts_read(query);
    }
    Query query(connection,
                POSTERN_ACT_COLUMNS " FROM (SELECT * FROM counter_acts WHERE tenant = ? AND mode = ? AND office = ?"
                                    " AND key > ? ORDER BY key LIMIT ?) a" POSTERN_ACT_JOINS,
                {page.tenant, page.mode, page.office, page.after, page.limit});
    return acts_read(query);
}

std::vector<ports::CounterAct> SqliteCounterActReader::acts_of(const ports::CounterPeriod& period) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                POSTERN_ACT_COLUMNS " FROM (SELECT * FROM counter_acts WHERE tenant = ? AND mode = ? AND office = ?"
                                    " AND happened >= ? AND happened < ?) a" POSTERN_ACT_JOINS,
                {period.tenant, period.mode, period.office, period.from, period.to});
    return acts_read(query);
}

#undef POSTERN_ACT_COLUMNS
#undef POSTERN_ACT_JOINS

} // namespace postern::store::sqlite
