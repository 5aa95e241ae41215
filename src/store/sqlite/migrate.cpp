// Migrations for SQLite: numbered SQL texts compiled into the program, applied once each.
#include "store/sqlite/migrate.hpp"

#include "core/event.hpp"
#include "core/failure.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

namespace postern::store::sqlite {
namespace {

struct Migration {
    std::uint32_t number;
    const char* name;
    const char* sql;
};

// a migration that was released is never edited: the next change is the next number
constexpr std::array kMigrations{
    Migration{
        1,
        "first",
#include "store/migrations/sqlite/0001_first.sql.inc"
    },
    Migration{
        2,
        "quality",
#include "store/migrations/sqlite/0002_quality.sql.inc"
    },
    Migration{
        3,
        "registers",
#include "store/migrations/sqlite/0003_registers.sql.inc"
    },
    Migration{
        4,
        "limit uses",
#include "store/migrations/sqlite/0004_limit_uses.sql.inc"
    },
    Migration{
        5,
        "own lists",
#include "store/migrations/sqlite/0005_own_lists.sql.inc"
    },
    Migration{
        6,
        "profile folders",
#include "store/migrations/sqlite/0006_profile_folders.sql.inc"
    },
    Migration{
        7,
        "feed by filing",
#include "store/migrations/sqlite/0007_feed_by_filing.sql.inc"
    },
    Migration{
        8,
        "set aside",
#include "store/migrations/sqlite/0008_set_aside.sql.inc"
    },
    Migration{
        9,
        "releases",
#include "store/migrations/sqlite/0009_releases.sql.inc"
    },
    Migration{
        11,
        "cancelled",
#include "store/migrations/sqlite/0011_cancelled.sql.inc"
    },
    Migration{
        12,
        "attachments",
#include "store/migrations/sqlite/0012_attachments.sql.inc"
    },
    Migration{
        13,
        "webhooks",
#include "store/migrations/sqlite/0013_webhooks.sql.inc"
    },
    Migration{
        14,
        "open filings",
#include "store/migrations/sqlite/0014_open_filings.sql.inc"
    },
    Migration{
        15,
        "post files and retention",
#include "store/migrations/sqlite/0015_post_files_and_retention.sql.inc"
    },
    Migration{
        16,
        "lodging",
#include "store/migrations/sqlite/0016_lodging.sql.inc"
    },
    Migration{
        17,
        "returns",
#include "store/migrations/sqlite/0017_returns.sql.inc"
    },
    Migration{
        18,
        "early events",
#include "store/migrations/sqlite/0018_early_events.sql.inc"
    },
    Migration{
        19,
        "dispatches",
#include "store/migrations/sqlite/0019_dispatches.sql.inc"
    },
    Migration{
        20,
        "advance data",
#include "store/migrations/sqlite/0020_advance_data.sql.inc"
    },
    Migration{
        21,
        "marks and reviews",
#include "store/migrations/sqlite/0021_marks_and_reviews.sql.inc"
    },
    Migration{
        22,
        "referrals",
#include "store/migrations/sqlite/0022_referrals.sql.inc"
    },
    Migration{
        23,
        "keys of counters",
#include "store/migrations/sqlite/0023_counter_keys.sql.inc"
    },
    Migration{
        24,
        "item ids",
#include "store/migrations/sqlite/0024_item_ids.sql.inc"
    },
    Migration{
        25,
        "prefills",
#include "store/migrations/sqlite/0025_prefills.sql.inc"
    },
    Migration{
        26,
        "acts of counters",
#include "store/migrations/sqlite/0026_counter_acts.sql.inc"
    },
    Migration{
        27,
        "history of goods",
#include "store/migrations/sqlite/0027_goods_history.sql.inc"
    },
    Migration{
        28,
        "bags",
#include "store/migrations/sqlite/0028_bags.sql.inc"
    },
};

// what is applied is known by the greatest number
static_assert(std::ranges::adjacent_find(kMigrations, std::ranges::greater_equal(), &Migration::number) ==
              kMigrations.end());

std::int64_t one_number(Connection& connection, std::string_view sql) {
    Query query(connection, sql);
    return query.next() ? query.integer(0) : 0;
}

void apply_missing(Connection& connection, core::Instant now) {
    const bool ours =
        one_number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'") == 1;
    if (!ours) {
        if (one_number(connection, "SELECT count(*) FROM sqlite_schema") != 0)
            throw core::Failure("the database file holds tables that are not of this program; it is left as it is");
        connection.execute("CREATE TABLE schema_migrations(number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                           " applied INTEGER NOT NULL) STRICT");
    }
    const auto applied = applied_migration(connection);
    if (applied > newest_migration())
        throw core::Failure("the database has schema " + std::to_string(applied) + ", this program knows only " +
                            std::to_string(newest_migration()) + ": it was written by a newer program");
    for (const auto& migration : kMigrations) {
        if (migration.number <= applied) continue;
        connection.execute(migration.sql);
        connection.run("INSERT INTO schema_migrations(number, name, applied) VALUES(?, ?, ?)",
                       {migration.number, std::string_view(migration.name), now});
    }
    // names beside the numbers, for people who read the file
    for (const auto state : core::all_filing_states())
        connection.run("INSERT OR IGNORE INTO filing_states(key, name) VALUES(?, ?)", {state, core::to_string(state)});
    for (const auto type : core::all_event_types())
        connection.run("INSERT OR IGNORE INTO event_types(key, name) VALUES(?, ?)", {type, core::to_string(type)});
}

} // namespace

std::uint32_t newest_migration() {
    return kMigrations.back().number;
}

std::uint32_t applied_migration(Connection& connection) {
    return static_cast<std::uint32_t>(one_number(connection, "SELECT max(number) FROM schema_migrations"));
}

void migrate(Connection& connection, core::Instant now) {
    connection.execute("BEGIN EXCLUSIVE");
    try {
        apply_missing(connection, now);
        connection.execute("COMMIT");
    } catch (const core::Failure&) {
        if (connection.in_transaction()) connection.execute("ROLLBACK");
        throw;
    }
}

} // namespace postern::store::sqlite
