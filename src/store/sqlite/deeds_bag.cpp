// What goes into the bag of an office with an acceptance at its counter, and what has to come out of it again.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

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

void write_stop(Session& session, core::DeclarationKey declaration, core::Instant since) {
    session.connection.run("DELETE FROM bag_stops WHERE declaration = ?", {declaration});
    session.connection.run("INSERT INTO bag_stops(declaration, tenant, mode, office, since)"
                           " SELECT declaration, tenant, mode, office, ?2 FROM bag_items WHERE declaration = ?1",
                           {declaration, since});
}

} // namespace

void put_into_bag(Session& session, const ports::Acceptance& deed) {
    if (!deed.counter) return;
    const auto& take = *deed.counter;
    session.connection.run("INSERT INTO bag_items(declaration, tenant, mode, office, clerk, captured, sent)"
                           " VALUES(?, ?, ?, ?, ?, ?, ?)",
                           {deed.declaration, deed.tenant, deed.mode, take.office, or_null(take.clerk), take.captured,
                            take.sent ? Value(*take.sent) : Value(nullptr)});
    // held by policy where no filing is due has no event of its own
    if (deed.version.verdict != core::Verdict::accepted) write_stop(session, deed.declaration, deed.at);
}

void note_stop(Session& session, core::DeclarationKey declaration, const core::Event& event) {
    if (!stops_an_item(event)) return;
    if (!event.filing) {
        if (declaration) write_stop(session, declaration, event.received);
        return;
    }
    Query query(session.connection, "SELECT declaration FROM filing_declarations WHERE filing = ?", {event.filing});
    std::vector<core::DeclarationKey> declarations;
    while (query.next())
        declarations.push_back({query.integer(0)});
    for (const auto of : declarations)
        write_stop(session, of, event.received);
}

} // namespace postern::store::sqlite
