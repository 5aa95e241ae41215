// The national document against its schema and the characters that its system takes: what is wrong is told at its
// field.
#include "support/own_config.hpp"
#include "support/test_gateway.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(national_document)

using namespace postern;
namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Code, field and arguments of what is said of a sample whose profile takes these characters.
std::string said_with(const std::string& characters, const std::string& sample) {
    const tests::ScratchFolder folder;
    fs::copy(POSTERN_SOURCE_DIR "/mappings", folder.path() / "mappings", fs::copy_options::recursive);
    fs::copy(POSTERN_SOURCE_DIR "/schemas", folder.path() / "schemas", fs::copy_options::recursive);
    const std::string name = "mappings/np-asycuda/profile.xml";
    std::string form = read(folder.path() / name);
    form.insert(form.find(" country="), " characters=\"" + characters + "\"");
    folder.write(name, form);
    tests::TestGateway world({{"home.mappings", (folder.path() / "mappings").string()},
                              {"home.schemas", (folder.path() / "schemas").string()}});
    const auto report = world.submit(read(POSTERN_SOURCE_DIR "/samples/messages/" + sample), world.post());
    std::string said;
    for (const auto& finding : report.items.at(0).findings)
        if (finding.code == "CHARACTERS-NATIONAL")
            said +=
                finding.field + " (" + finding.args.at(0) + ") " + finding.route + " box " + finding.place.box + "\n";
    BOOST_CHECK_EQUAL(report.items[0].verdict == core::Verdict::rejected, !said.empty());
    return said;
}

BOOST_AUTO_TEST_CASE(what_it_does_not_take_is_told_at_its_field) {
    const std::string japanese = "cn23-good-ems-np-jp.xml";
    BOOST_CHECK_EQUAL(said_with("[[:Latin:][:Common:][:Han:][:Hiragana:][:Katakana:]]", japanese), "");
    const auto said = said_with("[[:Latin:][:Common:]]", japanese);
    BOOST_CHECK_MESSAGE(said.starts_with("addressee"), said);
    BOOST_CHECK_MESSAGE(said.find("U+") != std::string::npos && said.find(" np-export box To") != std::string::npos,
                        said);
    BOOST_CHECK_EQUAL(std::count(said.begin(), said.end(), '\n'), 1);
}

BOOST_AUTO_TEST_CASE(a_document_that_its_schema_refuses_is_told_and_not_filed) {
    const tests::ScratchFolder folder;
    fs::copy(POSTERN_SOURCE_DIR "/mappings", folder.path() / "mappings", fs::copy_options::recursive);
    fs::copy(POSTERN_SOURCE_DIR "/schemas", folder.path() / "schemas", fs::copy_options::recursive);
    const std::string name = "mappings/families/asycuda-world/declaration.xsl";
    std::string sheet = read(folder.path() / name);
    const std::string price = "<Item_price><xsl:value-of select=\"d:line_value\"/>";
    sheet.replace(sheet.find(price), price.size(), "<Item_price>much");
    folder.write(name, sheet);
    tests::TestGateway world({{"home.mappings", (folder.path() / "mappings").string()},
                              {"home.schemas", (folder.path() / "schemas").string()}});
    const auto report =
        world.submit(read(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-np-us.xml"), world.post());
    BOOST_CHECK(report.items.at(0).verdict == core::Verdict::rejected);
    BOOST_REQUIRE_EQUAL(report.items[0].findings.size(), 3u); // of each line
    const auto& finding = report.items[0].findings.front();
    BOOST_CHECK_EQUAL(finding.code, "NATIONAL-SCHEMA");
    BOOST_CHECK_EQUAL(finding.field, "lines.line_value");
    BOOST_CHECK_EQUAL(finding.line_no, 1u);
    BOOST_CHECK_EQUAL(finding.place.box, "5");

    // that a person has to look at a name explains no document: else he would release one that is wrong
    const tests::OwnConfig config;
    config.write("codelists/watch_names.csv", "# source: made up\n# date: 2026-01-01\n"
                                              "list,entry,name,address,country,from,to,reason\n"
                                              "made-up,W-1,Alice Bellamy,,,2026-01-01,,\n");
    tests::TestGateway watching({{"home.mappings", (folder.path() / "mappings").string()},
                                 {"home.schemas", (folder.path() / "schemas").string()},
                                 {"home.config", config.path()}});
    const auto watched =
        watching.submit(read(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-np-us.xml"), watching.post());
    BOOST_CHECK(watched.items.at(0).verdict == core::Verdict::rejected);
    BOOST_CHECK_EQUAL(watched.items[0].findings.size(), 4u);
}

BOOST_AUTO_TEST_CASE(no_set_is_no_profile) {
    BOOST_CHECK_EXCEPTION(
        said_with("[[:Latn", "cn23-good-ems-np-jp.xml"), cli::ConfigurationError, [](const auto& wrong) {
            return std::string(wrong.what()).find("the characters are no set pattern of ICU") != std::string::npos;
        });
}

BOOST_AUTO_TEST_SUITE_END()
