// Looking at a profile's folder as a careful colleague would.
#include "profiles/lint.hpp"

#include "profiles/folder.hpp"
#include "xml/reader.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace postern::profiles {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewestCases = 8;
/// What a stylesheet asks of a world that it does not have; it gets nothing.
constexpr std::string_view kForbidden[] = {"document(", "unparsed-entity-uri(", "system-property("};

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Stylesheets and rules of the folder and of its family: file name, content.
std::vector<std::pair<std::string, std::string>> sheets_of(const Profile& profile, const std::string& folder,
                                                           const std::string& families) {
    std::vector<std::pair<std::string, std::string>> sheets;
    std::vector<fs::path> folders = {folder};
    if (!profile.family.empty()) folders.push_back(fs::path(families) / profile.family);
    for (const auto& in : folders)
        for (const char* ending : {".xsl", ".sch"})
            for (const auto& name : files_in(in.string(), ending))
                sheets.emplace_back(name, text_of(in / name));
    return sheets;
}

std::size_t cases_in(const fs::path& folder, std::string_view ending) {
    return fs::is_directory(folder) ? files_in(folder.string(), ending).size() : 0;
}

class Linter {
public:
    Linter(const Profile& profile, std::string folder, const LintWorld& world)
        : profile_(profile), folder_(std::move(folder)), world_(world),
          sheets_(sheets_of(profile, folder_, world.families_folder)) {}

    std::vector<std::string> run() {
        look_at_files();
        look_at_tables();
        look_at_fields();
        look_at_policy();
        return std::move(said_);
    }

private:
    bool stands_in_a_sheet(const std::string& text) const {
        return std::any_of(sheets_.begin(), sheets_.end(),
                           [&](const auto& sheet) { return sheet.second.find(text) != std::string::npos; });
    }

    void look_at_files() {
        const fs::path folder = folder_;
        if (!fs::exists(folder / "README.md"))
            said_.emplace_back("README.md: there is none; say where every table comes from and what is a guess");
        const auto declarations = cases_in(folder / "cases/declaration", ".filing.xml");
        if (declarations < kFewestCases)
            said_.push_back(
                "cases/declaration: " + std::to_string(declarations) + " cases; have at least " +
                std::to_string(kFewestCases) +
                ": several lines, gift, sample, return, papers, another currency, other letters, at a limit");
        if (profile_.register_form && cases_in(folder / "cases/register", ".filings.xml") == 0)
            said_.emplace_back("cases/register: none; have one of several rows, and one for each way to tell it anew");
        if (profile_.to_answer && cases_in(folder / "cases/answer", ".message.xml") == 0)
            said_.emplace_back("cases/answer: none; have one for each kind of message that the authority sends");
        if (profile_.reads_dispatch != stands_in_a_sheet("f:dispatch"))
            said_.emplace_back(profile_.reads_dispatch
                                   ? "profile.xml: reads-dispatch, but no stylesheet or rule names f:dispatch"
                                   : "profile.xml: a stylesheet or rule names f:dispatch; say reads-dispatch=\"true\"");
        for (const auto& [name, text] : sheets_)
            for (const auto word : kForbidden)
                if (text.find(word) != std::string::npos)
                    said_.push_back(name + ": calls " + std::string(word) + "), which gives nothing here");
    }

    void look_at_tables() {
        for (const auto& [name, table] : profile_.codes) {
            const bool is_ours = (profile_.elements && profile_.elements->table == name) ||
                                 (profile_.exporter_number && profile_.exporter_number->table == name);
            if (!is_ours && !stands_in_a_sheet("'" + name + "'"))
                said_.push_back("codes/" + name + ".csv: no stylesheet asks for it");
        }
        for (const auto& [name, value] : profile_.parameters)
            if (!stands_in_a_sheet("$" + name))
                said_.push_back("profile.xml: no stylesheet uses the parameter " + name);
    }

    void look_at_fields() {
        std::vector<xml::Document> documents;
        const auto cases = fs::path(folder_) / "cases/declaration";
        if (fs::is_directory(cases))
            for (const auto& name : files_in(cases.string(), ".document.xml"))
                documents.push_back(xml::read_own_file((cases / name).string()));
        for (const auto& row : profile_.fields.rows()) {
            if (!world_.is_field(row.field))
                said_.push_back("fields.csv: " + row.field + " is no field of a declaration");
            const bool is_there = std::any_of(documents.begin(), documents.end(), [&](const xml::Document& document) {
                return static_cast<bool>(document.locate(xpath_of(row, 1), profile_.prefixes));
            });
            if (!documents.empty() && !is_there) said_.push_back("fields.csv: no case's document has " + row.xpath);
        }
    }

    void look_at_policy() {
        for (const auto& row : profile_.policy)
            if (!world_.is_finding(row.code) && !profile_.rule_texts.contains(row.code))
                said_.push_back("policy.xml: there is no finding " + row.code);
    }

    const Profile& profile_;
    std::string folder_;
    const LintWorld& world_;
    std::vector<std::pair<std::string, std::string>> sheets_;
    std::vector<std::string> said_;
};

} // namespace

std::vector<std::string> lint(const Profile& profile, const std::string& folder, const LintWorld& world) {
    return Linter(profile, folder, world).run();
}

} // namespace postern::profiles
