// Element: building trees of our own.
#include "core/failure.hpp"
#include "xml/document.hpp"
#include "xml/internals.hpp"

namespace postern::xml {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// U+FFFE and U+FFFF, the only characters beyond the control characters that UTF-8 can write and XML 1.0 cannot.
bool is_no_character(std::string_view text) {
    return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

/// XML 1.0 has no way to write some characters (production 2): U+FFFD stands in their place.
std::string writable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const bool three = is_no_character(text);
        if (three || is_control(text.front()))
            result += kReplacement;
        else
            result += text.front();
        text.remove_prefix(three ? 3 : 1);
    }
    return result;
}

xmlNodePtr node_to_build(const Element& element) {
    const xmlNodePtr node = Internals::node(element);
    if (node == nullptr) throw core::Failure("building below an empty element");
    return node;
}

} // namespace

Document Document::create(std::string_view root_name, std::string_view namespace_uri) {
    xmlDocPtr doc = xmlNewDoc(as_xml("1.0"));
    if (doc == nullptr) fail_out_of_memory();
    Document document = Internals::adopt(doc);
    xmlNodePtr root = xmlNewDocNode(doc, nullptr, as_xml(std::string(root_name).c_str()), nullptr);
    if (root == nullptr) fail_out_of_memory();
    xmlDocSetRootElement(doc, root);
    if (!namespace_uri.empty()) {
        xmlSetNs(root, xmlNewNs(root, as_xml(std::string(namespace_uri).c_str()), nullptr));
    }
    return document;
}

void Document::drop_repeated_namespaces() {
    if (xmlDOMWrapReconcileNamespaces(nullptr, node_to_build(root()), 1) != 0)
        fail_out_of_memory(); // 1: redundant ones
}

Document Document::of(const Element& element) {
    const xmlNodePtr original = node_to_build(element);
    xmlDocPtr doc = xmlNewDoc(as_xml("1.0"));
    if (doc == nullptr) fail_out_of_memory();
    Document document = Internals::adopt(doc);
    const xmlNodePtr twin = xmlDocCopyNode(original, doc, 1);
    if (twin == nullptr) fail_out_of_memory();
    copy_positions(original, twin);
    xmlDocSetRootElement(doc, twin);
    return document;
}

Element Element::add_before(std::string_view local_name) {
    const xmlNodePtr next = node_to_build(*this);
    const xmlNodePtr made = xmlNewDocNode(next->doc, next->ns, as_xml(std::string(local_name).c_str()), nullptr);
    if (made == nullptr) fail_out_of_memory();
    xmlAddPrevSibling(next, made);
    return Element(made);
}

Element Element::add(std::string_view local_name) {
    const xmlNodePtr parent = node_to_build(*this);
    const xmlNodePtr child = xmlNewDocNode(parent->doc, parent->ns, as_xml(std::string(local_name).c_str()), nullptr);
    if (child == nullptr) fail_out_of_memory();
    xmlAddChild(parent, child);
    return Element(child);
}

Element Element::add(std::string_view local_name, std::string_view text) {
    Element child = add(local_name);
    child.set_text(text);
    return child;
}

void Element::set_attribute(std::string_view local_name, std::string_view value) {
    if (xmlSetNsProp(node_to_build(*this), nullptr, as_xml(std::string(local_name).c_str()),
                     as_xml(writable(value).c_str())) == nullptr) {
        fail_out_of_memory();
    }
}

Element Element::add_copy(const Element& other) {
    const xmlNodePtr parent = node_to_build(*this);
    const xmlNodePtr original = node_to_build(other);
    const xmlNodePtr twin = xmlDocCopyNode(original, parent->doc, 1);
    if (twin == nullptr) fail_out_of_memory();
    if (twin->ns == nullptr) {
        // an element of no namespace must not fall into the default namespace of its new parent
        const xmlNsPtr around = xmlSearchNs(parent->doc, parent, nullptr);
        if (around != nullptr && !view_of(around->href).empty()) xmlNewNs(twin, as_xml(""), nullptr);
    }
    copy_positions(original, twin);
    xmlAddChild(parent, twin);
    return Element(twin);
}

void Element::remove() {
    const xmlNodePtr node = node_to_build(*this);
    xmlUnlinkNode(node);
    xmlFreeNode(node);
    node_ = nullptr;
}

void Element::set_place(std::uint32_t line, std::uint32_t column) {
    keep_position(node_to_build(*this), line, column);
}

void Element::set_text(std::string_view text) {
    const xmlNodePtr node = node_to_build(*this);
    while (node->children != nullptr) {
        const xmlNodePtr old = node->children;
        xmlUnlinkNode(old);
        xmlFreeNode(old);
    }
    if (text.empty()) return;
    const std::string written = writable(text);
    const xmlNodePtr child = xmlNewDocTextLen(node->doc, as_xml(written.data()), static_cast<int>(written.size()));
    if (child == nullptr) fail_out_of_memory();
    xmlAddChild(node, child);
}

} // namespace postern::xml
