// Writing of referrals: what authorities say of items, what the post says to it, and what is folded of both.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include "core/position.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace postern::store::sqlite {
namespace {

using core::EventType;
using core::ReferralState;
using ports::ReferralRank;

struct ReferralRow {
    core::ReferralKey key;
    std::string reference;
};

/// Whose the referral is, as the deeds that name one need it.
struct OwnReferral {
    std::string item_id, reference;
    core::Instant newest; ///< of what was asked
};
std::optional<OwnReferral> find_own(Session& session, core::ReferralKey key, core::TenantKey tenant, core::Mode mode) {
    Query query(session.connection,
                "SELECT item_id, reference, (SELECT max(happened) FROM referral_messages WHERE referral = r.key)"
                " FROM referrals r WHERE key = ? AND tenant = ? AND mode = ?",
                {key, tenant, mode});
    if (!query.next()) return std::nullopt;
    return OwnReferral{query.text(0), query.text(1), query.instant(2)};
}

std::vector<ReferralRow> referrals_of(Session& session, const ItemOf& item) {
    Query query(session.connection,
                "SELECT key, reference FROM referrals WHERE item_id = ? AND tenant = ? AND mode = ? AND received >= ?",
                {item.item_id, item.tenant, item.mode, item.window_from});
    std::vector<ReferralRow> rows;
    while (query.next())
        rows.push_back({{query.integer(0)}, query.text(1)});
    return rows;
}

/// What was said on both sides, as the events that the fold knows. That of the item's timeline is the same, but goes
/// after some time where no declaration ever comes.
std::vector<core::Event> said_of(Session& session, const std::vector<ReferralRow>& rows) {
    std::vector<core::Event> events;
    for (const auto& row : rows) {
        Query query(session.connection,
                    "SELECT key, kind, happened, reason, deadline FROM referral_messages WHERE referral = ?1 UNION ALL"
                    " SELECT position, ?2, happened, NULL, NULL FROM referral_answers WHERE referral = ?1",
                    {row.key, EventType::referral_answered});
        while (query.next()) {
            auto& event = events.emplace_back();
            event.key = query.integer(0);
            event.type = query.as<EventType>(1);
            event.happened = query.instant(2);
            event.reason = query.text(3);
            event.reference = row.reference;
            if (!query.is_null(4)) event.deadline = query.instant(4);
        }
    }
    return events;
}

bool is_answered(Session& session, core::ReferralKey key) {
    Query query(session.connection, "SELECT 1 FROM referral_answers WHERE referral = ? LIMIT 1", {key});
    return query.next();
}

ports::ReferralPlace place_of(Session& session, core::ReferralKey key, const core::Referral& folded) {
    constexpr core::Instant kNoDeadline{std::numeric_limits<std::int64_t>::max()};
    switch (folded.state) {
    case ReferralState::open: return {ReferralRank::open, folded.deadline.value_or(kNoDeadline), key};
    case ReferralState::answered: return {ReferralRank::answered, folded.since, key};
    case ReferralState::do_not_load:
        return {is_answered(session, key) ? ReferralRank::kept_back : ReferralRank::do_not_load, folded.since, key};
    case ReferralState::cleared: break;
    }
    return {ReferralRank::cleared, folded.since, key};
}

/// A message that names no referral may clear all of the item, so all of them are folded again.
void refold_referrals(Session& session, const ItemOf& item) {
    const auto rows = referrals_of(session, item);
    const auto events = said_of(session, rows);
    const auto folded = core::fold_referrals(events);
    for (const auto& row : rows) {
        const auto found = std::ranges::find(folded, row.reference, &core::Referral::reference);
        core::Referral referral;
        if (found != folded.end()) {
            referral = *found;
        } else {
            // it said of the others that they are cleared, and asks nothing itself
            referral.asked = EventType::referral_assessment_complete;
            referral.state = ReferralState::cleared;
            for (const auto& event : events)
                if (event.reference == row.reference) referral.since = std::max(referral.since, event.happened);
        }
        const auto place = place_of(session, row.key, referral);
        session.connection.run("UPDATE referrals SET asked = ?, state = ?, since = ?, reason = ?, deadline = ?,"
                               " rank = ?, rank_at = ? WHERE key = ?",
                               {referral.asked, referral.state, referral.since, or_null(referral.reason),
                                referral.deadline ? Value(*referral.deadline) : Value(nullptr), place.rank, place.at,
                                row.key});
    }
}

/// The one of that reference, made where it is new.
core::ReferralKey take_referral(Session& session, const ItemOf& item, const ports::ToldReferral& told,
                                core::Instant at) {
    {
        Query query(session.connection,
                    "SELECT key FROM referrals WHERE item_id = ? AND tenant = ? AND mode = ? AND received >= ?"
                    " AND reference = ? ORDER BY received DESC LIMIT 1",
                    {item.item_id, item.tenant, item.mode, item.window_from, told.reference});
        if (query.next()) return {query.integer(0)};
    }
    session.connection.run(
        "INSERT INTO referrals(key, tenant, mode, item_id, reference, authority, asked, state, since,"
        " received, rank, rank_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {told.referral, item.tenant, item.mode, item.item_id, told.reference, told.authority, told.kind,
         ReferralState::open, told.when, at, ReferralRank::open, told.when});
    return told.referral;
}

