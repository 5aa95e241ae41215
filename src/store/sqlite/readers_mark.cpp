// Reading of marks: those of one owner, and for a post those that agencies set on an item.
#include "store/sqlite/readers_security.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {
namespace {

ports::MarkHead read_mark_head(const Query& query) {
    ports::MarkHead head;
    head.key = {query.integer(5)};
    head.item_id = query.text(6);
    head.mark = read_mark(query);
    head.counts = query.integer(7) != 0;
    return head;
}

std::vector<ports::MarkHead> read_mark_heads(Query& query) {
    std::vector<ports::MarkHead> heads;
    while (query.next())
        heads.push_back(read_mark_head(query));
    return heads;
}

constexpr std::string_view kHeadColumns = ", m.key, m.item_id, m.newest FROM marks m"
                                          " LEFT JOIN agencies a ON a.key = m.agency"
                                          " LEFT JOIN tenants t ON t.key = m.tenant";

} // namespace

core::Mark read_mark(const Query& query) {
    return {query.as<core::MarkKind>(0), query.text(1), query.text(2), query.instant(3), query.instant(4)};
}

std::vector<ports::MarkHead> SqliteMarkReader::marks(const ports::MarkQuestion& question) {
    ReaderPool::Borrowed connection(pool_);
    const std::string columns = "SELECT " + std::string(kMarkColumns) + std::string(kHeadColumns);
    const auto before = question.before == 0 ? INT64_MAX : question.before;
    const std::string newest_first = " AND m.key < ? ORDER BY m.key DESC LIMIT ?";
    if (question.item_id.empty()) {
        const auto owner = question.agency ? Value(question.agency) : Value(question.tenant);
        const std::string is_own = question.agency ? " WHERE m.agency = ?" : " WHERE m.tenant = ?";
        Query query(connection, columns + is_own + " AND m.mode = ?" + newest_first,
                    {owner, question.mode, before, question.limit});
        return read_mark_heads(query);
    }
    if (question.agency) {
        Query query(connection, columns + " WHERE m.item_id = ? AND m.mode = ? AND m.agency = ?" + newest_first,
                    {question.item_id, question.mode, question.agency, before, question.limit});
        return read_mark_heads(query);
    }
    Query query(connection,
                columns + " WHERE m.item_id = ?1 AND m.mode = ?2 AND m.key < ?3 AND " + std::string(kMarkIsForPost) +
                    " ORDER BY m.key DESC LIMIT ?5",
                {question.item_id, question.mode, before, question.tenant, question.limit});
    return read_mark_heads(query);
}

} // namespace postern::store::sqlite
