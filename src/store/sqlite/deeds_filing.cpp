// Parts of the deeds: a filing made, amended or withdrawn, with its document, its events and its offer.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include "core/failure.hpp"

#include <algorithm>

namespace postern::store::sqlite {
namespace {

/// A filing of the declaration as it stands before the new version.
struct Standing {
    core::FilingKey key;
    core::AgencyKey agency;
    core::FilingState state = core::FilingState::unknown;
    std::uint32_t version = 0;
    bool waits = false; ///< for its terms of lodging
    ports::Leg leg = ports::Leg::export_leg;
};

bool is_ready(const ports::FilingRow& row) {
    return row.document && row.verdict == core::Verdict::accepted && row.state == core::FilingState::queued;
}

/// The event that leads to a state: their numbers are the same, except those of three.
core::EventType event_of(core::FilingState state) {
    if (state == core::FilingState::unknown) return core::EventType::filing_unknown;
    if (state == core::FilingState::awaiting_number) return core::EventType::filing_awaiting_number;
    if (state == core::FilingState::awaiting_position) return core::EventType::filing_awaiting_position;
    return static_cast<core::EventType>(state);
}

/// The deed's events of one filing; where it has none, the one given, since a state is always the fold of events.
std::vector<core::Event> events_of(core::FilingKey filing, const std::vector<core::Event>& events,
                                   core::EventType otherwise, core::Instant at) {
    std::vector<core::Event> own;
    std::copy_if(events.begin(), events.end(), std::back_inserter(own),
                 [&](const core::Event& event) { return event.filing == filing; });
    if (own.empty()) own.push_back(event_at(otherwise, filing, at));
    for (std::size_t i = 0; i < own.size(); ++i)
        own[i].key = static_cast<std::int64_t>(i) + 1; // the order they get their keys in
    return own;
}

void offer(Session& session, const VersionOf& of, core::AgencyKey agency, core::FilingKey filing, std::uint32_t version,
           ports::OfferWhy why) {
    if (!agency) throw core::Failure("a filing has a document and no agency to offer it to");
    session.offers.add({agency, of.mode}, {filing, version, why, of.at});
}

Value edition_of(Session& session, const ports::FilingRow& row) {
    return row.profile.empty()
               ? Value(nullptr)
               : Value(session.names.profile_edition(row.profile, row.profile_version, row.profile_hash));
}

std::vector<Standing> standing_filings(Session& session, core::DeclarationKey declaration) {
    Query query(session.connection,
                "SELECT f.key, f.agency, f.state, f.version, coalesce(l.waits, 0), f.leg FROM filing_declarations fd"
                " JOIN filings f ON f.key = fd.filing LEFT JOIN lodgings l ON l.filing = f.key WHERE fd.declaration = "
                "? ORDER BY f.key",
                {declaration});
    std::vector<Standing> filings;
    while (query.next())
        filings.push_back({{query.integer(0)},
                           {query.integer(1)},
                           query.as<core::FilingState>(2),
                           query.as<std::uint32_t>(3),
                           query.integer(4) != 0,
                           query.as<ports::Leg>(5)});
    return filings;
}

void write_use(Session& session, const VersionOf& of, const ports::FilingRow& row) {
    if (!row.use || row.use->sender == 0) return;
    session.connection.run("INSERT INTO limit_uses(filing, declaration, tenant, mode, route, sender, day, amount)"
                           " VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(filing) DO UPDATE SET"
                           " sender = excluded.sender, amount = excluded.amount",
                           {row.key, of.declaration, of.tenant, of.mode,
                            session.names.value(NameKind::route, row.route), row.use->sender, row.use->day,
                            std::string_view(row.use->amount)});
}

bool is_queued(const core::Event& event) {
    return event.type == core::EventType::filing_queued;
}

/// As waiting_event; its terms are kept. A row that stands in a register goes on with it.
std::optional<core::Event> amended_waits(Session& session, const VersionOf& of, const ports::FilingRow& row) {
    auto waiting = waiting_event(session, of, row);
    if (waiting && row.gathered && !take_back_row(session, row.key)) waiting.reset();
    keep_terms(session, of, row, waiting);
    return waiting;
}

/// Adds what it means for the filing's state to its events.
void offer_amended(Session& session, const VersionOf& of, const Standing& standing, const ports::FilingRow& row,
                   std::uint32_t version, std::vector<core::Event>& own) {
    // what was held or waited until now is news to the agency, not an amendment
    const bool seen =
        row.gathered ? is_gathered(session, row.key) : session.offers.offered(session.connection, row.key);
    if (row.gathered)
        gather_row(session, of, row.key, *row.gathered);
    else
        offer(session, of, standing.agency, row.key, version, seen ? ports::OfferWhy::amended : ports::OfferWhy::fresh);
    // it stands in the queue again unless the agency is at work on it: a bare "amended" would leave it where it was
    const bool is_at_work =
        seen && !standing.waits && is_open(standing.state) && standing.state != core::FilingState::rejected;
    if (!is_at_work && std::none_of(own.begin(), own.end(), is_queued))
        own.push_back(event_at(core::EventType::filing_queued, row.key, of.at));
}

void amend_filing(Session& session, const VersionOf& of, const Standing& standing, const ports::FilingRow& row,
                  const std::vector<core::Event>& events) {
    const auto version = standing.version + (row.document ? 1 : 0);
    if (row.document) write_document(session, row.key, version, *row.document);
    session.connection.run("UPDATE filings SET profile = ?, reference = ?, legal_basis = ?, required = ?, verdict = ?,"
                           " version = ? WHERE key = ?",
                           {edition_of(session, row), or_null(row.reference),
                            session.names.value(NameKind::legal_basis, row.legal_basis), row.required, row.verdict,
                            version, row.key});
    write_use(session, of, row);
    auto own = events_of(row.key, events, event_of(row.state), of.at);
    if (!is_ready(row)) {
        stop_waiting(session, row.key);
        if (row.verdict == core::Verdict::held) keep_held_terms(session, of, row);
        if (standing.waits && row.state == core::FilingState::held)
            own.push_back(event_at(core::EventType::filing_held, row.key, of.at));
    } else if (const auto waiting = amended_waits(session, of, row)) {
        std::erase_if(own, is_queued);
        own.push_back(*waiting);
    } else {
        offer_amended(session, of, standing, row, version, own);
    }
    for (const auto& event : own)
        write_event(session, of.declaration, event);
    refold(session, row.key);
}

void withdraw_filing(Session& session, const VersionOf& of, const Standing& standing, std::string_view reason = {}) {
    auto event = event_at(core::EventType::filing_cancelled, standing.key, of.at);
    event.reason = reason;
    write_event(session, of.declaration, event);
    refold(session, standing.key);
    stop_waiting(session, standing.key);
    take_out_row(session, standing.key);
    if (session.offers.offered(session.connection, standing.key))
        offer(session, of, standing.agency, standing.key, standing.version, ports::OfferWhy::cancelled);
}

/// A consent was given for other content than the new version lets its agency read.
bool must_ask_again(Session& session, const VersionOf& of, const Standing& standing, const ports::FilingRow& next) {
    if (of.is_same_content || !next.document || !is_given_consent(session, standing.key, standing.state)) return false;
    Query query(session.connection, "SELECT 1 FROM documents WHERE filing = ? AND version = ? AND hash = ?",
                {standing.key, standing.version, next.document->hash});
    return !query.next();
}

} // namespace

bool is_open(core::FilingState state) {
    return !core::is_terminal(state) && state != core::FilingState::released &&
           state != core::FilingState::awaiting_exit && state != core::FilingState::regularization_due;
}

core::Event event_at(core::EventType type, core::FilingKey filing, core::Instant at) {
    core::Event event;
    event.type = type;
    event.happened = event.received = at;
    event.filing = filing;
    return event;
}

void write_document(Session& session, core::FilingKey filing, std::uint32_t version, const ports::DocumentRow& row) {
    const auto content = keep_content(session, row.sealed);
    session.connection.run(
        "INSERT INTO documents(filing, version, content, hash, media_type, plain_bytes) VALUES(?, ?, ?, ?, ?, ?)",
        {filing, version, content, row.hash, session.names.value(NameKind::media_type, row.media_type),
         row.plain_bytes});
}

bool reference_is_taken(Session& session, core::TenantKey tenant, core::Mode mode,
                        const std::vector<ports::FilingRow>& filings) {
    for (const auto& filing : filings) {
        if (filing.reference.empty()) continue;
        // open: not released (16), on its way out (18) or at its end (17, 19, 20, 21)
        Query query(
            session.connection,
            "SELECT 1 FROM filings f JOIN filing_declarations fd ON fd.filing = f.key"
            " JOIN declarations d ON d.key = fd.declaration WHERE f.reference = ? AND f.agency = ? AND f.mode = ?"
            " AND f.state NOT IN (16, 17, 18, 19, 20, 21) AND d.tenant <> ? LIMIT 1",
            {filing.reference, session.names.number(NameKind::agency, filing.agency), mode, tenant});
        if (query.next()) return true;
    }
    return false;
}

void write_filing(Session& session, const VersionOf& of, const ports::FilingRow& row,
                  const std::vector<core::Event>& events) {
    auto own = events_of(row.key, events, event_of(row.state), of.at);
    const auto waiting = is_ready(row) ? waiting_event(session, of, row) : std::nullopt;
    if (waiting) std::ranges::replace_if(own, is_queued, *waiting);
    const core::AgencyKey agency{session.names.number(NameKind::agency, row.agency)};
    const std::uint32_t version = row.document ? 1 : 0;
    const auto stand = core::filing_stand(own);
    session.connection.run("INSERT INTO filings(key, mode, route, outcome, leg, agency, profile, reference, "
                           "legal_basis, required, version,"
                           " verdict, state, since, returns) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           {row.key, of.mode, session.names.value(NameKind::route, row.route), row.outcome, row.leg,
                            or_null(agency), edition_of(session, row), or_null(row.reference),
                            session.names.value(NameKind::legal_basis, row.legal_basis), row.required, version,
                            row.verdict, stand.state, stand.since, or_null(row.returns)});
    if (of.declaration) // a register has none of its own
        session.connection.run("INSERT INTO filing_declarations(filing, ordinal, declaration) VALUES(?, 1, ?)",
                               {row.key, of.declaration});
    if (row.document) write_document(session, row.key, version, *row.document);
    write_use(session, of, row);
    for (const auto& event : own)
        write_event(session, of.declaration, event);
    if (row.verdict == core::Verdict::held) keep_held_terms(session, of, row);
    if (!is_ready(row)) return;
    if (!row.lodging.at_once()) keep_terms(session, of, row, waiting);
    if (waiting) return;
    if (row.gathered)
        gather_row(session, of, row.key, *row.gathered);
    else
        offer(session, of, agency, row.key, version, ports::OfferWhy::fresh);
}

