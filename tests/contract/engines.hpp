// The engines that the contract of ports::Store is tested on; another one joins the list at the end and nothing else.
#pragma once

#include "ports/store.hpp"
#include "ports/world.hpp"
#include "store/sqlite_store.hpp"

#include <sqlite3.h>
#include <stdlib.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>

namespace postern::contract {

class ManualClock final : public ports::Clock {
public:
    core::Instant now() const override { return {ms_.load()}; }
    void set(core::Instant to) { ms_ = to.ms; }

private:
    std::atomic<std::int64_t> ms_{1'790'000'000'000};
};

/// What a test may ask for beside the defaults.
struct Wanted {
    std::size_t queue_bound = 20'000;
    std::uint64_t max_bytes = 0;
};

/// A database of its own, gone with it.
class SqliteUnderTest {
public:
    SqliteUnderTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "postern-contract-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = pattern;
    }
    ~SqliteUnderTest() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    SqliteUnderTest(const SqliteUnderTest&) = delete;
    SqliteUnderTest& operator=(const SqliteUnderTest&) = delete;

    std::unique_ptr<ports::Store> open(const ports::Clock& clock, const Wanted& wanted = {}) const {
        store::SqliteSettings settings;
        settings.path = path();
        settings.queue_bound = wanted.queue_bound;
        settings.max_bytes = wanted.max_bytes;
        return store::open_sqlite_store(settings, clock);
    }
    /// Nobody can commit until it goes.
    std::shared_ptr<void> stall() const {
        auto raw = connect();
        execute(raw.get(), "BEGIN IMMEDIATE");
        return raw;
    }
    void pretend_newer_schema() const {
        execute(connect().get(), "INSERT INTO schema_migrations(number, name, applied) VALUES(9999, 'later', 0)");
    }
    /// A database as the first schema had it, with one accepted declaration (key 77, "OLD1") of np-post, whose filing
    /// np-customs was offered twice, the newest time in version 4, and released twice.
    void put_first_schema() const {
        const auto raw = connect();
        execute(raw.get(), "CREATE TABLE schema_migrations(number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                           " applied INTEGER NOT NULL) STRICT");
        execute(raw.get(),
#include "store/migrations/sqlite/0001_first.sql.inc"
        );
        execute(raw.get(), "INSERT INTO schema_migrations VALUES(1, 'first', 0);"
                           "INSERT INTO tenants(name) VALUES('np-post'); INSERT INTO sources(name) VALUES('cn23');"
                           "INSERT INTO contents(bytes) VALUES(x'01');"
                           "INSERT INTO declarations VALUES(77, 1, 2, 'OLD1', NULL, 1789999999000, 1, NULL);"
                           "INSERT INTO declaration_versions VALUES(77, 1, 1789999999000, zeroblob(32), 5, 1, 1, 1,"
                           " NULL, 1, NULL);"
                           "INSERT INTO agencies(name) VALUES('np-customs'); INSERT INTO routes(name) VALUES('r');"
                           "INSERT INTO filings VALUES(78, 2, 1, 1, 1, 1, NULL, NULL, NULL, 0, 0, 1, 16);"
                           "INSERT INTO filing_declarations VALUES(78, 1, 77);"
                           "INSERT INTO events(type, happened, received, explicit_customs, filing)"
                           " VALUES(16, 1789999999700, 1789999999700, 1, 78),"
                           " (16, 1789999999500, 1789999999800, 1, 78);"
                           "INSERT INTO feed_counters VALUES(6, 2);"
                           "INSERT INTO feed_entries VALUES(6, 1, 78, 3, 1, 1789999999300), (6, 2, 78, 4, 2,"
                           " 1789999999400); INSERT INTO offers VALUES(78, 6, 2, 1, NULL)");
    }
    /// The same as the schema before attachments had it; customs asked for documents before it released.
    void put_schema_11() const {
        put_first_schema();
        const auto raw = connect();
        constexpr auto kMigrations = std::to_array<const char*>({
#include "store/migrations/sqlite/0002_quality.sql.inc"
            ,
#include "store/migrations/sqlite/0003_registers.sql.inc"
            ,
#include "store/migrations/sqlite/0004_limit_uses.sql.inc"
            ,
#include "store/migrations/sqlite/0005_own_lists.sql.inc"
            ,
#include "store/migrations/sqlite/0006_profile_folders.sql.inc"
            ,
#include "store/migrations/sqlite/0007_feed_by_filing.sql.inc"
            ,
#include "store/migrations/sqlite/0008_set_aside.sql.inc"
            ,
#include "store/migrations/sqlite/0009_releases.sql.inc"
            ,
#include "store/migrations/sqlite/0011_cancelled.sql.inc"
        });
        for (const char* sql : kMigrations)
            execute(raw.get(), sql);
        execute(raw.get(), "INSERT INTO schema_migrations VALUES(2, '', 0), (3, '', 0), (4, '', 0), (5, '', 0),"
                           " (6, '', 0), (7, '', 0), (8, '', 0), (9, '', 0), (11, '', 0);"
                           "INSERT INTO events(type, happened, received, explicit_customs, filing)"
                           " VALUES(11, 1789999999200, 1789999999200, 1, 78)");
    }
    /// How many rows of a table there are.
    std::string rows_of(const std::string& table) const { return one_text(("SELECT count(*) FROM " + table).c_str()); }
    /// The post states as many offices as are kept of it.
    void fill_offices() const {
        execute(connect().get(), ("INSERT INTO quality_offices(tenant, name) WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL"
                                  " SELECT x + 1 FROM n WHERE x < " +
                                  std::to_string(ports::kOfficesOfAPost) +
                                  ") SELECT t.key, 'office ' || x FROM n, tenants t WHERE t.name = 'np-post'")
                                     .c_str());
    }
    /// A database of somebody else in the place of ours.
    void put_foreign_database() const { execute(connect().get(), "CREATE TABLE of_somebody_else(x)"); }
    /// No parent, no orphan: what the engine itself finds wrong; empty: nothing.
    std::string damage() const {
        return one_text("PRAGMA integrity_check") == "ok" ? one_text("PRAGMA foreign_key_check") : "integrity";
    }
    std::string path() const { return (folder_ / "postern.db").string(); }

private:
    std::shared_ptr<sqlite3> connect() const {
        sqlite3* raw = nullptr;
        const int code = sqlite3_open(path().c_str(), &raw);
        std::shared_ptr<sqlite3> handle(raw, sqlite3_close_v2);
        if (code != SQLITE_OK) throw std::runtime_error("the database cannot be opened from the side");
        sqlite3_busy_timeout(raw, 10'000);
        return handle;
    }
    static void execute(sqlite3* handle, const char* sql) {
        if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(handle));
    }
    std::string one_text(const char* sql) const {
        std::string text;
        const auto first = [](void* into, int, char** columns, char**) {
            *static_cast<std::string*>(into) = columns[0] == nullptr ? "NULL" : columns[0];
            return 0;
        };
        const auto handle = connect();
        if (sqlite3_exec(handle.get(), sql, first, &text, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(handle.get()));
        return text;
    }

    std::filesystem::path folder_;
};

using Engines = std::tuple<SqliteUnderTest>;

} // namespace postern::contract
