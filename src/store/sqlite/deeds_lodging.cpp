// Deeds of lodging: what a post saw of its items, and filings that wait for an item's position or another agency's
// consent. Whatever is offered here is offered in the transaction of what it waited for.
#include "core/failure.hpp"
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>

namespace postern::store::sqlite {
namespace {

/// Numbers are stored.
enum class Waits : std::uint8_t { nothing = 0, position = 1, consent = 2, other_answer = 3 };

constexpr std::string_view kConsentRefused = "consent-refused";

std::string_view reason_of(Waits waits, core::Position position) {
    if (waits == Waits::consent) return "awaiting-consent";
    switch (position) {
    case core::Position::posted: return "awaiting-posting";
    case core::Position::at_office_of_exchange: return "awaiting-office-of-exchange";
    default: return "awaiting-dispatch";
    }
}

/// A refused consent holds the filing, so that the post sees it and acts.
core::Event event_of_waiting(Waits waits, core::Position position, core::FilingKey filing, core::Instant at) {
    const bool is_refused = waits == Waits::other_answer;
    auto event =
        event_at(is_refused ? core::EventType::filing_held : core::EventType::filing_awaiting_position, filing, at);
    event.reason = is_refused ? kConsentRefused : reason_of(waits, position);
    return event;
}

/// What was seen of the declaration's item, under whichever declaration it then was: one that was cancelled since has
/// the item's scans of before.
std::vector<core::Event> scans_of_item(Session& session, core::DeclarationKey declaration, core::Instant window_from) {
    static const std::string kSql =
        "SELECT " + std::string(kEventColumns) +
        " FROM events e WHERE e.declaration IN (SELECT ?1 UNION SELECT i.key FROM declarations d"
        " JOIN declarations i ON i.item_id = d.item_id AND i.tenant = d.tenant AND i.mode = d.mode"
        " WHERE d.key = ?1 AND i.received >= ?2) AND e.type BETWEEN 110 AND 125";
    Query query(session.connection, kSql, {declaration, window_from});
    return read_events(query);
}

Waits waits_of(const std::vector<core::FilingState>& consents, bool reached) {
    if (std::ranges::any_of(consents, core::is_turned_down)) return Waits::other_answer;
    if (!reached) return Waits::position;
    return std::ranges::all_of(consents, core::is_let_go) ? Waits::nothing : Waits::consent;
}

std::vector<core::FilingState> states_of(Session& session, const std::vector<core::FilingKey>& filings) {
    std::vector<core::FilingState> states;
    for (const auto filing : filings) {
        Query query(session.connection, "SELECT state FROM filings WHERE key = ?", {filing});
        if (!query.next()) throw core::Failure("a filing waits for the consent of one that is not there");
        states.push_back(query.as<core::FilingState>(0));
    }
    return states;
}

std::vector<core::FilingKey> consents_of(Session& session, core::FilingKey filing) {
    Query query(session.connection, "SELECT consent FROM consents_needed WHERE filing = ?", {filing});
    std::vector<core::FilingKey> consents;
    while (query.next())
        consents.push_back({query.integer(0)});
    return consents;
}

bool has_reached_terms(Session& session, const VersionOf& of, const ports::LodgingTerms& terms) {
    return terms.on == core::Position::captured ||
           core::has_reached(scans_of_item(session, of.declaration, of.window_from), terms.on);
}

/// A filing of a declaration that waits.
struct Waiting {
    core::FilingKey filing;
    core::AgencyKey agency;
    std::uint32_t version = 0;
    core::FilingState state = core::FilingState::unknown;
    core::Position position = core::Position::captured;
    bool reached = false;
    Waits waits = Waits::nothing;
    std::optional<ports::GatheredRow> gathered;
};

std::vector<Waiting> waiting_filings(Session& session, core::DeclarationKey declaration) {
    Query query(
        session.connection,
        "SELECT l.filing, f.agency, f.version, f.state, l.position, l.reached, l.waits, l.together, l.reissue"
        " FROM filing_declarations fd JOIN lodgings l ON l.filing = fd.filing JOIN filings f ON f.key = fd.filing"
        " WHERE fd.declaration = ? AND l.waits <> 0 ORDER BY l.filing",
        {declaration});
    std::vector<Waiting> all;
    while (query.next()) {
        auto& one = all.emplace_back();
        one.filing = {query.integer(0)};
        one.agency = {query.integer(1)};
        one.version = query.as<std::uint32_t>(2);
        one.state = query.as<core::FilingState>(3);
        one.position = query.as<core::Position>(4);
        one.reached = query.integer(5) != 0;
        one.waits = query.as<Waits>(6);
        if (!query.is_null(7)) one.gathered = ports::GatheredRow{query.text(7), query.as<std::uint8_t>(8)};
    }
    return all;
}

/// A held filing with the terms that were kept of it.
Waiting released_filing(Session& session, core::FilingKey filing) {
    Query query(session.connection,
                "SELECT f.agency, f.version, f.state, coalesce(l.position, ?), h.together, h.reissue FROM filings f"
                " LEFT JOIN lodgings l ON l.filing = f.key LEFT JOIN held_rows h ON h.filing = f.key WHERE f.key = ?",
                {core::Position::captured, filing});
    if (!query.next()) throw core::Failure("a filing was released that is not there");
    Waiting one;
    one.filing = filing;
    one.agency = {query.integer(0)};
    one.version = query.as<std::uint32_t>(1);
    one.state = query.as<core::FilingState>(2);
    one.position = query.as<core::Position>(3);
    if (!query.is_null(4)) one.gathered = ports::GatheredRow{query.text(4), query.as<std::uint8_t>(5)};
    return one;
}

void lodge(Session& session, const VersionOf& of, const Waiting& one) {
    // an agency that is at work on an earlier version goes on where it is
    if (!core::is_with_agency(one.state)) {
        write_event(session, {}, event_at(core::EventType::filing_queued, one.filing, of.at));
        refold(session, one.filing);
    }
    if (one.gathered) {
        gather_row(session, of, one.filing, *one.gathered);
        return;
    }
    const bool seen = session.offers.offered(session.connection, one.filing);
    session.offers.add({one.agency, of.mode},
                       {one.filing, one.version, seen ? ports::OfferWhy::amended : ports::OfferWhy::fresh, of.at});
}

/// What waits of the declaration is looked at again.
void settle_waiting(Session& session, const VersionOf& of, const std::vector<core::Event>& scans) {
    for (const auto& one : waiting_filings(session, of.declaration)) {
        if (!is_open(one.state)) { // its agency decided without our document
            stop_waiting(session, one.filing);
            continue;
        }
        const bool reached = one.reached || core::has_reached(scans, one.position);
        const auto waits = waits_of(states_of(session, consents_of(session, one.filing)), reached);
        session.connection.run("UPDATE lodgings SET reached = ?, waits = ? WHERE filing = ?",
                               {reached, waits, one.filing});
        if (waits == one.waits) continue;
        if (waits == Waits::nothing) {
            lodge(session, of, one);
            continue;
        }
        write_event(session, {}, event_of_waiting(waits, one.position, one.filing, of.at));
        refold(session, one.filing);
    }
}

} // namespace

std::optional<core::Event> waiting_event(Session& session, const VersionOf& of, const ports::FilingRow& row) {
    if (row.lodging.at_once()) return std::nullopt;
    const auto waits = waits_of(states_of(session, row.lodging.after), has_reached_terms(session, of, row.lodging));
    if (waits == Waits::nothing) return std::nullopt;
    return event_of_waiting(waits, row.lodging.on, row.key, of.at);
}

void keep_terms(Session& session, const VersionOf& of, const ports::FilingRow& row,
                const std::optional<core::Event>& waiting) {
    session.connection.run("DELETE FROM consents_needed WHERE filing = ?", {row.key});
    if (row.lodging.at_once()) {
        stop_waiting(session, row.key);
        return;
    }
    for (const auto consent : row.lodging.after)
        session.connection.run("INSERT OR IGNORE INTO consents_needed(filing, consent) VALUES(?, ?)",
                               {row.key, consent});
    const bool reached = has_reached_terms(session, of, row.lodging);
    const auto waits = waiting ? waits_of(states_of(session, row.lodging.after), reached) : Waits::nothing;
    session.connection.run(
        "INSERT INTO lodgings(filing, position, reached, waits, together, reissue) VALUES(?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(filing) DO UPDATE SET position = excluded.position, reached = excluded.reached,"
        " waits = excluded.waits, together = excluded.together, reissue = excluded.reissue",
        {row.key, row.lodging.on, reached, waits,
         row.gathered ? Value(std::string_view(row.gathered->together)) : Value(nullptr),
         row.gathered ? Value(row.gathered->reissue) : Value(nullptr)});
}

void stop_waiting(Session& session, core::FilingKey filing) {
    session.connection.run("UPDATE lodgings SET waits = 0 WHERE filing = ?", {filing});
}

void keep_held_terms(Session& session, const VersionOf& of, const ports::FilingRow& row) {
    if (!row.document) return;
    keep_terms(session, of, row, std::nullopt);
    if (row.gathered)
        session.connection.run("INSERT OR REPLACE INTO held_rows(filing, together, reissue) VALUES(?, ?, ?)",
                               {row.key, std::string_view(row.gathered->together), row.gathered->reissue});
}

void offer_released(Session& session, const VersionOf& of, core::FilingKey filing) {
    auto one = released_filing(session, filing);
    if (one.version == 0) {
        if (one.state != core::FilingState::held) return; // the exporter lodges it himself
        write_event(session, {}, event_at(core::EventType::filing_awaiting_item_id, filing, of.at));
        refold(session, filing);
        return;
    }
    one.reached = has_reached_terms(session, of, {one.position, {}});
    one.waits = waits_of(states_of(session, consents_of(session, filing)), one.reached);
    if (one.waits == Waits::nothing) {
        lodge(session, of, one);
        return;
    }
    session.connection.run("UPDATE lodgings SET reached = ?, waits = ? WHERE filing = ?",
                           {one.reached, one.waits, filing});
    write_event(session, {}, event_of_waiting(one.waits, one.position, filing, of.at));
    refold(session, filing);
}

void settle_dependents(Session& session, core::FilingKey filing, core::Instant at) {
    std::vector<VersionOf> dependents;
    {
        Query query(session.connection,
                    "SELECT DISTINCT d.key, d.tenant, d.mode FROM consents_needed c"
                    " JOIN filing_declarations fd ON fd.filing = c.filing"
                    " JOIN declarations d ON d.key = fd.declaration WHERE c.consent = ?",
                    {filing});
        while (query.next())
            dependents.push_back({{query.integer(0)}, {query.integer(1)}, query.as<core::Mode>(2), 0, at, {}});
    }
    for (const auto& of : dependents)
        settle_waiting(session, of, {}); // where the item is was looked at when that changed
}

bool is_given_consent(Session& session, core::FilingKey filing, core::FilingState state) {
    if (!core::is_let_go(state) || core::is_terminal(state)) return false;
    Query query(session.connection, "SELECT 1 FROM consents_needed WHERE consent = ? LIMIT 1", {filing});
    return query.next();
}

void settle_position(Session& session, const VersionOf& of, bool stopped) {
    const auto scans = scans_of_item(session, of.declaration, of.window_from);
    // what left cannot be kept back; what was stopped first and then seen to have left is not lodged again
    if (stopped && !core::has_reached(scans, core::Position::departed)) withdraw_stopped(session, of);
    settle_waiting(session, of, scans);
}

ports::Outcome apply(Session& session, const ports::ItemsSeen& deed) {
    ports::Outcome outcome;
    std::vector<core::DeclarationKey> moved;
    std::vector<core::DeclarationKey> stopped;
    const auto add = [](std::vector<core::DeclarationKey>& all, core::DeclarationKey one) {
        if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    };
    for (const auto& scan : deed.scans) {
        auto& result = outcome.scans.emplace_back();
        auto event = event_at(scan.type, {}, scan.happened);
        event.received = deed.at;
        event.reference = scan.office;
        const ItemOf item{deed.tenant, deed.mode, scan.item_id, deed.window_from};
        const auto noted = note_item_event(session, item, event);
        if (!scan.alarm.empty() && !noted.repeat)
            raise_alarm(session, item, scan.alarm, scan.alarm_reference, scan.happened, deed.at);
        if (!noted.declaration) continue;
        result = {noted.repeat ? ports::ScanResult::repeat : ports::ScanResult::accepted, noted.declaration};
        if (noted.repeat) continue;
        add(moved, noted.declaration);
        if (scan.type == core::EventType::item_stopped) add(stopped, noted.declaration);
    }
    for (const auto declaration : moved) {
        settle_position(session, {declaration, deed.tenant, deed.mode, 0, deed.at, deed.window_from},
                        std::ranges::find(stopped, declaration) != stopped.end());
    }
    return outcome;
}

} // namespace postern::store::sqlite
