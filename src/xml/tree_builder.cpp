// TreeBuilder: nodes are linked here by hand, xmlAddChild would look for neighbours to merge at every one.
#include "xml/tree_builder.hpp"

#include "xml/internals.hpp"
#include "xml/utf16.hpp"

namespace postern::xml {

namespace {

constexpr std::string_view kXmlns = "xmlns";
constexpr std::string_view kSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

struct SplitName {
    std::string_view prefix;
    const char* local; ///< ends where the qualified name ends
};

SplitName split(const std::string& qualified) {
    const std::size_t colon = qualified.find(':');
    if (colon == std::string::npos) return {{}, qualified.c_str()};
    return {std::string_view(qualified).substr(0, colon), qualified.c_str() + colon + 1};
}

} // namespace

bool TreeBuilder::is_declaration(std::string_view qualified_name) {
    return qualified_name.starts_with(kXmlns) &&
           (qualified_name.size() == kXmlns.size() || qualified_name[kXmlns.size()] == ':');
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

void TreeBuilder::enter_frame(const xercesc::Attributes& attributes) {
    ++depth_;
    for (XMLSize_t i = 0; i < attributes.getLength(); ++i) {
        assign_utf8(name_, attributes.getQName(i));
        if (!is_declaration(name_)) continue;
        assign_utf8(value_, attributes.getValue(i));
        bind(name_, nullptr);
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

void TreeBuilder::open(const XMLCh* qualified_name, const xercesc::Attributes& attributes, std::uint32_t line,
                       std::uint32_t column) {
    flush_text();
    ++depth_;
    assign_utf8(name_, qualified_name);
    const SplitName name = split(name_);
    const xmlNodePtr element = append_element(name.local);
    keep_position(element, line, column);

    const XMLSize_t count = attributes.getLength();
    const std::size_t prefix_length = name.prefix.size();
    std::string element_name = count == 0 ? std::string() : name_; // name_ is used again for each attribute
    for (XMLSize_t i = 0; i < count; ++i) {
        assign_utf8(name_, attributes.getQName(i));
        if (!is_declaration(name_)) continue;
        assign_utf8(value_, attributes.getValue(i));
        bind(name_, element);
    }
    element->ns = resolve(std::string_view(count == 0 ? name_ : element_name).substr(0, prefix_length));
    for (XMLSize_t i = 0; i < count; ++i) {
        assign_utf8(name_, attributes.getQName(i));
        if (is_declaration(name_)) continue;
        assign_utf8(value_, attributes.getValue(i));
        append_attribute(element);
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

void TreeBuilder::bind(std::string_view qualified_name, xmlNodePtr declared_on) {
    const std::string_view prefix =
        qualified_name.size() == kXmlns.size() ? std::string_view() : qualified_name.substr(kXmlns.size() + 1);
    if (prefix == "xml") return; // bound for ever (Namespaces in XML, 3); libxml2 would not take it
    if (bound_ == bindings_.size()) bindings_.emplace_back();
    Binding& binding = bindings_[bound_++];
    binding.prefix = prefix;
    binding.uri = value_;
    binding.depth = depth_;
    binding.ns = nullptr;
    if (declared_on == nullptr) return;
    binding.ns =
        xmlNewNs(declared_on, as_xml(binding.uri.c_str()), prefix.empty() ? nullptr : as_xml(binding.prefix.c_str()));
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

xmlNodePtr TreeBuilder::append_element(std::string_view local_name) {
    const xmlNodePtr element = xmlNewDocNode(doc_, nullptr, as_xml(local_name.data()), nullptr);
    if (element == nullptr) fail_out_of_memory();
    if (open_ == nullptr) {
        xmlDocSetRootElement(doc_, element);
    } else {
        link(open_, element);
    }
    open_ = element;
    return element;
}

/// Of name_ and value_.
void TreeBuilder::append_attribute(xmlNodePtr element) {
    const SplitName name = split(name_);
    const xmlNsPtr ns = name.prefix.empty() ? nullptr : resolve(name.prefix);
    // where to fetch a schema is nothing a sender decides: dropped, so that no validator ever sees it
    if (ns != nullptr && view_of(ns->href) == kSchemaInstance) return;
    if (xmlNewNsProp(element, ns, as_xml(name.local), as_xml(value_.c_str())) == nullptr) fail_out_of_memory();
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
