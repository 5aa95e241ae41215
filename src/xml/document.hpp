// Document and Element: an owned XML tree, and a light view of one element of it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::xml {

/// A view of one element; valid as long as its Document. Copy freely. A default-made one is empty (bool false).
class Element {
public:
    Element() = default;
    explicit operator bool() const { return node_ != nullptr; }

    std::string_view name() const;          ///< local name
    std::string_view namespace_uri() const; ///< empty: none
    /// All text of the element and below it, as sent.
    std::string text() const;
    std::optional<std::string> attribute(std::string_view local_name) const;
    /// Local name and value, in the order in which they stand.
    std::vector<std::pair<std::string, std::string>> attributes() const;
    Element parent() const;
    Element first_child() const;
    Element next_sibling() const;
    /// First child element of that local name, in any namespace.
    Element child(std::string_view local_name) const;
    std::vector<Element> children() const;
    std::vector<Element> children(std::string_view local_name) const;

    /// Line and column (of the end of the start tag) in the message as sent; 0: made by us.
    std::uint32_t line() const;
    std::uint32_t column() const;
    /// Where it stands: "/m33:message/m33:msgbody/…/item[3]/lines/line[2]": prefixes as the document declares them,
    /// [n] only where siblings of that name exist; a path given to set_context() of the document stands before it.
    std::string path() const;

    // Building, for trees of our own. Text is escaped when written; bytes must be UTF-8. A character that XML 1.0
    // cannot say becomes U+FFFD.
    Element add(std::string_view local_name);                        ///< in the parent's namespace
    Element add(std::string_view local_name, std::string_view text); ///< with text
    Element add_before(std::string_view local_name); ///< as the sibling before this one, in its namespace
    void set_attribute(std::string_view local_name, std::string_view value);
    /// A deep copy of other, with its namespaces, as last child.
    Element add_copy(const Element& other);
    void set_text(std::string_view text);
    /// Takes it and all below it out of its tree; every view of them ends.
    void remove();
    /// Where it stands in what it was made of.
    void set_place(std::uint32_t line, std::uint32_t column);

private:
    friend class Document;
    friend struct Internals;
    explicit Element(void* node) : node_(node) {}
    void* node_ = nullptr;
};

/// An owned tree. Movable, not copyable; used by one thread at a time.
class Document {
public:
    Document();
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    /// A new tree with a root element in a default namespace (empty: none).
    static Document create(std::string_view root_name, std::string_view namespace_uri);
    /// A new tree whose root is a deep copy of the element, with the namespaces that its names are in.
    static Document of(const Element& element);
    Document copy() const;

    /// Takes out declarations of namespaces that say again what stands above them, as add_copy() leaves them.
    void drop_repeated_namespaces();

    bool empty() const;
    Element root() const;
    /// The path that stands before this tree's own in Element::path(), e.g. "/m33:message/m33:msgbody".
    void set_context(std::string path_before, std::uint32_t ordinal);

    /// The tree as UTF-8 text: as sent (prefixes, white space), attributes in order of appearance, empty elements as
    /// <a/>, no XML declaration. Equal trees give equal bytes, so a hash over it knows the content.
    std::string serialise() const;
    /// With the XML declaration in front, as a national document is handed out.
    std::string serialise_document() const;
    /// The first element an XPath 1.0 expression finds from the root as context node; empty Element: none, or the
    /// expression is not valid. Prefixes are those given as {prefix, uri}.
    Element locate(std::string_view xpath, const std::vector<std::pair<std::string, std::string>>& prefixes) const;

private:
    friend struct Internals;
    struct Tree;
    std::unique_ptr<Tree> tree_;
};

} // namespace postern::xml
