// Reading JSON into values: RapidJSON's event parser underneath, iterative, so that depth costs no stack.
#include "json/value.hpp"

#include "core/utf8.hpp"

#include <rapidjson/error/error.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>

namespace postern::json {

/// Takes the parser's events; a false stops the parser, and fault() says why.
class ValueBuilder {
public:
    explicit ValueBuilder(const ReadLimits& limits) : limits_(limits) {}

    std::string_view fault() const { return fault_; }
    Value take() { return std::move(root_); }

    // the names are those that RapidJSON calls
    bool Null() { return scalar(Kind::null, {}); }
    bool Bool(bool flag) { return scalar(Kind::boolean, flag ? "true" : "false"); }
    bool RawNumber(const char* text, unsigned length, bool) { return scalar(Kind::number, {text, length}); }
    bool String(const char* text, unsigned length, bool) {
        const std::string_view characters(text, length);
        return well_formed(characters) && scalar(Kind::string, characters);
    }
    bool StartObject() { return open(Kind::object); }
    bool Key(const char* text, unsigned length, bool) {
        const std::string_view name(text, length);
        if (!well_formed(name)) return false;
        stack_.back().members_.emplace_back(name, Value());
        return true;
    }
    bool EndObject(unsigned) { return names_differ(stack_.back()) && close(); }
    bool StartArray() { return open(Kind::array); }
    bool EndArray(unsigned) { return close(); }
    // numbers come as text only
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

private:
    bool stop(std::string_view reason) {
        fault_ = reason;
        return false;
    }

    /// An escape may name half a surrogate pair, which is no character.
    bool well_formed(std::string_view characters) { return core::is_utf8(characters) || stop("encoding"); }

    bool count() { return ++values_ <= limits_.values || stop("values"); }

    bool scalar(Kind kind, std::string_view text) {
        if (!count()) return false;
        Value value;
        value.kind_ = kind;
        value.text_ = text;
        place(std::move(value));
        return true;
    }

    bool open(Kind kind) {
        if (stack_.size() == limits_.depth) return stop("depth");
        if (!count()) return false;
        stack_.emplace_back().kind_ = kind;
        return true;
    }

    bool close() {
        Value value = std::move(stack_.back());
        stack_.pop_back();
        place(std::move(value));
        return true;
    }

    void place(Value&& value) {
        if (stack_.empty())
            root_ = std::move(value);
        else if (stack_.back().kind_ == Kind::array)
            stack_.back().items_.push_back(std::move(value));
        else
            stack_.back().members_.back().second = std::move(value);
    }

    /// Sorted once an object: comparing each name with all before it would let one object cost seconds.
    bool names_differ(const Value& object) {
        std::vector<std::string_view> names;
        names.reserve(object.members_.size());
        for (const auto& [name, value] : object.members_)
            names.push_back(name);
        std::ranges::sort(names);
        return std::ranges::adjacent_find(names) == names.end() || stop("duplicate-key");
    }

    const ReadLimits& limits_;
    std::vector<Value> stack_; ///< the objects and arrays that are open
    Value root_;
    std::size_t values_ = 0;
    std::string_view fault_;
};

namespace {

std::string_view reason_of(rapidjson::ParseErrorCode code, bool at_end) {
    switch (code) {
    case rapidjson::kParseErrorDocumentEmpty: return at_end ? "empty" : "syntax";
    case rapidjson::kParseErrorDocumentRootNotSingular: return "trailing";
    case rapidjson::kParseErrorStringInvalidEncoding:
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid: return "encoding";
    default: return "syntax";
    }
}

core::Refusal refused(std::string_view text, std::string_view reason, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    core::Refusal refusal{core::RefusalCode::bad_json, std::string(reason), 1, 1, ""};
    refusal.line += static_cast<std::uint64_t>(std::ranges::count(before, '\n'));
    const std::size_t newline = before.rfind('\n');
    refusal.column += newline == std::string_view::npos ? before.size() : before.size() - newline - 1;
    return refusal;
}

} // namespace

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
    // the parser takes a NUL for the end and would not look behind it
    const std::size_t nul = text.find('\0');
    if (nul != std::string_view::npos) return refused(text, "syntax", nul);

    constexpr unsigned kFlags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag;
    rapidjson::MemoryStream stream(text.data(), text.size());
    ValueBuilder builder(limits);
    rapidjson::Reader reader;
    const auto parsed = reader.Parse<kFlags>(stream, builder);
    if (parsed.IsError()) {
        const auto reason =
            builder.fault().empty() ? reason_of(parsed.Code(), parsed.Offset() == text.size()) : builder.fault();
        return refused(text, reason, parsed.Offset());
    }
    return builder.take();
}

} // namespace postern::json
