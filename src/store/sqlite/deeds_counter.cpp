// Deeds of counters. What an act adds to totals is a difference, so that all acts of a declaration come to what it says
// now, or, voided, to nothing; totals and declarations cannot part.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/deeds_prefill.hpp"
#include "store/sqlite/rows.hpp"

#include "core/decimal.hpp"

#include <map>
#include <utility>

namespace postern::store::sqlite {
namespace {

using core::Decimal;
using ports::AtCounter;
using ports::CounterActKind;
using ports::CounterSum;

using Sums = std::map<std::pair<CounterSum, std::string>, Decimal>;

/// How a declaration stands at the counter: what its acts so far come to.
struct Stand {
    bool collected = false;
    bool taken = false; ///< accepted, or collected and posted
    bool voided = false;
    AtCounter first; ///< who took it in
    Sums sums;
};

Stand stand_of(Session& session, core::DeclarationKey declaration) {
    Stand stand;
    Query query(session.connection,
                "SELECT a.kind, a.office, a.clerk, m.what, m.currency, m.amount FROM counter_acts a"
                " LEFT JOIN counter_amounts m ON m.act = a.key WHERE a.declaration = ? ORDER BY a.key",
                {declaration});
    while (query.next()) {
        const auto kind = query.as<CounterActKind>(0);
        const bool takes = kind == CounterActKind::accepted || kind == CounterActKind::posted;
        if ((takes || kind == CounterActKind::collected) && !stand.taken && !stand.collected)
            stand.first = {query.text(1), query.text(2)};
        stand.taken = stand.taken || takes;
        stand.collected = stand.collected || kind == CounterActKind::collected;
        stand.voided = stand.voided || kind == CounterActKind::voided;
        if (query.is_null(3)) continue;
        auto& sum = stand.sums[{query.as<CounterSum>(3), query.text(4)}];
        sum = sum + Decimal::parse(query.text(5)).value_or(Decimal());
    }
    return stand;
}

Sums sums_of(const ports::CounterFigures& figures) {
    Sums sums;
    const auto add = [&sums](CounterSum of, const std::string& currency, const std::string& amount) {
        if (const auto number = Decimal::parse(amount)) sums[{of, currency}] = *number;
    };
    add(CounterSum::items, {}, "1");
    add(CounterSum::gross_weight_kg, {}, figures.gross_weight_kg);
    add(CounterSum::postage, figures.postage_currency, figures.postage);
    add(CounterSum::value, figures.value_currency, figures.value);
    return sums;
}

/// What is to be added to `before` for it to be `after`.
Sums difference(const Sums& before, const Sums& after) {
    Sums sums = after;
    for (const auto& [of, amount] : before)
        sums[of] = sums[of] - amount;
    std::erase_if(sums, [](const auto& sum) { return sum.second.is_zero(); });
    return sums;
}

struct ActRow {
    CounterActKind kind = CounterActKind::accepted;
    AtCounter by;
    const ports::CounterTake* take = nullptr; ///< with its times
    std::string_view item_id = {};            ///< where there is no declaration
    std::string_view form = {}, size = {};
    std::uint32_t number = 0;
    std::string_view reason = {};
    std::string_view request_key = {};
};

/// Its key.
std::int64_t write_act(Session& session, const VersionOf& of, const ActRow& row, const Sums& sums = {}) {
    const auto captured = row.take ? Value(row.take->captured) : Value(nullptr);
    const auto sent = row.take && row.take->sent ? Value(*row.take->sent) : Value(nullptr);
    session.connection.run(
        "INSERT INTO counter_acts(tenant, mode, office, clerk, kind, declaration, item_id, at, happened, captured,"
        " sent, form, size, number, reason, request_key) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {of.tenant, of.mode, row.by.office, row.by.clerk, row.kind, or_null(of.declaration), or_null(row.item_id),
         of.at, row.take ? row.take->captured : of.at, captured, sent, or_null(row.form), or_null(row.size), row.number,
         or_null(row.reason), or_null(row.request_key)});
    const auto act = session.connection.last_key();
    for (const auto& [what, amount] : sums)
        session.connection.run("INSERT INTO counter_amounts(act, what, currency, amount) VALUES(?, ?, ?, ?)",
                               {act, what.first, what.second, amount.to_string()});
    return act;
}

void write_taking(Session& session, const VersionOf& of, const ports::CounterTake& take, core::EventType type) {
    auto event = event_at(type, {}, take.captured);
    event.received = of.at;
    event.reference = take.office;
    write_event(session, of.declaration, event);
}

void write_change(Session& session, const VersionOf& of, const Stand& stand, AtCounter by,
                  const ports::CounterFigures& figures) {
    if (by.office.empty()) by.office = stand.first.office; // where it counts
    write_act(session, of, {CounterActKind::amended, std::move(by)},
              stand.taken ? difference(stand.sums, sums_of(figures)) : Sums());
}

bool refused_before(Session& session, const ports::RefusedLate& deed) {
    Query query(session.connection,
                "SELECT 1 FROM counter_acts WHERE tenant = ? AND mode = ? AND item_id = ? AND office = ?"
                " AND captured = ? LIMIT 1",
                {deed.tenant, deed.mode, deed.item_id, deed.take.office, deed.take.captured});
    return query.next();
}

} // namespace

