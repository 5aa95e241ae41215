// Deeds of registers: rows gathered, a register closed or told anew, a row taken out, a running number drawn.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>

namespace postern::store::sqlite {
namespace {

/// Whether a row waits in that version.
bool waits(Session& session, const ports::RowTold& row) {
    Query query(session.connection,
                "SELECT 1 FROM register_rows r JOIN filings f ON f.key = r.filing"
                " WHERE r.filing = ? AND r.register IS NULL AND NOT r.out AND f.version = ?",
                {row.filing, row.version});
    return query.next();
}

/// Whether the register's rows are just those, in those versions.
bool has_rows(Session& session, core::FilingKey filing, const std::vector<ports::RowTold>& rows) {
    Query query(session.connection,
                "SELECT r.filing, f.version, r.number, r.out FROM register_rows r JOIN filings f ON f.key = r.filing"
                " WHERE r.register = ? ORDER BY r.number",
                {filing});
    std::size_t found = 0;
    while (query.next()) {
        const core::FilingKey key{query.integer(0)};
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& told) { return told.filing == key; });
        if (row == rows.end() || row->version != query.as<std::uint32_t>(1) || row->out != (query.integer(3) != 0))
            return false;
        ++found;
    }
    return found == rows.size();
}

/// What the register's newest document says of its rows.
void write_told(Session& session, const std::vector<ports::RowTold>& rows) {
    for (const auto& row : rows)
        session.connection.run("UPDATE register_rows SET told = ? WHERE filing = ?",
                               {row.out ? 0 : row.version, row.filing});
}

} // namespace

ports::Outcome apply(Session& session, const ports::NumberDrawn& deed) {
    session.connection.run("INSERT INTO running_numbers(series, newest) VALUES(?, 1)"
                           " ON CONFLICT(series) DO UPDATE SET newest = newest + 1",
                           {deed.series});
    Query query(session.connection, "SELECT newest FROM running_numbers WHERE series = ?", {deed.series});
    ports::Outcome outcome;
    if (query.next()) outcome.number = static_cast<std::uint64_t>(query.integer(0));
    return outcome;
}

ports::Outcome apply(Session& session, const ports::RegisterClosed& deed) {
    const bool all_wait =
        std::all_of(deed.rows.begin(), deed.rows.end(), [&](const auto& row) { return waits(session, row); });
    if (!all_wait || deed.rows.empty()) return refused(ports::No::version_moved);
    const auto& filing = deed.filing;
    const VersionOf of{{}, deed.tenant, deed.mode, 1, deed.at, {}};
    write_filing(session, of, filing, {});
    session.connection.run("INSERT INTO registers(filing, tenant, number, together, closed) VALUES(?, ?, ?, ?, ?)",
                           {filing.key, deed.tenant, deed.number, std::string_view(deed.together), deed.at});
    for (const auto& row : deed.rows) {
        session.connection.run("UPDATE register_rows SET register = ?, number = ? WHERE filing = ?",
                               {filing.key, row.number, row.filing});
        auto event = event_at(core::EventType::filing_in_register, row.filing, deed.at);
        event.reference = filing.reference;
        write_event(session, {}, event);
    }
    write_told(session, deed.rows);
    return {};
}

ports::Outcome apply(Session& session, const ports::RegisterRetold& deed) {
    core::AgencyKey agency;
    core::Mode mode = core::Mode::test;
    {
        Query query(session.connection, "SELECT agency, mode FROM filings WHERE key = ? AND version = ?",
                    {deed.filing, deed.expected_version});
        if (!query.next()) return refused(ports::No::version_moved);
        agency = {query.integer(0)};
        mode = query.as<core::Mode>(1);
    }
    if (!has_rows(session, deed.filing, deed.rows)) return refused(ports::No::version_moved);
    const auto version = deed.expected_version + (deed.document ? 1 : 0);
    const ports::FeedName feed{agency, mode};
    if (deed.document) {
        write_document(session, deed.filing, version, *deed.document);
        session.connection.run("UPDATE filings SET version = ? WHERE key = ?", {version, deed.filing});
        write_event(session, {}, event_at(core::EventType::filing_amended, deed.filing, deed.at));
        session.offers.add(feed, {deed.filing, version, ports::OfferWhy::amended, deed.at});
    } else {
        write_event(session, {}, event_at(core::EventType::filing_cancelled, deed.filing, deed.at));
        session.offers.add(feed, {deed.filing, version, ports::OfferWhy::cancelled, deed.at});
    }
    refold(session, deed.filing);
    write_told(session, deed.rows);
    session.connection.run("UPDATE registers SET stale = 0 WHERE filing = ?", {deed.filing});
    return {};
}

