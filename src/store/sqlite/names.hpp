// Names: the small numbers that stand for names in rows, made where they are new.
#pragma once

#include "store/sqlite/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace postern::store::sqlite {

enum class NameKind : std::uint8_t {
    tenant,
    agency,
    source,
    route,
    legal_basis,
    media_type,
    list_edition,
    finding_code,
    finding_field,
    answer_format,
    audit_action,
    finding_rule,
};
inline constexpr std::size_t kNameKinds = 12;

/// The number of a name, where it has one.
std::optional<std::int64_t> find_name(Connection& connection, NameKind kind, std::string_view name);

/// The writer's names: remembered, so that a row costs no look-up. Of the writer's thread.
class Names {
public:
    explicit Names(Connection& connection) : connection_(connection) {}
    /// 0 for the empty name.
    std::int64_t number(NameKind kind, std::string_view name);
    /// The same as a value to bind: NULL for the empty name.
    Value value(NameKind kind, std::string_view name);
    std::int64_t profile_edition(std::string_view name, std::string_view version, std::string_view hash);
    /// After a rollback: names that were made in it are gone.
    void forget();

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Known = std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>>;

    Connection& connection_;
    std::array<Known, kNameKinds> known_;
    Known editions_;
};

} // namespace postern::store::sqlite
