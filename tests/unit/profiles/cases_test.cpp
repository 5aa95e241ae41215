// The cases of every profile, found by scanning: a filing gives its document and findings, an export gives its answer.
#include "codelists/codelists.hpp"
#include "core/failure.hpp"
#include "profiles/cases.hpp"
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

const std::shared_ptr<const codelists::Codelists>& lists() {
    static const auto loaded =
        codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json");
    return loaded;
}

struct World {
    xml::Runtime runtime;
    profiles::Forms forms = profiles::Forms::load(kSchemas.string(), (kMappings / "families").string());
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

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<profiles::CaseResult> results_of(const World& world, const Profile& pack) {
    return profiles::run_cases(
        pack, (kMappings / pack.name).string(),
        {*world.filing, *world.answer, [](std::string_view code) { return lists()->country_name(code); }});
}

BOOST_FIXTURE_TEST_CASE(every_case_gives_what_it_states, World) {
    BOOST_REQUIRE(packs.size() >= 2);
    for (const auto& pack : packs) {
        const auto results = results_of(*this, *pack);
        for (const auto& result : results)
            BOOST_CHECK_MESSAGE(result.fault.empty(), pack->name << " " << result.name << ":\n" << result.fault);
        const auto declarations = std::count_if(
            results.begin(), results.end(), [](const auto& result) { return result.name.starts_with("declaration/"); });
        BOOST_CHECK_MESSAGE(declarations >= 8, pack->name << " has only " << declarations << " declarations");
        BOOST_CHECK_MESSAGE(!pack->to_answer || results.size() > static_cast<std::size_t>(declarations),
                            pack->name << " has no answers");
    }
}

BOOST_FIXTURE_TEST_CASE(the_second_engine_says_the_same_of_the_documents, World) {
    for (const auto& pack : packs) {
        for (const auto& path : cases_of(*pack, "declaration", ".filing.xml")) {
            const bool is_valid = fs::exists(path.string() + ".document.xml");
            if (!is_valid) continue;
            const auto faults = tests::xerces_faults((kMappings / pack->name / "schema.xsd").string(),
                                                     xml::read_own_file(path.string() + ".document.xml").serialise());
            BOOST_CHECK_MESSAGE(faults.empty(), path.string() << ": " << (faults.empty() ? "" : faults.front()));
        }
    }
}

BOOST_FIXTURE_TEST_CASE(every_path_of_the_field_table_is_of_the_document, World) {
    for (const auto& pack : packs) {
        std::vector<xml::Document> documents;
        for (const auto& path : cases_of(*pack, "declaration", ".filing.xml"))
            if (fs::exists(path.string() + ".document.xml"))
                documents.push_back(xml::read_own_file(path.string() + ".document.xml"));
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
        for (const auto& result : results_of(*this, *pack))
            for (const auto& finding : result.findings)
                heard.insert(finding.code);
        for (const auto& [code, texts] : pack->rule_texts) {
            BOOST_CHECK_MESSAGE(heard.contains(code), pack->name + ": no case for " + code);
            BOOST_CHECK_MESSAGE(texts.contains("fr"), pack->name + ": no French for " + code);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(what_the_mapping_may_say_has_its_row_in_the_policy, World) {
    for (const auto& pack : packs) {
        for (const auto& result : results_of(*this, *pack)) {
            for (const auto& finding : result.findings) {
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
        const auto folder = pack->family.empty() ? kMappings / pack->name : kMappings / "families" / pack->family;
        for (const auto& name : profiles::files_in(folder.string(), ".xsl")) {
            const auto text = text_of(folder / name);
            for (const char* code : {"TIA0", "'EX'", ">EX<", "1000", "'UNT'", ">UNT<", ">PC<", ">DAP<", "M/d"})
                BOOST_CHECK_MESSAGE(text.find(code) == std::string::npos, name + " holds " + code);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(a_run_without_the_date_pattern_stops, World) {
    const auto found =
        std::find_if(packs.begin(), packs.end(), [](const auto& each) { return each->family == "asycuda-world"; });
    BOOST_REQUIRE(found != packs.end());
    const auto& pack = **found;
    PackFunctions functions(pack, [](std::string_view code) { return lists()->country_name(code); });
    const std::vector<std::pair<std::string, std::string>> incomplete(pack.parameters.begin(), pack.parameters.end());
    const auto filing_path = cases_of(pack, "declaration", ".filing.xml").front().string() + ".filing.xml";
    BOOST_CHECK_THROW(pack.to_document->transform(xml::read_own_file(filing_path), incomplete, &functions),
                      core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
