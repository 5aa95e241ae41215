// Reading of submissions, API keys and the audit.
#include "store/sqlite/readers.hpp"

#include "store/sqlite/rows.hpp"

#include <set>

namespace postern::store::sqlite {
namespace {

std::optional<ports::SubmissionHead> read_submission(Connection& connection, core::SubmissionKey key) {
    ports::SubmissionHead head;
    {
        Query query(connection,
                    "SELECT u.key, u.tenant, u.mode, u.at, s.name, u.message_reference, u.body_hash"
                    " FROM submissions u JOIN sources s ON s.key = u.source WHERE u.key = ?",
                    {key});
        if (!query.next()) return std::nullopt;
        head.key = {query.integer(0)};
        head.tenant = {query.integer(1)};
        head.mode = query.as<core::Mode>(2);
        head.at = query.instant(3);
        head.source = query.text(4);
        head.message_reference = query.text(5);
        head.body_hash = query.hash(6);
    }
    Query query(connection,
                "SELECT ordinal, declaration, version, verdict, repeat, refusal, object_id FROM submission_items"
                " WHERE submission = ? ORDER BY ordinal",
                {key});
    while (query.next()) {
        auto& item = head.items.emplace_back();
        item.ordinal = query.as<std::uint32_t>(0);
        item.declaration = {query.integer(1)};
        item.version = query.as<std::uint32_t>(2);
        item.verdict = query.as<core::Verdict>(3);
        item.repeat = query.integer(4) != 0;
        item.refusal = query.text(5);
        item.object_id = query.text(6);
    }
    return head;
}

#define POSTERN_SELECT_KEY                                                                                             \
    "SELECT k.client, k.prefix, k.hash, k.role, k.mode, k.tenant, t.name, k.agency, a.name, k.label, k.added,"         \
    " k.revoked, k.office, k.clerk FROM client_keys k LEFT JOIN tenants t ON t.key = k.tenant LEFT JOIN agencies a "   \
    "ON a.key = k.agency"

ports::KeyHead read_key(const Query& query) {
    ports::KeyHead head;
    head.principal.client = {query.integer(0)};
    head.prefix = query.text(1);
    head.hash = query.hash(2);
    head.principal.role = query.as<core::Role>(3);
    head.principal.mode = query.as<core::Mode>(4);
    head.principal.tenant = {query.integer(5)};
    head.principal.post = query.text(6);
    head.principal.agency = {query.integer(7)};
    head.principal.agency_name = query.text(8);
    head.principal.label = query.text(9);
    head.added = query.instant(10);
    if (!query.is_null(11)) head.revoked = query.instant(11);
    head.principal.office = query.text(12);
    head.principal.clerk = query.text(13);
    return head;
}

} // namespace

std::optional<ports::SubmissionHead> SqliteSubmissionReader::submission(core::SubmissionKey key) {
    ReaderPool::Borrowed connection(pool_);
    return read_submission(connection, key);
}

std::optional<ports::SubmissionHead> SqliteSubmissionReader::by_idempotency_key(core::ClientKey client,
                                                                                std::string_view key) {
    ReaderPool::Borrowed connection(pool_);
    core::SubmissionKey submission;
    {
        Query query(connection, "SELECT submission FROM idempotency_keys WHERE client = ? AND key = ? AND at > ?",
                    {client, key, clock_.now().ms - kIdempotencyKeysKept});
        if (!query.next()) return std::nullopt;
        submission = {query.integer(0)};
    }
    return read_submission(connection, submission);
}

std::optional<ports::KeyHead> SqliteKeyReader::key(std::string_view prefix) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_KEY " WHERE k.prefix = ?", {prefix});
    if (!query.next()) return std::nullopt;
    return read_key(query);
}

std::vector<ports::KeyHead> SqliteKeyReader::keys() {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_KEY " ORDER BY k.client");
    std::vector<ports::KeyHead> keys;
    while (query.next())
        keys.push_back(read_key(query));
    return keys;
}

#undef POSTERN_SELECT_KEY

std::vector<ports::AuditRow> SqliteKeyReader::audit(std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT u.at, u.client, u.role, n.name, u.object, u.status, u.code, u.request_id, u.office, u.clerk"
                " FROM audit u"
                " LEFT JOIN audit_actions n ON n.key = u.action ORDER BY u.key DESC LIMIT ?",
                {limit});
    std::vector<ports::AuditRow> rows;
    while (query.next()) {
        auto& row = rows.emplace_back();
        row.at = query.instant(0);
        row.client = {query.integer(1)};
        row.role = query.as<core::Role>(2);
        row.action = query.text(3);
        row.object = query.text(4);
        row.status = query.as<int>(5);
        row.code = query.text(6);
        row.request_id = query.text(7);
        row.office = query.text(8);
        row.clerk = query.text(9);
    }
    return rows;
}

std::vector<ports::StoredList> SqliteListReader::lists() {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT name, content, at FROM own_lists ORDER BY name");
    std::vector<ports::StoredList> lists;
    while (query.next())
        lists.push_back({query.text(0), query.text(1), query.instant(2)});
    return lists;
}

bool SqliteListReader::has_folder(std::string_view hash) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT 1 FROM profile_folders WHERE hash = ?", {hash});
    return query.next();
}

std::vector<ports::StoredFolder> SqliteListReader::folders_in_use() {
    ReaderPool::Borrowed connection(pool_);
    std::set<std::string> hashes;
    {
        // one pass over all filings; it is asked when the program starts
        Query query(connection, "SELECT DISTINCT e.hash, f.state FROM filings f"
                                " JOIN profile_editions e ON e.key = f.profile");
        while (query.next())
            if (!core::is_terminal(query.as<core::FilingState>(1))) hashes.insert(query.text(0));
    }
    std::vector<ports::StoredFolder> folders;
    Query query(connection, "SELECT name, hash, content FROM profile_folders ORDER BY at");
    while (query.next())
        if (hashes.contains(query.text(1))) folders.push_back({query.text(0), query.text(1), {query.blob(2)}});
    return folders;
}

} // namespace postern::store::sqlite
