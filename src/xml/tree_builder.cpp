// TreeBuilder: nodes are linked here by hand, xmlAddChild would look for neighbours to merge at every one.
#include "xml/tree_builder.hpp"

#include "xml/internals.hpp"
#include "xml/utf16.hpp"

#include <xercesc/util/XMLString.hpp>
#include <xercesc/util/XMLUni.hpp>

namespace postern::xml {

namespace {

constexpr std::string_view kSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

} // namespace

bool declares_namespace(const xercesc::XMLAttr& attribute) {
    const XMLCh* prefix = attribute.getPrefix();
    return xercesc::XMLString::equals(prefix == nullptr || *prefix == 0 ? attribute.getName() : prefix,
                                      xercesc::XMLUni::fgXMLNSString);
}

void TreeBuilder::reset() {
    discard();
    bound_ = 0;
    depth_ = 0;
}

void TreeBuilder::discard() {
    if (doc_ != nullptr) xmlFreeDoc(doc_);
    doc_ = nullptr;
    open_ = nullptr;
    text_.clear();
}

void TreeBuilder::enter_frame(const SentAttributes& attributes) {
    ++depth_;
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        if (declares_namespace(attributes[i])) bind(attributes[i], nullptr);
    }
}

void TreeBuilder::leave_frame() {
    unbind();
}

void TreeBuilder::begin() {
    frame_bound_ = bound_;
    doc_ = xmlNewDoc(as_xml("1.0"));
    if (doc_ == nullptr) fail_out_of_memory();
}

void TreeBuilder::open(const XMLCh* prefix, const XMLCh* local_name, const SentAttributes& attributes,
                       std::uint32_t line, std::uint32_t column) {
    flush_text();
    ++depth_;
    const xmlNodePtr element = append_element(local_name);
    keep_position(element, line, column);
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        if (declares_namespace(attributes[i])) bind(attributes[i], element);
    }
    assign_utf8(prefix_, prefix);
    element->ns = resolve(prefix_);
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        if (!declares_namespace(attributes[i])) append_attribute(attributes[i], element);
    }
}

void TreeBuilder::text(const XMLCh* chars, std::size_t length) {
    append_utf8(text_, chars, length);
}

bool TreeBuilder::close() {
    flush_text();
    unbind();
    const xmlNodePtr closed = open_;
    const bool was_root = closed->parent->type != XML_ELEMENT_NODE;
    open_ = was_root ? nullptr : closed->parent;
    return was_root;
}

Document TreeBuilder::finish() {
    for (std::size_t i = 0; i < frame_bound_; ++i)
        bindings_[i].ns = nullptr; // they were of this tree
    xmlDocPtr done = doc_;
    doc_ = nullptr;
    return Internals::adopt(done);
}

void TreeBuilder::bind(const xercesc::XMLAttr& declaration, xmlNodePtr declared_on) {
    const bool is_default = *declaration.getPrefix() == 0;
    assign_utf8(prefix_, is_default ? nullptr : declaration.getName());
    if (prefix_ == "xml") return; // bound for ever (Namespaces in XML, 3); libxml2 would not take it
    if (bound_ == bindings_.size()) bindings_.emplace_back();
    Binding& binding = bindings_[bound_++];
    binding.prefix = prefix_;
    assign_utf8(binding.uri, declaration.getValue());
    binding.depth = depth_;
    binding.ns = nullptr;
    if (declared_on == nullptr) return;
    binding.ns =
        xmlNewNs(declared_on, as_xml(binding.uri.c_str()), is_default ? nullptr : as_xml(binding.prefix.c_str()));
    if (binding.ns == nullptr) fail_out_of_memory();
}

void TreeBuilder::unbind() {
    while (bound_ > 0 && bindings_[bound_ - 1].depth == depth_)
        --bound_;
    --depth_;
}

xmlNsPtr TreeBuilder::resolve(std::string_view prefix) {
    if (prefix == "xml") return xmlSearchNs(doc_, xmlDocGetRootElement(doc_), as_xml("xml"));
    for (std::size_t i = bound_; i-- > 0;) {
        Binding& binding = bindings_[i];
        if (binding.prefix != prefix) continue;
        if (binding.uri.empty()) return nullptr; // xmlns="": no namespace
        if (binding.ns != nullptr) return binding.ns;
        binding.ns = xmlNewNs(xmlDocGetRootElement(doc_), as_xml(binding.uri.c_str()),
                              prefix.empty() ? nullptr : as_xml(binding.prefix.c_str()));
        if (binding.ns == nullptr) fail_out_of_memory();
        return binding.ns;
    }
    return nullptr; // no prefix and no default namespace; an unknown prefix never comes past the parser
}

xmlNodePtr TreeBuilder::append_element(const XMLCh* local_name) {
    assign_utf8(name_, local_name);
    const xmlNodePtr element = xmlNewDocNode(doc_, nullptr, as_xml(name_.c_str()), nullptr);
    if (element == nullptr) fail_out_of_memory();
    if (open_ == nullptr) {
        xmlDocSetRootElement(doc_, element);
    } else {
        link(open_, element);
    }
    open_ = element;
    return element;
}

void TreeBuilder::append_attribute(const xercesc::XMLAttr& attribute, xmlNodePtr element) {
    assign_utf8(prefix_, attribute.getPrefix());
    const xmlNsPtr ns = prefix_.empty() ? nullptr : resolve(prefix_);
    // where to fetch a schema is nothing a sender decides: dropped, so that no validator ever sees it
    if (ns != nullptr && view_of(ns->href) == kSchemaInstance) return;
    assign_utf8(name_, attribute.getName());
    assign_utf8(value_, attribute.getValue());
    if (xmlNewNsProp(element, ns, as_xml(name_.c_str()), as_xml(value_.c_str())) == nullptr) fail_out_of_memory();
}

void TreeBuilder::flush_text() {
    if (text_.empty() || open_ == nullptr) return;
    const xmlNodePtr node = xmlNewDocTextLen(doc_, as_xml(text_.data()), static_cast<int>(text_.size()));
    if (node == nullptr) fail_out_of_memory();
    link(open_, node);
    text_.clear();
}

void TreeBuilder::link(xmlNodePtr parent, xmlNodePtr child) {
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last == nullptr) {
        parent->children = child;
    } else {
        parent->last->next = child;
    }
    parent->last = child;
}

} // namespace postern::xml
