// Reading of referrals: in the order of their places, each by an index.
#include "store/sqlite/readers_referral.hpp"

#include <chrono>
#include <limits>
#include <string>
#include <utility>

namespace postern::store::sqlite {
namespace {

using ports::ReferralRank;

#define POSTERN_REFERRAL_COLUMNS                                                                                       \
    "SELECT r.key, r.tenant, r.mode, r.item_id, r.reference, r.authority, r.asked, r.state, r.since, r.reason,"        \
    " r.deadline, r.received, r.rank, r.rank_at FROM referrals r"

std::optional<core::Instant> optional_instant(const Query& query, int column) {
    return query.is_null(column) ? std::nullopt : std::optional(query.instant(column));
}

ports::ReferralHead read_referral(const Query& query) {
    ports::ReferralHead head;
    head.tenant = {query.integer(1)};
    head.mode = query.as<core::Mode>(2);
    head.item_id = query.text(3);
    head.reference = query.text(4);
    head.authority = query.text(5);
    head.asked = query.as<core::EventType>(6);
    head.state = query.as<core::ReferralState>(7);
    head.since = query.instant(8);
    head.reason = query.text(9);
    head.deadline = optional_instant(query, 10);
    head.received = query.instant(11);
    head.place = {query.as<ReferralRank>(12), query.instant(13), {query.integer(0)}};
    return head;
}

std::vector<ports::ReferralHead> read_referrals(Query& query) {
    std::vector<ports::ReferralHead> heads;
    while (query.next())
        heads.push_back(read_referral(query));
    return heads;
}

/// The ranks that a state has; none asked for: all.
std::pair<ReferralRank, ReferralRank> ranks_of(core::ReferralState state) {
    switch (state) {
    case core::ReferralState::open: return {ReferralRank::open, ReferralRank::open};
    case core::ReferralState::answered: return {ReferralRank::answered, ReferralRank::answered};
    case core::ReferralState::do_not_load: return {ReferralRank::do_not_load, ReferralRank::kept_back};
    case core::ReferralState::cleared: break;
    }
    return {ReferralRank::cleared, ReferralRank::cleared};
}

std::vector<ports::ReferralAnswer> read_answers(Query& query) {
    std::vector<ports::ReferralAnswer> answers;
    while (query.next())
        answers.push_back({query.integer(0),
                           {query.integer(1)},
                           query.as<std::uint32_t>(2),
                           query.as<ports::ReferralAnswerKind>(3),
                           query.instant(4),
                           {query.blob(5)}});
    return answers;
}

std::int64_t newest_answer(Connection& connection) {
    Query query(connection, "SELECT coalesce(max(position), 0) FROM referral_answers");
    return query.next() ? query.integer(0) : 0;
}

/// Nobody rings for answers alone: those of known items ring as events do, and the rest is looked for every second.
constexpr std::int64_t kAnswersBell = -1;

} // namespace

std::vector<ports::ReferralHead> SqliteReferralReader::referrals(const ports::ReferralQuestion& asked) {
    ReaderPool::Borrowed connection(pool_);
    const auto after = asked.after.value_or(
        ports::ReferralPlace{ReferralRank::do_not_load, {std::numeric_limits<std::int64_t>::min()}, {}});
    const auto state = asked.state ? static_cast<std::int64_t>(*asked.state) : 0;
    if (!asked.item_id.empty()) {
        Query query(connection,
                    POSTERN_REFERRAL_COLUMNS " WHERE r.item_id = ? AND r.tenant = ? AND r.mode = ?"
                                             " AND (?4 = 0 OR r.state = ?4) AND (r.rank, r.rank_at, r.key) > (?, ?, ?)"
                                             " ORDER BY r.rank, r.rank_at, r.key LIMIT ?",
                    {asked.item_id, asked.tenant, asked.mode, state, after.rank, after.at, after.key, asked.limit});
        return read_referrals(query);
    }
    if (!asked.state) {
        Query query(connection,
                    POSTERN_REFERRAL_COLUMNS " WHERE r.tenant = ? AND r.mode = ?"
                                             " AND (r.rank, r.rank_at, r.key) > (?, ?, ?)"
                                             " ORDER BY r.rank, r.rank_at, r.key LIMIT ?",
                    {asked.tenant, asked.mode, after.rank, after.at, after.key, asked.limit});
        return read_referrals(query);
    }
    const auto [first, second] = ranks_of(*asked.state);
    Query query(connection,
                POSTERN_REFERRAL_COLUMNS " WHERE r.tenant = ? AND r.mode = ? AND r.rank IN (?, ?)"
                                         " AND (r.rank, r.rank_at, r.key) > (?, ?, ?)"
                                         " ORDER BY r.rank, r.rank_at, r.key LIMIT ?",
                {asked.tenant, asked.mode, first, second, after.rank, after.at, after.key, asked.limit});
    return read_referrals(query);
}

std::optional<ports::ReferralHead> SqliteReferralReader::referral(core::ReferralKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_REFERRAL_COLUMNS " WHERE r.key = ?", {key});
    if (!query.next()) return std::nullopt;
    return read_referral(query);
}

