// Reading of item ids: what became of the serials of a range, by the declarations that have them.
#include "store/sqlite/readers_item_ids.hpp"

#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {

std::string item_id_beginning(std::string_view service, std::uint32_t serial) {
    const auto digits = std::to_string(serial);
    return std::string(service).append(8 - std::min<std::size_t>(digits.size(), 8), '0').append(digits);
}

std::string above_item_ids_of(std::string_view service, std::uint32_t serial) {
    return item_id_beginning(service, serial) + ":"; // ':' follows '9'
}

namespace {

using ports::SerialRun;

/// How many serials a page of open ones looks at.
constexpr std::uint32_t kSerialsLookedAt = 50'000;

struct KeptRange {
    std::int64_t key = 0;
    std::int64_t tenant = 0;
    ports::ItemIdRange range;
};

std::vector<KeptRange> read_ranges(Connection& connection, const ports::ItemIdQuestion& question,
                                   std::string_view service) {
    Query query(connection,
                "SELECT r.key, r.tenant, t.name, r.mode, r.service, r.country, r.first, r.last, r.given, r.next,"
                " r.in_use FROM item_id_ranges r JOIN tenants t ON t.key = r.tenant WHERE (?1 IS NULL OR r.tenant = ?1)"
                " AND (?2 IS NULL OR t.name = ?2) AND r.mode = ?3 AND (?4 IS NULL OR r.service = ?4)"
                " ORDER BY t.name, r.service, r.country, r.first",
                {or_null(question.tenant), or_null(question.post), question.mode, or_null(service)});
    std::vector<KeptRange> kept;
    while (query.next()) {
        auto& one = kept.emplace_back();
        one.key = query.integer(0);
        one.tenant = query.integer(1);
        auto& range = one.range;
        range.post = query.text(2);
        range.mode = query.as<core::Mode>(3);
        range.service = query.text(4);
        range.country = query.text(5);
        range.serials = {query.as<std::uint32_t>(6), query.as<std::uint32_t>(7)};
        range.given = query.instant(8);
        range.next = query.as<std::uint32_t>(9);
        range.in_use = query.as<std::uint32_t>(10);
    }
    return kept;
}

std::vector<SerialRun> runs_in_use(Connection& connection, std::int64_t range) {
    Query query(connection, "SELECT first, last FROM item_id_runs WHERE range = ? AND draw IS NULL", {range});
    std::vector<SerialRun> runs;
    while (query.next())
        runs.push_back({query.as<std::uint32_t>(0), query.as<std::uint32_t>(1)});
    return runs;
}

/// A declaration d of the post ?3 in the mode ?4 that came since ?5, with a number of the country ?6 from ?1 on, below
/// ?2.
#define POSTERN_DECLARED                                                                                               \
    "d.item_id IS NOT NULL AND d.item_id >= ?1 AND d.item_id < ?2 AND d.tenant = ?3 AND d.mode = ?4"                   \
    " AND d.received >= ?5 AND substr(d.item_id, 12) = ?6"

std::uint32_t counted(Connection& connection, std::string_view sql, const KeptRange& of, SerialRun among) {
    Query query(connection, sql,
                {item_id_beginning(of.range.service, among.first), above_item_ids_of(of.range.service, among.last),
                 of.tenant, of.range.mode, of.range.given, of.range.country});
    return query.next() ? query.as<std::uint32_t>(0) : 0;
}

/// Numbers that a declaration has or had.
std::uint32_t count_bound(Connection& connection, const KeptRange& of, SerialRun among) {
    return counted(connection, "SELECT count(DISTINCT d.item_id) FROM declarations d WHERE " POSTERN_DECLARED, of,
                   among);
}

/// Of these, those whose declarations were all cancelled.
std::uint32_t count_voided(Connection& connection, const KeptRange& of, SerialRun among) {
    return counted(connection,
                   "SELECT count(DISTINCT d.item_id) FROM declarations d WHERE " POSTERN_DECLARED
                   " AND d.cancelled IS NOT NULL AND NOT EXISTS (SELECT 1 FROM declarations o WHERE"
                   " o.item_id = d.item_id AND o.tenant = d.tenant AND o.mode = d.mode AND o.received >= ?5"
                   " AND o.cancelled IS NULL)",
                   of, among);
}

void count_range(Connection& connection, KeptRange& kept) {
    auto& range = kept.range;
    if (range.next == range.serials.first) return;
    const SerialRun looked{range.serials.first, range.next - 1};
    auto bound = count_bound(connection, kept, looked);
    range.voided = count_voided(connection, kept, looked);
    // what was passed over was bound by others, or before; it is not of those that were drawn
    for (const auto& run : runs_in_use(connection, kept.key)) {
        bound -= count_bound(connection, kept, run);
        range.voided -= count_voided(connection, kept, run);
    }
    range.spent = bound - range.voided;
}

/// Walks the serials that were drawn from one range, beside the declarations that have them.
class OpenSerials {
public:
    OpenSerials(Connection& connection, const KeptRange& of, std::uint32_t from)
        : country_(of.range.country), from_(from), begin_(item_id_beginning(of.range.service, from)),
          end_(above_item_ids_of(of.range.service, of.range.serials.last)),
          runs_(connection,
                "SELECT u.first, u.last, w.at, w.office, w.clerk, w.kind FROM item_id_runs u JOIN item_id_draws w"
                " ON w.key = u.draw WHERE u.range = ?1 AND u.first >= coalesce((SELECT max(first) FROM item_id_runs"
                " WHERE range = ?1 AND first <= ?2), 0) ORDER BY u.first",
                {of.key, from_}),
          declared_(connection,
                    "SELECT DISTINCT d.item_id FROM declarations d WHERE " POSTERN_DECLARED " ORDER BY d.item_id",
                    {begin_, end_, of.tenant, of.range.mode, of.range.given, country_}) {
        step_declared();
    }

