// Document: the tree as UTF-8 text. Our own writer: a quarter of the cost of libxml2's, and equal trees give equal
// bytes.
#include "xml/document.hpp"
#include "xml/internals.hpp"

#include <array>

namespace postern::xml {

namespace {

/// What a byte becomes; 0: itself.
enum Escape : unsigned char { plain, ampersand, less, greater, carriage_return, quote, tab, newline };
constexpr std::array<std::string_view, 8> kEscapes = {"", "&amp;", "&lt;", "&gt;", "&#13;", "&quot;", "&#9;", "&#10;"};
using EscapeTable = std::array<unsigned char, 256>;

constexpr EscapeTable table_for_text() {
    EscapeTable table{};
    table['&'] = ampersand;
    table['<'] = less;
    table['>'] = greater;          // "]]>" must not stand in text (XML 1.0, 2.4)
    table['\r'] = carriage_return; // a bare CR would be read as LF (XML 1.0, 2.11)
    return table;
}

constexpr EscapeTable table_for_attributes() {
    EscapeTable table{};
    table['&'] = ampersand;
    table['<'] = less;
    table['"'] = quote;
    table['\r'] = carriage_return;
    table['\t'] = tab; // white space in attributes is normalised by the reader (XML 1.0, 3.3.3)
    table['\n'] = newline;
    return table;
}

constexpr EscapeTable kTextTable = table_for_text();
constexpr EscapeTable kAttributeTable = table_for_attributes();

void append_escaped(std::string& out, const xmlChar* text, const EscapeTable& table) {
    if (text == nullptr) return;
    const xmlChar* start = text;
    const xmlChar* at = text;
    for (; *at != 0; ++at) {
        const unsigned char escape = table[*at];
        if (escape == plain) continue;
        out.append(reinterpret_cast<const char*>(start), static_cast<std::size_t>(at - start));
        out.append(kEscapes[escape]);
        start = at + 1;
    }
    out.append(reinterpret_cast<const char*>(start), static_cast<std::size_t>(at - start));
}

void append_name(std::string& out, const xmlNs* ns, const xmlChar* name) {
    if (ns != nullptr && ns->prefix != nullptr && *ns->prefix != 0) out.append(view_of(ns->prefix)).append(":");
    out += view_of(name);
}

void append_start_tag(std::string& out, const xmlNode* node) {
    out += '<';
    append_name(out, node->ns, node->name);
    for (const xmlNs* ns = node->nsDef; ns != nullptr; ns = ns->next) {
        out += " xmlns";
        if (ns->prefix != nullptr) out.append(":").append(view_of(ns->prefix));
        out += "=\"";
        append_escaped(out, ns->href, kAttributeTable);
        out += '"';
    }
    for (const xmlAttr* attr = node->properties; attr != nullptr; attr = attr->next) {
        out += ' ';
        append_name(out, attr->ns, attr->name);
        out += "=\"";
        for (const xmlNode* part = attr->children; part != nullptr; part = part->next) {
            append_escaped(out, part->content, kAttributeTable);
        }
        out += '"';
    }
    out += node->children == nullptr ? "/>" : ">";
}

void append_end_tag(std::string& out, const xmlNode* node) {
    out += "</";
    append_name(out, node->ns, node->name);
    out += '>';
}

void append_leaf(std::string& out, const xmlNode* node) {
    switch (node->type) {
    case XML_TEXT_NODE:
    case XML_CDATA_SECTION_NODE: append_escaped(out, node->content, kTextTable); break;
    case XML_COMMENT_NODE: out.append("<!--").append(view_of(node->content)).append("-->"); break;
    case XML_PI_NODE:
        out.append("<?").append(view_of(node->name)).append(" ").append(view_of(node->content)).append("?>");
        break;
    default: break; // our trees hold no other kind
    }
}

/// Without recursion: the depth of a stylesheet's result is not ours to choose.
void append_subtree(std::string& out, const xmlNode* top) {
    const xmlNode* node = top;
    while (node != nullptr) {
        if (node->type == XML_ELEMENT_NODE) {
            append_start_tag(out, node);
            if (node->children != nullptr) {
                node = node->children;
                continue;
            }
        } else {
            append_leaf(out, node);
        }
        while (node != top && node->next == nullptr) {
            node = node->parent;
            append_end_tag(out, node);
        }
        node = node == top ? nullptr : node->next;
    }
}

} // namespace

std::string Document::serialise() const {
    std::string out;
    if (empty()) return out;
    out.reserve(4096);
    append_subtree(out, xmlDocGetRootElement(tree_->doc));
    return out;
}

std::string Document::serialise_document() const {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    text += serialise();
    text += '\n';
    return text;
}

} // namespace postern::xml
