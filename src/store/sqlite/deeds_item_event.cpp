// Writing of what happens to items: to their declaration, or kept until one comes.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include "core/position.hpp"

#include <algorithm>

namespace postern::store::sqlite {
namespace {

bool is_known(Session& session, core::DeclarationKey declaration, const core::Event& event) {
    Query query(session.connection,
                "SELECT 1 FROM events WHERE declaration = ? AND type = ? AND happened = ?"
                " AND (? OR coalesce(reference, '') = ?) LIMIT 1",
                {declaration, event.type, event.happened, core::is_scan(event.type), event.reference});
    return query.next();
}

} // namespace

NotedEvent note_item_event(Session& session, const ItemOf& item, const core::Event& event) {
    const auto declaration = find_item(session.connection, item.tenant, item.mode, item.item_id, item.window_from);
    if (!declaration) {
        session.connection.run("INSERT OR IGNORE INTO early_events(item_id, tenant, mode, type, happened, reference,"
                               " received, reason, deadline) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               {item.item_id, item.tenant, item.mode, event.type, event.happened, event.reference,
                                event.received, or_null(event.reason),
                                event.deadline ? Value(*event.deadline) : Value(nullptr)});
        return {};
    }
    if (is_known(session, *declaration, event)) return {true, *declaration};
    write_event(session, *declaration, event);
    return {false, *declaration};
}

bool take_early_events(Session& session, const ItemOf& item, core::DeclarationKey declaration) {
    if (item.item_id.empty()) return false;
    const auto events = read_early_events(session.connection, item.tenant, item.mode, item.item_id, item.window_from);
    if (events.empty()) return false;
    for (const auto& event : events)
        if (!is_known(session, declaration, event)) write_event(session, declaration, event);
    session.connection.run("DELETE FROM early_events WHERE item_id = ? AND tenant = ? AND mode = ?",
                           {item.item_id, item.tenant, item.mode});
    return std::ranges::find(events, core::EventType::item_stopped, &core::Event::type) != events.end() &&
           !core::has_reached(events, core::Position::departed);
}

void drop_early_events(Session& session, core::Instant received_before, std::uint32_t at_most) {
    session.connection.run("DELETE FROM early_events WHERE (item_id, tenant, mode, type, happened, reference) IN"
                           " (SELECT item_id, tenant, mode, type, happened, reference FROM early_events"
                           " WHERE received < ? LIMIT ?)",
                           {received_before, at_most});
}

} // namespace postern::store::sqlite
