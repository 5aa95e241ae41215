// Names: tables of names, one a kind, and what the writer remembers of them.
#include "store/sqlite/names.hpp"

namespace postern::store::sqlite {
namespace {

struct NameTable {
    std::string_view find;
    std::string_view add;
};

#define POSTERN_NAME_TABLE(table)                                                                                      \
    NameTable {                                                                                                        \
        "SELECT key FROM " table " WHERE name = ?", "INSERT INTO " table "(name) VALUES(?)"                            \
    }
constexpr std::array<NameTable, kNameKinds> kTables{
    POSTERN_NAME_TABLE("tenants"),        POSTERN_NAME_TABLE("agencies"),      POSTERN_NAME_TABLE("sources"),
    POSTERN_NAME_TABLE("routes"),         POSTERN_NAME_TABLE("legal_bases"),   POSTERN_NAME_TABLE("media_types"),
    POSTERN_NAME_TABLE("list_editions"),  POSTERN_NAME_TABLE("finding_codes"), POSTERN_NAME_TABLE("finding_fields"),
    POSTERN_NAME_TABLE("answer_formats"), POSTERN_NAME_TABLE("audit_actions"), POSTERN_NAME_TABLE("finding_rules"),
};
#undef POSTERN_NAME_TABLE

} // namespace

std::optional<std::int64_t> find_name(Connection& connection, NameKind kind, std::string_view name) {
    Query query(connection, kTables.at(static_cast<std::size_t>(kind)).find, {name});
    if (query.next()) return query.integer(0);
    return std::nullopt;
}

std::int64_t Names::number(NameKind kind, std::string_view name) {
    if (name.empty()) return 0;
    auto& known = known_.at(static_cast<std::size_t>(kind));
    if (const auto found = known.find(name); found != known.end()) return found->second;
    auto key = find_name(connection_, kind, name);
    if (!key) {
        connection_.run(kTables.at(static_cast<std::size_t>(kind)).add, {name});
        key = connection_.last_key();
    }
    known.emplace(name, *key);
    return *key;
}

Value Names::value(NameKind kind, std::string_view name) {
    const auto key = number(kind, name);
    return key == 0 ? Value(nullptr) : Value(key);
}

std::int64_t Names::profile_edition(std::string_view name, std::string_view version, std::string_view hash) {
    std::string text(name);
    text.append(1, '\n').append(version).append(1, '\n').append(hash);
    if (const auto found = editions_.find(text); found != editions_.end()) return found->second;
    std::int64_t key = 0;
    {
        Query query(connection_, "SELECT key FROM profile_editions WHERE name = ? AND version = ? AND hash = ?",
                    {name, version, hash});
        key = query.next() ? query.integer(0) : 0;
    }
    if (key == 0) {
        connection_.run("INSERT INTO profile_editions(name, version, hash) VALUES(?, ?, ?)", {name, version, hash});
        key = connection_.last_key();
    }
    editions_.emplace(std::move(text), key);
    return key;
}

void Names::forget() {
    for (auto& known : known_)
        known.clear();
    editions_.clear();
}

} // namespace postern::store::sqlite
