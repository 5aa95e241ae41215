// How a format says that there is nothing to say.
#include "support/scratch_folder.hpp"
#include "xml/empty_values.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(empty_values)

using namespace postern;
using xml::EmptyValues;

std::string settled(const std::string& text, EmptyValues mode) {
    const xml::Runtime runtime;
    const tests::ScratchFolder folder;
    auto document = xml::read_own_file(folder.write("a.xml", text));
    xml::settle_empty_values(document, mode);
    return document.serialise();
}

const std::string kText = "<a><b/><c> \n</c><d x=\"1\"/><e><f><g/></f></e><h>1</h><i><null/></i></a>";

BOOST_AUTO_TEST_CASE(they_are_kept_left_out_or_said_to_be_null) {
    BOOST_CHECK_EQUAL(settled(kText, EmptyValues::omit), "<a><d x=\"1\"/><h>1</h></a>");
    BOOST_CHECK_EQUAL(settled(kText, EmptyValues::null),
                      "<a><b><null/></b><c> \n<null/></c><d x=\"1\"/><e><f><g><null/></g></f></e><h>1</h>"
                      "<i><null/></i></a>");
    BOOST_CHECK(settled(kText, EmptyValues::keep).find("<b/>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_root_stays_and_null_has_the_namespace_of_its_parent) {
    BOOST_CHECK_EQUAL(settled("<a><b/></a>", EmptyValues::omit), "<a/>");
    BOOST_CHECK_EQUAL(settled("<p:a xmlns:p=\"urn:x\"><p:b/></p:a>", EmptyValues::null),
                      "<p:a xmlns:p=\"urn:x\"><p:b><p:null/></p:b></p:a>");
}

BOOST_AUTO_TEST_SUITE_END()