    /// Adds what is open until there are `limit`, or nothing is left to look at. False: to the end of the range.
    bool add_to(ports::OpenItemIds& found, std::uint32_t limit, std::uint32_t& looks_left) {
        while (runs_.next()) {
            const SerialRun run{runs_.as<std::uint32_t>(0), runs_.as<std::uint32_t>(1)};
            for (auto serial = std::max(run.first, from_); serial <= run.last; ++serial) {
                if (found.ids.size() == limit || looks_left == 0) return true;
                --looks_left;
                found.looked_to = serial;
                found.country = country_;
                while (bound_ && *bound_ < serial)
                    step_declared();
                if (bound_ == serial) continue;
                found.ids.push_back(
                    {serial, country_, runs_.instant(2), runs_.text(3), runs_.text(4), runs_.as<ports::DrawKind>(5)});
            }
        }
        return false;
    }

private:
    void step_declared() {
        bound_.reset();
        if (declared_.next()) bound_ = static_cast<std::uint32_t>(std::stoul(declared_.text(0).substr(2, 8)));
    }

    std::string country_;
    std::uint32_t from_;
    std::string begin_, end_;
    Query runs_;
    Query declared_;
    std::optional<std::uint32_t> bound_; ///< the next serial that a declaration has
};

#undef POSTERN_DECLARED

} // namespace

std::vector<ports::ItemIdRange> SqliteItemIdReader::ranges(const ports::ItemIdQuestion& question) {
    ReaderPool::Borrowed connection(pool_);
    std::vector<ports::ItemIdRange> ranges;
    for (auto& kept : read_ranges(connection, question, {})) {
        count_range(connection, kept);
        ranges.push_back(std::move(kept.range));
    }
    return ranges;
}

ports::OpenItemIds SqliteItemIdReader::open(const ports::ItemIdQuestion& question, const std::string& service,
                                            std::optional<std::uint32_t> after, std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    ports::OpenItemIds found;
    auto looks_left = kSerialsLookedAt;
    for (const auto& kept : read_ranges(connection, question, service)) {
        if (after && *after >= kept.range.serials.last) continue;
        const auto from = after ? std::max(kept.range.serials.first, *after + 1) : kept.range.serials.first;
        if (OpenSerials(connection, kept, from).add_to(found, limit, looks_left)) return found;
    }
    found.looked_to.reset();
    return found;
}

std::vector<ports::ItemIdStock> SqliteItemIdReader::stocks() {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT t.name, r.mode, r.service, sum(r.last + 1 - r.next),"
                            " sum(iif(r.next <= r.last, r.last + 1 - r.first, 0)) FROM item_id_ranges r"
                            " JOIN tenants t ON t.key = r.tenant GROUP BY r.tenant, r.mode, r.service"
                            " ORDER BY t.name, r.mode, r.service");
    std::vector<ports::ItemIdStock> stocks;
    while (query.next())
        stocks.push_back({query.text(0), query.as<core::Mode>(1), query.text(2), query.as<std::uint64_t>(3),
                          query.as<std::uint64_t>(4)});
    return stocks;
}

} // namespace postern::store::sqlite
