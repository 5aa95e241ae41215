// The cases of every profile, found by scanning: a filing gives its document and findings, an export gives its answer.
#include "core/failure.hpp"
#include "profiles/national_rules.hpp"
#include "profiles/pack_functions.hpp"
#include "profiles/profile_folder.hpp"
#include "support/xerces_validator.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

BOOST_AUTO_TEST_SUITE(pack_cases)

using namespace postern;
using profiles::PackFunctions;
using profiles::Profile;
namespace fs = std::filesystem;

const fs::path kMappings = POSTERN_SOURCE_DIR "/mappings";
const fs::path kSchemas = POSTERN_SOURCE_DIR "/schemas";

std::string country_name(std::string_view alpha2) {
    static const std::map<std::string, std::string, std::less<>> names{
        {"NP", "Nepal"}, {"US", "United States"}, {"DE", "Germany"}, {"FR", "France"}, {"IN", "India"}};
    const auto name = names.find(alpha2);
    return name == names.end() ? std::string() : name->second;
}

struct World {
    xml::Runtime runtime;
    profiles::Forms forms = profiles::Forms::load(kSchemas.string(), {});
    std::shared_ptr<const xml::Schema> filing = xml::Schema::load((kSchemas / "filing.xsd").string());
    std::shared_ptr<const xml::Schema> answer = xml::Schema::load((kSchemas / "answer.xsd").string());
    std::vector<std::shared_ptr<const Profile>> packs;

    World() {
        for (const auto& name : profiles::folders_in(kMappings.string())) {
            if (name != "sources" && name != "families")
                packs.push_back(load_profile((kMappings / name).string(), forms));
        }
    }
};

/// The files of a profile's cases with this ending, without it.
std::vector<fs::path> cases_of(const Profile& pack, const std::string& kind, const std::string& ending) {
    std::vector<fs::path> found;
    const auto folder = kMappings / pack.name / "cases" / kind;
    for (const auto& name : profiles::files_in(folder.string(), ending))
        found.push_back(folder / name.substr(0, name.size() - ending.size()));
    return found;
}

/// A tree as lines that a person can compare: names, attributes in order of name, texts of leaves. The white space that
/// makes an expected file readable does not count.
void outline(const xml::Element& element, const std::vector<std::string>& attributes, int depth, std::string& to) {
    to.append(static_cast<std::size_t>(depth) * 2, ' ').append(element.name());
    for (const auto& name : attributes)
        if (const auto value = element.attribute(name)) to += " " + name + "=" + *value;
    const auto children = element.children();
    to += (children.empty() ? " '" + element.text() + "'" : "") + "\n";
    for (const auto& child : children)
        outline(child, attributes, depth + 1, to);
}
std::string outline(const xml::Document& document) {
    std::string text;
    outline(document.root(), {"currency", "lane", "number", "precision", "reason", "reference", "state", "when"}, 0,
            text);
    return text;
}

std::string in_words(const std::vector<xml::SchemaFault>& faults) {
    std::string text;
    for (const auto& fault : faults)
        text += fault.path + " " + std::string(xml::to_string(fault.kind)) + "\n";
    return text;
}

std::string in_words(const std::vector<core::Finding>& findings) {
    std::string text;
    for (const auto& finding : findings) {
        text += finding.code + "," + finding.field + "," + std::to_string(finding.line_no);
        for (const auto& arg : finding.args)
            text += "," + arg;
        text += "\n";
    }
    return text;
}

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Mapped {
    xml::Document document;
    std::vector<core::Finding> findings;
};
Mapped map_case(const Profile& pack, const fs::path& path) {
    PackFunctions functions(pack, country_name);
    Mapped mapped;
    const auto filing = xml::read_own_file(path.string() + ".filing.xml");
    mapped.findings = profiles::national_findings(pack, filing, functions, {});
    mapped.document = pack.to_document->transform(filing, pack.stylesheet_parameters(), &functions);
    for (auto& finding : functions.take_findings())
        mapped.findings.push_back(std::move(finding));
    return mapped;
}

