// HardenedParser: each switch by name, because the defaults of Xerces are unsafe.
#include "xml/hardened_parser.hpp"

#include <xercesc/util/XMLUni.hpp>

namespace postern::xml {

HardenedParser::HardenedParser(MessageCutter& cutter) {
    useScanner(xercesc::XMLUni::fgSGXMLScanner); // not WFXMLScanner: it is quadratic
    setDoNamespaces(true);
    setValidationScheme(Val_Never);
    setDoSchema(false);
    setLoadSchema(false);
    setLoadExternalDTD(false);
    setSkipDTDValidation(true);
    setDisableDefaultEntityResolution(true);
    useCachedGrammarInParse(true);
    cacheGrammarFromParse(false);
    setExitOnFirstFatalError(true);
    installAdvDocHandler(&cutter);
    setErrorHandler(&cutter);
    setEntityResolver(&cutter);
    cutter.read_from(getScanner());
}

} // namespace postern::xml
