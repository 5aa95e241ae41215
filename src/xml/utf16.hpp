// UTF-16 as Xerces speaks it, into UTF-8 as we do.
#pragma once

#include <xercesc/util/XercesDefs.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::xml {

/// Appends length units of text; ASCII, nearly all of a message, goes a unit at a time without branches on classes.
void append_utf8(std::string& out, const XMLCh* text, std::size_t length);
/// Replaces what out holds, so that its memory is used again; null is an empty text.
void assign_utf8(std::string& out, const XMLCh* text);

} // namespace postern::xml
