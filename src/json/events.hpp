// JSON as events with their places: strict and bounded, for what is read without a tree of the whole.
#pragma once

#include "core/refusal.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace postern::json {

enum class Kind { null, boolean, number, string, array, object };

struct ReadLimits {
    std::size_t bytes = 1u << 20;
    std::size_t depth = 16;
    std::size_t values = 20'000;
};

/// The bytes of a token in its text: from its first to behind its last.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Told of a text while it is read, in order of appearance. An offset is that of a bracket's or key's first byte.
class Listener {
public:
    virtual ~Listener() = default;
    /// false stops the reading: FaultKind::stopped.
    virtual bool on_scalar(Kind kind, std::string_view text, Span span) = 0;
    virtual bool on_open(Kind kind, std::size_t offset) = 0;
    virtual bool on_key(std::string_view name, std::size_t offset) = 0;
    /// end: the offset behind the bracket.
    virtual bool on_close(std::size_t end) = 0;
};

enum class FaultKind : std::uint8_t { empty, syntax, trailing, encoding, duplicate_key, depth, values, stopped };
/// The word for it in a refusal.
std::string_view to_string(FaultKind kind);

struct Fault {
    FaultKind kind = FaultKind::syntax;
    std::size_t offset = 0;
};

/// RFC 8259 only: no comments, no trailing commas, no NaN, UTF-8 checked, names of an object differ, nothing behind the
/// value. Numbers come as the text that was sent. limits.bytes is the caller's to check. nullopt: read to its end.
std::optional<Fault> read_events(std::string_view text, const ReadLimits& limits, Listener& listener);

/// code, argument, and the place of an offset: line, and column in bytes.
core::Refusal refusal_at(std::string_view text, std::size_t offset, core::RefusalCode code, std::string_view argument);

/// A place as an editor shows it: lines and characters, both from 1.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

/// Walks once through a text, so that many places cost no more than one.
class PlaceCursor {
public:
    explicit PlaceCursor(std::string_view text) : text_(text) {}
    /// offset: never less than the one before.
    Place advance(std::size_t offset);

private:
    std::string_view text_;
    std::size_t at_ = 0;
    Place place_;
};

} // namespace postern::json
