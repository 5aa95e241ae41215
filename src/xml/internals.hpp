// Internals: what stands behind the opaque handles of this folder; included by the sources of src/xml alone.
#pragma once

#include "xml/document.hpp"

#include <libxml/tree.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::xml {

/// The tree of a Document. The libxml2 document points back here through _private, so that a node finds its context.
struct Document::Tree {
    explicit Tree(xmlDocPtr document) : doc(document) { doc->_private = this; }
    ~Tree() { xmlFreeDoc(doc); }
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    xmlDocPtr doc;
    std::string context;
    std::uint32_t ordinal = 0;
};

/// The only way from a handle to its node and back.
struct Internals {
    static xmlNodePtr node(const Element& element) { return static_cast<xmlNodePtr>(element.node_); }
    static Element element(xmlNodePtr node) { return Element(node); }
    /// nullptr for an empty Document.
    static xmlDocPtr doc(const Document& document) { return document.tree_ ? document.tree_->doc : nullptr; }
    /// Takes the tree over.
    static Document adopt(xmlDocPtr doc) {
        Document document;
        document.tree_ = std::make_unique<Document::Tree>(doc);
        return document;
    }
    static const Document::Tree* tree_of(xmlNodePtr node) {
        return node->doc == nullptr ? nullptr : static_cast<const Document::Tree*>(node->doc->_private);
    }
};

inline std::string_view view_of(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

inline const xmlChar* as_xml(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

/// Line and column ride in the node's _private word: xmlNode::line has 16 bits and ends at 65,535.
static_assert(sizeof(void*) == sizeof(std::uint64_t));
inline void keep_position(xmlNodePtr node, std::uint32_t line, std::uint32_t column) {
    node->_private = reinterpret_cast<void*>((std::uint64_t{line} << 32) | column);
}
inline std::uint32_t kept_line(xmlNodePtr node) {
    return static_cast<std::uint32_t>(reinterpret_cast<std::uint64_t>(node->_private) >> 32);
}
inline std::uint32_t kept_column(xmlNodePtr node) {
    return static_cast<std::uint32_t>(reinterpret_cast<std::uint64_t>(node->_private) & 0xffffffffu);
}

/// The next node in document order below top, or nullptr after the last; without_children skips what is below node.
inline xmlNodePtr next_node(xmlNodePtr node, xmlNodePtr top, bool without_children = false) {
    if (!without_children && node->type == XML_ELEMENT_NODE && node->children != nullptr) return node->children;
    while (node != top && node->next == nullptr)
        node = node->parent;
    return node == top ? nullptr : node->next;
}

/// The text of an attribute, whatever nodes it is made of.
std::string attribute_value(const xmlAttr* attribute);
/// Copies the positions of every element of one subtree to its copy.
void copy_positions(xmlNodePtr from, xmlNodePtr to);
/// Throws core::Failure: libxml2 gives null only when memory ends.
[[noreturn]] void fail_out_of_memory();

} // namespace postern::xml
