// JSON messages: the bytes become the trees that a JSON source's schema describes, told as the XML reader tells its.
#pragma once

#include "core/result.hpp"
#include "xml/reader.hpp"

#include <string>
#include <string_view>

namespace postern::ingest {

/// The namespace of the trees; roots are declaration (one item) and batch (header: head, items: declaration).
inline constexpr std::string_view kJsonNamespace = "urn:postern:json:1";

/// By its first sign, as a message must begin: XML with "<", JSON with "{".
bool looks_like_json(std::string_view bytes);

/// One object, or {"declarations": […]} with its head's members beside. The whole text is looked through before the
/// first item is handed on; then one item at a time is a tree. The Shape that the sink answers is not needed.
/// Refused: message_empty, message_too_large, nul_byte, invalid_encoding, bad_json (argument: syntax, trailing,
/// encoding for half a surrogate pair, duplicate-key), too_deep, too_many_elements (values, of one item or beside the
/// items), too_many_items, message_structure; each with line and column. A byte order mark is passed over (RFC 8259
/// §8.1).
core::Result<void> read_json_message(std::string_view bytes, const xml::ReadLimits& limits, xml::MessageSink& sink);
/// The text of one item, as write_json_item wrote it.
core::Result<xml::Document> read_json_item(std::string_view bytes, const xml::ReadLimits& limits);

/// An item's tree as JSON again: members in the order of the alphabet, numbers as they were sent.
std::string write_json_item(const xml::Document& item);

} // namespace postern::ingest
