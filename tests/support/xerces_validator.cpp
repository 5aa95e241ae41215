// The second opinion: a validating pass by Xerces over the text.
#include "support/xerces_validator.hpp"

#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/sax/SAXParseException.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/sax2/SAX2XMLReader.hpp>
#include <xercesc/sax2/XMLReaderFactory.hpp>
#include <xercesc/util/TransService.hpp>
#include <xercesc/util/XMLException.hpp>
#include <xercesc/util/XMLUni.hpp>
#include <xercesc/validators/common/Grammar.hpp>

#include <memory>

namespace postern::tests {

namespace {

using xercesc::XMLUni;

std::string narrow(const XMLCh* text) {
    const xercesc::TranscodeToStr utf8(text, "UTF-8");
    return {reinterpret_cast<const char*>(utf8.str()), utf8.length()};
}

class Faults : public xercesc::DefaultHandler {
public:
    void warning(const xercesc::SAXParseException& exception) override { keep(exception); }
    void error(const xercesc::SAXParseException& exception) override { keep(exception); }
    void fatalError(const xercesc::SAXParseException& exception) override { keep(exception); }
    std::vector<std::string> all;

private:
    void keep(const xercesc::SAXParseException& exception) {
        all.push_back(std::to_string(exception.getLineNumber()) + ":" + std::to_string(exception.getColumnNumber()) +
                      ": " + narrow(exception.getMessage()));
    }
};

} // namespace

std::vector<std::string> xerces_faults(const std::string& schema_path, const std::string& xml_text) {
    Faults faults;
    const std::unique_ptr<xercesc::SAX2XMLReader> parser(xercesc::XMLReaderFactory::createXMLReader());
    parser->setFeature(XMLUni::fgSAX2CoreNameSpaces, true);
    parser->setFeature(XMLUni::fgSAX2CoreValidation, true);
    parser->setFeature(XMLUni::fgXercesDynamic, false);
    parser->setFeature(XMLUni::fgXercesSchema, true);
    parser->setFeature(XMLUni::fgXercesLoadSchema, false);
    parser->setFeature(XMLUni::fgXercesHandleMultipleImports, false);
    parser->setFeature(XMLUni::fgXercesUseCachedGrammarInParse, true);
    parser->setProperty(XMLUni::fgXercesScannerName, const_cast<XMLCh*>(XMLUni::fgSGXMLScanner));
    parser->setErrorHandler(&faults);
    try {
        const auto* grammar = parser->loadGrammar(schema_path.c_str(), xercesc::Grammar::SchemaGrammarType, true);
        if (grammar == nullptr) faults.all.push_back("0:0: Xerces does not load the schema " + schema_path);
        if (!faults.all.empty()) return faults.all;
        if (*grammar->getTargetNamespace() == 0) {
            // a grammar without a namespace is used only where the parser is told of it; it is loaded already
            const xercesc::TranscodeFromStr path(reinterpret_cast<const XMLByte*>(schema_path.data()),
                                                 schema_path.size(), "UTF-8");
            parser->setProperty(XMLUni::fgXercesSchemaExternalNoNameSpaceSchemaLocation,
                                const_cast<XMLCh*>(path.str()));
        }
        const xercesc::MemBufInputSource source(reinterpret_cast<const XMLByte*>(xml_text.data()), xml_text.size(),
                                                "text", false);
        parser->parse(source);
    } catch (const xercesc::XMLException& exception) {
        faults.all.push_back("0:0: " + narrow(exception.getMessage()));
    }
    return faults.all;
}

} // namespace postern::tests
