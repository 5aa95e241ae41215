// Deed of reviews: what policy holds waits for a person, who releases or rejects it.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include "core/finding_codes.hpp"

#include <algorithm>

namespace postern::store::sqlite {
namespace {

struct Review {
    std::uint32_t version = 0;
    ports::ReviewDecision decision = ports::ReviewDecision::open;
};

std::optional<Review> find_review(Session& session, core::DeclarationKey declaration) {
    Query query(session.connection, "SELECT version, decision FROM reviews WHERE declaration = ?", {declaration});
    if (!query.next()) return std::nullopt;
    return Review{query.as<std::uint32_t>(0), query.as<ports::ReviewDecision>(1)};
}

/// A filing of the declaration that policy held: with its document if it has one.
struct HeldFiling {
    core::FilingKey key;
    core::FilingState state = core::FilingState::held;
};

std::vector<HeldFiling> held_filings(Session& session, core::DeclarationKey declaration) {
    Query query(session.connection,
                "SELECT f.key, f.state FROM filing_declarations fd JOIN filings f ON f.key = fd.filing"
                " WHERE fd.declaration = ? AND f.verdict = ? ORDER BY f.key",
                {declaration, core::Verdict::held});
    std::vector<HeldFiling> filings;
    while (query.next())
        filings.push_back({{query.integer(0)}, query.as<core::FilingState>(1)});
    return filings;
}

void set_verdict(Session& session, const HeldFiling& filing, core::Verdict verdict) {
    session.connection.run("UPDATE filings SET verdict = ? WHERE key = ?", {verdict, filing.key});
}

void release(Session& session, const VersionOf& of, const HeldFiling& filing) {
    set_verdict(session, filing, core::Verdict::accepted);
    if (is_open(filing.state)) offer_released(session, of, filing.key);
}

/// What the agency has already of an earlier version stays with it, as it does when a later version is rejected.
void reject(Session& session, const VersionOf& of, const HeldFiling& filing, const std::string& reason) {
    set_verdict(session, filing, core::Verdict::rejected);
    if (filing.state != core::FilingState::held) return;
    auto event = event_at(core::EventType::filing_rejected, filing.key, of.at);
    event.reason = reason;
    write_event(session, of.declaration, event);
    refold(session, filing.key);
    stop_waiting(session, filing.key);
}

/// One thing that is wrong, however it is told.
struct FoundThing {
    std::string code;
    std::string args;
    std::string field;
    std::uint32_t line_no = 0;
    std::string route;
    bool operator==(const FoundThing&) const = default;
};

std::vector<FoundThing> found_in(Session& session, core::DeclarationKey declaration, std::uint32_t version) {
    Query query(session.connection,
                "SELECT c.name, f.args, n.name, f.line_no, r.name FROM findings f"
                " JOIN finding_codes c ON c.key = f.code LEFT JOIN finding_fields n ON n.key = f.field"
                " LEFT JOIN routes r ON r.key = f.route WHERE f.declaration = ? AND f.version = ? AND f.severity >= ?",
                {declaration, version, core::Severity::warning});
    std::vector<FoundThing> found;
    while (query.next())
        found.push_back({query.text(0), query.text(1), query.text(2), query.as<std::uint32_t>(3), query.text(4)});
    return found;
}

/// Nothing is wrong with it that was not when a person released it; and of what may hold, other content has nothing but
/// the same entries of watch lists: a parcel whose content changed is another parcel to whoever judged its goods.
bool was_released(Session& session, const VersionOf& of, const ports::VersionRow& row) {
    const auto review = find_review(session, of.declaration);
    if (!review || review->decision != ports::ReviewDecision::released) return false;
    const auto known = found_in(session, of.declaration, review->version);
    return std::ranges::all_of(row.findings, [&](const core::Finding& finding) {
        if (finding.severity < core::Severity::warning) return true;
        const bool is_watched = finding.code == core::codes::kWatchList;
        if (finding.severity == core::Severity::error && !is_watched && !of.is_same_content) return false;
        const FoundThing thing{finding.code, write_args(finding.args), finding.field, finding.line_no, finding.route};
        return std::ranges::find(known, thing) != known.end();
    });
}

} // namespace

std::optional<ports::VersionRow> without_released_holds(Session& session, const VersionOf& of,
                                                        const ports::VersionRow& row) {
    if (row.verdict != core::Verdict::held || !was_released(session, of, row)) return std::nullopt;
    auto next = row;
    next.verdict = core::Verdict::accepted;
    for (auto& filing : next.filings) {
        if (filing.verdict != core::Verdict::held) continue;
        filing.verdict = core::Verdict::accepted;
        if (filing.state != core::FilingState::held) continue;
        filing.state = filing.document ? core::FilingState::queued : core::FilingState::awaiting_item_id;
        const auto type = filing.document ? core::EventType::filing_queued : core::EventType::filing_awaiting_item_id;
        for (auto& event : next.events)
            if (event.filing == filing.key && event.type == core::EventType::filing_held) event.type = type;
    }
    return next;
}

void keep_review(Session& session, const VersionOf& of, core::Verdict verdict) {
    if (verdict == core::Verdict::held)
        session.connection.run(
            "INSERT INTO reviews(declaration, version, tenant, mode, since, decision) VALUES(?, ?, ?, ?, ?, 0)"
            " ON CONFLICT(declaration) DO UPDATE SET version = excluded.version, since = excluded.since, decision = 0,"
            " decided = NULL, reason = NULL",
            {of.declaration, of.version, of.tenant, of.mode, of.at});
    // a version that is rejected touches nothing: what was held before it still is
    if (verdict == core::Verdict::accepted && of.version > 1)
        session.connection.run("UPDATE reviews SET decision = ? WHERE declaration = ? AND decision = 0",
                               {ports::ReviewDecision::superseded, of.declaration});
}

ports::Outcome apply(Session& session, const ports::DeclarationReviewed& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head || head->tenant != deed.tenant || head->mode != deed.mode) return refused(ports::No::not_found);
    if (head->cancelled) return refused(ports::No::declaration_cancelled);
    const auto review = find_review(session, deed.declaration);
    if (!review) return refused(ports::No::not_held);
    ports::Outcome done;
    done.declaration = deed.declaration;
    if (review->decision == deed.decision && review->version == head->version) {
        done.repeat = true;
        return done;
    }
    if (review->decision != ports::ReviewDecision::open) return refused(ports::No::not_held);
    const bool is_released = deed.decision == ports::ReviewDecision::released;
    session.connection.run("UPDATE reviews SET decision = ?, decided = ?, reason = ? WHERE declaration = ?",
                           {deed.decision, deed.at, or_null(deed.reason), deed.declaration});
    session.connection.run("UPDATE declaration_versions SET verdict = ? WHERE declaration = ? AND version = ?"
                           " AND verdict = ?",
                           {is_released ? core::Verdict::accepted : core::Verdict::rejected, deed.declaration,
                            review->version, core::Verdict::held});
    auto event = event_at(core::EventType::item_reviewed, {}, deed.at);
    event.reason = is_released ? "release" : "reject";
    event.reference = deed.reason;
    write_event(session, deed.declaration, event);
    const VersionOf of{deed.declaration, deed.tenant, deed.mode, review->version, deed.at, deed.window_from};
    for (const auto& filing : held_filings(session, deed.declaration)) {
        if (is_released)
            release(session, of, filing);
        else
            reject(session, of, filing, deed.reason);
    }
    return done;
}

} // namespace postern::store::sqlite
