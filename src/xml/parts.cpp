// Parts: named and ordered in place.
#include "xml/parts.hpp"

#include "core/failure.hpp"
#include "xml/internals.hpp"

#include <libxml/tree.h>

#include <algorithm>
#include <vector>

namespace postern::xml {

namespace {

/// What a stylesheet copied may carry xmlns="", which would take the name out of its space again when it is
/// written.
void drop_empty_declarations(xmlNodePtr node) {
    for (xmlNsPtr* at = &node->nsDef; *at != nullptr;) {
        xmlNsPtr declaration = *at;
        if (declaration->prefix != nullptr || !view_of(declaration->href).empty()) {
            at = &declaration->next;
            continue;
        }
        *at = declaration->next;
        xmlFreeNs(declaration);
    }
}

class Naming {
public:
    Naming(xmlNsPtr space, const PartNames& names) : space_(space), names_(names) {}

    /// False: the table lacks it.
    bool name(xmlNodePtr node) { // NOLINT(misc-no-recursion): as deep as the profile's own tree
        const auto* found = lookup(node);
        if (found == nullptr) return false;
        name_children(node);
        xmlNodeSetName(node, as_xml(found->name.c_str()));
        drop_empty_declarations(node);
        xmlSetNs(node, space_);
        xmlUnsetProp(node, as_xml("key"));
        return true;
    }

private:
    struct Child {
        xmlNodePtr node;
        int order;
    };
    const PartName* lookup(xmlNodePtr node) const {
        for (const xmlAttr* attribute = node->properties; attribute != nullptr; attribute = attribute->next)
            if (view_of(attribute->name) == "key" && attribute->ns == nullptr)
                return names_(attribute_value(attribute));
        return nullptr;
    }
    void name_children(xmlNodePtr node) { // NOLINT(misc-no-recursion)
        std::vector<Child> children;
        for (xmlNodePtr child = node->children, next = nullptr; child != nullptr; child = next) {
            next = child->next;
            if (child->type != XML_ELEMENT_NODE) continue;
            const auto* found = lookup(child);
            if (found != nullptr && name(child)) {
                children.push_back({child, found->order});
            } else {
                xmlUnlinkNode(child);
                xmlFreeNode(child);
            }
        }
        const auto earlier = [](const Child& a, const Child& b) { return a.order < b.order; };
        if (std::is_sorted(children.begin(), children.end(), earlier)) return;
        std::stable_sort(children.begin(), children.end(), earlier);
        for (const auto& child : children) {
            xmlUnlinkNode(child.node);
            xmlAddChild(node, child.node);
        }
    }

    xmlNsPtr space_;
    const PartNames& names_;
};

} // namespace

bool is_name(const std::string& text) {
    return xmlValidateNCName(as_xml(text.c_str()), 0) == 0;
}

void name_parts(Document& document, std::string_view namespace_uri, const PartNames& names) {
    const xmlNodePtr root = Internals::node(document.root());
    if (root == nullptr) throw core::Failure("there are no parts to name");
    xmlNsPtr space = nullptr;
    drop_empty_declarations(root); // else it already has a default namespace
    if (!namespace_uri.empty()) space = xmlNewNs(root, as_xml(std::string(namespace_uri).c_str()), nullptr);
    if (!Naming(space, names).name(root)) throw core::Failure("the table of elements lacks the root's key");
}

} // namespace postern::xml
