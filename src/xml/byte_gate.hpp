// The byte gate: bounds a message and knows its encoding before a parser sees a byte of it.
#pragma once

#include "core/result.hpp"
#include "xml/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postern::xml {

enum class Encoding : std::uint8_t { utf_8, us_ascii, iso_8859_1, windows_1252 };

/// What passed: the encoding and the bytes without a byte order mark.
struct Passed {
    Encoding encoding = Encoding::utf_8;
    std::string_view bytes;
};

/// Refuses what no parser of ours shall meet: too many bytes, NUL, other encodings, bytes that are not of the encoding,
/// XML other than 1.0, DOCTYPE, processing instructions, tags that are too long, and markup that is cut short.
core::Result<Passed> pass_gate(std::string_view bytes, const ReadLimits& limits);

/// A refusal that says where in the bytes it stands.
core::Refusal refusal_at(core::RefusalCode code, std::string_view bytes, std::size_t offset);

/// Xerces counts columns in UTF-16 units; this gives the same place in bytes of the line.
std::uint64_t column_in_bytes(const Passed& message, std::uint64_t line, std::uint64_t column);

} // namespace postern::xml
