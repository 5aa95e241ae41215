// Deed of an agency's answer: its events, and the states after them.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace postern::store::sqlite {
namespace {

/// The state of a filing of this feed; nullopt: there is no such filing in it.
std::optional<core::FilingState> state_in_feed(Session& session, const ports::FeedName& feed, core::FilingKey filing) {
    Query query(session.connection, "SELECT state FROM filings WHERE key = ? AND agency = ? AND mode = ?",
                {filing, feed.agency, feed.mode});
    if (!query.next()) return std::nullopt;
    return query.as<core::FilingState>(0);
}

std::optional<core::AnswerKey> known_answer(Session& session, const ports::AnswerApplied& deed) {
    Query query(session.connection, "SELECT key FROM answers WHERE identity = ? AND agency = ? AND mode = ?",
                {deed.identity, deed.feed.agency, deed.feed.mode});
    if (!query.next()) return std::nullopt;
    return core::AnswerKey{query.integer(0)};
}

/// The agency at the destination says in an answer what an authority says in a referral: the alarm is the same.
void raise_alarms(Session& session, const ports::AnswerApplied& deed, const core::Event& event) {
    struct Item {
        core::TenantKey tenant;
        std::string id;
    };
    std::vector<Item> items;
    {
        Query query(session.connection,
                    "SELECT d.tenant, d.item_id FROM filing_declarations fd JOIN declarations d"
                    " ON d.key = fd.declaration WHERE fd.filing = ? AND d.item_id IS NOT NULL",
                    {event.filing});
        while (query.next())
            items.push_back({{query.integer(0)}, query.text(1)});
    }
    auto told = event;
    told.received = deed.at;
    for (const auto& item : items)
        raise_do_not_load(session, {item.tenant, deed.feed.mode, item.id, {}}, told);
}

} // namespace

ports::Outcome apply(Session& session, const ports::AnswerApplied& deed) {
    ports::Outcome outcome;
    for (const auto& event : deed.events) {
        const auto seen = std::any_of(outcome.states.begin(), outcome.states.end(),
                                      [&](const auto& known) { return known.first == event.filing; });
        if (seen) continue;
        const auto state = state_in_feed(session, deed.feed, event.filing);
        if (!state) return refused(ports::No::not_found); // another agency's, or of the other mode
        outcome.states.emplace_back(event.filing, *state);
    }
    if (const auto first = known_answer(session, deed)) {
        outcome.no = ports::No::answer_known;
        outcome.answer = *first;
        return outcome;
    }
    const auto content = keep_content(session, deed.sealed);
    session.connection.run("INSERT INTO answers(key, agency, mode, identity, client, at, format, content)"
                           " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                           {deed.answer, deed.feed.agency, deed.feed.mode, deed.identity, deed.client, deed.at,
                            session.names.value(NameKind::answer_format, deed.format), content});
    for (auto event : deed.events) {
        event.answer = deed.answer;
        write_event(session, {}, event);
        if (event.type == core::EventType::filing_do_not_load) raise_alarms(session, deed, event);
    }
    for (auto& [filing, state] : outcome.states)
        state = refold(session, filing);
    for (const auto& [filing, state] : outcome.states)
        settle_dependents(session, filing, deed.at);
    outcome.answer = deed.answer;
    return outcome;
}

ports::Outcome apply(Session& session, const ports::NumberGiven& deed) {
    core::FilingKey filing;
    {
        Query query(
            session.connection,
            "SELECT f.key, f.reference FROM filing_declarations fd JOIN filings f ON f.key = fd.filing"
            " WHERE fd.declaration = ? AND f.agency = ? AND f.mode = ? AND f.outcome = ? ORDER BY f.key DESC LIMIT 1",
            {deed.declaration, deed.agency, deed.mode, ports::RouteOutcome::elsewhere});
        if (!query.next()) return refused(ports::No::not_found);
        filing = {query.integer(0)};
        const auto known = query.text(1);
        if (known == deed.number) return {};
        if (!known.empty()) return refused(ports::No::number_known);
    }
    {
        Query query(session.connection,
                    "SELECT 1 FROM filings WHERE reference = ? AND agency = ? AND mode = ? AND key <> ?"
                    " AND state NOT IN (17, 19, 20, 21) LIMIT 1",
                    {std::string_view(deed.number), deed.agency, deed.mode, filing});
        if (query.next()) return refused(ports::No::reference_taken);
    }
    session.connection.run("UPDATE filings SET reference = ? WHERE key = ?", {std::string_view(deed.number), filing});
    core::Event event;
    event.type = core::EventType::filing_submitted;
    event.happened = deed.lodged;
    // lodged before the parcel was handed over: for the state it comes after the waiting all the same
    for (const auto& known : read_events_of_filing(session.connection, filing))
        event.happened = std::max(event.happened, known.happened);
    event.reason = core::to_string(core::date_of(deed.lodged));
    event.received = deed.at;
    event.filing = filing;
    event.reference = deed.number;
    write_event(session, {}, event);
    refold(session, filing);
    return {};
}

} // namespace postern::store::sqlite
