// Reading of registers, of the rows that wait for one, and of what senders used of a procedure.
#include "store/sqlite/readers.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {
namespace {

#define POSTERN_SELECT_ROW                                                                                             \
    "SELECT r.filing, d.key, d.item_id, f.reference, f.state, f.version, r.number, r.told, r.out FROM register_rows r" \
    " JOIN filings f ON f.key = r.filing JOIN filing_declarations fd ON fd.filing = r.filing"                          \
    " JOIN declarations d ON d.key = fd.declaration"

#define POSTERN_SELECT_REGISTER                                                                                        \
    "SELECT g.filing, g.tenant, t.name, f.mode, ro.name, a.name, p.name, f.reference, g.together, g.number, "          \
    "f.version,"                                                                                                       \
    " g.closed, f.state, (SELECT count(*) FROM register_rows r WHERE r.register = g.filing AND NOT r.out)"             \
    " FROM registers g JOIN filings f ON f.key = g.filing JOIN tenants t ON t.key = g.tenant"                          \
    " JOIN routes ro ON ro.key = f.route LEFT JOIN agencies a ON a.key = f.agency"                                     \
    " LEFT JOIN profile_editions p ON p.key = f.profile"

std::vector<ports::RowHead> read_rows(Query& query) {
    std::vector<ports::RowHead> rows;
    while (query.next()) {
        auto& row = rows.emplace_back();
        row.filing = {query.integer(0)};
        row.declaration = {query.integer(1)};
        row.item_id = query.text(2);
        row.reference = query.text(3);
        row.state = query.as<core::FilingState>(4);
        row.version = query.as<std::uint32_t>(5);
        row.number = query.as<std::uint32_t>(6);
        row.told = query.as<std::uint32_t>(7);
        row.out = query.integer(8) != 0;
    }
    return rows;
}

std::vector<ports::RegisterHead> read_registers(Query& query) {
    std::vector<ports::RegisterHead> heads;
    while (query.next()) {
        auto& head = heads.emplace_back();
        head.filing = {query.integer(0)};
        head.tenant = {query.integer(1)};
        head.post = query.text(2);
        head.mode = query.as<core::Mode>(3);
        head.route = query.text(4);
        head.agency = query.text(5);
        head.profile = query.text(6);
        head.reference = query.text(7);
        head.together = query.text(8);
        head.number = query.as<std::uint64_t>(9);
        head.version = query.as<std::uint32_t>(10);
        head.closed = query.instant(11);
        head.state = query.as<core::FilingState>(12);
        head.rows = query.as<std::uint32_t>(13);
    }
    return heads;
}

} // namespace

std::vector<ports::WaitingRows> SqliteRegisterReader::waiting() {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT w.tenant, t.name, w.mode, ro.name, p.name, p.version, p.hash, w.together, w.n, w.oldest FROM"
                " (SELECT tenant, mode, route, profile, together, count(*) AS n, min(since) AS oldest"
                " FROM register_rows WHERE register IS NULL AND NOT out"
                " GROUP BY tenant, mode, route, profile, together) w JOIN tenants t ON t.key = w.tenant"
                " JOIN routes ro ON ro.key = w.route JOIN profile_editions p ON p.key = w.profile ORDER BY w.oldest");
    std::vector<ports::WaitingRows> groups;
    while (query.next()) {
        auto& group = groups.emplace_back();
        group.tenant = {query.integer(0)};
        group.post = query.text(1);
        group.mode = query.as<core::Mode>(2);
        group.route = query.text(3);
        group.profile = query.text(4);
        group.profile_version = query.text(5);
        group.profile_hash = query.text(6);
        group.together = query.text(7);
        group.rows = query.as<std::uint32_t>(8);
        group.oldest = query.instant(9);
    }
    return groups;
}

std::vector<ports::RowHead> SqliteRegisterReader::waiting_rows(const ports::WaitingRows& group, std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                POSTERN_SELECT_ROW " WHERE r.tenant = ? AND r.mode = ? AND r.route = (SELECT key FROM routes WHERE"
                                   " name = ?) AND r.profile = (SELECT key FROM profile_editions WHERE name = ? AND"
                                   " version = ? AND hash = ?) AND r.together = ? AND r.register IS NULL AND NOT r.out"
                                   " ORDER BY r.since, r.filing LIMIT ?",
                {group.tenant, group.mode, group.route, group.profile, group.profile_version, group.profile_hash,
                 std::string_view(group.together), limit});
    return read_rows(query);
}

std::vector<core::FilingKey> SqliteRegisterReader::stale(std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT filing FROM registers WHERE stale ORDER BY filing LIMIT ?", {limit});
    std::vector<core::FilingKey> filings;
    while (query.next())
        filings.push_back({query.integer(0)});
    return filings;
}

std::optional<ports::RegisterHead> SqliteRegisterReader::head(core::FilingKey filing) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_REGISTER " WHERE g.filing = ?", {filing});
    auto heads = read_registers(query);
    if (heads.empty()) return std::nullopt;
    return std::move(heads.front());
}

std::vector<ports::RowHead> SqliteRegisterReader::rows(core::FilingKey filing) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_ROW " WHERE r.register = ? ORDER BY r.number", {filing});
    return read_rows(query);
}

std::vector<ports::RegisterHead> SqliteRegisterReader::newest(core::TenantKey tenant, core::Mode mode,
                                                              std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_REGISTER " WHERE g.tenant = ? AND f.mode = ? ORDER BY g.filing DESC LIMIT ?",
                {tenant, mode, limit});
    return read_registers(query);
}

std::optional<ports::RowPlace> SqliteRegisterReader::place(core::FilingKey row) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT register, number FROM register_rows WHERE filing = ? AND register IS NOT NULL",
                {row});
    if (!query.next()) return std::nullopt;
    return ports::RowPlace{{query.integer(0)}, query.as<std::uint32_t>(1)};
}

std::vector<std::string> SqliteUseReader::used(const ports::UseQuestion& question) {
    ReaderPool::Borrowed connection(pool_);
    // not rejected (9), refused (17), expired (20) or cancelled (21)
    Query query(
        connection,
        "SELECT u.amount FROM limit_uses u JOIN filings f ON f.key = u.filing WHERE u.sender = ? AND u.tenant = ?"
        " AND u.mode = ? AND u.route = (SELECT key FROM routes WHERE name = ?) AND u.day >= ?"
        " AND u.declaration <> ? AND f.state NOT IN (9, 17, 20, 21)",
        {question.sender, question.tenant, question.mode, question.route, question.since, question.except});
    std::vector<std::string> amounts;
    while (query.next())
        amounts.push_back(query.text(0));
    return amounts;
}

} // namespace postern::store::sqlite