bool has_message(Session& session, core::ReferralKey referral, const ports::ToldReferral& told) {
    Query query(session.connection, "SELECT 1 FROM referral_messages WHERE referral = ? AND kind = ? AND happened = ?",
                {referral, told.kind, told.when});
    return query.next();
}

void write_message(Session& session, core::ReferralKey referral, const ports::ReferralsTold& deed,
                   const ports::ToldReferral& told) {
    std::optional<std::int64_t> content;
    if (!told.text.bytes.empty()) content = keep_content(session, told.text);
    session.connection.run(
        "INSERT INTO referral_messages(referral, kind, happened, deadline, reason, wanted, authority, source,"
        " message_reference, sender, recipient, content, received) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {referral, told.kind, told.when, told.deadline ? Value(*told.deadline) : Value(nullptr), or_null(told.reason),
         or_null(told.wanted), told.authority, deed.source, or_null(deed.message_reference), or_null(deed.sender),
         or_null(deed.recipient), content ? Value(*content) : Value(nullptr), deed.at});
}

bool has_departed(Session& session, const ItemOf& item) {
    return core::has_reached(
        read_item_events(session.connection, item.tenant, item.mode, item.item_id, item.window_from),
        core::Position::departed);
}

core::Event referral_event(EventType type, core::Instant happened, core::Instant received,
                           const std::string& reference) {
    auto event = event_at(type, {}, happened);
    event.received = received;
    event.reference = reference;
    return event;
}

ports::ReferralOutcome take_told(Session& session, const ports::ReferralsTold& deed, const ports::ToldReferral& told) {
    const ItemOf item{deed.tenant, deed.mode, told.item_id, deed.window_from};
    const auto referral = take_referral(session, item, told, deed.at);
    if (has_message(session, referral, told)) return {referral, true};
    write_message(session, referral, deed, told);
    auto event = referral_event(told.kind, told.when, deed.at, told.reference);
    event.reason = told.reason;
    event.deadline = told.deadline;
    note_item_event(session, item, event);
    if (told.kind == EventType::referral_do_not_load) raise_do_not_load(session, item, event);
    refold_referrals(session, item);
    return {referral, false};
}

} // namespace

void raise_do_not_load(Session& session, const ItemOf& item, const core::Event& do_not_load) {
    auto alarm =
        referral_event(EventType::item_alarm, do_not_load.happened, do_not_load.received, do_not_load.reference);
    alarm.reason = has_departed(session, item) ? "departed-do-not-load" : "do-not-load";
    note_item_event(session, item, alarm);
}

ports::Outcome apply(Session& session, const ports::ReferralsTold& deed) {
    ports::Outcome outcome;
    for (const auto& told : deed.told)
        outcome.referrals.push_back(take_told(session, deed, told));
    return outcome;
}

