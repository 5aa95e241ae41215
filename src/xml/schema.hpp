// Schema: W3C XML Schema checked on a tree, with faults as data.
#pragma once

#include "xml/document.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace postern::xml {

enum class SchemaFaultKind : std::uint8_t {
    element_unexpected, ///< not allowed here; expected says what is
    element_missing,    ///< content ended too early; expected says what should come
    attribute_unexpected,
    attribute_missing,
    content_not_allowed, ///< text where only elements may stand, or children in a simple element
    type_wrong,          ///< not of the type: not a decimal, not a date…
    value_not_listed,    ///< enumeration
    too_long,
    too_short,
    pattern_mismatch,
    too_many_digits,
    out_of_range,
    other,
};
std::string_view to_string(SchemaFaultKind kind);

/// One fault. No text of the sender is in it.
struct SchemaFault {
    SchemaFaultKind kind = SchemaFaultKind::other;
    std::string path;                  ///< Element::path() of the element at fault
    std::string element;               ///< local name of the element at fault
    std::string attribute;             ///< local name, if an attribute is at fault
    std::vector<std::string> expected; ///< local names or values of the schema, at most 12; for facets the bound
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    Element at; ///< valid as long as the checked document
};

/// As an operator reads what is wrong with a file of his: "\n  line 7: unexpected-element at /routes/route[2]" for
/// each.
std::string listed(const std::vector<SchemaFault>& faults);

/// A compiled schema; immutable, shared by all threads.
class Schema {
public:
    /// Compiles path; includes and imports may name files in the same folder or, by relative path, in `also_allowed`.
    /// Any error refuses it: throws core::Failure naming file, line and reason.
    static std::shared_ptr<const Schema> load(const std::string& path, const std::string& also_allowed = "");
    ~Schema();

    /// The faults of a tree in document order, at most 100; none: the tree is valid.
    std::vector<SchemaFault> check(const Document& document) const;

private:
    Schema();
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

} // namespace postern::xml