bool note_take(Session& session, const VersionOf& of, const ports::CounterTake& take,
               const ports::CounterFigures& figures, core::Verdict verdict) {
    const AtCounter by{take.office, take.clerk};
    if (verdict == core::Verdict::rejected) {
        // who stands before the clerk hears it at once; what was sent later must be looked for
        if (!take.sent) return false;
        write_act(session, of, {CounterActKind::refused_late, by, &take});
        stop_item(session, of.declaration, of.at);
        return false;
    }
    const auto stand = stand_of(session, of.declaration);
    const bool at_door = take.taken_at == ports::TakenAt::door;
    if (stand.taken || (at_door && stand.collected)) {
        if (of.version > 1) write_change(session, of, stand, by, figures);
        return false;
    }
    const auto kind = at_door           ? CounterActKind::collected
                      : stand.collected ? CounterActKind::posted
                                        : CounterActKind::accepted;
    write_act(session, of, {kind, by, &take}, at_door ? Sums() : sums_of(figures));
    write_taking(session, of, take, at_door ? core::EventType::item_collected : core::EventType::item_posted);
    if (verdict != core::Verdict::accepted || was_stopped(session, of.declaration))
        stop_item(session, of.declaration, of.at);
    return !at_door;
}

void note_change(Session& session, const VersionOf& of, const AtCounter& by, const ports::CounterFigures& figures) {
    const auto stand = stand_of(session, of.declaration);
    if (stand.taken || stand.collected) write_change(session, of, stand, by, figures);
}

void note_voided(Session& session, const VersionOf& of, const AtCounter& by, const std::string& reason) {
    const auto stand = stand_of(session, of.declaration);
    AtCounter who = by;
    if (who.office.empty()) who.office = stand.first.office;
    if (who.office.empty()) return; // no counter ever had it
    ActRow row{CounterActKind::voided, std::move(who)};
    row.reason = reason;
    write_act(session, of, row, difference(stand.sums, {}));
}

ports::Outcome apply(Session& session, const ports::CounterTaken& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head || head->tenant != deed.tenant || head->mode != deed.mode) return refused(ports::No::not_found);
    if (head->cancelled) return refused(ports::No::declaration_cancelled);
    if (head->version != deed.expected_version) return refused(ports::No::version_moved);
    if (const auto no = prefill_in_the_way(session, deed.take, deed.tenant, deed.mode, deed.at, deed.declaration))
        return refused(*no);
    const VersionOf of{deed.declaration, deed.tenant, deed.mode, 1, deed.at, deed.window_from};
    use_prefill(session, deed.take, of, head->verdict);
    if (note_take(session, of, deed.take, deed.figures, head->verdict)) settle_position(session, of, false);
    ports::Outcome done;
    done.declaration = deed.declaration;
    return done;
}

ports::Outcome apply(Session& session, const ports::FormPrinted& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head || head->tenant != deed.tenant || head->mode != deed.mode) return refused(ports::No::not_found);
    if (head->cancelled) return refused(ports::No::declaration_cancelled);
    ports::Outcome done;
    done.declaration = deed.declaration;
    {
        Query query(session.connection,
                    "SELECT number, request_key, form FROM counter_acts WHERE declaration = ? AND number > 0"
                    " ORDER BY key",
                    {deed.declaration});
        while (query.next()) {
            if (!deed.request_key.empty() && query.text(1) == deed.request_key) {
                done.number = query.as<std::uint64_t>(0);
                done.repeat = true;
                return done;
            }
            if (query.text(2) == deed.form) done.number = query.as<std::uint64_t>(0);
        }
    }
    ++done.number;
    ActRow row{done.number == 1 ? CounterActKind::printed : CounterActKind::reprinted, deed.by};
    row.form = deed.form;
    row.size = deed.size;
    row.number = static_cast<std::uint32_t>(done.number);
    row.reason = deed.reason;
    row.request_key = deed.request_key;
    write_act(session, {deed.declaration, deed.tenant, deed.mode, head->version, deed.at, {}}, row);
    return done;
}

ports::Outcome apply(Session& session, const ports::RefusedLate& deed) {
    if (refused_before(session, deed)) return {};
    ActRow row{CounterActKind::refused_late, {deed.take.office, deed.take.clerk}, &deed.take};
    row.item_id = deed.item_id;
    row.reason = deed.reason;
    stop_act(session, write_act(session, {{}, deed.tenant, deed.mode, 0, deed.at, {}}, row), deed.at);
    return {};
}

} // namespace postern::store::sqlite