ports::Outcome apply(Session& session, const ports::ReferralAnswered& deed) {
    const auto own = find_own(session, deed.referral, deed.tenant, deed.mode);
    if (!own) return refused(ports::No::not_found);
    ports::Outcome outcome;
    {
        Query known(session.connection, "SELECT number FROM referral_answers WHERE referral = ? AND hash = ?",
                    {deed.referral, deed.hash});
        outcome.repeat = known.next();
        if (outcome.repeat) outcome.number = known.as<std::uint64_t>(0);
    }
    if (outcome.repeat) return outcome;
    {
        Query newest(session.connection, "SELECT coalesce(max(number), 0) FROM referral_answers WHERE referral = ?",
                     {deed.referral});
        outcome.number = newest.next() ? newest.as<std::uint64_t>(0) + 1 : 1;
    }
    if (outcome.number > ports::kMostReferralAnswers) return refused(ports::No::too_many);
    // an authority's clock may be ahead of ours; an answer comes after what it answers
    const auto happened = std::max(deed.at, own->newest);
    const auto content = keep_content(session, deed.sealed);
    session.connection.run(
        "INSERT INTO referral_answers(referral, tenant, mode, number, kind, happened, hash, content)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        {deed.referral, deed.tenant, deed.mode, outcome.number, deed.kind, happened, deed.hash, content});
    const ItemOf item{deed.tenant, deed.mode, own->item_id, deed.window_from};
    auto event = referral_event(EventType::referral_answered, happened, deed.at, own->reference);
    event.reason = ports::to_string(deed.kind);
    note_item_event(session, item, event);
    refold_referrals(session, item);
    return outcome;
}

ports::Outcome apply(Session& session, const ports::EvidenceGiven& deed) {
    if (!find_own(session, deed.referral, deed.tenant, deed.mode)) return refused(ports::No::not_found);
    ports::Outcome outcome;
    outcome.attachment = deed.evidence;
    {
        Query known(session.connection, "SELECT key FROM referral_evidence WHERE referral = ? AND hash = ?",
                    {deed.referral, deed.hash});
        outcome.repeat = known.next();
        if (outcome.repeat) outcome.attachment = {known.integer(0)};
    }
    if (outcome.repeat) return outcome;
    {
        Query kept(session.connection,
                   "SELECT count(*), coalesce(sum(plain_bytes), 0) FROM referral_evidence WHERE referral = ?",
                   {deed.referral});
        const bool has_room = kept.next() && kept.as<std::uint64_t>(0) < ports::kMostAttachments &&
                              kept.as<std::uint64_t>(1) + deed.plain_bytes <= ports::kAllAttachmentBytes;
        if (!has_room) return refused(ports::No::no_room);
    }
    const auto content = keep_content(session, deed.sealed);
    session.connection.run("INSERT INTO referral_evidence(key, referral, hash, media_type, plain_bytes, content, at)"
                           " VALUES(?, ?, ?, ?, ?, ?, ?)",
                           {deed.evidence, deed.referral, deed.hash,
                            session.names.value(NameKind::media_type, deed.media_type), deed.plain_bytes, content,
                            deed.at});
    return outcome;
}

ports::Outcome apply(Session& session, const ports::ReferralsOverdue& deed) {
    ports::Outcome outcome;
    for (const auto key : deed.referrals) {
        // the same rank and deadline as the reader saw: it may have been answered meanwhile
        const auto changed = session.connection.run(
            "UPDATE referrals SET overdue_told = deadline WHERE key = ? AND rank = ? AND deadline <= ?"
            " AND coalesce(overdue_told, -1) <> deadline",
            {key, ReferralRank::open, deed.at});
        if (changed == 0) continue;
        ++outcome.number;
        Query query(session.connection,
                    "SELECT tenant, mode, item_id, reference, reason, deadline FROM referrals WHERE key = ?", {key});
        if (!query.next()) continue;
        const auto item_id = query.text(2);
        auto event = referral_event(EventType::referral_overdue, query.instant(5), deed.at, query.text(3));
        event.reason = query.text(4);
        event.deadline = query.instant(5);
        note_item_event(session, {{query.integer(0)}, query.as<core::Mode>(1), item_id, deed.window_from}, event);
    }
    return outcome;
}

} // namespace postern::store::sqlite
