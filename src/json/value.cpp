// Reading JSON into values.
#include "json/value.hpp"

#include <algorithm>

namespace postern::json {

/// Makes the tree of the events.
class ValueBuilder : public Listener {
public:
    explicit ValueBuilder(std::string_view text) : cursor_(text) {}

    Value take() { return std::move(root_); }

    bool on_scalar(Kind kind, std::string_view text, Span span) override {
        Value value;
        value.kind_ = kind;
        value.place_ = cursor_.advance(span.begin);
        value.text_ = text;
        put(std::move(value));
        return true;
    }
    bool on_open(Kind kind, std::size_t offset) override {
        Value& value = stack_.emplace_back();
        value.kind_ = kind;
        value.place_ = cursor_.advance(offset);
        return true;
    }
    bool on_key(std::string_view name, std::size_t) override {
        stack_.back().members_.emplace_back(name, Value());
        return true;
    }
    bool on_close(std::size_t) override {
        Value value = std::move(stack_.back());
        stack_.pop_back();
        put(std::move(value));
        return true;
    }

private:
    void put(Value&& value) {
        if (stack_.empty())
            root_ = std::move(value);
        else if (stack_.back().kind_ == Kind::array)
            stack_.back().items_.push_back(std::move(value));
        else
            stack_.back().members_.back().second = std::move(value);
    }

    PlaceCursor cursor_;
    std::vector<Value> stack_; ///< the objects and arrays that are open
    Value root_;
};

const Value* Value::find(std::string_view name) const {
    const auto found =
        std::ranges::find(members_, name, [](const auto& member) -> std::string_view { return member.first; });
    return found == members_.end() ? nullptr : &found->second;
}

std::optional<std::string> Value::string(std::string_view name) const {
    const Value* value = find(name);
    if (!value || value->kind() != Kind::string) return std::nullopt;
    return value->text();
}

core::Result<Value> read(std::string_view text, const ReadLimits& limits) {
    if (text.size() > limits.bytes)
        return core::Refusal{core::RefusalCode::body_too_large, std::to_string(limits.bytes), 0, 0, ""};
    ValueBuilder builder(text);
    if (const auto fault = read_events(text, limits, builder))
        return refusal_at(text, fault->offset, core::RefusalCode::bad_json, to_string(fault->kind));
    return builder.take();
}

} // namespace postern::json
