// Rows: reading values of the domain from rows.
#include "store/sqlite/rows.hpp"

#include "core/failure.hpp"
#include "core/pieces.hpp"

#include <iterator>

namespace postern::store::sqlite {
namespace {

std::optional<core::DeclarationKey> first_key(Query& query) {
    if (query.next()) return core::DeclarationKey{query.integer(0)};
    return std::nullopt;
}

std::optional<core::DeclarationKey> find_reference(Connection& connection, const ports::Identity& identity) {
    // with an item id of its own, the message means only a declaration that still waits for one: another item of the
    // sender may carry the same reference
    Query query(connection,
                "SELECT key FROM declarations WHERE sender_reference = ? AND tenant = ? AND mode = ?"
                " AND cancelled IS NULL AND (? OR item_id IS NULL) ORDER BY received DESC, key DESC LIMIT 1",
                {identity.sender_reference, identity.tenant, identity.mode, identity.item_id.empty()});
    return first_key(query);
}

std::optional<core::DeclarationKey> find_content(Connection& connection, const ports::Identity& identity) {
    Query query(connection,
                "SELECT d.key FROM declarations d"
                " JOIN declaration_versions v ON v.declaration = d.key AND v.version = d.version"
                " WHERE d.bare_hash = ? AND d.tenant = ? AND d.mode = ? AND v.verdict = ? AND d.cancelled IS NULL"
                " ORDER BY d.received DESC, d.key DESC LIMIT 1",
                {identity.content_hash, identity.tenant, identity.mode, core::Verdict::rejected});
    return first_key(query);
}

} // namespace

std::optional<core::DeclarationKey> find_item(Connection& connection, core::TenantKey tenant, core::Mode mode,
                                              std::string_view item_id, core::Instant window_from) {
    Query query(connection,
                "SELECT key FROM declarations WHERE item_id = ? AND tenant = ? AND mode = ? AND received >= ?"
                " AND cancelled IS NULL ORDER BY received DESC, key DESC LIMIT 1",
                {item_id, tenant, mode, window_from});
    return first_key(query);
}

bool is_spoilt(Connection& connection, core::TenantKey tenant, core::Mode mode, std::string_view item_id,
               core::Instant window_from) {
    Query query(connection,
                "SELECT 1 FROM declarations WHERE item_id = ? AND tenant = ? AND mode = ? AND received >= ? AND spoilt"
                " LIMIT 1",
                {item_id, tenant, mode, window_from});
    return query.next();
}

std::optional<core::DeclarationKey> find_known(Connection& connection, const ports::Identity& identity) {
    std::optional<core::DeclarationKey> found;
    if (!identity.item_id.empty())
        found = find_item(connection, identity.tenant, identity.mode, identity.item_id, identity.window_from);
    if (!found && !identity.sender_reference.empty()) found = find_reference(connection, identity);
    if (!found && identity.item_id.empty() && identity.sender_reference.empty())
        found = find_content(connection, identity);
    return found;
}

std::optional<ports::DeclarationHead> read_head(Connection& connection, core::DeclarationKey key) {
    Query query(connection,
                "SELECT d.key, d.tenant, d.mode, d.item_id, d.sender_reference, s.name, d.received, d.version,"
                " v.verdict, v.content_hash, d.cancelled, d.return_item_id, d.spoilt FROM declarations d"
                " JOIN declaration_versions v ON v.declaration = d.key AND v.version = d.version"
                " JOIN sources s ON s.key = v.source WHERE d.key = ?",
                {key});
    if (!query.next()) return std::nullopt;
    ports::DeclarationHead head;
    head.key = {query.integer(0)};
    head.tenant = {query.integer(1)};
    head.mode = query.as<core::Mode>(2);
    head.item_id = query.text(3);
    head.sender_reference = query.text(4);
    head.source = query.text(5);
    head.received = query.instant(6);
    head.version = query.as<std::uint32_t>(7);
    head.verdict = query.as<core::Verdict>(8);
    head.content_hash = query.hash(9);
    if (!query.is_null(10)) head.cancelled = query.instant(10);
    head.return_item_id = query.text(11);
    head.spoilt = query.integer(12) != 0;
    return head;
}

core::Event read_event(const Query& query) {
    core::Event event;
    event.key = query.integer(0);
    event.type = query.as<core::EventType>(1);
    event.happened = query.instant(2);
    event.received = query.instant(3);
    event.explicit_customs = query.integer(4) != 0;
    event.filing = {query.integer(5)};
    event.answer = {query.integer(6)};
    event.reason = query.text(7);
    event.reference = query.text(8);
    event.lane = query.text(9);
    event.asks = core::AttachmentTypes(query.as<std::uint32_t>(10));
    if (!query.is_null(11)) event.deadline = query.instant(11);
    return event;
}

std::vector<core::Event> read_events(Query& query) {
    std::vector<core::Event> events;
    while (query.next())
        events.push_back(read_event(query));
    return events;
}

std::vector<core::Event> read_early_events(Connection& connection, core::TenantKey tenant, core::Mode mode,
                                           std::string_view item_id, core::Instant from) {
    Query query(connection,
                "SELECT type, happened, reference, received, reason, deadline FROM early_events"
                " WHERE item_id = ? AND tenant = ? AND mode = ? AND received >= ? ORDER BY received, happened",
                {item_id, tenant, mode, from});
    std::vector<core::Event> events;
    while (query.next()) {
        auto& event = events.emplace_back();
        event.type = query.as<core::EventType>(0);
        event.happened = query.instant(1);
        event.reference = query.text(2);
        event.received = query.instant(3);
        event.reason = query.text(4);
        if (!query.is_null(5)) event.deadline = query.instant(5);
    }
    return events;
}

std::vector<core::Event> read_item_events(Connection& connection, core::TenantKey tenant, core::Mode mode,
                                          std::string_view item_id, core::Instant from) {
    static const std::string kSql =
        "SELECT " + std::string(kEventColumns) +
        " FROM declarations d JOIN events e ON e.declaration = d.key WHERE d.item_id = ? AND d.tenant = ?"
        " AND d.mode = ? AND d.received >= ? ORDER BY e.key";
    std::vector<core::Event> events;
    {
        Query query(connection, kSql, {item_id, tenant, mode, from});
        events = read_events(query);
    }
    auto early = read_early_events(connection, tenant, mode, item_id, from);
    events.insert(events.end(), std::make_move_iterator(early.begin()), std::make_move_iterator(early.end()));
    return events;
}

std::vector<std::string> read_grave_codes(Connection& connection, core::DeclarationKey declaration,
                                          std::uint32_t version) {
    Query query(connection,
                "SELECT DISTINCT c.name FROM findings f JOIN finding_codes c ON c.key = f.code"
                " WHERE f.declaration = ? AND f.version = ? AND f.severity >= ? ORDER BY c.name",
                {declaration, version, core::Severity::warning});
    std::vector<std::string> codes;
    while (query.next())
        codes.push_back(query.text(0));
    return codes;
}

std::vector<core::Event> read_events_of_filing(Connection& connection, core::FilingKey filing) {
    static const std::string kSql =
        "SELECT " + std::string(kEventColumns) + " FROM events e WHERE e.filing = ? ORDER BY e.key";
    Query query(connection, kSql, {filing});
    return read_events(query);
}

std::optional<LeaseRow> find_lease(Connection& connection, core::LeaseKey key) {
    Query query(connection, "SELECT feed, client, until, returned, taken_over FROM leases WHERE key = ?", {key});
    if (!query.next()) return std::nullopt;
    return LeaseRow{
        query.integer(0), {query.integer(1)}, query.instant(2), query.integer(3) != 0, query.integer(4) != 0};
}

std::optional<LeaseRow> find_held_lease(Connection& connection, core::LeaseKey key, core::ClientKey client) {
    auto lease = find_lease(connection, key);
    if (lease && (lease->client != client || lease->returned || lease->taken_over)) lease.reset();
    return lease;
}

std::int64_t newest_event(Connection& connection) {
    Query query(connection, "SELECT max(key) FROM events");
    return query.next() ? query.integer(0) : 0;
}

namespace {

#define POSTERN_ENTRY_COLUMNS                                                                                          \
    "SELECT e.position, e.filing, e.version, e.why, e.at, f.reference, p.name, m.name, f.state,"                       \
    " o.acknowledged >= e.position FROM "
#define POSTERN_ENTRY_JOINS                                                                                            \
    " JOIN filings f ON f.key = e.filing JOIN offers o ON o.filing = e.filing"                                         \
    " LEFT JOIN profile_editions p ON p.key = f.profile"                                                               \
    " LEFT JOIN documents d ON d.filing = e.filing AND d.version = e.version"                                          \
    " LEFT JOIN media_types m ON m.key = d.media_type"

constexpr std::int64_t kLookedAt = 10'000; ///< entries that a filter looks at for one page

std::vector<ports::FeedEntry> entries_of(Query& query) {
    std::vector<ports::FeedEntry> entries;
    while (query.next()) {
        auto& entry = entries.emplace_back();
        entry.position = query.integer(0);
        entry.filing = {query.integer(1)};
        entry.version = query.as<std::uint32_t>(2);
        entry.why = query.as<ports::OfferWhy>(3);
        entry.at = query.instant(4);
        entry.reference = query.text(5);
        entry.profile = query.text(6);
        entry.media_type = query.text(7);
        entry.state = query.as<core::FilingState>(8);
        entry.acknowledged = query.integer(9) != 0;
    }
    return entries;
}

} // namespace

std::vector<ports::FeedEntry> read_entries(Connection& connection, const ports::FeedName& feed, std::int64_t after,
                                           std::uint32_t limit) {
    Query query(connection,
                POSTERN_ENTRY_COLUMNS "feed_entries e" POSTERN_ENTRY_JOINS
                                      " WHERE e.feed = ? AND e.position > ? ORDER BY e.position LIMIT ?",
                {feed_number(feed), after, limit});
    return entries_of(query);
}

std::vector<ports::FeedEntry> read_entries_of_lease(Connection& connection, const ports::FeedName& feed,
                                                    core::LeaseKey lease) {
    Query query(connection,
                POSTERN_ENTRY_COLUMNS
                "lease_entries le JOIN feed_entries e ON e.filing = le.filing AND e.position = le.position"
                " AND e.feed = ?" POSTERN_ENTRY_JOINS " WHERE le.lease = ? ORDER BY e.position",
                {feed_number(feed), lease});
    return entries_of(query);
}

ports::FeedPage read_wanted(Connection& connection, const ports::FeedName& feed, std::int64_t after,
                            std::uint32_t limit, const ports::FeedFilter& filter) {
    ports::FeedPage page;
    page.newest = read_counter(connection, feed).newest;
    const auto state = filter.state ? static_cast<std::int64_t>(*filter.state) : -1;
    if (!filter.item_id.empty()) {
        // few filings: all their entries are looked at
        Query query(connection,
                    POSTERN_ENTRY_COLUMNS
                    "declarations i JOIN filing_declarations fd ON fd.declaration = i.key"
                    " JOIN feed_entries e ON e.filing = fd.filing" POSTERN_ENTRY_JOINS
                    " WHERE i.item_id = ? AND e.feed = ? AND e.position > ? AND e.at >= ? AND (? < 0 OR f.state = ?)"
                    " ORDER BY e.position LIMIT ?",
                    {filter.item_id, feed_number(feed), after, filter.since, state, state, limit});
        page.entries = entries_of(query);
        page.looked_to = page.entries.size() < limit ? page.newest : page.entries.back().position;
        return page;
    }
    Query query(connection,
                POSTERN_ENTRY_COLUMNS "(SELECT * FROM feed_entries WHERE feed = ? AND position > ? ORDER BY position"
                                      " LIMIT ?) e" POSTERN_ENTRY_JOINS
                                      " WHERE e.at >= ? AND (? < 0 OR f.state = ?) ORDER BY e.position LIMIT ?",
                {feed_number(feed), after, kLookedAt, filter.since, state, state, limit});
    page.entries = entries_of(query);
    page.looked_to =
        page.entries.size() < limit ? std::min(page.newest, after + kLookedAt) : page.entries.back().position;
    return page;
}

#undef POSTERN_ENTRY_COLUMNS
#undef POSTERN_ENTRY_JOINS

FeedCounter read_counter(Connection& connection, const ports::FeedName& feed) {
    Query query(connection, "SELECT newest, removed FROM feed_counters WHERE feed = ?", {feed_number(feed)});
    return query.next() ? FeedCounter{query.integer(0), query.integer(1)} : FeedCounter{};
}

namespace {

constexpr std::int64_t kModesOfAFeed = 4;

} // namespace

std::int64_t feed_number(const ports::FeedName& feed) {
    return feed.agency.value * kModesOfAFeed + static_cast<std::int64_t>(feed.mode);
}

ports::FeedName feed_of_number(std::int64_t number) {
    return {{number / kModesOfAFeed}, static_cast<core::Mode>(number % kModesOfAFeed)};
}

std::string write_args(const std::vector<std::string>& args) {
    std::string text;
    for (const auto& arg : args)
        core::append_piece(text, arg);
    return text;
}

std::vector<std::string> read_args(std::string_view text) {
    std::vector<std::string> args;
    while (!text.empty()) {
        const auto arg = core::take_piece(text);
        if (!arg) throw core::Failure("the stored arguments of a finding are damaged");
        args.emplace_back(*arg);
    }
    return args;
}

} // namespace postern::store::sqlite
