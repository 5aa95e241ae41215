// Marks: an agency or a post's security says of an item id that it must not leave, or is to be looked at.
#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::core {

/// Numbers are stored.
enum class MarkKind : std::uint8_t { clear = 2, block = 4, warn = 5 };
constexpr std::string_view to_string(MarkKind kind) {
    switch (kind) {
    case MarkKind::block: return "block";
    case MarkKind::warn: return "warn";
    case MarkKind::clear: break;
    }
    return "clear";
}
/// nullopt: there is no such kind.
constexpr std::optional<MarkKind> mark_kind_named(std::string_view name) {
    if (name == "block") return MarkKind::block;
    if (name == "warn") return MarkKind::warn;
    if (name == "clear") return MarkKind::clear;
    return std::nullopt;
}

/// One owner's newest mark of an item id. It counts until it ends or the same owner clears it.
struct Mark {
    MarkKind kind = MarkKind::warn;
    std::string owner;  ///< the agency's or the post's name
    std::string reason; ///< a code, at most 64 bytes
    Instant set;
    Instant until;
    bool counts(Instant now) const { return kind != MarkKind::clear && now < until; }
};

} // namespace postern::core
