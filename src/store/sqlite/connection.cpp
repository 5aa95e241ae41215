// Connection and Query on SQLite's C API.
#include "store/sqlite/connection.hpp"

#include "core/failure.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace postern::store::sqlite {
namespace {

void bind(sqlite3_stmt* statement, int index, const Value& value, sqlite3_destructor_type lifetime) {
    int code = SQLITE_OK;
    switch (value.kind) {
    case Value::Kind::null: code = sqlite3_bind_null(statement, index); break;
    case Value::Kind::integer: code = sqlite3_bind_int64(statement, index, value.number); break;
    case Value::Kind::text:
        // an empty view may have no address, and no address would bind NULL
        code = sqlite3_bind_text64(statement, index, value.bytes.empty() ? "" : value.bytes.data(), value.bytes.size(),
                                   lifetime, SQLITE_UTF8);
        break;
    case Value::Kind::blob:
        code = value.bytes.empty()
                   ? sqlite3_bind_zeroblob(statement, index, 0)
                   : sqlite3_bind_blob64(statement, index, value.bytes.data(), value.bytes.size(), lifetime);
        break;
    }
    if (code != SQLITE_OK)
        throw core::Failure("sqlite: a value could not be bound: " + std::string(sqlite3_errstr(code)));
}

void bind_all(sqlite3_stmt* statement, std::initializer_list<Value> values, sqlite3_destructor_type lifetime) {
    if (sqlite3_bind_parameter_count(statement) != static_cast<int>(values.size()))
        throw core::Failure("sqlite: a statement was given another number of values than it has places");
    int index = 0;
    for (const auto& value : values)
        bind(statement, ++index, value, lifetime);
}

} // namespace

void Connection::Finalise::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}
void Connection::Close::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

Connection::Connection(const std::string& path, Access access, std::chrono::milliseconds busy_timeout) {
    // one thread at a time is our own promise, so SQLite's mutexes are not needed
    const int flags = SQLITE_OPEN_NOMUTEX |
                      (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    handle_.reset(raw);
    check(code, "open");
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, static_cast<int>(busy_timeout.count()));
    execute("PRAGMA foreign_keys = ON");
    if (access == Access::read_only) execute("PRAGMA query_only = ON");
}

Connection::~Connection() = default;

void Connection::check(int code, const char* what) const {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    // SQLite's messages name tables and columns, never values
    const char* message = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
    throw core::Failure("sqlite: " + std::string(what) + ": " + message + " (" + std::to_string(code) + ")");
}

void Connection::execute(const char* sql) {
    check(sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr), "execute");
}

sqlite3_stmt* Connection::prepared(std::string_view sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) {
        if (sqlite3_stmt_busy(known->second.get()) != 0)
            throw core::Failure("sqlite: a statement was started again while it runs");
        return known->second.get();
    }
    sqlite3_stmt* raw = nullptr;
    check(sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw,
                             nullptr),
          "prepare");
    return statements_.emplace(sql, std::unique_ptr<sqlite3_stmt, Finalise>(raw)).first->second.get();
}

std::int64_t Connection::run(std::string_view sql, std::initializer_list<Value> values) {
    sqlite3_stmt* statement = prepared(sql);
    struct Reset {
        sqlite3_stmt* statement;
        ~Reset() {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement); // they pointed at the caller's bytes
        }
    } const reset{statement};
    bind_all(statement, values, SQLITE_STATIC);
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW)
        code = sqlite3_step(statement);
    check(code, "write");
    return sqlite3_changes64(handle_.get());
}

std::int64_t Connection::last_key() const {
    return sqlite3_last_insert_rowid(handle_.get());
}
bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

Query::Query(Connection& connection, std::string_view sql, std::initializer_list<Value> values)
    : connection_(connection), statement_(connection.prepared(sql)) {
    bind_all(statement_, values, SQLITE_TRANSIENT); // the caller's bytes may be gone before next()
}

Query::~Query() {
    sqlite3_reset(statement_);
}

bool Query::next() {
    const int code = sqlite3_step(statement_);
    connection_.check(code, "read");
    return code == SQLITE_ROW;
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string Query::text(int column) const {
    const unsigned char* bytes = sqlite3_column_text(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes), size);
}

std::string Query::blob(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

core::ContentHash Query::hash(int column) const {
    const auto bytes = blob(column);
    core::ContentHash hash;
    if (bytes.size() != hash.bytes.size()) throw core::Failure("sqlite: a stored hash has another length than a hash");
    std::copy(bytes.begin(), bytes.end(), hash.bytes.begin());
    return hash;
}

} // namespace postern::store::sqlite
