// Document: owning a tree, copying it, locating an element in it by XPath; and reading through Element.
#include "xml/document.hpp"

#include "core/failure.hpp"
#include "xml/internals.hpp"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <new>

namespace postern::xml {

namespace {

constexpr unsigned long kLocateOperations = 1'000'000;

xmlNodePtr element_from(xmlNodePtr node) {
    while (node != nullptr && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

void ignore_xpath_error(void* /*context*/, xmlErrorPtr /*error*/) {}

/// The element a found node is, or belongs to.
xmlNodePtr element_of(xmlNodePtr found) {
    switch (found->type) {
    case XML_ELEMENT_NODE: return found;
    case XML_ATTRIBUTE_NODE:
    case XML_TEXT_NODE:
    case XML_CDATA_SECTION_NODE: return found->parent;
    default: return nullptr;
    }
}

} // namespace

void fail_out_of_memory() {
    throw std::bad_alloc();
}

std::string attribute_value(const xmlAttr* attribute) {
    std::string value;
    for (const xmlNode* part = attribute->children; part != nullptr; part = part->next)
        value += view_of(part->content);
    return value;
}

void copy_positions(xmlNodePtr from, xmlNodePtr to) {
    xmlNodePtr source = from;
    xmlNodePtr target = to;
    while (source != nullptr && target != nullptr) {
        if (source->type == XML_ELEMENT_NODE) target->_private = source->_private;
        source = next_node(source, from);
        target = next_node(target, to);
    }
}

std::string_view Element::name() const {
    return node_ == nullptr ? std::string_view() : view_of(Internals::node(*this)->name);
}

std::string_view Element::namespace_uri() const {
    if (node_ == nullptr || Internals::node(*this)->ns == nullptr) return {};
    return view_of(Internals::node(*this)->ns->href);
}

std::string Element::text() const {
    std::string result;
    const xmlNodePtr top = Internals::node(*this);
    for (xmlNodePtr node = top; node != nullptr; node = next_node(node, top)) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) result += view_of(node->content);
    }
    return result;
}

std::optional<std::string> Element::attribute(std::string_view local_name) const {
    if (node_ == nullptr) return std::nullopt;
    for (const xmlAttr* attr = Internals::node(*this)->properties; attr != nullptr; attr = attr->next) {
        if (view_of(attr->name) == local_name) return attribute_value(attr);
    }
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> Element::attributes() const {
    std::vector<std::pair<std::string, std::string>> all;
    if (node_ == nullptr) return all;
    for (const xmlAttr* attr = Internals::node(*this)->properties; attr != nullptr; attr = attr->next)
        all.emplace_back(view_of(attr->name), attribute_value(attr));
    return all;
}

Element Element::parent() const {
    if (node_ == nullptr) return {};
    const xmlNodePtr up = Internals::node(*this)->parent;
    return up != nullptr && up->type == XML_ELEMENT_NODE ? Element(up) : Element();
}

Element Element::first_child() const {
    return node_ == nullptr ? Element() : Element(element_from(Internals::node(*this)->children));
}

Element Element::next_sibling() const {
    return node_ == nullptr ? Element() : Element(element_from(Internals::node(*this)->next));
}

Element Element::child(std::string_view local_name) const {
    Element found = first_child();
    while (found && found.name() != local_name)
        found = found.next_sibling();
    return found;
}

std::vector<Element> Element::children() const {
    std::vector<Element> all;
    for (Element one = first_child(); one; one = one.next_sibling())
        all.push_back(one);
    return all;
}

std::vector<Element> Element::children(std::string_view local_name) const {
    std::vector<Element> all;
    for (Element one = first_child(); one; one = one.next_sibling()) {
        if (one.name() == local_name) all.push_back(one);
    }
    return all;
}

std::uint32_t Element::line() const {
    return node_ == nullptr ? 0 : kept_line(Internals::node(*this));
}

std::uint32_t Element::column() const {
    return node_ == nullptr ? 0 : kept_column(Internals::node(*this));
}

Document::Document() = default;
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

Document Document::copy() const {
    if (!tree_) return {};
    xmlDocPtr twin = xmlCopyDoc(tree_->doc, 1);
    if (twin == nullptr) fail_out_of_memory();
    Document result = Internals::adopt(twin);
    result.tree_->context = tree_->context;
    result.tree_->ordinal = tree_->ordinal;
    const xmlNodePtr from = xmlDocGetRootElement(tree_->doc);
    if (from != nullptr) copy_positions(from, xmlDocGetRootElement(twin));
    return result;
}

bool Document::empty() const {
    return !tree_ || xmlDocGetRootElement(tree_->doc) == nullptr;
}

Element Document::root() const {
    return tree_ ? Internals::element(xmlDocGetRootElement(tree_->doc)) : Element();
}

void Document::set_context(std::string path_before, std::uint32_t ordinal) {
    if (!tree_) throw core::Failure("an empty document has no context");
    tree_->context = std::move(path_before);
    tree_->ordinal = ordinal;
}

Element Document::locate(std::string_view xpath,
                         const std::vector<std::pair<std::string, std::string>>& prefixes) const {
    if (empty()) return {};
    const std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContextPtr)> context(xmlXPathNewContext(tree_->doc),
                                                                                 xmlXPathFreeContext);
    if (!context) fail_out_of_memory();
    context->node = xmlDocGetRootElement(tree_->doc);
    context->opLimit = kLocateOperations;
    context->error = ignore_xpath_error; // or libxml2 would print to stderr
    for (const auto& [prefix, uri] : prefixes) {
        xmlXPathRegisterNs(context.get(), as_xml(prefix.c_str()), as_xml(uri.c_str()));
    }
    const std::unique_ptr<xmlXPathObject, void (*)(xmlXPathObjectPtr)> found(
        xmlXPathEvalExpression(as_xml(std::string(xpath).c_str()), context.get()), xmlXPathFreeObject);
    if (!found || found->type != XPATH_NODESET || found->nodesetval == nullptr || found->nodesetval->nodeNr == 0) {
        return {};
    }
    xmlXPathNodeSetSort(found->nodesetval);
    const xmlNodePtr node = element_of(found->nodesetval->nodeTab[0]);
    return node == nullptr ? Element() : Internals::element(node);
}

} // namespace postern::xml