void withdraw_filings(Session& session, const VersionOf& of) {
    for (const auto& filing : standing_filings(session, of.declaration))
        if (is_open(filing.state) || is_given_consent(session, filing.key, filing.state))
            withdraw_filing(session, of, filing);
}

void withdraw_stopped(Session& session, const VersionOf& of) {
    const bool is_fixed = stands_in_fixed_register(session, of.declaration);
    for (const auto& filing : standing_filings(session, of.declaration)) {
        if (filing.leg == ports::Leg::return_leg || core::is_terminal(filing.state)) continue;
        if (is_fixed && is_gathered(session, filing.key)) continue;
        withdraw_filing(session, of, filing, "item-stopped");
    }
}

void write_filings_of_amendment(Session& session, const VersionOf& of, const ports::VersionRow& row) {
    const auto standing = standing_filings(session, of.declaration);
    // withdrawn first: the agency reads "cancelled" before the "fresh" of what takes its place
    for (const auto& filing : standing) {
        const bool goes_on = std::any_of(row.filings.begin(), row.filings.end(),
                                         [&](const ports::FilingRow& next) { return next.key == filing.key; });
        // that the item comes back was said of it once, and goes on whatever is said of its export
        const bool is_return = filing.leg == ports::Leg::return_leg;
        if (!goes_on && !is_return && is_open(filing.state)) withdraw_filing(session, of, filing);
    }
    for (const auto& next : row.filings) {
        const auto known = std::find_if(standing.begin(), standing.end(),
                                        [&](const Standing& filing) { return filing.key == next.key; });
        if (known == standing.end())
            write_filing(session, of, next, row.events);
        else if (is_open(known->state) ||
                 must_ask_again(session, of, *known,
                                next)) // it may have been closed since the new version was judged: then it stays so
            amend_filing(session, of, *known, next, row.events);
    }
}

} // namespace postern::store::sqlite
