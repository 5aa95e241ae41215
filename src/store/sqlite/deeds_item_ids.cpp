// Deeds of item ids: a range is given to a post, and serials are drawn from its ranges, each once.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/readers_item_ids.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>

namespace postern::store::sqlite {
namespace {

using ports::SerialRun;

/// A range that is not used up.
struct StandingRange {
    std::int64_t key = 0;
    std::string country;
    std::uint32_t last = 0;
    std::uint32_t next = 0;
    core::Instant given;
};

std::vector<StandingRange> standing_ranges(Session& session, const ports::ItemIdsDrawn& deed) {
    Query query(session.connection,
                "SELECT key, country, last, next, given FROM item_id_ranges WHERE tenant = ? AND mode = ? AND"
                " service = ? AND next <= last ORDER BY key",
                {deed.tenant, deed.mode, deed.service});
    std::vector<StandingRange> ranges;
    while (query.next())
        ranges.push_back({query.integer(0), query.text(1), query.as<std::uint32_t>(2), query.as<std::uint32_t>(3),
                          query.instant(4)});
    return ranges;
}

/// Serials that came in from elsewhere, in their order: a declaration has them, or something happened to such an item.
/// Whoever's they are, and also where the declaration was cancelled: the label was printed.
std::vector<std::uint32_t> serials_in_use(Session& session, const ports::ItemIdsDrawn& deed, const StandingRange& range,
                                          SerialRun among) {
    const auto from = item_id_beginning(deed.service, among.first);
    const auto before = above_item_ids_of(deed.service, among.last);
    // what came since the range was given is never drawn from it: else nobody could say for which of two it counts
    const auto since = std::min(deed.window_from, range.given);
    Query query(session.connection,
                "SELECT substr(item_id, 3, 8) FROM declarations WHERE item_id IS NOT NULL AND item_id >= ?1"
                " AND item_id < ?2 AND mode = ?3 AND received >= ?4 AND substr(item_id, 12) = ?5 UNION"
                " SELECT substr(item_id, 3, 8) FROM early_events WHERE item_id >= ?1 AND item_id < ?2 AND mode = ?3"
                " AND received >= ?4 AND substr(item_id, 12) = ?5 ORDER BY 1",
                {from, before, deed.mode, since, range.country});
    std::vector<std::uint32_t> serials;
    while (query.next())
        serials.push_back(static_cast<std::uint32_t>(std::stoul(query.text(0))));
    return serials;
}

/// What is to be taken from one range.
struct PlannedDraw {
    StandingRange range; ///< next: as it will be
    std::vector<SerialRun> drawn;
    std::vector<SerialRun> in_use;
};

void lengthen(std::vector<SerialRun>& runs, std::uint32_t serial) {
    if (!runs.empty() && runs.back().last + 1 == serial)
        runs.back().last = serial;
    else
        runs.push_back({serial, serial});
}

/// Takes up to `wanted` serials of the range; lowers it by as many.
PlannedDraw plan_draw(Session& session, const ports::ItemIdsDrawn& deed, const StandingRange& range,
                      std::uint32_t& wanted) {
    constexpr std::uint32_t kLookedAtOnce = 1000; // so that a long stretch in use costs few look-ups
    PlannedDraw plan{range, {}, {}};
    auto& next = plan.range.next;
    while (wanted > 0 && next <= range.last) {
        const auto last = std::min(range.last, next + std::max(wanted, kLookedAtOnce) - 1);
        const auto in_use = serials_in_use(session, deed, range, {next, last});
        for (; next <= last && wanted > 0; ++next) {
            const bool is_in_use = std::ranges::binary_search(in_use, next);
            lengthen(is_in_use ? plan.in_use : plan.drawn, next);
            if (!is_in_use) --wanted;
        }
    }
    return plan;
}

std::uint64_t size_of(const std::vector<SerialRun>& runs) {
    std::uint64_t size = 0;
    for (const auto& run : runs)
        size += run.size();
    return size;
}

void keep_runs(Session& session, std::int64_t range, const std::vector<SerialRun>& runs, const Value& draw) {
    for (const auto& run : runs)
        session.connection.run("INSERT INTO item_id_runs(range, first, last, draw) VALUES(?, ?, ?, ?)",
                               {range, run.first, run.last, draw});
}

/// What an Idempotency-Key was used for within its time; nullopt: for nothing.
std::optional<ports::Outcome> drawn_before(Session& session, const ports::ItemIdsDrawn& deed) {
    if (deed.idempotency_key.empty()) return std::nullopt;
    std::int64_t draw = 0;
    ports::Outcome outcome;
    {
        Query query(session.connection,
                    "SELECT key, body_hash, remaining, of_standing FROM item_id_draws WHERE client = ? AND"
                    " idempotency_key = ? AND at > ?",
                    {deed.client, deed.idempotency_key, deed.at.ms - kIdempotencyKeysKept});
        if (!query.next()) return std::nullopt;
        draw = query.integer(0);
        outcome.body_hash = query.hash(1);
        outcome.item_ids.remaining = query.as<std::uint64_t>(2);
        outcome.item_ids.of_standing = query.as<std::uint64_t>(3);
    }
    if (outcome.body_hash != deed.body_hash) {
        outcome.no = ports::No::idempotency_key_known;
        return outcome;
    }
    outcome.repeat = true;
    Query query(session.connection,
                "SELECT r.country, u.first, u.last FROM item_id_runs u JOIN item_id_ranges r ON r.key = u.range"
                " WHERE u.draw = ? ORDER BY u.range, u.first",
                {draw});
    while (query.next()) {
        outcome.item_ids.country = query.text(0);
        outcome.item_ids.runs.push_back({query.as<std::uint32_t>(1), query.as<std::uint32_t>(2)});
    }
    return outcome;
}

/// What stands after the draw.
void sum_up_stock(Session& session, const ports::ItemIdsDrawn& deed, ports::ItemIdsOutcome& told) {
    Query query(session.connection,
                "SELECT coalesce(sum(last + 1 - next), 0), coalesce(sum(last + 1 - first), 0) FROM item_id_ranges"
                " WHERE tenant = ? AND mode = ? AND service = ? AND next <= last",
                {deed.tenant, deed.mode, deed.service});
    if (!query.next()) return;
    told.remaining = query.as<std::uint64_t>(0);
    told.of_standing = query.as<std::uint64_t>(1);
}

/// The country of the post's other ranges, of any mode; empty: it has none.
std::string country_of_post(Session& session, std::int64_t tenant) {
    Query query(session.connection, "SELECT country FROM item_id_ranges WHERE tenant = ? LIMIT 1", {tenant});
    return query.next() ? query.text(0) : std::string();
}

bool overlaps_another(Session& session, const ports::ItemIdRangeGiven& deed, const std::string& country) {
    Query query(session.connection,
                "SELECT 1 FROM item_id_ranges WHERE mode = ? AND service = ? AND country = ? AND first <= ? AND"
                " last >= ?",
                {deed.mode, deed.service, country, deed.serials.last, deed.serials.first});
    return query.next();
}

bool has_key(Session& session, std::int64_t tenant) {
    Query query(session.connection, "SELECT 1 FROM client_keys WHERE tenant = ?", {tenant});
    return query.next();
}

} // namespace

ports::Outcome apply(Session& session, const ports::ItemIdRangeGiven& deed) {
    const auto tenant = find_name(session.connection, NameKind::tenant, deed.post);
    if (!tenant || !has_key(session, *tenant)) return refused(ports::No::not_found);
    const auto known = country_of_post(session, *tenant);
    const auto& country = deed.country.empty() ? known : deed.country;
    if (country.empty() || (!known.empty() && known != country)) return refused(ports::No::country_differs);
    if (overlaps_another(session, deed, country)) return refused(ports::No::ranges_overlap);
    session.connection.run("INSERT INTO item_id_ranges(tenant, mode, service, country, first, last, next, in_use,"
                           " given) VALUES(?, ?, ?, ?, ?, ?, ?, 0, ?)",
                           {*tenant, deed.mode, deed.service, country, deed.serials.first, deed.serials.last,
                            deed.serials.first, deed.at});
    ports::Outcome outcome;
    outcome.item_ids.country = country;
    return outcome;
}

ports::Outcome apply(Session& session, const ports::ItemIdsDrawn& deed) {
    if (auto before = drawn_before(session, deed)) return *std::move(before);
    std::vector<PlannedDraw> plans;
    auto wanted = deed.count;
    for (const auto& range : standing_ranges(session, deed)) {
        if (wanted == 0) break;
        plans.push_back(plan_draw(session, deed, range, wanted));
    }
    if (wanted != 0) return refused(ports::No::used_up);
    ports::Outcome outcome;
    auto& told = outcome.item_ids;
    for (const auto& plan : plans) {
        session.connection.run("UPDATE item_id_ranges SET next = ?, in_use = in_use + ? WHERE key = ?",
                               {plan.range.next, size_of(plan.in_use), plan.range.key});
        told.country = plan.range.country;
        told.runs.insert(told.runs.end(), plan.drawn.begin(), plan.drawn.end());
    }
    sum_up_stock(session, deed, told);
    const bool has_idempotency_key = !deed.idempotency_key.empty();
    session.connection.run("INSERT INTO item_id_draws(client, office, clerk, at, kind, count, remaining, of_standing,"
                           " idempotency_key, body_hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           {deed.client, or_null(deed.office), or_null(deed.clerk), deed.at, deed.kind, deed.count,
                            told.remaining, told.of_standing, or_null(deed.idempotency_key),
                            has_idempotency_key ? Value(deed.body_hash) : Value(nullptr)});
    const auto draw = session.connection.last_key();
    for (const auto& plan : plans) {
        keep_runs(session, plan.range.key, plan.drawn, draw);
        keep_runs(session, plan.range.key, plan.in_use, nullptr);
    }
    return outcome;
}

} // namespace postern::store::sqlite
