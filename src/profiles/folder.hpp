// Folder: reading a source's or profile's folder: its form, its files, its hash.
#pragma once

#include "profiles/faults.hpp"
#include "xml/document.hpp"
#include "xml/schema.hpp"
#include "xml/stylesheet.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::profiles {

/// What every folder is checked against, compiled once.
struct Forms {
    std::shared_ptr<const xml::Schema> source;
    std::shared_ptr<const xml::Schema> profile;
    std::shared_ptr<const xml::Schema> policy;
    std::shared_ptr<const xml::Schema> rules;
    std::shared_ptr<const xml::Schema> render;
    std::shared_ptr<const xml::Stylesheet> rules_compiler;  ///< schematron.xsl
    std::shared_ptr<const xml::Stylesheet> render_compiler; ///< render.xsl
    std::string schemas_folder;
    std::string families_folder; ///< empty: there is none

    static Forms load(const std::string& schemas_folder, const std::string& families_folder);
};

/// A form of ours, checked; empty where it cannot be read or is not valid, and then the faults say why.
xml::Document read_form(const std::string& path, const xml::Schema& schema, Faults& faults);
/// <prefix name= uri=/> children.
std::vector<std::pair<std::string, std::string>> read_prefixes(const xml::Element& form);
/// An attribute's value, empty where it was left out.
std::string attribute_of(const xml::Element& element, std::string_view name);

/// On one line: a form may break its texts as it likes.
std::string one_line(const std::string& text);

/// Names of the entries of a folder, sorted; of files by their ending (".csv"), of folders with ending empty.
std::vector<std::string> files_in(const std::string& folder, std::string_view ending);
std::vector<std::string> folders_in(const std::string& folder);
std::string last_name_of(const std::string& folder);

/// Relative names and contents of all files in and below a folder, by name. README.md and cases/ do not count: they
/// change nothing of what the profile does.
std::vector<std::pair<std::string, std::string>> files_that_count(const std::string& folder);
/// SHA-256 (hex) over them.
std::string hash_of_folder(const std::string& folder);

} // namespace postern::profiles
