// A strict JSON reader: bounded, duplicate keys refused, numbers stay the text that was sent.
#pragma once

#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::json {

enum class Kind { null, boolean, number, string, array, object };

/// One value. Owned tree; small requests only (large JSON goes through the handler of the JSON source, later).
class Value {
public:
    Kind kind() const { return kind_; }
    bool boolean() const { return text_ == "true"; }
    /// The characters of a number or string.
    const std::string& text() const { return text_; }
    const std::vector<Value>& items() const { return items_; }
    const std::vector<std::pair<std::string, Value>>& members() const { return members_; }
    /// The member of that name, nullptr: none, or not an object.
    const Value* find(std::string_view name) const;
    /// The string member of that name; nullopt: absent, or not a string.
    std::optional<std::string> string(std::string_view name) const;

private:
    friend class ValueBuilder;
    Kind kind_ = Kind::null;
    std::string text_;
    std::vector<Value> items_;
    std::vector<std::pair<std::string, Value>> members_;
};

struct ReadLimits {
    std::size_t bytes = 1u << 20;
    std::size_t depth = 16;
    std::size_t values = 20'000;
};

/// RFC 8259 only: no comments, no trailing commas, no NaN, UTF-8 checked, nothing behind the value.
/// Refusal: bad_json (argument: a reason of ours) or body_too_large.
core::Result<Value> read(std::string_view text, const ReadLimits& limits = {});

} // namespace postern::json
