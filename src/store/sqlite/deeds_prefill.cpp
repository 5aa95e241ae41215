// Deeds of prefills: made, changed, taken by one office, given back, removed, used by a declaration, expired.
#include "store/sqlite/deeds_prefill.hpp"
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <optional>
#include <string>
#include <vector>

namespace postern::store::sqlite {
namespace {

/// What decides about a prefill.
struct PrefillRow {
    std::uint32_t version = 0;
    core::Instant expires;
    std::string taken_by;
    core::DeclarationKey used_by; ///< 0: it is not used yet
    bool has_content = false;
};

std::optional<PrefillRow> find_prefill(Session& session, core::PrefillKey key, core::TenantKey tenant,
                                       core::Mode mode) {
    Query query(session.connection,
                "SELECT version, expires, taken_by, declaration, content IS NOT NULL FROM prefills"
                " WHERE key = ? AND tenant = ? AND mode = ?",
                {key, tenant, mode});
    if (!query.next()) return std::nullopt;
    return PrefillRow{
        query.as<std::uint32_t>(0), query.instant(1), query.text(2), {query.integer(3)}, query.integer(4) != 0};
}

bool is_anothers(const PrefillRow& row, std::string_view office) {
    return !row.taken_by.empty() && row.taken_by != office;
}

/// Why an office or the exporter cannot work on it; nullopt: nothing is in the way.
std::optional<ports::No> in_the_way(const std::optional<PrefillRow>& row, std::string_view office, core::Instant at) {
    if (!row) return ports::No::not_found;
    if (row->used_by) return ports::No::prefill_used;
    if (row->expires <= at) return ports::No::prefill_expired;
    if (is_anothers(*row, office)) return ports::No::prefill_taken;
    return std::nullopt;
}

void count_open(Session& session, core::TenantKey tenant, core::Mode mode, int more) {
    session.connection.run("INSERT INTO prefill_counts(tenant, mode, open) VALUES(?1, ?2, max(?3, 0))"
                           " ON CONFLICT(tenant, mode) DO UPDATE SET open = max(open + ?3, 0)",
                           {tenant, mode, more});
}

std::int64_t open_ones(Session& session, core::TenantKey tenant, core::Mode mode) {
    Query query(session.connection, "SELECT open FROM prefill_counts WHERE tenant = ? AND mode = ?", {tenant, mode});
    return query.next() ? query.integer(0) : 0;
}

bool has_reference(Session& session, const ports::PrefillMade& deed) {
    Query query(session.connection,
                "SELECT 1 FROM prefills WHERE tenant = ? AND mode = ? AND reference = ? AND declaration IS NULL",
                {deed.tenant, deed.mode, deed.reference});
    return query.next();
}

} // namespace

ports::Outcome apply(Session& session, const ports::PrefillMade& deed) {
    if (open_ones(session, deed.tenant, deed.mode) >= deed.at_most) return refused(ports::No::too_many);
    if (has_reference(session, deed)) return refused(ports::No::reference_taken);
    const core::SealedBytes seed{deed.seed};
    session.connection.run("INSERT INTO prefills(key, tenant, mode, client, office, reference, token_hash, seed,"
                           " version, made, expires, content) VALUES(?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
                           {deed.prefill, deed.tenant, deed.mode, deed.client, or_null(deed.office), deed.reference,
                            deed.token_hash, seed, deed.at, deed.expires, deed.content});
    count_open(session, deed.tenant, deed.mode, 1);
    return {};
}

ports::Outcome apply(Session& session, const ports::PrefillChanged& deed) {
    const auto row = find_prefill(session, deed.prefill, deed.tenant, deed.mode);
    if (const auto no = in_the_way(row, deed.office, deed.at)) return refused(*no);
    if (row->version != deed.expected_version) return refused(ports::No::version_moved);
    session.connection.run("UPDATE prefills SET version = version + 1, content = ? WHERE key = ?",
                           {deed.content, deed.prefill});
    return {};
}

ports::Outcome apply(Session& session, const ports::PrefillTaken& deed) {
    const auto row = find_prefill(session, deed.prefill, deed.tenant, deed.mode);
    if (const auto no = in_the_way(row, deed.office, deed.at)) return refused(*no);
    ports::Outcome outcome;
    outcome.repeat = row->taken_by == deed.office;
    if (!outcome.repeat)
        session.connection.run("UPDATE prefills SET taken_by = ?, taken_clerk = ?, taken = ? WHERE key = ?",
                               {deed.office, or_null(deed.clerk), deed.at, deed.prefill});
    return outcome;
}

ports::Outcome apply(Session& session, const ports::PrefillGivenBack& deed) {
    const auto row = find_prefill(session, deed.prefill, deed.tenant, deed.mode);
    if (!row) return refused(ports::No::not_found);
    if (row->used_by) return refused(ports::No::prefill_used);
    if (is_anothers(*row, deed.office)) return refused(ports::No::prefill_taken);
    session.connection.run("UPDATE prefills SET taken_by = NULL, taken_clerk = NULL, taken = NULL WHERE key = ?",
                           {deed.prefill});
    return {};
}

ports::Outcome apply(Session& session, const ports::PrefillRemoved& deed) {
    const auto row = find_prefill(session, deed.prefill, deed.tenant, deed.mode);
    if (!row) return refused(ports::No::not_found);
    if (row->used_by) return refused(ports::No::prefill_used);
    if (is_anothers(*row, deed.office)) return refused(ports::No::prefill_taken);
    session.connection.run("DELETE FROM prefills WHERE key = ?", {deed.prefill});
    if (row->has_content) count_open(session, deed.tenant, deed.mode, -1);
    return {};
}

ports::Outcome apply(Session& session, const ports::PrefillsExpired& deed) {
    struct Emptied {
        core::PrefillKey key;
        core::TenantKey tenant;
        core::Mode mode;
    };
    std::vector<Emptied> emptied;
    {
        Query query(session.connection,
                    "SELECT key, tenant, mode FROM prefills WHERE content IS NOT NULL AND expires <= ?"
                    " ORDER BY expires LIMIT ?",
                    {deed.at, deed.at_most});
        while (query.next())
            emptied.push_back({{query.integer(0)}, {query.integer(1)}, query.as<core::Mode>(2)});
    }
    for (const auto& one : emptied) {
        session.connection.run("UPDATE prefills SET content = NULL WHERE key = ?", {one.key});
        count_open(session, one.tenant, one.mode, -1);
    }
    ports::Outcome outcome;
    const auto forgotten = session.connection.run("DELETE FROM prefills WHERE key IN (SELECT key FROM prefills"
                                                  " WHERE expires < ? AND content IS NULL ORDER BY expires LIMIT ?)",
                                                  {deed.forget_before, deed.at_most});
    outcome.number = emptied.size() + static_cast<std::uint64_t>(forgotten);
    return outcome;
}

std::optional<ports::No> prefill_in_the_way(Session& session, const std::optional<ports::CounterTake>& counter,
                                            core::TenantKey tenant, core::Mode mode, core::Instant at,
                                            core::DeclarationKey declaration) {
    if (!counter || !counter->prefill) return std::nullopt;
    const auto row = find_prefill(session, counter->prefill, tenant, mode);
    // whoever took it in time may end what he began, also where his counter was offline until now
    if (row && row->used_by && row->used_by == declaration) return std::nullopt;
    const bool was_taken = row && !row->taken_by.empty() && row->taken_by == counter->office;
    return in_the_way(row, counter->office, was_taken ? core::Instant{0} : at);
}

void use_prefill(Session& session, const std::optional<ports::CounterTake>& counter, const VersionOf& of,
                 core::Verdict verdict) {
    // what is rejected is mended and handed in again, out of the same draft
    if (!counter || !counter->prefill || verdict == core::Verdict::rejected) return;
    const auto row = find_prefill(session, counter->prefill, of.tenant, of.mode);
    session.connection.run(
        "UPDATE prefills SET declaration = ?, used = ?, content = NULL,"
        " taken_by = coalesce(taken_by, ?), taken_clerk = coalesce(taken_clerk, ?),"
        " taken = coalesce(taken, ?) WHERE key = ?",
        {of.declaration, of.at, or_null(counter->office), or_null(counter->clerk), of.at, counter->prefill});
    if (row && row->has_content) count_open(session, of.tenant, of.mode, -1);
}

} // namespace postern::store::sqlite
