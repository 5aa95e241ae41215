// Deeds of clients and operators: submissions with their reports, API keys, own lists, the audit.
#include "store/sqlite/deeds.hpp"

#include "core/failure.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {
ports::Outcome apply(Session& session, const ports::SubmissionRecorded& deed) {
    auto& connection = session.connection;
    if (!deed.idempotency_key.empty()) {
        Query query(connection,
                    "SELECT s.key, s.body_hash FROM idempotency_keys i JOIN submissions s ON s.key = i.submission"
                    " WHERE i.client = ? AND i.key = ? AND i.at > ?",
                    {deed.client, deed.idempotency_key, deed.at.ms - kIdempotencyKeysKept});
        if (query.next()) {
            auto known = refused(ports::No::idempotency_key_known);
            known.submission = {query.integer(0)};
            known.body_hash = query.hash(1);
            return known;
        }
    }
    connection.run("INSERT INTO submissions(key, tenant, client, mode, at, source, message_reference, body_hash)"
                   " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                   {deed.submission, deed.tenant, deed.client, deed.mode, deed.at,
                    session.names.value(NameKind::source, deed.source), or_null(deed.message_reference),
                    deed.body_hash});
    for (const auto& item : deed.items)
        connection.run("INSERT INTO submission_items(submission, ordinal, declaration, version, verdict, repeat,"
                       " refusal, object_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                       {deed.submission, item.ordinal, or_null(item.declaration), item.version, item.verdict,
                        item.repeat, or_null(item.refusal), or_null(item.object_id)});
    if (!deed.idempotency_key.empty()) {
        connection.run("DELETE FROM idempotency_keys WHERE at <= ?", {deed.at.ms - kIdempotencyKeysKept});
        connection.run("INSERT INTO idempotency_keys(client, key, submission, at) VALUES(?, ?, ?, ?)",
                       {deed.client, deed.idempotency_key, deed.submission, deed.at});
    }
    ports::Outcome done;
    done.submission = deed.submission;
    done.body_hash = deed.body_hash;
    return done;
}

ports::Outcome apply(Session& session, const ports::KeyAdded& deed) {
    session.connection.run("INSERT INTO client_keys(client, prefix, hash, role, mode, tenant, agency, label, added,"
                           " office, clerk) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           {deed.client, deed.prefix, deed.hash, deed.role, deed.mode,
                            session.names.value(NameKind::tenant, deed.post),
                            session.names.value(NameKind::agency, deed.agency), or_null(deed.label), deed.at,
                            or_null(deed.office), or_null(deed.clerk)});
    return {};
}

ports::Outcome apply(Session& session, const ports::KeyRevoked& deed) {
    {
        Query query(session.connection, "SELECT 1 FROM client_keys WHERE prefix = ?", {deed.prefix});
        if (!query.next()) return refused(ports::No::not_found);
    }
    // the first revocation counts
    session.connection.run("UPDATE client_keys SET revoked = ? WHERE prefix = ? AND revoked IS NULL",
                           {deed.at, deed.prefix});
    return {};
}

ports::Outcome apply(Session& session, const ports::ListStored& deed) {
    session.connection.run("INSERT INTO own_lists(name, content, at) VALUES(?, ?, ?) ON CONFLICT(name) DO UPDATE SET"
                           " content = excluded.content, at = excluded.at",
                           {deed.name, deed.content, deed.at});
    return {};
}

ports::Outcome apply(Session& session, const ports::ListRemoved& deed) {
    {
        Query query(session.connection, "SELECT 1 FROM own_lists WHERE name = ?", {deed.name});
        if (!query.next()) return refused(ports::No::not_found);
    }
    session.connection.run("DELETE FROM own_lists WHERE name = ?", {deed.name});
    return {};
}

ports::Outcome apply(Session& session, const ports::FolderKept& deed) {
    session.connection.run("INSERT INTO profile_folders(hash, name, content, at) VALUES(?, ?, ?, ?)"
                           " ON CONFLICT(hash) DO NOTHING",
                           {deed.hash, deed.profile, deed.sealed, deed.at});
    return {};
}

ports::Outcome apply(Session& /*session*/, const ports::AuditNoted& /*deed*/) {
    return {};
}

void write_audit(Session& session, const ports::AuditRow& row) {
    session.connection.run(
        "INSERT INTO audit(at, client, role, action, object, status, code, request_id, office, clerk)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {row.at, or_null(row.client), row.role, session.names.value(NameKind::audit_action, row.action),
         or_null(std::string_view(row.object).substr(0, 64)), row.status, or_null(row.code), or_null(row.request_id),
         or_null(row.office), or_null(row.clerk)});
}

} // namespace postern::store::sqlite
