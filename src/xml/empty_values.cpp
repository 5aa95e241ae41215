// Empty values: settled in place, from the leaves up.
#include "xml/empty_values.hpp"

#include "xml/internals.hpp"

#include <libxml/tree.h>

namespace postern::xml {

namespace {

bool has_text(const xmlNode* node) {
    return (node->type == XML_TEXT_NODE && xmlIsBlankNode(node) == 0) || node->type == XML_CDATA_SECTION_NODE;
}

bool is_empty(const xmlNode* node) {
    if (node->properties != nullptr) return false;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next)
        if (child->type == XML_ELEMENT_NODE || has_text(child)) return false;
    return true;
}

void settle(xmlNodePtr node, EmptyValues mode) { // NOLINT(misc-no-recursion): as deep as the profile's own tree
    for (xmlNodePtr child = node->children, next = nullptr; child != nullptr; child = next) {
        next = child->next;
        if (child->type != XML_ELEMENT_NODE) continue;
        settle(child, mode);
        if (!is_empty(child)) continue;
        if (mode == EmptyValues::omit) {
            xmlUnlinkNode(child);
            xmlFreeNode(child);
        } else if (view_of(child->name) != "null" &&
                   xmlNewChild(child, child->ns, as_xml("null"), nullptr) == nullptr) {
            fail_out_of_memory();
        }
    }
}

} // namespace

void settle_empty_values(Document& document, EmptyValues mode) {
    if (mode != EmptyValues::keep) settle(Internals::node(document.root()), mode);
}

} // namespace postern::xml
