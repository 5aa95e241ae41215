// MessageCutter: everything a sender may not do inside well-formed XML is stopped here, at the tag that does it.
#include "xml/message_cutter.hpp"

#include "xml/stopped.hpp"
#include "xml/utf16.hpp"

#include <xercesc/framework/XMLElementDecl.hpp>
#include <xercesc/sax/Locator.hpp>
#include <xercesc/sax/SAXParseException.hpp>
#include <xercesc/util/XMLChar.hpp>
#include <xercesc/util/XMLString.hpp>
#include <xercesc/util/XMLUni.hpp>
#include <xercesc/validators/schema/SchemaSymbols.hpp>

#include <algorithm>

namespace postern::xml {

namespace {

using core::RefusalCode;
using xercesc::XMLString;

bool is_schema_location(const XMLCh* local_name) {
    return XMLString::equals(local_name, xercesc::SchemaSymbols::fgXSI_SCHEMALOCATION) ||
           XMLString::equals(local_name, xercesc::SchemaSymbols::fgXSI_NONAMESPACESCHEMALOCATION);
}

/// The place, not the text: Xerces quotes the message in it.
core::Refusal not_well_formed(const xercesc::SAXParseException& exception) {
    core::Refusal refusal;
    refusal.code = RefusalCode::not_well_formed;
    refusal.line = exception.getLineNumber();
    refusal.column = exception.getColumnNumber();
    return refusal;
}

std::string utf8(const XMLCh* text) {
    std::string result;
    assign_utf8(result, text);
    return result;
}

} // namespace

void MessageCutter::start(const ReadLimits& limits, MessageSink& sink) {
    limits_ = limits;
    sink_ = &sink;
    pending_.reset();
    builder_.reset();
    shape_ = {};
    frames_.clear();
    context_.clear();
    part_ = Part::frame;
    header_seen_ = false;
    depth_ = 0;
    ordinal_ = 0;
    elements_ = 0;
    item_elements_ = 0;
}

void MessageCutter::startElement(const xercesc::XMLElementDecl& element, unsigned int uri, const XMLCh* prefix,
                                 const SentAttributes::List& list, XMLSize_t attribute_count, bool is_empty,
                                 bool /*is_root*/) {
    const SentAttributes attributes(list, attribute_count);
    const XMLCh* local_name = element.getBaseName();
    count(attributes);
    if (!builder_.building()) {
        const XMLCh* uri_text = scanner_->getURIText(uri);
        part_ = depth_ == 1 ? part_of_root(uri_text, local_name) : part_below_frame(uri_text, local_name);
    }
    const bool is_frame = !builder_.building() && part_ == Part::frame;
    refuse_foreign_attributes(attributes, is_frame);
    settle();
    if (is_frame) {
        builder_.enter_frame(attributes);
        context_ += '/';
        if (prefix != nullptr && *prefix != 0) context_.append(utf8(prefix)).append(":");
        context_ += utf8(local_name);
    } else {
        if (!builder_.building()) {
            builder_.begin();
            item_elements_ = 0;
        }
        if (++item_elements_ > limits_.item_elements) refuse(RefusalCode::too_many_elements, limits_.item_elements);
        builder_.open(prefix, local_name, attributes, static_cast<std::uint32_t>(place().getLineNumber()),
                      static_cast<std::uint32_t>(place().getColumnNumber()));
    }
    if (is_empty) close_element();
}

void MessageCutter::endElement(const xercesc::XMLElementDecl& /*element*/, unsigned int /*uri*/, bool /*is_root*/,
                               const XMLCh* /*prefix*/) {
    settle();
    close_element();
}

void MessageCutter::close_element() {
    --depth_;
    if (builder_.building()) {
        if (builder_.close()) hand_over();
        return;
    }
    builder_.leave_frame();
    frames_.pop_back();
    context_.resize(context_.rfind('/'));
}

void MessageCutter::docCharacters(const XMLCh* chars, XMLSize_t length, bool /*is_cdata*/) {
    if (builder_.building()) {
        builder_.text(chars, length);
    } else if (!xercesc::XMLChar1_0::isAllSpaces(chars, length)) {
        refuse_structure();
    }
}

void MessageCutter::ignorableWhitespace(const XMLCh* chars, XMLSize_t length, bool is_cdata) {
    docCharacters(chars, length, is_cdata);
}

void MessageCutter::docPI(const XMLCh* /*target*/, const XMLCh* /*data*/) {
    refuse(RefusalCode::processing_instruction_forbidden);
}

void MessageCutter::endDocument() {
    settle();
    if (ordinal_ == 0) refuse_structure(); // a message has 1…n items
}

/// Xerces complains of the value of an xsi: attribute before the handler sees its tag: the tag's own refusal goes
/// first.
void MessageCutter::error(const xercesc::SAXParseException& exception) {
    if (!pending_) pending_ = not_well_formed(exception);
}

void MessageCutter::fatalError(const xercesc::SAXParseException& exception) {
    throw Stopped(not_well_formed(exception));
}

void MessageCutter::settle() const {
    if (pending_) throw Stopped(*pending_);
}

/// Nothing that a message names is ever opened. Without DTDs the parser has no reason left to ask.
xercesc::InputSource* MessageCutter::resolveEntity(const XMLCh* /*public_id*/, const XMLCh* /*system_id*/) {
    refuse(RefusalCode::doctype_forbidden);
}

void MessageCutter::count(const SentAttributes& attributes) {
    if (++depth_ > limits_.depth) refuse(RefusalCode::too_deep, limits_.depth);
    if (attributes.size() > limits_.attributes) refuse(RefusalCode::too_many_attributes, limits_.attributes);
    if (++elements_ > limits_.elements) refuse(RefusalCode::too_many_elements, limits_.elements);
}

/// xsi: attributes change what a document means behind the back of its rules; only the hint to a schema is common, and
/// dropped. A frame has no schema, so an attribute of its own would be lost without a word.
void MessageCutter::refuse_foreign_attributes(const SentAttributes& attributes, bool of_frame) {
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        const xercesc::XMLAttr& one = attributes[i];
        const bool has_prefix = *one.getPrefix() != 0;
        if ((!has_prefix && !of_frame) || declares_namespace(one)) continue;
        const XMLCh* uri = has_prefix ? scanner_->getURIText(one.getURIId()) : nullptr;
        if (XMLString::equals(uri, xercesc::SchemaSymbols::fgURI_XSI)) {
            if (!is_schema_location(one.getName())) refuse(RefusalCode::xsi_attribute_forbidden);
        } else if (of_frame && !XMLString::equals(uri, xercesc::XMLUni::fgXMLURIName)) {
            refuse_structure();
        }
    }
}

