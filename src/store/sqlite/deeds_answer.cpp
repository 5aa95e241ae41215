// Deed of an agency's answer: its events, and the states after them.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <optional>

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
    }
    for (auto& [filing, state] : outcome.states)
        state = refold(session, filing);
    outcome.answer = deed.answer;
    return outcome;
}

} // namespace postern::store::sqlite