#undef POSTERN_REFERRAL_COLUMNS

std::vector<ports::ReferralMessage> SqliteReferralReader::messages(core::ReferralKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT m.kind, m.happened, m.received, m.deadline, m.reason, m.wanted, m.authority, m.source,"
                " m.message_reference, m.sender, m.recipient, c.bytes FROM referral_messages m"
                " LEFT JOIN contents c ON c.key = m.content WHERE m.referral = ? ORDER BY m.happened, m.key",
                {key});
    std::vector<ports::ReferralMessage> messages;
    while (query.next()) {
        auto& message = messages.emplace_back();
        message.kind = query.as<core::EventType>(0);
        message.when = query.instant(1);
        message.received = query.instant(2);
        message.deadline = optional_instant(query, 3);
        message.reason = query.text(4);
        message.wanted = query.text(5);
        message.authority = query.text(6);
        message.source = query.as<ports::ReferralSource>(7);
        message.message_reference = query.text(8);
        message.sender = query.text(9);
        message.recipient = query.text(10);
        if (!query.is_null(11)) message.text = {query.blob(11)};
    }
    return messages;
}

std::vector<ports::ReferralAnswer> SqliteReferralReader::answers(core::ReferralKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT a.position, a.referral, a.number, a.kind, a.happened, c.bytes FROM referral_answers a"
                " JOIN contents c ON c.key = a.content WHERE a.referral = ? ORDER BY a.number",
                {key});
    return read_answers(query);
}

std::vector<ports::EvidenceHead> SqliteReferralReader::evidence(core::ReferralKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT e.key, m.name, e.plain_bytes, e.hash, e.at FROM referral_evidence e"
                " JOIN media_types m ON m.key = e.media_type WHERE e.referral = ? ORDER BY e.at, e.key",
                {key});
    std::vector<ports::EvidenceHead> all;
    while (query.next())
        all.push_back({{query.integer(0)}, query.text(1), query.as<std::uint64_t>(2), query.hash(3), query.instant(4)});
    return all;
}

std::optional<core::SealedBytes> SqliteReferralReader::evidence_content(core::AttachmentKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT c.bytes FROM referral_evidence e JOIN contents c ON c.key = e.content WHERE e.key = ?", {key});
    if (!query.next()) return std::nullopt;
    return core::SealedBytes{query.blob(0)};
}

ports::ReferralAnswerPage SqliteReferralReader::answers_after(core::TenantKey tenant, core::Mode mode,
                                                              std::int64_t after, std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    ports::ReferralAnswerPage page;
    page.newest = newest_answer(connection); // before the rows: what comes between is looked at again
    Query query(connection,
                "SELECT a.position, a.referral, a.number, a.kind, a.happened, c.bytes FROM referral_answers a"
                " JOIN contents c ON c.key = a.content WHERE a.tenant = ? AND a.mode = ? AND a.position > ?"
                " ORDER BY a.position LIMIT ?",
                {tenant, mode, after, limit});
    page.answers = read_answers(query);
    page.looked_to = page.answers.size() >= limit ? page.answers.back().position : page.newest;
    if (!page.answers.empty()) page.looked_to = std::max(page.looked_to, page.answers.back().position);
    return page;
}

void SqliteReferralReader::wait_for_answer(std::int64_t after, core::Instant deadline) {
    bell_.wait_and_look(kAnswersBell, after, std::chrono::milliseconds(deadline.ms - clock_.now().ms), [&] {
        ReaderPool::Borrowed connection(pool_);
        return newest_answer(connection);
    });
}

std::vector<core::ReferralKey> SqliteReferralReader::overdue(core::Instant now, std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                // rank < 2 says again what the planner does not see: that the partial index holds all of them
                "SELECT key FROM referrals WHERE rank < 2 AND rank = 1 AND rank_at <= ? AND deadline IS NOT NULL"
                " AND coalesce(overdue_told, -1) <> deadline ORDER BY rank_at LIMIT ?",
                {now, limit});
    std::vector<core::ReferralKey> keys;
    while (query.next())
        keys.push_back({query.integer(0)});
    return keys;
}

std::vector<ports::ReferralCount> SqliteReferralReader::waiting() {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT mode, rank, count(*) FROM referrals WHERE rank < 2 GROUP BY rank, mode");
    std::vector<ports::ReferralCount> counts;
    while (query.next())
        counts.push_back({query.as<core::Mode>(0), query.as<ReferralRank>(1), query.as<std::uint64_t>(2)});
    return counts;
}

} // namespace postern::store::sqlite
