// Lint tells what loading lets pass; a case that gives something else is shown line by line.
#include "profiles/lint.hpp"

#include "profiles/cases.hpp"
#include "profiles/profile_folder.hpp"
#include "support/scratch_folder.hpp"
#include "xml/runtime.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(profile_lint)

using namespace postern;
namespace fs = std::filesystem;

struct Spoilt {
    xml::Runtime runtime;
    tests::ScratchFolder scratch;
    std::string folder = (scratch.path() / "mappings/uk-cds").string();

    Spoilt() { fs::copy(POSTERN_SOURCE_DIR "/mappings", scratch.path() / "mappings", fs::copy_options::recursive); }
    std::string text(const std::string& name) const {
        std::ifstream file(fs::path(folder) / name);
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }
    void change(const std::string& name, const std::string& from, const std::string& to) const {
        std::string now = text(name);
        BOOST_REQUIRE_MESSAGE(now.find(from) != std::string::npos, name + " has no " + from);
        scratch.write("mappings/uk-cds/" + name, now.replace(now.find(from), from.size(), to));
    }
    std::shared_ptr<const profiles::Profile> load() const {
        const auto families = (scratch.path() / "mappings/families").string();
        return load_profile(folder, profiles::Forms::load(POSTERN_SOURCE_DIR "/schemas", families));
    }
    std::vector<std::string> said() const {
        const profiles::LintWorld world{[](std::string_view field) { return field != "lines.colour"; },
                                        [](std::string_view code) { return code != "NO-SUCH"; },
                                        (scratch.path() / "mappings/families").string()};
        return profiles::lint(*load(), folder, world);
    }
    bool says(const std::string& words) const {
        const auto all = said();
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& sentence) { return sentence.find(words) != std::string::npos; });
    }
    std::vector<profiles::CaseResult> results(profiles::Cases what = profiles::Cases::compare) const {
        const auto filing = xml::Schema::load(POSTERN_SOURCE_DIR "/schemas/filing.xsd");
        const auto answer = xml::Schema::load(POSTERN_SOURCE_DIR "/schemas/answer.xsd");
        return run_cases(*load(), folder, {*filing, *answer, [](std::string_view) { return std::string(); }}, what);
    }
    const std::string* fault_of(const std::vector<profiles::CaseResult>& results, const std::string& name) const {
        for (const auto& result : results)
            if (result.name == name) return &result.fault;
        return nullptr;
    }
};

BOOST_FIXTURE_TEST_CASE(nothing_is_said_of_a_folder_in_order, Spoilt) {
    BOOST_TEST(said().empty());
}

BOOST_FIXTURE_TEST_CASE(each_oddity_is_told, Spoilt) {
    fs::remove(fs::path(folder) / "README.md");
    BOOST_TEST(says("README.md: there is none"));
    scratch.write("mappings/uk-cds/codes/moods.csv", "# source: nobody\n# date: 2026-11-26\nmood,code\ngood,1\n");
    BOOST_TEST(says("codes/moods.csv: no stylesheet asks for it"));
    change("profile.xml", "<parameter name=\"transport_mode\"",
           "<parameter name=\"mood\" value=\"1\"/>\n<parameter name=\"transport_mode\"");
    BOOST_TEST(says("no stylesheet uses the parameter mood"));
    change("fields.csv", "lines.origin_country,", "lines.colour,");
    BOOST_TEST(says("fields.csv: lines.colour is no field"));
    change("fields.csv", "dec:Origin/dec:CountryCode", "dec:Origin/dec:Region");
    BOOST_TEST(says("no case's document has"));
    change("policy.xml", "TEXT-CUT", "NO-SUCH");
    BOOST_TEST(says("policy.xml: there is no finding NO-SUCH"));
    change("declaration.xsl", "<xsl:template match=\"/\">",
           "<xsl:template match=\"/\"><xsl:if test=\"document('x')\"/>");
    BOOST_TEST(says("declaration.xsl: calls document()"));
    for (const char* name : {"gift", "three-lines", "second-version", "temporary-export", "tables-of-the-operator",
                             "quantity-of-the-tariff-missing"})
        fs::remove(fs::path(folder) / "cases/declaration" / (std::string(name) + ".filing.xml"));
    BOOST_TEST(says("cases/declaration: 7 cases"));
    fs::remove_all(fs::path(folder) / "cases/answer");
    BOOST_TEST(says("cases/answer: none"));
}

BOOST_FIXTURE_TEST_CASE(a_case_that_gives_something_else_shows_the_lines, Spoilt) {
    change("codes/procedures.csv", "none,10,00,000", "none,11,00,000");
    const auto results = this->results();
    const auto* fault = fault_of(results, "declaration/gift");
    BOOST_REQUIRE(fault != nullptr);
    BOOST_TEST(fault->find("- ") != std::string::npos);
    BOOST_TEST(fault->find("CurrentCode '10'") != std::string::npos);
    BOOST_TEST(fault->find("CurrentCode '11'") != std::string::npos);
    BOOST_TEST(fault->find("Name") == std::string::npos); // what is the same is not shown
    for (const auto& result : this->results(profiles::Cases::record))
        BOOST_TEST(result.fault.empty(), result.name << result.fault);
    for (const auto& result : this->results())
        BOOST_TEST(result.fault.empty(), result.name << result.fault);
}

BOOST_FIXTURE_TEST_CASE(what_breaks_is_the_case_s_fault_and_no_end, Spoilt) {
    change("declaration.xsl", "<xsl:template match=\"/\">",
           "<xsl:template match=\"/\"><xsl:call-template name=\"again\"/></xsl:template>"
           "<xsl:template name=\"again\"><xsl:call-template name=\"again\"/></xsl:template><xsl:template "
           "match=\"never\">");
    const auto results = this->results();
    const auto* fault = fault_of(results, "declaration/gift");
    BOOST_REQUIRE(fault != nullptr);
    BOOST_TEST(fault->find("declaration.xsl") != std::string::npos);
    scratch.write("mappings/uk-cds/cases/declaration/broken.filing.xml", "<filing xmlns='urn:postern:filing:1'/>");
    const auto more = this->results();
    const auto* broken = fault_of(more, "declaration/broken");
    BOOST_REQUIRE(broken != nullptr);
    BOOST_TEST(broken->starts_with("the filing itself is not valid"));
}

BOOST_AUTO_TEST_CASE(a_difference_is_the_shortest) {
    BOOST_TEST(profiles::difference("a\nb\nc\n", "a\nb\nc\n") == "");
    BOOST_TEST(profiles::difference("a\nb\nc\n", "a\nx\nc\n") == "- b\n+ x\n");
    BOOST_TEST(profiles::difference("", "a\n") == "+ a\n");
    BOOST_TEST(profiles::difference("a\nb\n", "b\n") == "- a\n");
}

BOOST_AUTO_TEST_SUITE_END()
