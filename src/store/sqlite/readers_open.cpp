// Reading the filings that wait in a state.
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
                " AND since <= ?4 AND (since, key) > (?5, ?6) AND (?7 = 0 OR overdue IS NOT since)"
                " ORDER BY since, key LIMIT ?8",
                {question.feed.agency, question.feed.mode, question.state, question.until, question.after.since,
                 question.after.key, question.untold, question.limit});
    std::vector<ports::OpenFiling> found;
    while (query.next())
        found.push_back({{query.integer(0)}, query.text(1), question.state, query.instant(2)});
    return found;
}

} // namespace postern::store::sqlite
