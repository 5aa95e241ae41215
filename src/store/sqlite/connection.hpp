// Connection and Query: SQLite's C API behind thin RAII; every error of it is a core::Failure.
#pragma once

#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/time.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace postern::store::sqlite {

/// One value of a statement, as it is bound; it refers to the caller's bytes and owns nothing.
struct Value {
    enum class Kind : std::uint8_t { null, integer, text, blob };
    Kind kind = Kind::null;
    std::int64_t number = 0;
    std::string_view bytes;

    Value(std::nullptr_t) {}
    template <std::integral T>
    Value(T value) : kind(Kind::integer), number(static_cast<std::int64_t>(value)) {}
    template <class E>
        requires std::is_enum_v<E>
    Value(E value) : kind(Kind::integer), number(static_cast<std::int64_t>(value)) {}
    template <class Tag>
    Value(core::Key<Tag> key) : kind(Kind::integer), number(key.value) {}
    Value(core::Instant instant) : kind(Kind::integer), number(instant.ms) {}
    Value(const std::string& text) : kind(Kind::text), bytes(text) {}
    Value(std::string_view text) : kind(Kind::text), bytes(text) {}
    Value(const core::SealedBytes& sealed) : kind(Kind::blob), bytes(sealed.bytes) {}
    Value(const core::ContentHash& hash)
        : kind(Kind::blob), bytes(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()) {}
};

/// NULL in place of an empty text or a key that names nothing.
inline Value or_null(std::string_view text) {
    return text.empty() ? Value(nullptr) : Value(text);
}
template <class Tag>
Value or_null(core::Key<Tag> key) {
    return key ? Value(key) : Value(nullptr);
}

/// One connection; used by one thread at a time. Statements stay prepared until it closes.
class Connection {
public:
    enum class Access : std::uint8_t { read_write, read_only };

    Connection(const std::string& path, Access access, std::chrono::milliseconds busy_timeout);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// One or several statements without values; rows are dropped.
    void execute(const char* sql);
    /// One statement to its end; how many rows it changed.
    std::int64_t run(std::string_view sql, std::initializer_list<Value> values = {});
    /// Key of the row inserted last.
    std::int64_t last_key() const;
    bool in_transaction() const;

private:
    friend class Query;
    struct Finalise {
        void operator()(sqlite3_stmt* statement) const;
    };
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    sqlite3_stmt* prepared(std::string_view sql);
    void check(int code, const char* what) const;

    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalise>, TextHash, std::equal_to<>> statements_;
};

/// A statement that gives rows; reset when it goes. The same statement cannot run twice at a time on one connection.
class Query {
public:
    Query(Connection& connection, std::string_view sql, std::initializer_list<Value> values = {});
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    bool next();
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    template <class T>
    T as(int column) const {
        return static_cast<T>(integer(column));
    }
    core::Instant instant(int column) const { return {integer(column)}; }
    std::string text(int column) const; ///< NULL: empty
    std::string blob(int column) const;
    core::ContentHash hash(int column) const;

private:
    Connection& connection_;
    sqlite3_stmt* statement_;
};

} // namespace postern::store::sqlite
