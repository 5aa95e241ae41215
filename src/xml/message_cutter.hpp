// MessageCutter: Xerces' handler; counts, refuses, and cuts a message into header and items.
#pragma once

#include "xml/reader.hpp"
#include "xml/tree_builder.hpp"

#include <xercesc/framework/XMLDocumentHandler.hpp>
#include <xercesc/internal/XMLScanner.hpp>
#include <xercesc/sax/EntityResolver.hpp>
#include <xercesc/sax/ErrorHandler.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::xml {

/// Used again for message after message; start() says for which.
class MessageCutter : public xercesc::XMLDocumentHandler, public xercesc::ErrorHandler, public xercesc::EntityResolver {
public:
    void start(const ReadLimits& limits, MessageSink& sink);
    /// After the parse, whatever came of it: lets go of what is half built.
    void stop() { builder_.reset(); }

    /// Where to ask for line and column, and for the text of a namespace's number.
    void read_from(const xercesc::XMLScanner& scanner) { scanner_ = &scanner; }

    void startElement(const xercesc::XMLElementDecl& element, unsigned int uri, const XMLCh* prefix,
                      const SentAttributes::List& attributes, XMLSize_t count, bool is_empty, bool is_root) override;
    void endElement(const xercesc::XMLElementDecl& element, unsigned int uri, bool is_root,
                    const XMLCh* prefix) override;
    void docCharacters(const XMLCh* chars, XMLSize_t length, bool is_cdata) override;
    void ignorableWhitespace(const XMLCh* chars, XMLSize_t length, bool is_cdata) override;
    void docPI(const XMLCh* target, const XMLCh* data) override;
    void endDocument() override;
    // nothing to do: comments are dropped, entities and declarations never come this far
    void docComment(const XMLCh*) override {}
    void startDocument() override {}
    void resetDocument() override {}
    void startEntityReference(const xercesc::XMLEntityDecl&) override {}
    void endEntityReference(const xercesc::XMLEntityDecl&) override {}
    void XMLDecl(const XMLCh*, const XMLCh*, const XMLCh*, const XMLCh*) override {}

    void warning(const xercesc::SAXParseException&) override {}
    void error(const xercesc::SAXParseException& exception) override;
    void fatalError(const xercesc::SAXParseException& exception) override;
    void resetErrors() override {}

    xercesc::InputSource* resolveEntity(const XMLCh* public_id, const XMLCh* system_id) override;

private:
    /// An open element around header and items, from the root down.
    struct Frame {
        bool towards_header = false;
        bool towards_items = false;
        std::vector<std::string> seen; ///< frames below it: each stands once
    };
    enum class Part : std::uint8_t { frame, header, item };

    void count(const SentAttributes& attributes);
    void refuse_foreign_attributes(const SentAttributes& attributes, bool of_frame);
    void close_element();
    const xercesc::Locator& place() const { return *scanner_->getLocator(); }
    Part part_of_root(const XMLCh* uri, const XMLCh* local_name);
    Part part_below_frame(const XMLCh* uri, const XMLCh* local_name);
    Part enter_frame(bool towards_header, bool towards_items);
    void hand_over();
    void settle() const;
    void check(const core::Result<void>& answer) const;
    [[noreturn]] void refuse(core::RefusalCode code, std::uint64_t limit = 0) const;
    /// What is around the items is not as the shape says: names what may stand there.
    [[noreturn]] void refuse_structure() const;
    std::string expected_here() const;

    const xercesc::XMLScanner* scanner_ = nullptr;
    std::optional<core::Refusal> pending_; ///< reported before the start tag that may deserve a closer refusal
    ReadLimits limits_;
    MessageSink* sink_ = nullptr;
    TreeBuilder builder_;
    Shape shape_;
    std::basic_string<XMLCh> root_uri_;
    std::vector<Frame> frames_;
    std::string context_; ///< path of the open frames
    Part part_ = Part::frame;
    bool header_seen_ = false;
    std::uint32_t depth_ = 0;
    std::uint32_t ordinal_ = 0;
    std::uint64_t elements_ = 0;
    std::uint32_t item_elements_ = 0;
    std::string name_;
};

} // namespace postern::xml
