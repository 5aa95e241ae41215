// A strict JSON reader: bounded, duplicate keys refused, numbers stay the text that was sent.
#pragma once

#include "core/result.hpp"
#include "json/events.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::json {

/// One value. Owned tree: of a small request, or of one item of a message.
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
    /// Where it begins in the text that was read.
    Place place() const { return place_; }

private:
    friend class ValueBuilder;
    Kind kind_ = Kind::null;
    Place place_;
    std::string text_;
    std::vector<Value> items_;
    std::vector<std::pair<std::string, Value>> members_;
};

/// As read_events reads. Refusal: bad_json (argument: the word for the fault) or body_too_large.
core::Result<Value> read(std::string_view text, const ReadLimits& limits = {});

} // namespace postern::json
