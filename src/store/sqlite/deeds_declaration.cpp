// Deeds of a declaration: accepted, amended, bound to an item id.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/deeds_prefill.hpp"
#include "store/sqlite/rows.hpp"

#include "core/failure.hpp"
#include "core/position.hpp"

#include <optional>

namespace postern::store::sqlite {
namespace {

ports::Outcome taken_by(core::DeclarationKey declaration) {
    auto outcome = refused(ports::No::identity_taken);
    outcome.declaration = declaration;
    return outcome;
}

/// The content by which a declaration is known that has neither item id nor reference.
Value bare_hash(std::string_view item_id, std::string_view reference, const core::ContentHash& hash) {
    return item_id.empty() && reference.empty() ? Value(hash) : Value(nullptr);
}

bool required_filing_released(Session& session, core::DeclarationKey declaration) {
    Query query(session.connection,
                "SELECT 1 FROM filing_declarations fd JOIN filings f ON f.key = fd.filing"
                " WHERE fd.declaration = ? AND f.required AND f.outcome = ? AND f.state IN (?, ?, ?, ?, ?)"
                " AND NOT EXISTS (SELECT 1 FROM consents_needed c WHERE c.consent = f.key) LIMIT 1",
                {declaration, ports::RouteOutcome::file, core::FilingState::released, core::FilingState::awaiting_exit,
                 core::FilingState::exited, core::FilingState::regularization_due, core::FilingState::regularized});
    return query.next();
}

/// Why neither other content nor a cancellation reaches the agencies any more.
std::optional<ports::No> too_late(Session& session, core::DeclarationKey declaration) {
    if (required_filing_released(session, declaration)) return ports::No::declaration_released;
    if (stands_in_fixed_register(session, declaration)) return ports::No::register_fixed;
    return std::nullopt;
}

bool is_used_up(Session& session, core::TenantKey tenant, core::Mode mode, const std::string& item_id,
                core::Instant window_from) {
    return !item_id.empty() && is_spoilt(session.connection, tenant, mode, item_id, window_from);
}

/// Its dispatch is closed, or it left: there is no label left at the counter.
bool is_dispatched(Session& session, core::DeclarationKey declaration) {
    static const std::string kSql =
        "SELECT " + std::string(kEventColumns) + " FROM events e WHERE e.declaration = ? ORDER BY e.key";
    Query query(session.connection, kSql, {declaration});
    return core::has_reached(read_events(query), core::Position::dispatch_closed);
}

ports::Outcome spoil(Session& session, const ports::Cancellation& deed) {
    if (deed.spoils) session.connection.run("UPDATE declarations SET spoilt = 1 WHERE key = ?", {deed.declaration});
    return {};
}

void write_later_version(Session& session, const VersionOf& of, const ports::VersionRow& judged) {
    const auto released = without_released_holds(session, of, judged);
    const auto& row = released ? *released : judged;
    write_version(session, of, row);
    if (row.verdict != core::Verdict::accepted) stop_item(session, of.declaration, of.at);
    for (const auto& event : row.events)
        if (!event.filing) write_event(session, of.declaration, event);
    // A version that is rejected is kept with its findings, so that a repeat is answered, but touches no filing:
    // customs must not lose a declaration because a bad correction came.
    if (row.verdict != core::Verdict::rejected) write_filings_of_amendment(session, of, row);
}

} // namespace

ports::Outcome apply(Session& session, const ports::Acceptance& deed) {
    const ports::Identity identity{
        deed.tenant, deed.mode, deed.item_id, deed.sender_reference, deed.version.content_hash, deed.window_from};
    if (const auto known = find_known(session.connection, identity)) return taken_by(*known);
    if (const auto no = prefill_in_the_way(session, deed.counter, deed.tenant, deed.mode, deed.at, {}))
        return refused(*no);
    if (is_used_up(session, deed.tenant, deed.mode, deed.item_id, deed.window_from))
        return refused(ports::No::item_id_spoilt);
    const auto& row = deed.version;
    if (reference_is_taken(session, deed.tenant, deed.mode, row.filings)) return refused(ports::No::reference_taken);
    session.connection.run(
        "INSERT INTO declarations(key, tenant, mode, item_id, sender_reference, received, version, bare_hash)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        {deed.declaration, deed.tenant, deed.mode, or_null(deed.item_id), or_null(deed.sender_reference), deed.at,
         row.version, bare_hash(deed.item_id, deed.sender_reference, row.content_hash)});
    const VersionOf of{deed.declaration, deed.tenant, deed.mode, row.version, deed.at, deed.window_from};
    write_version(session, of, row);
    use_prefill(session, deed.counter, of, row.verdict);
    for (const auto& event : row.events)
        if (!event.filing) write_event(session, of.declaration, event);
    const bool stopped =
        take_early_events(session, {deed.tenant, deed.mode, deed.item_id, deed.window_from}, deed.declaration);
    if (deed.counter) note_take(session, of, *deed.counter, row.figures, row.verdict);
    for (const auto& filing : row.filings)
        write_filing(session, of, filing, row.events);
    if (stopped) withdraw_stopped(session, of);
    ++session.declarations_added;
    ports::Outcome done;
    done.declaration = deed.declaration;
    return done;
}

