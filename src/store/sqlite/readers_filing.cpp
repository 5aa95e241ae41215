// Reading of filings, their documents, events and feeds.
#include "store/sqlite/readers.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <chrono>

namespace postern::store::sqlite {
namespace {

#define POSTERN_SELECT_FILING                                                                                          \
    "SELECT f.key, (SELECT fd.declaration FROM filing_declarations fd WHERE fd.filing = f.key"                         \
    " ORDER BY fd.ordinal LIMIT 1), f.mode, r.name, f.outcome, f.leg, a.name, p.name, p.version, p.hash, f.reference," \
    " b.name, f.required, f.version, f.verdict, f.state, (SELECT o.version FROM offers o"                              \
    " WHERE o.filing = f.key), f.returns FROM filings f"                                                               \
    " JOIN routes r ON r.key = f.route"                                                                                \
    " LEFT JOIN agencies a ON a.key = f.agency LEFT JOIN profile_editions p ON p.key = f.profile"                      \
    " LEFT JOIN legal_bases b ON b.key = f.legal_basis"

ports::FilingHead read_filing(const Query& query) {
    ports::FilingHead head;
    head.key = {query.integer(0)};
    head.declaration = {query.integer(1)};
    head.mode = query.as<core::Mode>(2);
    head.route = query.text(3);
    head.outcome = query.as<ports::RouteOutcome>(4);
    head.leg = query.as<ports::Leg>(5);
    head.agency = query.text(6);
    head.profile = query.text(7);
    head.profile_version = query.text(8);
    head.profile_hash = query.text(9);
    head.reference = query.text(10);
    head.legal_basis = query.text(11);
    head.required = query.integer(12) != 0;
    head.version = query.as<std::uint32_t>(13);
    head.verdict = query.as<core::Verdict>(14);
    head.state = query.as<core::FilingState>(15);
    head.offered_version = query.as<std::uint32_t>(16);
    head.returns = {query.integer(17)};
    return head;
}

std::optional<ports::FilingHead> one_filing(Query& query) {
    if (query.next()) return read_filing(query);
    return std::nullopt;
}

} // namespace

std::optional<ports::FilingHead> SqliteFilingReader::filing(core::FilingKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_FILING " WHERE f.key = ?", {key});
    return one_filing(query);
}

std::vector<ports::FilingHead> SqliteFilingReader::newest_of_profile(std::string_view profile, std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                POSTERN_SELECT_FILING " WHERE p.name = ? AND EXISTS (SELECT 1 FROM filing_declarations fd WHERE"
                                      " fd.filing = f.key) ORDER BY f.key DESC LIMIT ?",
                {profile, limit});
    std::vector<ports::FilingHead> filings;
    while (query.next())
        filings.push_back(read_filing(query));
    return filings;
}

std::vector<ports::FilingHead> SqliteFilingReader::of_declaration(core::DeclarationKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                POSTERN_SELECT_FILING " JOIN filing_declarations of ON of.filing = f.key WHERE of.declaration = ?"
                                      " ORDER BY f.key",
                {key});
    std::vector<ports::FilingHead> filings;
    while (query.next())
        filings.push_back(read_filing(query));
    return filings;
}

std::optional<ports::FilingHead> SqliteFilingReader::by_reference(const ports::FeedName& feed,
                                                                  std::string_view reference) {
    ReaderPool::Borrowed connection(pool_);
    // the newest open one; else the newest
    Query query(connection,
                POSTERN_SELECT_FILING " WHERE f.reference = ? AND f.agency = ? AND f.mode = ?"
                                      " ORDER BY f.state IN (16, 17, 18, 19, 20, 21), f.key DESC LIMIT 1",
                {reference, feed.agency, feed.mode});
    return one_filing(query);
}

#undef POSTERN_SELECT_FILING

std::optional<ports::DocumentRow> SqliteFilingReader::document(core::FilingKey key, std::uint32_t version) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT c.bytes, d.hash, m.name, d.plain_bytes FROM documents d JOIN contents c ON c.key = d.content"
                " JOIN media_types m ON m.key = d.media_type WHERE d.filing = ? AND d.version = ?",
                {key, version});
    if (!query.next()) return std::nullopt;
    return ports::DocumentRow{{query.blob(0)}, query.hash(1), query.text(2), query.as<std::uint64_t>(3)};
}

