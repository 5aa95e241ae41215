// Reading JSON as events: RapidJSON's event parser underneath, iterative, so that depth costs no stack.
#include "json/events.hpp"

#include "core/utf8.hpp"

#include <rapidjson/error/error.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace postern::json {

namespace {

/// Takes the parser's events, checks what the parser does not, and tells the listener.
class EventChecker {
public:
    EventChecker(std::string_view text, const rapidjson::MemoryStream& stream, const ReadLimits& limits,
                 Listener& listener)
        : text_(text), stream_(stream), limits_(limits), listener_(listener) {}

    const std::optional<Fault>& fault() const { return fault_; }

    // the names are those that RapidJSON calls
    bool Null() { return scalar(Kind::null, {}); }
    bool Bool(bool flag) { return scalar(Kind::boolean, flag ? "true" : "false"); }
    bool RawNumber(const char* text, unsigned length, bool) { return scalar(Kind::number, {text, length}); }
    bool String(const char* text, unsigned length, bool) { return scalar(Kind::string, {text, length}); }
    bool StartObject() { return open(Kind::object); }
    bool Key(const char* text, unsigned length, bool) {
        const std::string_view name(text, length);
        const std::size_t offset = take_token();
        if (!core::is_utf8(name)) return stop(FaultKind::encoding, offset);
        names_.back().emplace_back(name, offset);
        return told(listener_.on_key(name, offset), offset);
    }
    bool EndObject(unsigned) { return names_differ() && close(); }
    bool StartArray() { return open(Kind::array); }
    bool EndArray(unsigned) { return close(); }
    // numbers come as text only
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

private:
    using Names = std::vector<std::pair<std::string, std::size_t>>;

    bool stop(FaultKind kind, std::size_t offset) {
        fault_ = Fault{kind, offset};
        return false;
    }
    bool told(bool goes_on, std::size_t offset) { return goes_on || stop(FaultKind::stopped, offset); }

    /// Where the token of this event begins: behind the one before stand blanks and separators only.
    std::size_t begin_of_token() const { return std::min(text_.find_first_not_of(" \t\r\n,:", last_), text_.size()); }
    /// The same for a token that the parser has taken already.
    std::size_t take_token() {
        const std::size_t begin = begin_of_token();
        last_ = stream_.Tell();
        return begin;
    }
    /// The same for a bracket, which the parser takes after it has told of it.
    std::size_t take_bracket() {
        const std::size_t begin = begin_of_token();
        last_ = begin + 1;
        return begin;
    }

    bool scalar(Kind kind, std::string_view text) {
        const std::size_t offset = take_token();
        // an escape may name half a surrogate pair, which is no character
        if (kind == Kind::string && !core::is_utf8(text)) return stop(FaultKind::encoding, offset);
        if (++values_ > limits_.values) return stop(FaultKind::values, offset);
        return told(listener_.on_scalar(kind, text, {offset, last_}), offset);
    }

    bool open(Kind kind) {
        const std::size_t offset = take_bracket();
        if (names_.size() == limits_.depth) return stop(FaultKind::depth, offset);
        if (++values_ > limits_.values) return stop(FaultKind::values, offset);
        names_.emplace_back();
        return told(listener_.on_open(kind, offset), offset);
    }

    bool close() {
        names_.pop_back();
        const std::size_t offset = take_bracket();
        return told(listener_.on_close(offset + 1), offset);
    }

    /// Sorted once an object: comparing each name with all before it would let one object cost seconds.
    bool names_differ() {
        Names& names = names_.back();
        std::ranges::sort(names);
        const auto twice = std::ranges::adjacent_find(names, {}, &Names::value_type::first);
        return twice == names.end() || stop(FaultKind::duplicate_key, std::next(twice)->second);
    }

    std::string_view text_;
    const rapidjson::MemoryStream& stream_;
    const ReadLimits& limits_;
    Listener& listener_;
    std::vector<Names> names_; ///< of each object that is open; of an array none
    std::size_t last_ = 0;     ///< behind the last token
    std::size_t values_ = 0;
    std::optional<Fault> fault_;
};

FaultKind kind_of(rapidjson::ParseErrorCode code, bool at_end) {
    switch (code) {
    case rapidjson::kParseErrorDocumentEmpty: return at_end ? FaultKind::empty : FaultKind::syntax;
    case rapidjson::kParseErrorDocumentRootNotSingular: return FaultKind::trailing;
    case rapidjson::kParseErrorStringInvalidEncoding:
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid: return FaultKind::encoding;
    default: return FaultKind::syntax;
    }
}

} // namespace

std::string_view to_string(FaultKind kind) {
    constexpr std::array<std::string_view, 8> kWords = {"empty",         "syntax", "trailing", "encoding",
                                                        "duplicate-key", "depth",  "values",   "stopped"};
    return kWords.at(static_cast<std::size_t>(kind));
}

std::optional<Fault> read_events(std::string_view text, const ReadLimits& limits, Listener& listener) {
    // the parser takes a NUL for the end and would not look behind it
    const std::size_t nul = text.find('\0');
    if (nul != std::string_view::npos) return Fault{FaultKind::syntax, nul};

    constexpr unsigned kFlags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag;
    rapidjson::MemoryStream stream(text.data(), text.size());
    EventChecker checker(text, stream, limits, listener);
    rapidjson::Reader reader;
    const auto parsed = reader.Parse<kFlags>(stream, checker);
    if (!parsed.IsError()) return std::nullopt;
    if (checker.fault()) return checker.fault();
    return Fault{kind_of(parsed.Code(), parsed.Offset() == text.size()), parsed.Offset()};
}

core::Refusal refusal_at(std::string_view text, std::size_t offset, core::RefusalCode code, std::string_view argument) {
    const std::string_view before = text.substr(0, offset);
    core::Refusal refusal{code, std::string(argument), 1, 1, ""};
    refusal.line += static_cast<std::uint64_t>(std::ranges::count(before, '\n'));
    const std::size_t newline = before.rfind('\n');
    refusal.column += newline == std::string_view::npos ? before.size() : before.size() - newline - 1;
    return refusal;
}

Place PlaceCursor::advance(std::size_t offset) {
    for (; at_ < offset && at_ < text_.size(); ++at_) {
        if (text_[at_] == '\n')
            place_ = {place_.line + 1, 1};
        else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) // a character's first byte
            ++place_.column;
    }
    return place_;
}

} // namespace postern::json