ports::Outcome apply(Session& session, const ports::Amendment& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head) return refused(ports::No::not_found);
    if (head->cancelled) return refused(ports::No::declaration_cancelled);
    if (head->version != deed.expected_version) return refused(ports::No::version_moved);
    if (const auto no = too_late(session, deed.declaration)) return refused(*no);
    const bool binds = head->item_id.empty() && !deed.item_id.empty();
    if (!head->item_id.empty() && !deed.item_id.empty() && head->item_id != deed.item_id)
        return refused(ports::No::item_id_already_bound);
    if (binds)
        if (const auto other = find_item(session.connection, head->tenant, head->mode, deed.item_id, deed.window_from))
            return taken_by(*other);
    if (const auto no = prefill_in_the_way(session, deed.counter, head->tenant, head->mode, deed.at, deed.declaration))
        return refused(*no);
    if (binds && is_used_up(session, head->tenant, head->mode, deed.item_id, deed.window_from))
        return refused(ports::No::item_id_spoilt);
    if (reference_is_taken(session, head->tenant, head->mode, deed.version.filings))
        return refused(ports::No::reference_taken);
    // what the new content does not say is kept: a correction without the reference still is a correction of it
    const auto& reference = deed.sender_reference.empty() ? head->sender_reference : deed.sender_reference;
    // an id is bound once, so not by a version that is rejected
    const bool bound = binds && deed.version.verdict != core::Verdict::rejected;
    const auto& item_id = bound ? deed.item_id : head->item_id;
    session.connection.run(
        "UPDATE declarations SET version = ?, item_id = ?, sender_reference = ?, bare_hash = ? WHERE key = ?",
        {head->version + 1, or_null(item_id), or_null(reference),
         bare_hash(item_id, reference, deed.version.content_hash), deed.declaration});
    const bool stopped =
        bound && take_early_events(session, {head->tenant, head->mode, item_id, deed.window_from}, deed.declaration);
    const VersionOf of{deed.declaration, head->tenant, head->mode, head->version + 1, deed.at, deed.window_from};
    const bool posted =
        deed.counter && note_take(session, of, *deed.counter, deed.version.figures, deed.version.verdict);
    if (!deed.counter && deed.version.verdict != core::Verdict::rejected)
        note_change(session, of, deed.by, deed.version.figures);
    write_later_version(session, of, deed.version);
    use_prefill(session, deed.counter, of, deed.version.verdict);
    if (posted) settle_position(session, of, false);
    if (stopped) withdraw_stopped(session, of);
    ports::Outcome done;
    done.declaration = deed.declaration;
    return done;
}

ports::Outcome apply(Session& session, const ports::ItemReweighed& deed) {
    {
        Query query(session.connection,
                    "SELECT reason FROM events WHERE declaration = ? AND type = ? ORDER BY key DESC LIMIT 1",
                    {deed.declaration, core::EventType::item_reweighed});
        if (query.next() && query.text(0) == deed.gross_weight_kg) return {};
    }
    auto event = event_at(core::EventType::item_reweighed, {}, deed.at);
    event.reason = deed.gross_weight_kg;
    write_event(session, deed.declaration, event);
    return {};
}

ports::Outcome apply(Session& session, const ports::Cancellation& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head || head->tenant != deed.tenant || head->mode != deed.mode) return refused(ports::No::not_found);
    if (deed.spoils && !head->cancelled && is_dispatched(session, deed.declaration))
        return refused(ports::No::item_dispatched);
    if (head->cancelled) return spoil(session, deed);
    if (const auto no = too_late(session, deed.declaration)) return refused(*no);
    session.connection.run("UPDATE declarations SET cancelled = ? WHERE key = ?", {deed.at, deed.declaration});
    auto event = event_at(core::EventType::item_cancelled, {}, deed.at);
    event.reason = deed.reason;
    write_event(session, deed.declaration, event);
    const VersionOf of{deed.declaration, deed.tenant, deed.mode, head->version, deed.at, {}};
    withdraw_filings(session, of);
    note_voided(session, of, deed.by, deed.reason);
    return spoil(session, deed);
}

ports::Outcome apply(Session& session, const ports::ItemIdBound& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head) return refused(ports::No::not_found);
    if (head->cancelled) return refused(ports::No::declaration_cancelled);
    if (!head->item_id.empty()) return refused(ports::No::item_id_already_bound);
    if (head->version != deed.expected_version) return refused(ports::No::version_moved);
    if (const auto other = find_item(session.connection, head->tenant, head->mode, deed.item_id, deed.window_from))
        return taken_by(*other);
    if (is_used_up(session, head->tenant, head->mode, deed.item_id, deed.window_from))
        return refused(ports::No::item_id_spoilt);
    if (reference_is_taken(session, head->tenant, head->mode, deed.version.filings))
        return refused(ports::No::reference_taken);
    if (deed.item_id.empty()) throw core::Failure("an empty item id was to be bound");
    session.connection.run("UPDATE declarations SET version = ?, item_id = ?, bare_hash = NULL WHERE key = ?",
                           {head->version + 1, deed.item_id, deed.declaration});
    const bool stopped =
        take_early_events(session, {head->tenant, head->mode, deed.item_id, deed.window_from}, deed.declaration);
    const VersionOf of{deed.declaration, head->tenant, head->mode, head->version + 1, deed.at, deed.window_from, true};
    write_later_version(session, of, deed.version);
    if (stopped) withdraw_stopped(session, of);
    ports::Outcome done;
    done.declaration = deed.declaration;
    return done;
}

} // namespace postern::store::sqlite
