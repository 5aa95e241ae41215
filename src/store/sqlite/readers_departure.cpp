// Reading of what decides whether items may leave: a few small look-ups by key an item, on one connection for all.
#include "store/sqlite/readers.hpp"
#include "store/sqlite/rows.hpp"

#include <iterator>

namespace postern::store::sqlite {
namespace {

/// Whose items are asked for.
struct Asker {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::Instant window_from;
};

void read_declaration(Connection& connection, ports::DepartureFacts& facts) {
    Query head(connection,
               "SELECT v.version, v.verdict, v.destination FROM declarations d JOIN declaration_versions v"
               " ON v.declaration = d.key AND v.version = d.version WHERE d.key = ?",
               {facts.declaration});
    if (!head.next()) return;
    facts.verdict = head.as<core::Verdict>(1);
    facts.destination = head.text(2);
    facts.findings = read_grave_codes(connection, facts.declaration, head.as<std::uint32_t>(0));
}

void read_marks(Connection& connection, const Asker& asker, ports::DepartureFacts& facts) {
    static const std::string kSql = "SELECT " + std::string(kMarkColumns) +
                                    " FROM marks m LEFT JOIN agencies a ON a.key = m.agency"
                                    " LEFT JOIN tenants t ON t.key = m.tenant WHERE m.item_id = ?1 AND m.mode = ?2"
                                    " AND m.newest AND m.kind <> ?3 AND " +
                                    std::string(kMarkIsForPost);
    Query query(connection, kSql, {facts.item_id, asker.mode, core::MarkKind::clear, asker.tenant});
    while (query.next())
        facts.marks.push_back(read_mark(query));
}

void read_filings(Connection& connection, ports::DepartureFacts& facts) {
    Query query(connection,
                "SELECT f.key, a.name, f.leg, f.required, f.state, l.position FROM filing_declarations fd"
                " JOIN filings f ON f.key = fd.filing LEFT JOIN agencies a ON a.key = f.agency"
                " LEFT JOIN lodgings l ON l.filing = f.key WHERE fd.declaration = ? ORDER BY f.key",
                {facts.declaration});
    while (query.next()) {
        auto& filing = facts.filings.emplace_back();
        filing.key = {query.integer(0)};
        filing.agency = query.text(1);
        filing.leg = query.as<ports::Leg>(2);
        filing.required = query.integer(3) != 0;
        filing.state = query.as<core::FilingState>(4);
        if (!query.is_null(5)) filing.lodged_on = query.as<core::Position>(5);
    }
}

/// What happened to the item, and what its filings of today heard.
void read_events(Connection& connection, const Asker& asker, ports::DepartureFacts& facts) {
    facts.events = read_item_events(connection, asker.tenant, asker.mode, facts.item_id, asker.window_from);
    for (const auto& filing : facts.filings) {
        auto heard = read_events_of_filing(connection, filing.key);
        facts.events.insert(facts.events.end(), std::make_move_iterator(heard.begin()),
                            std::make_move_iterator(heard.end()));
    }
}

} // namespace

std::vector<ports::DepartureFacts> SqliteDepartureReader::departure_facts(core::TenantKey tenant, core::Mode mode,
                                                                          core::Instant window_from,
                                                                          std::span<const std::string> item_ids) {
    ReaderPool::Borrowed connection(pool_);
    const Asker asker{tenant, mode, window_from};
    std::vector<ports::DepartureFacts> all;
    all.reserve(item_ids.size());
    for (const auto& item_id : item_ids) {
        auto& facts = all.emplace_back();
        facts.item_id = item_id;
        if (const auto declaration = find_item(connection, tenant, mode, item_id, window_from)) {
            facts.declaration = *declaration;
            read_declaration(connection, facts);
            read_filings(connection, facts);
        }
        read_events(connection, asker, facts);
        read_marks(connection, asker, facts);
    }
    return all;
}

} // namespace postern::store::sqlite
