// Deed of documents that are made anew before anybody was offered them.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {
namespace {

/// It waits for its terms, and the document is the one that is to be replaced.
bool is_replaceable(Session& session, core::DeclarationKey declaration, const ports::DocumentAnew& row) {
    Query query(session.connection,
                "SELECT f.state FROM filings f JOIN lodgings l ON l.filing = f.key AND l.waits <> 0"
                " JOIN filing_declarations fd ON fd.filing = f.key AND fd.declaration = ?"
                " WHERE f.key = ? AND f.version = ?",
                {declaration, row.filing, row.version});
    return query.next() && query.as<core::FilingState>(0) == core::FilingState::awaiting_position;
}

void replace_document(Session& session, const ports::DocumentAnew& row) {
    std::int64_t content = 0;
    {
        Query query(session.connection, "SELECT content FROM documents WHERE filing = ? AND version = ?",
                    {row.filing, row.version});
        if (query.next()) content = query.integer(0);
    }
    session.connection.run("DELETE FROM documents WHERE filing = ? AND version = ?", {row.filing, row.version});
    session.connection.run("DELETE FROM contents WHERE key = ?", {content});
    write_document(session, row.filing, row.version, *row.document);
    session.connection.run(
        "UPDATE filings SET profile = ? WHERE key = ?",
        {session.names.profile_edition(row.profile, row.profile_version, row.profile_hash), row.filing});
}

void replace_findings(Session& session, const ports::DocumentsMadeAnew& deed, const ports::DocumentAnew& row) {
    session.connection.run("DELETE FROM findings WHERE declaration = ? AND version = ? AND route = ?",
                           {deed.declaration, deed.content_version, session.names.value(NameKind::route, row.route)});
    std::uint32_t ordinal = 0;
    {
        Query query(session.connection,
                    "SELECT coalesce(max(ordinal), 0) FROM findings WHERE declaration = ? AND version = ?",
                    {deed.declaration, deed.content_version});
        if (query.next()) ordinal = query.as<std::uint32_t>(0);
    }
    for (const auto& finding : row.findings)
        write_finding(session, deed.declaration, deed.content_version, ++ordinal, finding);
}

} // namespace

ports::Outcome apply(Session& session, const ports::DocumentsMadeAnew& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head) return refused(ports::No::not_found);
    if (head->version != deed.expected_version) return refused(ports::No::version_moved);
    for (const auto& row : deed.filings) {
        if (!is_replaceable(session, deed.declaration, row)) continue;
        replace_findings(session, deed, row);
        if (row.document) replace_document(session, row);
        if (row.document && row.verdict == core::Verdict::accepted) continue;
        session.connection.run("UPDATE filings SET verdict = ? WHERE key = ?", {core::Verdict::held, row.filing});
        stop_waiting(session, row.filing);
        auto event = event_at(core::EventType::filing_held, row.filing, deed.at);
        event.reason = "document-not-made";
        write_event(session, deed.declaration, event);
        refold(session, row.filing);
    }
    return {};
}

} // namespace postern::store::sqlite