std::optional<core::Instant> SqliteFilingReader::offered_at(core::FilingKey key, std::uint32_t version) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT min(at) FROM feed_entries WHERE filing = ? AND version = ?", {key, version});
    if (!query.next() || query.is_null(0)) return std::nullopt;
    return query.instant(0);
}

std::vector<core::Event> SqliteFilingReader::events_of(core::DeclarationKey key) {
    static const std::string kSql = "SELECT " + std::string(kEventColumns) +
                                    " FROM events e WHERE e.declaration = ?1 UNION ALL SELECT " +
                                    std::string(kEventColumns) +
                                    " FROM filing_declarations fd JOIN events e ON e.filing = fd.filing"
                                    " WHERE fd.declaration = ?1 ORDER BY 1";
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, kSql, {key});
    return read_events(query);
}

std::vector<core::Event> SqliteFilingReader::events_of(core::FilingKey key) {
    ReaderPool::Borrowed connection(pool_);
    return read_events_of_filing(connection, key);
}

std::optional<ports::AnswerRow> SqliteFilingReader::answer(core::AnswerKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT g.name, a.mode, f.name, c.bytes, a.at FROM answers a JOIN contents c ON c.key = a.content"
                " JOIN answer_formats f ON f.key = a.format JOIN agencies g ON g.key = a.agency WHERE a.key = ?",
                {key});
    if (!query.next()) return std::nullopt;
    return ports::AnswerRow{query.text(0), query.as<core::Mode>(1), query.text(2), {query.blob(3)}, query.instant(4)};
}

ports::FeedPage SqliteFeedReader::page(const ports::FeedName& feed, std::int64_t after, std::uint32_t limit,
                                       const ports::FeedFilter& filter) {
    ReaderPool::Borrowed connection(pool_);
    const auto counter = read_counter(connection, feed);
    const auto from = std::max(after, counter.removed);
    ports::FeedPage page;
    page.newest = counter.newest; // before the entries: what comes between is looked at again
    if (filter.is_any()) {
        page.entries = read_entries(connection, feed, from, limit);
        page.looked_to = page.entries.empty() ? from : page.entries.back().position;
    } else {
        page = read_wanted(connection, feed, from, limit, filter);
    }
    // and after them: what was removed between would be missed unseen
    page.removed = read_counter(connection, feed).removed;
    if (page.is_expired(after)) {
        page.entries.clear();
        page.looked_to = after;
    }
    return page;
}

std::vector<ports::SetAside> SqliteFeedReader::set_aside(const ports::FeedName& feed, std::int64_t after,
                                                         std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT o.position, o.filing, o.version, f.reference, o.tries, o.trouble, o.set_aside FROM offers o"
                " JOIN filings f ON f.key = o.filing"
                " WHERE o.feed = ? AND o.position > ? AND o.set_aside IS NOT NULL ORDER BY o.position LIMIT ?",
                {feed_number(feed), after, limit});
    std::vector<ports::SetAside> found;
    while (query.next())
        found.push_back({query.integer(0),
                         {query.integer(1)},
                         query.as<std::uint32_t>(2),
                         query.text(3),
                         query.as<std::uint32_t>(4),
                         query.text(5),
                         query.instant(6)});
    return found;
}

std::optional<ports::LeaseHead> SqliteFeedReader::lease(const ports::FeedName& feed, core::LeaseKey key,
                                                        core::ClientKey client) {
    ReaderPool::Borrowed connection(pool_);
    const auto lease = find_held_lease(connection, key, client);
    if (!lease || lease->feed != feed_number(feed)) return std::nullopt;
    return ports::LeaseHead{lease->until, read_entries_of_lease(connection, feed, key)};
}

std::int64_t SqliteFeedReader::newest(const ports::FeedName& feed) {
    ReaderPool::Borrowed connection(pool_);
    return read_counter(connection, feed).newest;
}

std::vector<ports::FeedName> SqliteFeedReader::feeds() {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT feed FROM feed_counters ORDER BY feed");
    std::vector<ports::FeedName> all;
    while (query.next())
        all.push_back(feed_of_number(query.integer(0)));
    return all;
}

void SqliteFeedReader::wait(const ports::FeedName& feed, std::int64_t after, core::Instant deadline) {
    bell_.wait_and_look(feed_number(feed), after, std::chrono::milliseconds(deadline.ms - clock_.now().ms),
                        [&] { return newest(feed); });
}

void SqliteFeedReader::stop_waiting() {
    bell_.stop();
}

} // namespace postern::store::sqlite