ports::Outcome apply(Session& session, const ports::RowTakenOut& deed) {
    {
        Query query(session.connection,
                    "SELECT f.state, r.out FROM register_rows r JOIN filings f ON f.key = r.filing"
                    " WHERE r.filing = ? AND r.tenant = ? AND r.mode = ?",
                    {deed.filing, deed.tenant, deed.mode});
        if (!query.next()) return refused(ports::No::not_found);
        if (query.integer(1) != 0 || core::is_terminal(query.as<core::FilingState>(0)))
            return refused(ports::No::row_settled);
    }
    auto event = event_at(core::EventType::filing_cancelled, deed.filing, deed.at);
    event.reason = deed.reason;
    write_event(session, {}, event);
    refold(session, deed.filing);
    take_out_row(session, deed.filing);
    settle_dependents(session, deed.filing, deed.at);
    return {};
}

void gather_row(Session& session, const VersionOf& of, core::FilingKey filing, const ports::GatheredRow& gathered) {
    // what customs sent back goes into a new register where the old one cannot be told anew
    session.connection.run("UPDATE register_rows SET register = NULL, number = NULL, told = 0, since = ?"
                           " WHERE filing = ? AND reissue = 0 AND register IS NOT NULL AND EXISTS"
                           " (SELECT 1 FROM filings f WHERE f.key = register_rows.filing AND f.state = ?)",
                           {of.at, filing, core::FilingState::rejected});
    // one that was amended after its register was closed stays where it is, and the register is told anew
    session.connection.run("INSERT INTO register_rows(filing, tenant, mode, route, profile, together, reissue, since)"
                           " SELECT key, ?, mode, route, profile, ?, ?, ? FROM filings WHERE key = ?"
                           " ON CONFLICT(filing) DO UPDATE SET"
                           " profile = excluded.profile, together = excluded.together WHERE register IS NULL",
                           {of.tenant, std::string_view(gathered.together), gathered.reissue, of.at, filing});
    session.connection.run("UPDATE registers SET stale = 1 WHERE filing ="
                           " (SELECT register FROM register_rows WHERE filing = ? AND reissue <> 0 AND NOT out)",
                           {filing});
}

bool take_back_row(Session& session, core::FilingKey filing) {
    session.connection.run("DELETE FROM register_rows WHERE filing = ? AND register IS NULL", {filing});
    return !is_gathered(session, filing);
}

bool is_gathered(Session& session, core::FilingKey filing) {
    Query query(session.connection, "SELECT 1 FROM register_rows WHERE filing = ?", {filing});
    return query.next();
}

void take_out_row(Session& session, core::FilingKey filing) {
    session.connection.run("UPDATE register_rows SET out = 1 WHERE filing = ?", {filing});
    session.connection.run("UPDATE registers SET stale = 1 WHERE filing ="
                           " (SELECT register FROM register_rows WHERE filing = ? AND reissue <> 0)",
                           {filing});
}

bool stands_in_fixed_register(Session& session, core::DeclarationKey declaration) {
    Query query(session.connection,
                "SELECT 1 FROM filing_declarations fd JOIN register_rows r ON r.filing = fd.filing"
                " JOIN filings f ON f.key = fd.filing WHERE fd.declaration = ? AND r.register IS NOT NULL"
                " AND r.reissue = 0 AND NOT r.out AND f.state <> ? LIMIT 1",
                {declaration, core::FilingState::rejected});
    return query.next();
}

std::vector<core::FilingKey> standing_rows(Session& session, core::FilingKey filing) {
    Query query(session.connection, "SELECT filing FROM register_rows WHERE register = ? AND NOT out ORDER BY number",
                {filing});
    std::vector<core::FilingKey> rows;
    while (query.next())
        rows.push_back({query.integer(0)});
    return rows;
}

} // namespace postern::store::sqlite
