// Reading items that left: those of a declaration by its events, those that nobody declared by what is kept of them.
#include "store/sqlite/readers_advance.hpp"
#include "store/sqlite/rows.hpp"

#include "core/event.hpp"

#include <algorithm>
#include <string>

namespace postern::store::sqlite {
namespace {

// the partial indices on departures serve only where the type stands in the text
static_assert(static_cast<int>(core::EventType::item_departed) == 117);
static_assert(static_cast<int>(core::EventType::referral_do_not_load) == 132);
static_assert(static_cast<int>(core::EventType::filing_do_not_load) == 50);

// ?1 and ?2 from and before when, ?3 mode, ?4 post or 0, ?5 its name or '', ?6 how long an S10 is the same item's

/// Of one item the first departure counts, and of one told to several declarations of it that of the newest.
constexpr std::string_view kDeclaredHead =
    " FROM events e JOIN declarations d ON d.key = e.declaration JOIN tenants t ON t.key = d.tenant";
constexpr std::string_view kDeclaredWhere =
    " WHERE e.type = 117 AND e.happened >= ?1 AND e.happened < ?2 AND d.mode = ?3 AND (?4 = 0 OR d.tenant = ?4)"
    " AND (?5 = '' OR t.name = ?5)";
constexpr std::string_view kDeclaredFirst =
    " AND NOT EXISTS (SELECT 1 FROM declarations o JOIN events x ON x.declaration = o.key WHERE o.item_id = d.item_id"
    " AND o.tenant = d.tenant AND o.mode = d.mode AND x.type = 117 AND x.happened > e.happened - ?6"
    " AND (x.happened < e.happened OR (x.happened = e.happened AND x.key > e.key)))";

constexpr std::string_view kEarlyHead = " FROM early_events e JOIN tenants t ON t.key = e.tenant";
constexpr std::string_view kEarlyWhere =
    " WHERE e.type = 117 AND e.happened >= ?1 AND e.happened < ?2 AND e.mode = ?3 AND (?4 = 0 OR e.tenant = ?4)"
    " AND (?5 = '' OR t.name = ?5)";
constexpr std::string_view kEarlyFirst =
    " AND NOT EXISTS (SELECT 1 FROM early_events x WHERE x.item_id = e.item_id AND x.tenant = e.tenant"
    " AND x.mode = e.mode AND x.type = 117 AND x.happened > e.happened - ?6 AND (x.happened < e.happened"
    " OR (x.happened = e.happened AND x.reference < e.reference)))"
    " AND NOT EXISTS (SELECT 1 FROM declarations o JOIN events x ON x.declaration = o.key WHERE o.item_id = e.item_id"
    " AND o.tenant = e.tenant AND o.mode = e.mode AND x.type = 117 AND x.happened > e.happened - ?6"
    " AND x.happened <= e.happened)";

/// Of an item that is not to be loaded, or that was rejected or refused; what comes back is judged by its return.
constexpr std::string_view kDeclaredRefused =
    "v.verdict = 3 OR EXISTS (SELECT 1 FROM events n WHERE n.declaration = d.key AND n.type = 132)"
    " OR EXISTS (SELECT 1 FROM filing_declarations fd JOIN filings f ON f.key = fd.filing"
    " WHERE fd.declaration = d.key AND f.leg <> 3 AND (f.state IN (9, 17)"
    " OR EXISTS (SELECT 1 FROM events n WHERE n.filing = f.key AND n.type = 50)))";
static_assert(static_cast<int>(core::FilingState::rejected) == 9);
static_assert(static_cast<int>(core::FilingState::release_refused) == 17);
static_assert(static_cast<int>(core::Verdict::rejected) == 3);
static_assert(static_cast<int>(ports::Leg::return_leg) == 3);

/// What left with its dispatch names that (S8, which begins with the offices of origin and destination), what was
/// scanned an office.
constexpr std::string_view kIsDispatch = "e.reference GLOB '[A-Z][A-Z]????[A-Z][A-Z]???????[0-9][0-9][0-9][0-9][0-9]'";

std::string office_sql() {
    return std::string("CASE WHEN ")
        .append(kIsDispatch)
        .append(" THEN substr(e.reference, 1, 6) ELSE coalesce(e.reference, '') END");
}

/// The country of its dispatch, where it has one: the first letters of that one's office of destination. of: the alias
/// of the row that has the item's id.
std::string dispatch_country_sql(const std::string& of) {
    return std::string("CASE WHEN ")
        .append(kIsDispatch)
        .append(" THEN substr(e.reference, 7, 2) ELSE coalesce((SELECT substr(p.dispatch, 7, 2) FROM dispatch_items i"
                " JOIN dispatches p ON p.key = i.dispatch WHERE i.item_id = ")
        .append(of)
        .append(".item_id AND i.removed IS NULL AND p.tenant = ")
        .append(of)
        .append(".tenant AND p.mode = ")
        .append(of)
        .append(".mode AND p.told > e.happened - ?6 ORDER BY i.told DESC LIMIT 1), '') END");
}

std::string departed_sql() {
    std::string sql =
        "SELECT t.name AS post, d.item_id AS item, d.key AS declaration, e.happened AS at, d.received AS received,"
        " coalesce(v.destination, ";
    sql.append(dispatch_country_sql("d"))
        .append(") AS destination, coalesce(v.mail_class, '') AS mail_class,"
                " CASE coalesce(v.office, 0) WHEN 0 THEN ");
    sql.append(office_sql()).append(" WHEN -1 THEN '*' ELSE o.name END AS office, (");
    sql.append(kDeclaredRefused).append(") AS refused, v.advance AS advance, coalesce(v.stop_hits, 0) AS stop_hits");
    sql.append(kDeclaredHead)
        .append(" JOIN declaration_versions v ON v.declaration = d.key AND v.version = d.version"
                " LEFT JOIN quality_offices o ON o.key = v.office")
        .append(kDeclaredWhere)
        .append(kDeclaredFirst);
    sql.append(" UNION ALL SELECT t.name, e.item_id, 0, e.happened, NULL, ").append(dispatch_country_sql("e"));
    sql.append(", '', ").append(office_sql());
    sql.append(", EXISTS (SELECT 1 FROM early_events n WHERE n.item_id = e.item_id AND n.tenant = e.tenant"
               " AND n.mode = e.mode AND n.type = 132), NULL, 0");
    sql.append(kEarlyHead).append(kEarlyWhere).append(kEarlyFirst);
    return sql;
}

std::string count_departed_sql() {
    std::string sql = "SELECT count(*) FROM (SELECT 1";
    sql.append(kDeclaredHead).append(kDeclaredWhere).append(" UNION ALL SELECT 1").append(kEarlyHead);
    return sql.append(kEarlyWhere).append(" LIMIT ?7)");
}

std::string groups_sql() {
    return "SELECT post, strftime('%Y-%m', at / 1000, 'unixepoch'), destination, mail_class, substr(item, 1, 2),"
           " office, count(*), sum(declaration <> 0), sum(received IS NOT NULL AND received <= at), sum(refused),"
           " sum(advance IS NOT NULL), sum(coalesce(advance & 1, 0)), sum(coalesce(advance & 2, 0) <> 0),"
           " sum(stop_hits > 0), sum(stop_hits) FROM (" +
           departed_sql() + ") GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6";
}
static_assert(kAdvanceHs6 == 1 && kAdvanceContact == 2);

std::string departed_items_sql() {
    return "SELECT post, strftime('%Y-%m', at / 1000, 'unixepoch'), destination, mail_class, substr(item, 1, 2),"
           " office, item, declaration, at, received, refused, advance, stop_hits FROM (" +
           departed_sql() + ") WHERE (at, item, post) > (?7, ?8, ?9) ORDER BY at, item, post LIMIT ?10";
}

ports::AdvanceGroup read_group(const Query& query) {
    return {query.text(0), query.text(1), query.text(2), query.text(3), query.text(4), query.text(5)};
}

struct Stretch {
    core::Instant from, before;
};

/// After so many departures, or a few more at the same instant.
core::Instant end_of_stretch(Connection& connection, core::Instant from, core::Instant before, std::uint32_t count) {
    Query query(connection,
                "SELECT happened FROM events WHERE type = 117 AND happened >= ?1 AND happened < ?2"
                " UNION ALL SELECT happened FROM early_events WHERE type = 117 AND happened >= ?1 AND happened < ?2"
                " ORDER BY happened LIMIT 1 OFFSET ?3",
                {from, before, count});
    return query.next() ? core::Instant{query.integer(0) + 1} : before;
}

constexpr std::int64_t kSameItemMs = 366 * core::kDayMs; // S10-12: an id is used again after 12 months

void read_departed(Connection& connection, const ports::AdvanceQuestion& question, const Stretch& stretch,
                   const ports::AdvancePlace& after, std::uint32_t limit, std::vector<ports::DepartedItem>& items) {
    static const std::string kItems = departed_items_sql();
    Query query(connection, kItems,
                {stretch.from, stretch.before, question.mode, question.tenant, question.post, kSameItemMs,
                 after.departed, after.item_id, after.post, std::int64_t{limit}});
    while (items.size() < limit && query.next()) {
        auto& item = items.emplace_back();
        item.group = read_group(query);
        item.item_id = query.text(6);
        item.declaration = {query.integer(7)};
        item.departed = query.instant(8);
        if (!query.is_null(9)) item.received = query.instant(9);
        item.refused = query.integer(10) != 0;
        item.marked = !query.is_null(11);
        item.hs6 = (query.integer(11) & kAdvanceHs6) != 0;
        item.contact = (query.integer(11) & kAdvanceContact) != 0;
        item.stop_hits = query.integer(12);
    }
}

} // namespace

bool SqliteAdvanceReader::groups(
    const ports::AdvanceQuestion& question,
    const std::function<void(const ports::AdvanceGroup&, const ports::AdvanceCounts&)>& each) {
    static const std::string kCount = count_departed_sql();
    static const std::string kGroups = groups_sql();
    ReaderPool::Borrowed connection(pool_);
    {
        Query count(connection, kCount,
                    {question.from, question.before, question.mode, question.tenant, question.post, nullptr,
                     std::int64_t{question.max_items} + 1});
        if (count.next() && count.integer(0) > question.max_items) return false;
    }
    Query query(connection, kGroups,
                {question.from, question.before, question.mode, question.tenant, question.post, kSameItemMs});
    while (query.next()) {
        ports::AdvanceCounts counts;
        int column = 6;
        for (auto* number : {&counts.departed, &counts.with_data, &counts.before_departure, &counts.refused,
                             &counts.marked, &counts.hs6, &counts.contact, &counts.stop_listed, &counts.stop_hits})
            *number = query.integer(column++);
        each(read_group(query), counts);
    }
    return true;
}

std::vector<ports::DepartedItem> SqliteAdvanceReader::items(const ports::AdvanceQuestion& question,
                                                            const std::optional<ports::AdvancePlace>& after,
                                                            std::uint32_t limit) {
    const auto place = after.value_or(ports::AdvancePlace{{question.from.ms - 1}, {}, {}});
    ReaderPool::Borrowed connection(pool_);
    std::vector<ports::DepartedItem> items;
    // stretch by stretch, so that a page does not look at the whole month
    for (auto from = std::max(question.from, place.departed); from < question.before && items.size() < limit;) {
        const auto before = end_of_stretch(connection, from, question.before, limit);
        read_departed(connection, question, {from, before}, place, limit, items);
        from = before;
    }
    return items;
}

} // namespace postern::store::sqlite
