// A six-digit list as others give it, and what is refused.
#include "codelists/codelists.hpp"
#include "codelists/hs_import.hpp"
#include "core/failure.hpp"
#include "support/scratch_folder.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(hs_import)

using namespace postern;

codelists::HsImport imported(const std::string& text, const codelists::HsEdition* edition = nullptr) {
    const tests::ScratchFolder folder;
    return codelists::import_hs(folder.write("hs.csv", text), edition, "test", core::Date{2022, 1, 1});
}

std::string fault_of(const std::string& text) {
    try {
        static_cast<void>(imported(text));
    } catch (const core::Failure& failure) {
        const std::string what = failure.what();
        return what.substr(what.find("hs.csv"));
    }
    return "none";
}

BOOST_AUTO_TEST_CASE(the_form_of_open_data) {
    const auto made = imported("section,hscode,description,parent,level\n"
                               "I,01,Animals,TOTAL,2\nI,0101,Horses,01,4\n"
                               "I,010121,\"Horses; live, \"\"pure-bred\"\"\",0101,6\nXI,620520,Shirts,6205,6\n");
    BOOST_TEST(made.codes == 2u);
    BOOST_TEST(made.passed_over == 2u);
    BOOST_TEST(made.csv == "# source: test\n# date: 2022-01-01\ncode,title\n"
                           "010121,\"Horses; live, \"\"pure-bred\"\"\"\n620520,\"Shirts\"\n");
}

BOOST_AUTO_TEST_CASE(the_form_of_comtrade) {
    BOOST_TEST(imported("id,text,parent\n620520,620520 - Shirts,6205\n").codes == 1u);
    BOOST_TEST(imported("Classification,Code,Description\nH6,6205.20,Shirts\n").codes == 1u);
}

BOOST_AUTO_TEST_CASE(codes_of_another_edition_are_counted) {
    static const auto lists =
        codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json");
    const auto* edition = lists->nomenclature().edition("2022");
    BOOST_REQUIRE(edition != nullptr);
    BOOST_TEST(imported("code,text\n620520,a\n880310,b\n", edition).unknown_heads == 1u);
    BOOST_TEST(lists->nomenclature().edition("2017")->has_heading("8803"));
    BOOST_TEST(!edition->has_heading("8803"));
    BOOST_TEST(edition->title("6205") != "");
}

BOOST_AUTO_TEST_CASE(what_is_refused) {
    BOOST_TEST(fault_of("a,b\n620520,x\n").find("no column called one of: hscode") != std::string::npos);
    BOOST_TEST(fault_of("code,text\n6205,x\n") == "hs.csv: not one code of six digits in it");
    BOOST_TEST(fault_of("code,text\n62O520,x\n") == "hs.csv:2: six signs that are not all digits");
    BOOST_TEST(fault_of("code,text\n770100,x\n") == "hs.csv:2: a chapter that is not in use");
    BOOST_TEST(fault_of("code,text\n620520,x\n620520,y\n") == "hs.csv:3: the code is there twice");
    BOOST_TEST(fault_of("code,text\n620520\n") != "none");
}

BOOST_AUTO_TEST_SUITE_END()
