// SOAP: an envelope around a document, and what an envelope that came back holds (SOAP 1.1 §4, SOAP 1.2 part 1 §5).
#pragma once

#include "core/result.hpp"
#include "ports/agency.hpp"
#include "xml/reader_pool.hpp"

#include <string>
#include <string_view>

namespace postern::channels {

/// The document, UTF-8 with or without an XML declaration, as the body of an envelope of that version.
std::string wrap(std::string_view document, ports::Soap version);
/// "text/xml; charset=utf-8", or of 1.2 "application/soap+xml; charset=utf-8" with the action.
std::string soap_media_type(ports::Soap version, std::string_view action);

struct Unwrapped {
    std::string payload;        ///< the body's element as a document of its own; empty: an empty body, or a fault
    bool fault = false;         ///< the other side says that it went wrong
    bool fault_is_ours = false; ///< by what we sent (Client, Sender): sent again it would go wrong again
};
/// Envelopes of both versions. Refusals: those of the XML reader; message_structure where it is no envelope.
core::Result<Unwrapped> unwrap(xml::ReaderPool& readers, std::string_view bytes);

} // namespace postern::channels
