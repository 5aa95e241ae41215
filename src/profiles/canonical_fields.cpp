// Canonical fields: the names.
#include "profiles/canonical_fields.hpp"

#include <algorithm>
#include <array>

namespace postern::profiles {

namespace {

constexpr std::array<std::string_view, 8> kLists = {"natures",      "address_lines", "numbers", "lines",
                                                    "descriptions", "documents",     "amounts", "extra_fields"};

void visit(const xml::Element& element, const std::string& field, // NOLINT(misc-no-recursion): as deep as our schema
           const std::function<void(const std::string&, std::string)>& each) {
    const bool is_list = is_list_of_entries(element.name());
    const auto children = element.children();
    for (const auto& child : children)
        visit(child, is_list ? field : part_of_field(field, child.name()), each);
    if (!children.empty()) return;
    std::string text;
    for (const auto& [name, value] : element.attributes())
        text.append(name).append("=").append(value).append(" ");
    each(field, text + element.text());
}

} // namespace

bool is_list_of_entries(std::string_view element) {
    return std::ranges::find(kLists, element) != kLists.end();
}

std::string part_of_field(const std::string& field, std::string_view element) {
    return field.empty() ? std::string(element) : field + "." + std::string(element);
}

void for_each_field(const xml::Element& declaration,
                    const std::function<void(const std::string& field, std::string text)>& each) {
    for (const auto& child : declaration.children())
        visit(child, std::string(child.name()), each);
}

} // namespace postern::profiles
