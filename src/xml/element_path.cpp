// Element: the path of an element, in the words of the message as sent.
#include "xml/document.hpp"
#include "xml/internals.hpp"

namespace postern::xml {

namespace {

std::string_view prefix_of(xmlNodePtr node) {
    return node->ns == nullptr ? std::string_view() : view_of(node->ns->prefix);
}

bool same_name(xmlNodePtr a, xmlNodePtr b) {
    return b->type == XML_ELEMENT_NODE && view_of(a->name) == view_of(b->name) && prefix_of(a) == prefix_of(b);
}

/// 0: no sibling has that name, so the step needs no number.
std::uint32_t ordinal_of(xmlNodePtr node) {
    std::uint32_t before = 0;
    for (xmlNodePtr one = node->prev; one != nullptr; one = one->prev)
        before += same_name(node, one) ? 1u : 0u;
    if (before > 0) return before + 1;
    for (xmlNodePtr one = node->next; one != nullptr; one = one->next) {
        if (same_name(node, one)) return 1;
    }
    return 0;
}

std::string step_of(xmlNodePtr node, std::uint32_t ordinal) {
    std::string step = "/";
    if (const std::string_view prefix = prefix_of(node); !prefix.empty()) step.append(prefix).append(":");
    step += view_of(node->name);
    if (ordinal > 0) step.append("[").append(std::to_string(ordinal)).append("]");
    return step;
}

} // namespace

std::string Element::path() const {
    if (node_ == nullptr) return {};
    std::string path;
    for (xmlNodePtr node = Internals::node(*this); node != nullptr && node->type == XML_ELEMENT_NODE;
         node = node->parent) {
        const bool is_root = node->parent == nullptr || node->parent->type != XML_ELEMENT_NODE;
        const auto* tree = is_root ? Internals::tree_of(node) : nullptr;
        std::string step = step_of(node, tree != nullptr ? tree->ordinal : ordinal_of(node));
        if (tree != nullptr) step.insert(0, tree->context);
        path.insert(0, step);
    }
    return path;
}

} // namespace postern::xml
