// Deeds of returns: an item that was lodged comes back.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <optional>

namespace postern::store::sqlite {
namespace {

bool is_returning(Session& session, core::DeclarationKey declaration) {
    Query query(session.connection, "SELECT 1 FROM events WHERE declaration = ? AND type = ? LIMIT 1",
                {declaration, core::EventType::item_returning});
    return query.next();
}

/// The other declaration of the tenant whose item has the S10, or comes back under it.
std::optional<core::DeclarationKey> other_of_item(Session& session, const ports::ReturnDeclared& deed) {
    if (deed.item_id.empty()) return std::nullopt;
    const auto other = find_item(session.connection, deed.tenant, deed.mode, deed.item_id, deed.window_from);
    if (other && *other != deed.declaration) return other;
    Query query(session.connection,
                "SELECT key FROM declarations WHERE return_item_id = ? AND tenant = ? AND mode = ? AND received >= ?"
                " AND cancelled IS NULL AND key <> ? LIMIT 1",
                {deed.item_id, deed.tenant, deed.mode, deed.window_from, deed.declaration});
    if (!query.next()) return std::nullopt;
    return core::DeclarationKey{query.integer(0)};
}

} // namespace

ports::Outcome apply(Session& session, const ports::ReturnDeclared& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head || head->tenant != deed.tenant || head->mode != deed.mode) return refused(ports::No::not_found);
    if (head->cancelled) return refused(ports::No::declaration_cancelled);
    ports::Outcome done;
    done.declaration = deed.declaration;
    if (is_returning(session, deed.declaration)) {
        if (head->return_item_id != deed.item_id) return refused(ports::No::item_id_already_bound);
        done.repeat = true;
        return done;
    }
    if (head->version != deed.expected_version) return refused(ports::No::version_moved);
    if (const auto other = other_of_item(session, deed)) {
        auto taken = refused(ports::No::identity_taken);
        taken.declaration = *other;
        return taken;
    }
    if (reference_is_taken(session, deed.tenant, deed.mode, deed.filings)) return refused(ports::No::reference_taken);
    session.connection.run("UPDATE declarations SET return_item_id = ? WHERE key = ?",
                           {or_null(deed.item_id), deed.declaration});
    for (const auto& event : deed.events)
        if (!event.filing) write_event(session, deed.declaration, event);
    const VersionOf of{deed.declaration, deed.tenant, deed.mode, head->version, deed.at, deed.window_from};
    for (const auto& filing : deed.filings)
        write_filing(session, of, filing, deed.events);
    if (std::ranges::find(deed.filings, core::Verdict::held, &ports::FilingRow::verdict) != deed.filings.end())
        keep_review(session, of, core::Verdict::held);
    return done;
}

} // namespace postern::store::sqlite
