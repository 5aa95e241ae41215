// Folder: forms, names and the hash of a folder.
#include "profiles/folder.hpp"

#include "core/pieces.hpp"
#include "crypto/digest.hpp"
#include "xml/reader.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace postern::profiles {

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file.peek() != std::ifstream::traits_type::eof()) text << file.rdbuf();
    if (file.bad() || !text) throw core::Failure(path.string() + ": cannot be read");
    return std::move(text).str();
}

std::vector<std::string> entries(const std::string& folder, bool folders) {
    std::error_code error;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto name = entry.path().filename().string();
        if (entry.is_directory() == folders && !name.starts_with('.')) names.push_back(name);
    }
    if (error) throw core::Failure(folder + ": cannot be read: " + error.message());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

Forms Forms::load(const std::string& schemas_folder, const std::string& families_folder) {
    Forms forms;
    Faults faults;
    const auto compile = [&](const char* name, std::shared_ptr<const xml::Schema>& schema) {
        faults.attempt([&] { schema = xml::Schema::load((fs::path(schemas_folder) / name).string()); });
    };
    compile("source.xsd", forms.source);
    compile("profile.xsd", forms.profile);
    compile("policy.xsd", forms.policy);
    compile("schematron.xsd", forms.rules);
    compile("render.xsd", forms.render);
    const auto compiler = [&](const char* name, std::shared_ptr<const xml::Stylesheet>& sheet) {
        faults.attempt([&] { sheet = xml::Stylesheet::load((fs::path(schemas_folder) / name).string()); });
    };
    compiler("schematron.xsl", forms.rules_compiler);
    compiler("render.xsl", forms.render_compiler);
    faults.raise("the schemas of our own forms");
    forms.schemas_folder = schemas_folder;
    forms.families_folder = families_folder;
    return forms;
}

xml::Document read_form(const std::string& path, const xml::Schema& schema, Faults& faults) {
    xml::Document form;
    faults.attempt([&] {
        auto document = xml::read_own_file(path);
        const auto wrong = schema.check(document);
        for (const auto& fault : wrong) {
            std::string text = path + ":" + std::to_string(fault.line) + ": " + fault.path;
            if (!fault.attribute.empty()) text += "/@" + fault.attribute;
            text += ": " + std::string(xml::to_string(fault.kind));
            for (const auto& expected : fault.expected)
                text += (&expected == &fault.expected.front() ? "; expected " : ", ") + expected;
            faults.note(text);
        }
        if (wrong.empty()) form = std::move(document);
    });
    return form;
}

std::vector<std::pair<std::string, std::string>> read_prefixes(const xml::Element& form) {
    std::vector<std::pair<std::string, std::string>> prefixes;
    for (const auto& prefix : form.children("prefix"))
        prefixes.emplace_back(attribute_of(prefix, "name"), attribute_of(prefix, "uri"));
    return prefixes;
}

std::string attribute_of(const xml::Element& element, std::string_view name) {
    return element.attribute(name).value_or("");
}

std::string one_line(const std::string& text) {
    std::string line;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank) line += c;
        if (blank && !line.empty() && line.back() != ' ') line += ' ';
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

std::vector<std::string> files_in(const std::string& folder, std::string_view ending) {
    auto names = entries(folder, false);
    std::erase_if(names, [&](const std::string& name) { return !name.ends_with(ending); });
    return names;
}

std::vector<std::string> folders_in(const std::string& folder) {
    return entries(folder, true);
}

std::string last_name_of(const std::string& folder) {
    const auto path = fs::path(folder).lexically_normal();
    return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

std::vector<std::pair<std::string, std::string>> files_that_count(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code error;
    fs::recursive_directory_iterator walk(folder, error);
    for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
        const auto name = walk->path().lexically_relative(folder).generic_string();
        if (name == "cases" && walk->is_directory()) walk.disable_recursion_pending();
        if (walk->is_regular_file() && name != "README.md") names.push_back(name);
    }
    if (error) throw core::Failure(folder + ": cannot be read: " + error.message());
    std::sort(names.begin(), names.end());
    std::vector<std::pair<std::string, std::string>> files;
    files.reserve(names.size());
    for (const auto& name : names)
        files.emplace_back(name, bytes_of(fs::path(folder) / name));
    return files;
}

std::string hash_of_folder(const std::string& folder) {
    std::string all;
    for (const auto& [name, content] : files_that_count(folder)) {
        core::append_piece(all, name);
        core::append_piece(all, content);
    }
    return crypto::sha256(all).hex();
}

} // namespace postern::profiles