BOOST_FIXTURE_TEST_CASE(a_filing_gives_its_document_and_findings, World) {
    BOOST_REQUIRE(!packs.empty());
    for (const auto& pack : packs) {
        const auto cases = cases_of(*pack, "declaration", ".filing.xml");
        BOOST_CHECK_MESSAGE(cases.size() >= 3, pack->name + " has too few cases");
        for (const auto& path : cases) {
            BOOST_TEST_CONTEXT(path.string()) {
                BOOST_CHECK_EQUAL(in_words(filing->check(xml::read_own_file(path.string() + ".filing.xml"))), "");
                const auto mapped = map_case(*pack, path);
                BOOST_CHECK_EQUAL(in_words(mapped.findings), text_of(path.string() + ".findings.csv"));
                const auto faults = pack->schema->check(mapped.document);
                const auto second = tests::xerces_faults((kMappings / pack->name / "schema.xsd").string(),
                                                         mapped.document.serialise_document());
                BOOST_CHECK_MESSAGE(faults.empty() == second.empty(),
                                    "the engines differ: " << in_words(faults)
                                                           << (second.empty() ? std::string() : second.front()));
                if (fs::exists(path.string() + ".document.xml")) {
                    BOOST_CHECK_EQUAL(in_words(faults), "");
                    BOOST_CHECK_EQUAL(outline(mapped.document),
                                      outline(xml::read_own_file(path.string() + ".document.xml")));
                } else {
                    BOOST_CHECK_MESSAGE(!faults.empty(), "no document is expected, and yet it is valid");
                }
            }
        }
    }
}

BOOST_FIXTURE_TEST_CASE(an_export_gives_its_answer, World) {
    for (const auto& pack : packs) {
        for (const auto& path : cases_of(*pack, "answer", ".answer.xml")) {
            BOOST_TEST_CONTEXT(path.string()) {
                const auto expected = xml::read_own_file(path.string() + ".answer.xml");
                PackFunctions functions(*pack, country_name);
                const auto given = pack->to_answer->transform(xml::read_own_file(path.string() + ".sad.xml"),
                                                              pack->stylesheet_parameters(), &functions);
                BOOST_CHECK_EQUAL(outline(given), outline(expected));
                BOOST_CHECK(functions.take_findings().empty());
                const bool says_something = !given.root().children("event").empty();
                BOOST_CHECK_EQUAL(answer->check(given).empty(), says_something);
            }
        }
    }
}

BOOST_FIXTURE_TEST_CASE(every_path_of_the_field_table_is_of_the_document, World) {
    for (const auto& pack : packs) {
        std::vector<xml::Document> documents;
        for (const auto& path : cases_of(*pack, "declaration", ".filing.xml"))
            documents.push_back(map_case(*pack, path).document);
        for (const auto& row : pack->fields.rows()) {
            const bool found = std::any_of(documents.begin(), documents.end(), [&](const xml::Document& document) {
                return static_cast<bool>(document.locate(profiles::xpath_of(row, 1), pack->prefixes));
            });
            BOOST_CHECK_MESSAGE(found, pack->name + "/fields.csv: no document has " + row.xpath);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(every_rule_of_a_pack_has_a_case_that_it_speaks_in, World) {
    for (const auto& pack : packs) {
        std::set<std::string> heard;
        for (const auto& path : cases_of(*pack, "declaration", ".filing.xml"))
            for (const auto& finding : map_case(*pack, path).findings)
                heard.insert(finding.code);
        for (const auto& [code, texts] : pack->rule_texts) {
            BOOST_CHECK_MESSAGE(heard.contains(code), pack->name + ": no case for " + code);
            BOOST_CHECK_MESSAGE(texts.contains("fr"), pack->name + ": no French for " + code);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(what_the_mapping_may_say_has_its_row_in_the_policy, World) {
    for (const auto& pack : packs) {
        for (const auto& path : cases_of(*pack, "declaration", ".filing.xml")) {
            for (const auto& finding : map_case(*pack, path).findings) {
                if (pack->rule_texts.contains(finding.code)) continue; // a rule says it itself
                const bool listed = std::any_of(pack->policy.begin(), pack->policy.end(),
                                                [&](const auto& row) { return row.code == finding.code; });
                BOOST_CHECK_MESSAGE(listed, pack->name + "/policy.xml: nothing about " + finding.code);
            }
        }
    }
}

BOOST_FIXTURE_TEST_CASE(no_code_of_a_table_stands_in_a_stylesheet, World) {
    for (const auto& pack : packs) {
        const auto folder = kMappings / pack->name;
        for (const auto& name : profiles::files_in(folder.string(), ".xsl")) {
            const auto text = text_of(folder / name);
            for (const char* code : {"TIA0", "'EX'", ">EX<", "1000", "'UNT'", ">UNT<", ">PC<", ">DAP<", "M/d"})
                BOOST_CHECK_MESSAGE(text.find(code) == std::string::npos, name + " holds " + code);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(a_run_without_the_date_pattern_stops, World) {
    const auto& pack = *packs.front();
    PackFunctions functions(pack, country_name);
    const std::vector<std::pair<std::string, std::string>> incomplete(pack.parameters.begin(), pack.parameters.end());
    const auto filing_path = cases_of(pack, "declaration", ".filing.xml").front().string() + ".filing.xml";
    BOOST_CHECK_THROW(pack.to_document->transform(xml::read_own_file(filing_path), incomplete, &functions),
                      core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
