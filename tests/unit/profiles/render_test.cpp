// A checked document as CSV and as JSON, by what a folder declares.
#include "profiles/render.hpp"

#include "core/failure.hpp"
#include "profiles/profile_folder.hpp"
#include "support/scratch_folder.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(rendering)

using namespace postern;
namespace fs = std::filesystem;

struct Folder {
    xml::Runtime runtime;
    tests::ScratchFolder scratch;
    fs::path folder = scratch.path() / "np-list";

    Folder() {
        fs::copy(POSTERN_SOURCE_DIR "/tests/support/np-list", folder);
        std::ofstream(scratch.path() / "list.xml")
            << R"(<list xmlns="urn:example:list" id="L1" version="1" to="AU" mode="live" kg="1.500">)"
            << R"(<item no="1" why="new"><id>A</id><what>=cmd; "quoted"</what><kg>0.5</kg></item>)"
            << R"(<item no="2" why="new"><id>B</id><what>two</what><kg>1</kg></item></list>)";
    }
    void change(const std::string& name, const std::string& from, const std::string& to) const {
        std::ifstream file(folder / name);
        std::string now{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        BOOST_REQUIRE_MESSAGE(now.find(from) != std::string::npos, name + " has no " + from);
        std::ofstream(folder / name) << now.replace(now.find(from), from.size(), to);
    }
    std::shared_ptr<const profiles::Profile> load() const {
        return load_profile(folder.string(), profiles::Forms::load(POSTERN_SOURCE_DIR "/schemas", {}));
    }
    std::string fault() const {
        try {
            load();
        } catch (const core::Failure& failure) {
            return failure.what();
        }
        return {};
    }
    xml::Document document() const { return xml::read_own_file((scratch.path() / "list.xml").string()); }
};

BOOST_FIXTURE_TEST_CASE(columns_make_a_table_that_a_spreadsheet_may_open, Folder) {
    const auto profile = load();
    BOOST_CHECK_EQUAL(profile->written(document()), "no;id;what;kg;why\n"
                                                    "1;A;\"'=cmd; \"\"quoted\"\"\";0.5;new\n"
                                                    "2;B;two;1;new\n");
    change("render.xml", "header=\"true\"", "header=\"false\" formulas=\"keep\"");
    change("render.xml", "separator=\";\" line-end=\"lf\"", "separator=\",\" line-end=\"crlf\"");
    BOOST_CHECK_EQUAL(load()->written(document()), "1,A,\"=cmd; \"\"quoted\"\"\",0.5,new\r\n2,B,two,1,new\r\n");
}

BOOST_FIXTURE_TEST_CASE(members_make_json, Folder) {
    change("profile.xml", "text/csv", "application/json");
    BOOST_CHECK_EQUAL(load()->written(document()),
                      R"({"id":"L1","nothing":null,"kg":1.500,"many":true,"first":{"id":"A"},)"
                      R"("items":[{"no":1,"blank":""},{"no":2,"blank":""}]})");
}

BOOST_FIXTURE_TEST_CASE(what_is_wrong_with_it_refuses_the_folder, Folder) {
    change("profile.xml", "text/csv", "text/plain");
    BOOST_TEST(fault().find("nothing in render.xml writes the media type text/plain") != std::string::npos);
    change("profile.xml", "text/plain", "text/csv");
    change("render.xml", "select=\"l:kg\"", "select=\"l:kg[\"");
    BOOST_TEST(fault().find("render.xml") != std::string::npos);
    change("render.xml", "select=\"l:kg[\"", "select=\"l:kg\"");
    change("render.xml", "type=\"number\"", "type=\"decimal\"");
    BOOST_TEST(fault().find("render.xml:") != std::string::npos);
    change("render.xml", "type=\"decimal\"", "type=\"number\"");
    BOOST_TEST(fault().empty());
    fs::remove(folder / "register.xsl");
    BOOST_TEST(fault().find("register.xsl") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_number_or_a_truth_that_is_none_stops, Folder) {
    change("profile.xml", "text/csv", "application/json");
    change("render.xml", "select=\"@kg\"", "select=\"@to\"");
    BOOST_CHECK_EXCEPTION(load()->written(document()), core::Failure, [](const core::Failure& failure) {
        return std::string(failure.what()).find("the member kg is no number") != std::string::npos;
    });
    change("render.xml", "select=\"@to\"", "select=\"@kg\"");
    change("render.xml", "boolean(l:item[2])", "@to");
    BOOST_CHECK_THROW(load()->written(document()), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
