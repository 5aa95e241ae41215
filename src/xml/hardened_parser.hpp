// HardenedParser: Xerces with everything off that reads, fetches or guesses.
#pragma once

#include "xml/message_cutter.hpp"

#include <xercesc/parsers/SAXParser.hpp>

namespace postern::xml {

/// Drives a cutter straight from the scanner's own events (XMLDocumentHandler): the SAX interfaces above it copy every
/// name and attribute once more, a third of the cost of a parse.
class HardenedParser : public xercesc::SAXParser {
public:
    explicit HardenedParser(MessageCutter& cutter);
};

} // namespace postern::xml
