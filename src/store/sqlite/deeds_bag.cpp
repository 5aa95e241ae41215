// What has to come out of the bag of an office again: what its counters took in, as their acts tell.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>

namespace postern::store::sqlite {
namespace {

using core::EventType;

/// It may keep an item from leaving. What is taken back later is found out when the list is read.
bool stops_an_item(const core::Event& event) {
    switch (event.type) {
    case EventType::item_marked: return event.reason == core::to_string(core::MarkKind::block);
    case EventType::item_rejected:
    case EventType::item_cancelled:
    case EventType::item_stopped:
    case EventType::item_returning:
    case EventType::item_held_by_customs:
    case EventType::filing_held:
    case EventType::filing_rejected:
    case EventType::filing_control_documents:
    case EventType::filing_control_physical:
    case EventType::filing_query:
    case EventType::filing_suspended:
    case EventType::filing_release_refused:
    case EventType::filing_request_for_information:
    case EventType::filing_request_for_screening:
    case EventType::filing_do_not_load:
    case EventType::referral_for_information:
    case EventType::referral_for_screening:
    case EventType::referral_do_not_load: return true;
    default: return false;
    }
}

} // namespace

void stop_act(Session& session, std::int64_t act, core::Instant since) {
    session.connection.run("INSERT INTO bag_stops(act, tenant, mode, office, since)"
                           " SELECT key, tenant, mode, office, ?2 FROM counter_acts WHERE key = ?1",
                           {act, since});
}

void stop_item(Session& session, core::DeclarationKey declaration, core::Instant since) {
    using Kind = ports::CounterActKind;
    std::int64_t act = 0;
    {
        Query query(
            session.connection,
            "SELECT key FROM counter_acts WHERE declaration = ? AND kind IN (?, ?, ?, ?)"
            " ORDER BY kind = ?, key LIMIT 1",
            {declaration, Kind::accepted, Kind::collected, Kind::posted, Kind::refused_late, Kind::refused_late});
        if (!query.next()) return; // no counter had it
        act = query.integer(0);
    }
    session.connection.run("DELETE FROM bag_stops WHERE act IN (SELECT key FROM counter_acts WHERE declaration = ?)",
                           {declaration});
    stop_act(session, act, since);
}

bool was_stopped(Session& session, core::DeclarationKey declaration) {
    static const std::string kSql = "SELECT " + std::string(kEventColumns) +
                                    " FROM events e WHERE e.declaration = ?1 OR e.filing IN"
                                    " (SELECT filing FROM filing_declarations WHERE declaration = ?1)";
    Query query(session.connection, kSql, {declaration});
    return std::ranges::any_of(read_events(query), stops_an_item);
}

void note_stop(Session& session, core::DeclarationKey declaration, const core::Event& event) {
    if (!stops_an_item(event)) return;
    if (!event.filing) {
        if (declaration) stop_item(session, declaration, event.received);
        return;
    }
    std::vector<core::DeclarationKey> declarations;
    {
        Query query(session.connection, "SELECT declaration FROM filing_declarations WHERE filing = ?", {event.filing});
        while (query.next())
            declarations.push_back({query.integer(0)});
    }
    for (const auto of : declarations)
        stop_item(session, of, event.received);
}

} // namespace postern::store::sqlite
