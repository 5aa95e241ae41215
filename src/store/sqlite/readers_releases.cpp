// Reading released filings with their events.
#include "store/sqlite/readers.hpp"
#include "store/sqlite/rows.hpp"

#include <string>
#include <vector>

namespace postern::store::sqlite {
namespace {

// ?1 post or agency, ?2 mode, ?3 and ?4 from and before when; by whose index they are found
constexpr std::string_view kOfPosts = " FROM tenants t CROSS JOIN releases r ON r.tenant = t.key AND r.mode = ?2"
                                      " AND r.at >= ?3 AND r.at < ?4";
constexpr std::string_view kOfAgency = " FROM releases r CROSS JOIN tenants t ON t.key = r.tenant";
constexpr std::string_view kWherePosts = " WHERE (?1 = 0 OR t.key = ?1)";
constexpr std::string_view kWhereAgency = " WHERE r.agency = ?1 AND r.mode = ?2 AND r.at >= ?3 AND r.at < ?4";

bool by_agency(const ports::ReleaseQuestion& question) {
    return static_cast<bool>(question.agency);
}

std::string count_releases_sql(const ports::ReleaseQuestion& question) {
    std::string sql = "SELECT count(*) FROM (SELECT 1";
    sql.append(by_agency(question) ? kOfAgency : kOfPosts).append(by_agency(question) ? kWhereAgency : kWherePosts);
    return sql + " LIMIT ?5)";
}

/// A post's key and an agency's are never asked together by key.
std::string releases_sql(const ports::ReleaseQuestion& question) {
    std::string sql = "SELECT r.filing, fd.declaration, r.at, t.name, a.name,"
                      " CASE v.office WHEN 0 THEN '' WHEN -1 THEN '*' ELSE o.name END, v.destination";
    sql.append(by_agency(question) ? kOfAgency : kOfPosts);
    sql.append(" JOIN filing_declarations fd ON fd.filing = r.filing AND fd.ordinal = 1"
               " JOIN declarations d ON d.key = fd.declaration"
               " JOIN declaration_versions v ON v.declaration = d.key AND v.version = d.version"
               " LEFT JOIN agencies a ON a.key = r.agency LEFT JOIN quality_offices o ON o.key = v.office");
    sql.append(by_agency(question) ? kWhereAgency : kWherePosts);
    return sql + " AND (?6 = '' OR t.name = ?6) AND (?7 = '' OR a.name = ?7) LIMIT ?5";
}

static_assert(std::string_view(ports::kOtherOffices) == "*");

std::vector<core::Event> events_of_item(Connection& connection, core::DeclarationKey declaration) {
    static const std::string kSql =
        "SELECT " + std::string(kEventColumns) + " FROM events e WHERE e.declaration = ? ORDER BY e.key";
    Query query(connection, kSql, {declaration});
    return read_events(query);
}

} // namespace

bool SqliteReleaseReader::read(const ports::ReleaseQuestion& question,
                               const std::function<void(const ports::ReleasedFiling&)>& each) {
    const std::int64_t whose = question.agency ? question.agency.value : question.tenant.value;
    const auto from = core::start_of(question.from);
    const core::Instant before{core::start_of(question.to).ms + core::kDayMs};
    const auto limit = std::int64_t{question.max_filings} + 1;
    ReaderPool::Borrowed connection(pool_);
    {
        Query count(connection, count_releases_sql(question), {whose, question.mode, from, before, limit});
        if (count.next() && count.integer(0) > question.max_filings) return false;
    }
    Query query(connection, releases_sql(question),
                {whose, question.mode, from, before, limit, question.post, question.agency_name});
    std::int64_t given = 0;
    while (query.next()) {
        if (++given > question.max_filings) return false; // more came since they were counted
        ports::ReleasedFiling filing;
        filing.released = query.instant(2);
        filing.post = query.text(3);
        filing.agency = query.text(4);
        filing.office = query.text(5);
        filing.destination = query.text(6);
        filing.events = read_events_of_filing(connection, {query.integer(0)});
        filing.item_events = events_of_item(connection, {query.integer(1)});
        each(filing);
    }
    return true;
}

} // namespace postern::store::sqlite
