// What the contract cannot see: how SQLite is set, that readers cannot write, how arguments are kept.
#include "core/event.hpp"
#include "core/failure.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/sqlite/rows.hpp"
#include "store/sqlite_store.hpp"

#include <boost/test/unit_test.hpp>

#include <stdlib.h>

#include <filesystem>

BOOST_AUTO_TEST_SUITE(store_sqlite)

using namespace postern;
using store::sqlite::Connection;
using store::sqlite::Query;

struct Folder {
    std::string path;
    Folder() {
        path = (std::filesystem::temp_directory_path() / "postern-sqlite-XXXXXX").string();
        BOOST_REQUIRE(::mkdtemp(path.data()) != nullptr);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string file() const { return path + "/a.db"; }
};

class StandingClock final : public ports::Clock {
public:
    core::Instant now() const override { return {1000}; }
};

std::string one_text(Connection& connection, std::string_view sql) {
    Query query(connection, sql);
    return query.next() ? query.text(0) : std::string();
}

constexpr std::chrono::milliseconds kPatience{100};

BOOST_AUTO_TEST_CASE(values_come_back_as_they_were_given) {
    const Folder folder;
    Connection connection(folder.file(), Connection::Access::read_write, kPatience);
    connection.execute("CREATE TABLE t(a INTEGER, b TEXT, c BLOB, d BLOB) STRICT");
    const core::SealedBytes bytes{std::string("\0x\xff", 3)};
    core::ContentHash hash;
    hash.bytes[31] = 200;
    connection.run("INSERT INTO t VALUES(?, ?, ?, ?)", {std::int64_t{-5}, std::string_view(), bytes, hash});
    connection.run("INSERT INTO t VALUES(?, ?, ?, ?)", {nullptr, nullptr, core::SealedBytes{}, nullptr});
    BOOST_TEST(connection.last_key() == 2);
    Query query(connection, "SELECT * FROM t ORDER BY rowid");
    BOOST_REQUIRE(query.next());
    BOOST_TEST(query.integer(0) == -5);
    BOOST_TEST(!query.is_null(1)); // an empty text is not NULL
    BOOST_TEST(query.blob(2) == bytes.bytes);
    BOOST_CHECK(query.hash(3) == hash);
    BOOST_CHECK_THROW(query.hash(2), core::Failure);
    BOOST_REQUIRE(query.next());
    BOOST_TEST(query.is_null(0));
    BOOST_TEST(query.text(1) == "");
    BOOST_TEST(!query.is_null(2));
    BOOST_TEST(query.blob(2) == "");
    BOOST_TEST(!query.next());
}

BOOST_AUTO_TEST_CASE(errors_are_failures_and_leave_the_connection_usable) {
    const Folder folder;
    Connection connection(folder.file(), Connection::Access::read_write, kPatience);
    connection.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT NOT NULL) STRICT");
    BOOST_CHECK_THROW(connection.run("INSERT INTO nowhere VALUES(1)"), core::Failure);
    BOOST_CHECK_THROW(connection.run("INSERT INTO t VALUES(1, ?)"), core::Failure); // a value is missing
    const auto names_no_value = [](const core::Failure& failure) {
        return std::string(failure.what()).find("secret") == std::string::npos;
    };
    connection.run("INSERT INTO t VALUES(1, ?)", {std::string_view("secret")});
    BOOST_CHECK_EXCEPTION(connection.run("INSERT INTO t VALUES(1, ?)", {std::string_view("secret")}), core::Failure,
                          names_no_value);
    connection.run("INSERT INTO t VALUES(2, ?)", {std::string_view("b")});
    Query first(connection, "SELECT a FROM t");
    BOOST_REQUIRE(first.next());
    BOOST_CHECK_THROW(Query(connection, "SELECT a FROM t"), core::Failure); // it runs already
    BOOST_CHECK_THROW(Connection(folder.path + "/none/a.db", Connection::Access::read_write, kPatience), core::Failure);
    BOOST_CHECK_THROW(Connection(folder.path + "/none.db", Connection::Access::read_only, kPatience), core::Failure);
}

BOOST_AUTO_TEST_CASE(a_reader_cannot_write) {
    const Folder folder;
    const StandingClock clock;
    const auto store = store::open_sqlite_store({.path = folder.file()}, clock);
    Connection reader(folder.file(), Connection::Access::read_only, kPatience);
    BOOST_CHECK_THROW(reader.run("INSERT INTO tenants(name) VALUES('x')"), core::Failure);
    BOOST_CHECK_THROW(reader.execute("CREATE TABLE x(y)"), core::Failure);
    reader.execute("PRAGMA query_only = OFF");
    BOOST_CHECK_THROW(reader.run("INSERT INTO tenants(name) VALUES('x')"), core::Failure);
}

