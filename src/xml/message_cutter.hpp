// MessageCutter: Xerces' handler; counts, refuses, and cuts a message into header and items.
#pragma once

#include "xml/reader.hpp"
#include "xml/tree_builder.hpp"

#include <xercesc/sax2/DefaultHandler.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::xml {

/// Used again for message after message; start() says for which.
class MessageCutter : public xercesc::DefaultHandler {
public:
    void start(const ReadLimits& limits, MessageSink& sink);
    /// After the parse, whatever came of it: lets go of what is half built.
    void stop() { builder_.reset(); }

    void setDocumentLocator(const xercesc::Locator* locator) override { locator_ = locator; }
    void startElement(const XMLCh* uri, const XMLCh* local_name, const XMLCh* qualified_name,
                      const xercesc::Attributes& attributes) override;
    void endElement(const XMLCh* uri, const XMLCh* local_name, const XMLCh* qualified_name) override;
    void characters(const XMLCh* chars, XMLSize_t length) override;
    void ignorableWhitespace(const XMLCh* chars, XMLSize_t length) override { characters(chars, length); }
    void processingInstruction(const XMLCh* target, const XMLCh* data) override;
    void endDocument() override;

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

    void count(const xercesc::Attributes& attributes);
    void refuse_foreign_attributes(const xercesc::Attributes& attributes, bool of_frame);
    Part part_of_root(const XMLCh* uri, const XMLCh* local_name);
    Part part_below_frame(const XMLCh* uri, const XMLCh* local_name);
    Part enter_frame(bool towards_header, bool towards_items);
    void hand_over();
    void settle() const;
    void check(const core::Result<void>& answer) const;
    [[noreturn]] void refuse(core::RefusalCode code, std::uint64_t limit = 0) const;

    const xercesc::Locator* locator_ = nullptr;
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
