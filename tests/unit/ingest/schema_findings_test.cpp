// Faults that no schema of ours can have, but one that an operator drops in can: each becomes a finding of its code.
#include "ingest/schema_findings.hpp"

#include "support/scratch_folder.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

BOOST_AUTO_TEST_SUITE(schema_findings_of_other_schemas)

using namespace postern;

struct Dropped {
    xml::Runtime runtime;
    tests::ScratchFolder folder;

    /// Codes with their lines, of one item against a schema with these element declarations.
    std::string said(const std::string& declarations, const std::string& item) const {
        const std::string path = folder.write("dropped.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>" +
                                                                 declarations + "</xs:schema>");
        profiles::Source source;
        source.schema = xml::Schema::load(path);
        const auto read = xml::MessageReader().read_whole(item, {});
        BOOST_REQUIRE(read);
        std::string said;
        for (const auto& finding : ingest::schema_findings(read.value(), source)) {
            BOOST_CHECK(finding.severity == core::Severity::error);
            BOOST_CHECK(!finding.place.xpath.empty());
            said += finding.code + " " + std::to_string(finding.place.line) + " " + finding.args.at(0) + "\n";
        }
        return said;
    }
};

BOOST_FIXTURE_TEST_CASE(what_is_missing, Dropped) {
    const std::string two = "<xs:element name='item'><xs:complexType><xs:sequence><xs:element name='a'/>"
                            "<xs:element name='b'/></xs:sequence></xs:complexType></xs:element>";
    BOOST_CHECK_EQUAL(said(two, "<item>\n<a/></item>"), "SCHEMA-ELEMENT-MISSING 1 b\n");
}

BOOST_FIXTURE_TEST_CASE(too_many_digits, Dropped) {
    const std::string price = "<xs:element name='item'><xs:simpleType><xs:restriction base='xs:decimal'>"
                              "<xs:fractionDigits value='2'/></xs:restriction></xs:simpleType></xs:element>";
    BOOST_CHECK_EQUAL(said(price, "<item>1.234</item>"), "SCHEMA-DIGITS 1 2\n");
    BOOST_CHECK_EQUAL(said(price, "<item>1.23</item>"), "");
}

BOOST_FIXTURE_TEST_CASE(what_has_no_code_of_its_own, Dropped) {
    const std::string once = "<xs:element name='item'><xs:complexType><xs:sequence>"
                             "<xs:element name='a' type='xs:token' maxOccurs='2'/></xs:sequence></xs:complexType>"
                             "<xs:unique name='once'><xs:selector xpath='a'/><xs:field xpath='.'/></xs:unique>"
                             "</xs:element>";
    BOOST_CHECK_EQUAL(said(once, "<item><a>1</a><a>2</a></item>"), "");
    BOOST_CHECK(said(once, "<item><a>1</a><a>1</a></item>").starts_with("SCHEMA-OTHER 1 "));
}

BOOST_AUTO_TEST_SUITE_END()