BOOST_AUTO_TEST_CASE(the_database_is_set_as_it_has_to_be) {
    const Folder folder;
    const StandingClock clock;
    const auto store = store::open_sqlite_store({.path = folder.file()}, clock);
    Connection connection(folder.file(), Connection::Access::read_write, kPatience);
    BOOST_TEST(one_text(connection, "PRAGMA journal_mode") == "wal");
    BOOST_TEST(one_text(connection, "PRAGMA foreign_keys") == "1");
    BOOST_TEST(one_text(connection, "SELECT max(number) FROM schema_migrations") ==
               std::to_string(store::sqlite_schema_version()));
    // every number of a state and of an event has its name beside it
    BOOST_TEST(one_text(connection, "SELECT count(*) FROM filing_states") ==
               std::to_string(core::all_filing_states().size()));
    for (const auto type : core::all_event_types()) {
        Query query(connection, "SELECT name FROM event_types WHERE key = ?", {type});
        BOOST_REQUIRE(query.next());
        BOOST_TEST(query.text(0) == core::to_string(type));
    }
}

BOOST_AUTO_TEST_CASE(migrating_again_changes_nothing_and_a_failed_one_leaves_nothing) {
    const Folder folder;
    Connection connection(folder.file(), Connection::Access::read_write, kPatience);
    store::sqlite::migrate(connection, {5});
    store::sqlite::migrate(connection, {6});
    BOOST_TEST(store::sqlite::applied_migration(connection) == store::sqlite::newest_migration());
    BOOST_TEST(one_text(connection, "SELECT applied FROM schema_migrations") == "5");

    const Folder other;
    Connection foreign(other.file(), Connection::Access::read_write, kPatience);
    foreign.execute("CREATE TABLE of_somebody_else(x)");
    BOOST_CHECK_THROW(store::sqlite::migrate(foreign, {5}), core::Failure);
    BOOST_TEST(!foreign.in_transaction());
    BOOST_TEST(one_text(foreign, "SELECT group_concat(name) FROM sqlite_schema") == "of_somebody_else");
}

BOOST_AUTO_TEST_CASE(look_ups_of_the_hot_path_use_an_index) {
    const Folder folder;
    Connection connection(folder.file(), Connection::Access::read_write, kPatience);
    store::sqlite::migrate(connection, {5});
    for (const auto* sql :
         {"SELECT key FROM declarations WHERE item_id = 'x' AND tenant = 1 AND mode = 2 AND received >= 3",
          "SELECT key FROM declarations WHERE sender_reference = 'x' AND tenant = 1 AND mode = 2",
          "SELECT key FROM declarations WHERE bare_hash = x'00' AND tenant = 1 AND mode = 2",
          "SELECT key FROM filings WHERE reference = 'x' AND agency = 1 AND mode = 2",
          "SELECT filing FROM offers WHERE feed = 1 AND acknowledged < position AND set_aside IS NULL ORDER BY "
          "position",
          "SELECT filing FROM offers WHERE feed = 1 AND set_aside IS NOT NULL ORDER BY position",
          "SELECT key FROM events WHERE key > 1 ORDER BY key LIMIT 5", "SELECT key FROM events WHERE filing = 1",
          "SELECT key FROM events WHERE declaration = 1",
          "SELECT key FROM answers WHERE identity = 'x' AND agency = 1 AND mode = 2",
          "SELECT key FROM webhooks WHERE tenant = 1 AND mode = 2",
          "SELECT event FROM webhook_deliveries WHERE webhook = 1 AND next <= 5 ORDER BY next LIMIT 20",
          "SELECT count(*) FROM webhook_deliveries WHERE webhook = 1 AND next IS NOT NULL",
          "SELECT min(next) FROM webhook_deliveries WHERE webhook = 1 AND next IS NOT NULL",
          "SELECT webhook FROM webhook_deliveries WHERE next IS NULL AND at < 5 LIMIT 64",
          "SELECT event FROM webhook_deliveries WHERE webhook = 1 AND event < 9 ORDER BY event DESC LIMIT 20"}) {
        Query query(connection, "EXPLAIN QUERY PLAN " + std::string(sql));
        BOOST_REQUIRE(query.next());
        BOOST_TEST_CONTEXT(sql) {
            BOOST_TEST(query.text(3).starts_with("SEARCH"));
        }
    }
}

BOOST_AUTO_TEST_CASE(arguments_of_findings_keep_their_bounds) {
    for (const auto& args :
         std::vector<std::vector<std::string>>{{}, {""}, {"", ""}, {"6"}, {"a:b", "3:x", "\n"}, {"12345678901"}})
        BOOST_CHECK(store::sqlite::read_args(store::sqlite::write_args(args)) == args);
    for (const auto* damaged : {"x", "3", "3:", "3:ab", ":", "-1:a", "99999999999999999999999:a"})
        BOOST_CHECK_THROW(store::sqlite::read_args(damaged), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