MessageCutter::Part MessageCutter::part_of_root(const XMLCh* uri, const XMLCh* local_name) {
    core::Result<Shape> shape = sink_->on_root(utf8(uri), utf8(local_name));
    if (!shape) check(shape.refusal());
    shape_ = std::move(shape).value();
    root_uri_ = uri;
    if (shape_.item_path.empty()) return Part::item;
    return enter_frame(!shape_.header_path.empty(), true);
}

MessageCutter::Part MessageCutter::part_below_frame(const XMLCh* uri, const XMLCh* local_name) {
    if (!XMLString::equals(uri, root_uri_.c_str())) refuse_structure();
    assign_utf8(name_, local_name);
    Frame& around = frames_.back();
    const std::size_t step = frames_.size() - 1;
    const auto continues = [&](bool towards, const std::vector<std::string>& path) {
        return towards && step < path.size() && path[step] == name_;
    };
    const bool header = continues(around.towards_header, shape_.header_path);
    const bool items = continues(around.towards_items, shape_.item_path);
    if (header && step + 1 == shape_.header_path.size()) {
        if (header_seen_ || ordinal_ > 0) refuse_structure();
        header_seen_ = true;
        return Part::header;
    }
    if (items && step + 1 == shape_.item_path.size()) {
        if (ordinal_ >= limits_.items) refuse(RefusalCode::too_many_items, limits_.items);
        return Part::item;
    }
    const bool again = std::find(around.seen.begin(), around.seen.end(), name_) != around.seen.end();
    if ((!header && !items) || again) refuse_structure();
    around.seen.push_back(name_);
    return enter_frame(header, items);
}

MessageCutter::Part MessageCutter::enter_frame(bool towards_header, bool towards_items) {
    frames_.push_back(Frame{towards_header, towards_items, {}});
    return Part::frame;
}

void MessageCutter::hand_over() {
    Document tree = builder_.finish();
    if (part_ == Part::header) {
        tree.set_context(context_, 0);
        check(sink_->on_header(std::move(tree)));
        return;
    }
    ++ordinal_;
    // a lone root has no siblings, so its path bears no number
    tree.set_context(context_, shape_.item_path.empty() ? 0 : ordinal_);
    check(sink_->on_item(std::move(tree), ordinal_));
}

/// A refusal of the sink's gets the place where the message stands, if it names none.
void MessageCutter::check(const core::Result<void>& answer) const {
    if (answer) return;
    core::Refusal refusal = answer.refusal();
    if (refusal.line == 0) {
        refusal.line = place().getLineNumber();
        refusal.column = place().getColumnNumber();
    }
    throw Stopped(std::move(refusal));
}

/// In names of the shape's, never of the sender's.
std::string MessageCutter::expected_here() const {
    const std::size_t step = frames_.empty() ? 0 : frames_.size() - 1;
    std::string names;
    for (const auto* path : {&shape_.header_path, &shape_.item_path}) {
        if (step >= path->size()) continue;
        const auto& name = (*path)[step];
        if (names.find(name) == std::string::npos) names.append(names.empty() ? "" : ", ").append(name);
    }
    return names;
}

void MessageCutter::refuse_structure() const {
    core::Refusal refusal;
    refusal.code = RefusalCode::message_structure;
    refusal.argument = expected_here();
    refusal.line = place().getLineNumber();
    refusal.column = place().getColumnNumber();
    throw Stopped(std::move(refusal));
}

void MessageCutter::refuse(core::RefusalCode code, std::uint64_t limit) const {
    core::Refusal refusal;
    refusal.code = code;
    if (limit > 0) refusal.argument = std::to_string(limit);
    refusal.line = place().getLineNumber();
    refusal.column = place().getColumnNumber();
    throw Stopped(std::move(refusal));
}

} // namespace postern::xml
