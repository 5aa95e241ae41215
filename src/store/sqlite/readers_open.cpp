// Reading what waits: filings in a state, answers that nobody could place.
#include "store/sqlite/readers.hpp"

#include <string>
#include <vector>

namespace postern::store::sqlite {

std::vector<ports::OpenFiling> SqliteOpenFilingReader::open(const ports::OpenQuestion& question) {
    ReaderPool::Borrowed connection(pool_);
    // the condition on states is that of the index, which is used only where it stands here
    Query query(connection,
                "SELECT key, reference, since FROM filings WHERE agency = ?1 AND mode = ?2 AND state = ?3"
                " AND state NOT IN (1, 17, 19, 20, 21, 24) AND agency IS NOT NULL"
                " AND since <= ?4 AND (since, key) > (?5, ?6) AND (?7 = 0 OR overdue IS NULL)"
                " ORDER BY since, key LIMIT ?8",
                {question.feed.agency, question.feed.mode, question.state, question.until, question.after.since,
                 question.after.key, question.untold, question.limit});
    std::vector<ports::OpenFiling> found;
    while (query.next())
        found.push_back({{query.integer(0)}, query.text(1), question.state, query.instant(2)});
    return found;
}

std::vector<ports::UnplacedAnswer> SqliteUnplacedReader::unplaced(const ports::FeedName& feed, std::string_view after,
                                                                  std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    const std::string beyond = std::string(ports::kUnplaced.substr(0, ports::kUnplaced.size() - 1)) + ";"; // after ':'
    Query query(connection,
                "SELECT a.key, a.identity, substr(f.name, ?6), a.at FROM answers a"
                " JOIN answer_formats f ON f.key = a.format"
                " WHERE a.identity > ?1 AND a.identity < ?2 AND a.agency = ?3 AND a.mode = ?4"
                " ORDER BY a.identity LIMIT ?5",
                {after.empty() ? ports::kUnplaced : after, std::string_view(beyond), feed.agency, feed.mode, limit,
                 static_cast<std::int64_t>(ports::kUnplaced.size() + 1)});
    std::vector<ports::UnplacedAnswer> found;
    while (query.next())
        found.push_back({{query.integer(0)}, query.text(1), query.text(2), query.instant(3)});
    return found;
}

std::vector<ports::OverdueFiling> SqliteOpenFilingReader::overdue(const ports::OverdueQuestion& question) {
    ReaderPool::Borrowed connection(pool_);
    Query query(
        connection,
        "SELECT f.key, f.reference, f.since, f.state, coalesce(d.key, 0), coalesce(d.item_id, ''), a.name"
        " FROM filings f JOIN agencies a ON a.key = f.agency"
        " LEFT JOIN filing_declarations fd ON fd.filing = f.key AND fd.ordinal = 1"
        " LEFT JOIN declarations d ON d.key = fd.declaration"
        " WHERE f.overdue IS NOT NULL AND f.mode = ?1 AND (f.since, f.key) > (?2, ?3)"
        " AND (?4 = 0 OR f.agency = ?4) AND (?5 = 0 OR d.tenant = ?5) ORDER BY f.since, f.key LIMIT ?6",
        {question.mode, question.after.since, question.after.key, question.agency, question.tenant, question.limit});
    std::vector<ports::OverdueFiling> found;
    while (query.next())
        found.push_back({{{query.integer(0)}, query.text(1), query.as<core::FilingState>(3), query.instant(2)},
                         {query.integer(4)},
                         query.text(5),
                         query.text(6)});
    return found;
}

} // namespace postern::store::sqlite
