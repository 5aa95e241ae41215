// Reading the tallies of quality.
#include "store/sqlite/readers.hpp"

namespace postern::store::sqlite {
namespace {

/// What stands between SELECT and WHERE, and how a row's group is told, for each table of tallies.
struct Tallies {
    std::string_view table;
    std::string_view group; ///< expression
    std::string_view joins;
    std::string_view where; ///< filters by ?6 (sender), ?7 (source), ?8 (office)
    bool hits;              ///< only declarations and findings
};

#define POSTERN_OFFICE "CASE q.office WHEN 0 THEN '' WHEN -1 THEN '*' ELSE o.name END"
#define POSTERN_JOIN_OFFICE " LEFT JOIN quality_offices o ON o.key = q.office"
#define POSTERN_OF_OFFICE " AND (?8 IS NULL OR " POSTERN_OFFICE " = ?8)"
#define POSTERN_OF_SOURCE " AND (?7 IS NULL OR s.name = ?7)" POSTERN_OF_OFFICE
#define POSTERN_JOIN_SOURCE " LEFT JOIN sources s ON s.key = q.source" POSTERN_JOIN_OFFICE
constexpr Tallies kWhole{"quality_days", "''", POSTERN_JOIN_SOURCE, POSTERN_OF_SOURCE, false};
constexpr Tallies kByOffice{"quality_days", POSTERN_OFFICE, POSTERN_JOIN_SOURCE, POSTERN_OF_SOURCE, false};
constexpr Tallies kBySource{"quality_days", "s.name", POSTERN_JOIN_SOURCE, POSTERN_OF_SOURCE, false};
constexpr Tallies kOfSender{"quality_senders", "q.sender", "", " AND q.sender = ?6", false};
constexpr Tallies kBySender{"quality_senders", "q.sender", "", "", false};
constexpr Tallies kByCode{"quality_codes", "n.name", " JOIN finding_codes n ON n.key = q.code" POSTERN_JOIN_OFFICE,
                          POSTERN_OF_OFFICE, true};
constexpr Tallies kByRule{"quality_rules", "coalesce(n.name, '')",
                          " LEFT JOIN finding_rules n ON n.key = q.rule" POSTERN_JOIN_OFFICE, POSTERN_OF_OFFICE, true};
#undef POSTERN_OFFICE
#undef POSTERN_JOIN_OFFICE
#undef POSTERN_OF_OFFICE
#undef POSTERN_OF_SOURCE
#undef POSTERN_JOIN_SOURCE

const Tallies& tallies_of(const ports::QualityQuestion& question) {
    if (question.sender != 0) return kOfSender;
    switch (question.by) {
    case ports::QualityBy::nothing: return kWhole;
    case ports::QualityBy::sender: return kBySender;
    case ports::QualityBy::office: return kByOffice;
    case ports::QualityBy::source: return kBySource;
    case ports::QualityBy::code: return kByCode;
    case ports::QualityBy::rule: return kByRule;
    }
    return kWhole;
}

/// First day of the bucket that a day belongs to. Day 0 was a Thursday.
std::string_view bucket_of(ports::QualityPer per) {
    switch (per) {
    case ports::QualityPer::whole: return "?4";
    case ports::QualityPer::day: return "q.day";
    case ports::QualityPer::week: return "q.day - (q.day + 3) % 7";
    case ports::QualityPer::month:
        return "CAST(strftime('%s', q.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400";
    }
    return "?4";
}

/// Day by day, so that one sender is looked up and not searched for.
std::string from_where(const Tallies& tallies) {
    std::string sql = " FROM tenants t CROSS JOIN days CROSS JOIN ";
    sql.append(tallies.table).append(" q ON q.tenant = t.key AND q.mode = ?3 AND q.day = days.day");
    sql.append(tallies.joins);
    sql.append(" WHERE (?1 = 0 OR t.key = ?1) AND (?2 = '' OR t.name = ?2)").append(tallies.where);
    return sql;
}

constexpr std::string_view kDays =
    "WITH RECURSIVE days(day) AS (SELECT ?4 UNION ALL SELECT day + 1 FROM days WHERE day < ?5) ";

std::string sum_sql(const Tallies& tallies, ports::QualityPer per) {
    std::string sql(kDays);
    sql.append("SELECT t.name, ").append(bucket_of(per)).append(", ").append(tallies.group);
    sql.append(", sum(q.declarations), sum(q.infos), sum(q.warnings), sum(q.errors)");
    if (!tallies.hits)
        sql.append(", sum(q.accepted), sum(q.held), sum(q.rejected), sum(q.lines), sum(q.accurate), sum(q.complete),"
                   " sum(q.consistent), sum(q.timely)");
    sql.append(from_where(tallies));
    return sql.append(" GROUP BY 1, 2, 3 HAVING sum(q.declarations) >= ?9 ORDER BY 1, 2, 3 LIMIT ?10");
}

std::string count_sql(const Tallies& tallies) {
    return std::string(kDays) + "SELECT count(*) FROM (SELECT 1" + from_where(tallies) + " LIMIT ?10)";
}

static_assert(std::string_view(ports::kOtherOffices) == "*");

constexpr core::Date kFirstDay{1970, 1, 1};

core::Date date_of_day(std::int64_t day) {
    return core::date_of({day * 24 * 60 * 60 * 1000});
}

Value or_null(const std::optional<std::string>& text) {
    return text ? Value(*text) : Value(nullptr);
}

/// The numbers of the values are the same in every statement.
template <class Each>
void ask(Connection& connection, std::string_view sql, const ports::QualityQuestion& question, std::int64_t limit,
         const Each& each) {
    Query query(connection, sql,
                {question.tenant, question.post, question.mode, core::days_between(kFirstDay, question.from),
                 core::days_between(kFirstDay, question.to), question.sender, or_null(question.source),
                 or_null(question.office), question.at_least, limit});
    while (query.next())
        each(query);
}

ports::QualityRow read_row(const Query& query, const Tallies& tallies) {
    ports::QualityRow row;
    row.post = query.text(0);
    row.bucket = date_of_day(query.integer(1));
    if (tallies.table == kBySender.table)
        row.sender = query.integer(2);
    else
        row.group = query.text(2);
    row.declarations = query.integer(3);
    row.findings = {query.integer(4), query.integer(5), query.integer(6)};
    if (tallies.hits) return row;
    row.accepted = query.integer(7);
    row.held = query.integer(8);
    row.rejected = query.integer(9);
    row.lines = query.integer(10);
    row.accurate = query.integer(11);
    row.complete = query.integer(12);
    row.consistent = query.integer(13);
    row.timely = query.integer(14);
    return row;
}

} // namespace

std::optional<std::vector<ports::QualityRow>> SqliteQualityReader::rows(const ports::QualityQuestion& question) {
    const auto& tallies = tallies_of(question);
    ReaderPool::Borrowed connection(pool_);
    std::int64_t read = 0;
    ask(connection, count_sql(tallies), question, std::int64_t{question.max_tallies} + 1,
        [&](const Query& query) { read = query.integer(0); });
    if (read > question.max_tallies) return std::nullopt;
    std::vector<ports::QualityRow> rows;
    ask(connection, sum_sql(tallies, question.per), question, std::int64_t{question.max_rows} + 1,
        [&](const Query& query) { rows.push_back(read_row(query, tallies)); });
    if (rows.size() > question.max_rows) return std::nullopt;
    return rows;
}

} // namespace postern::store::sqlite
