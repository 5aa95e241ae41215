// TreeBuilder: a libxml2 tree as sent, made from Xerces' events.
#pragma once

#include "xml/document.hpp"
#include "xml/sent_attributes.hpp"

#include <libxml/tree.h>
#include <xercesc/util/XercesDefs.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::xml {

/// Keeps the namespaces in scope over the whole message, and builds one tree at a time: from begin() to finish().
/// A tree's root declares what the tree uses of the frames around it, and nothing else of them.
class TreeBuilder {
public:
    TreeBuilder() = default;
    ~TreeBuilder() { discard(); }
    TreeBuilder(const TreeBuilder&) = delete;
    TreeBuilder& operator=(const TreeBuilder&) = delete;

    /// Forgets everything; a new message begins.
    void reset();
    /// An element around the trees: only its namespace declarations are kept, until leave_frame().
    void enter_frame(const SentAttributes& attributes);
    void leave_frame();

    void begin();
    bool building() const { return doc_ != nullptr; }
    void open(const XMLCh* prefix, const XMLCh* local_name, const SentAttributes& attributes, std::uint32_t line,
              std::uint32_t column);
    void text(const XMLCh* chars, std::size_t length);
    /// Closes the innermost element; true: it was the root, the tree can be had by finish().
    bool close();
    Document finish();

private:
    struct Binding {
        std::string prefix;
        std::string uri;
        xmlNsPtr ns = nullptr; ///< of the tree being built; null for one of a frame that it has not used
        std::uint32_t depth = 0;
    };

    void discard();
    void bind(const xercesc::XMLAttr& declaration, xmlNodePtr declared_on);
    void unbind();
    xmlNsPtr resolve(std::string_view prefix);
    xmlNodePtr append_element(const XMLCh* local_name);
    void append_attribute(const xercesc::XMLAttr& attribute, xmlNodePtr element);
    void flush_text();
    static void link(xmlNodePtr parent, xmlNodePtr child);

    std::vector<Binding> bindings_; ///< the first bound_ are in scope; the rest is memory to use again
    std::size_t bound_ = 0;
    std::size_t frame_bound_ = 0;
    std::uint32_t depth_ = 0;
    xmlDocPtr doc_ = nullptr;
    xmlNodePtr open_ = nullptr; ///< innermost open element
    std::string text_;
    std::string prefix_; ///< these three only so that their memory is used again
    std::string name_;
    std::string value_;
};

} // namespace postern::xml
