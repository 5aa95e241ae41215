// Parts of the deeds: a version's rows, its findings, contents, events, and the fold of a filing's state.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {

ports::Outcome refused(ports::No no) {
    ports::Outcome outcome;
    outcome.no = no;
    return outcome;
}

std::int64_t keep_content(Session& session, const core::SealedBytes& sealed) {
    session.connection.run("INSERT INTO contents(bytes) VALUES(?)", {sealed});
    return session.connection.last_key();
}

namespace {

/// The first time counts. A register is of no declaration and is not noted: its rows are.
void note_release(Session& session, const core::Event& event) {
    session.connection.run(
        "INSERT INTO releases(filing, tenant, mode, agency, at) SELECT f.key, d.tenant, f.mode, f.agency, ?2"
        " FROM filings f JOIN filing_declarations fd ON fd.filing = f.key AND fd.ordinal = 1"
        " JOIN declarations d ON d.key = fd.declaration WHERE f.key = ?1"
        " ON CONFLICT(filing) DO UPDATE SET at = min(at, excluded.at)",
        {event.filing, event.happened});
}

} // namespace

void write_event(Session& session, core::DeclarationKey declaration, const core::Event& event) {
    session.connection.run(
        "INSERT INTO events(type, happened, received, explicit_customs, filing, declaration, answer, reason, reference,"
        " lane, asks, deadline) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {event.type, event.happened, event.received, event.explicit_customs, or_null(event.filing),
         event.filing ? Value(nullptr) : Value(declaration), or_null(event.answer), or_null(event.reason),
         or_null(event.reference), or_null(event.lane), event.asks.number(),
         event.deadline ? Value(*event.deadline) : Value(nullptr)});
    if (event.type == core::EventType::filing_released) note_release(session, event);
    note_stop(session, declaration, event);
}

core::FilingState refold(Session& session, core::FilingKey filing) {
    const auto stand = core::filing_stand(read_events_of_filing(session.connection, filing));
    session.connection.run("UPDATE filings SET state = ?2, since = ?3,"
                           " overdue = CASE WHEN state = ?2 AND since = ?3 THEN overdue END WHERE key = ?1",
                           {filing, stand.state, stand.since});
    return stand.state;
}

void write_finding(Session& session, core::DeclarationKey declaration, std::uint32_t version, std::uint32_t ordinal,
                   const core::Finding& finding) {
    const auto args = write_args(finding.args);
    session.connection.run(
        "INSERT INTO findings(declaration, version, ordinal, code, severity, field, line_no, args, sent_line,"
        " sent_column, xpath, box, route) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {declaration, version, ordinal, session.names.value(NameKind::finding_code, finding.code), finding.severity,
         session.names.value(NameKind::finding_field, finding.field), finding.line_no, or_null(args),
         finding.place.line, finding.place.column, or_null(finding.place.xpath), or_null(finding.place.box),
         session.names.value(NameKind::route, finding.route)});
}

void write_version(Session& session, const VersionOf& of, const ports::VersionRow& row) {
    const auto source = keep_content(session, row.sealed_source);
    const auto canonical =
        row.sealed_canonical.bytes.empty() ? Value(nullptr) : Value(keep_content(session, row.sealed_canonical));
    session.connection.run(
        "INSERT INTO declaration_versions(declaration, version, received, content_hash, submission, ordinal, source,"
        " verdict, judged_by, source_content, canonical_content, sender, office, destination, mail_class, advance,"
        " stop_hits) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {of.declaration, of.version, of.at, row.content_hash, row.submission, row.ordinal,
         session.names.value(NameKind::source, row.source), row.verdict,
         session.names.value(NameKind::list_edition, row.judged_by), source, canonical,
         row.quality.sender == 0 ? Value(nullptr) : Value(row.quality.sender),
         session.quality.office(of.tenant, row.quality.office), or_null(row.destination),
         or_null(row.quality.mail_class),
         (row.quality.has_hs6 ? kAdvanceHs6 : 0) | (row.quality.has_contact ? kAdvanceContact : 0),
         row.quality.stop_hits});
    std::uint32_t ordinal = 0;
    for (const auto& finding : row.findings)
        write_finding(session, of.declaration, of.version, ++ordinal, finding);
    keep_review(session, of, row.verdict);
    session.quality.add({of.tenant, of.mode, of.at}, row);
    remember_goods(session, of, row);
}

} // namespace postern::store::sqlite
