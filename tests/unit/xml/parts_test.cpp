// Parts with keys become elements by a table.
#include "core/failure.hpp"
#include "support/scratch_folder.hpp"
#include "xml/parts.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"
#include "xml/stylesheet.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

BOOST_AUTO_TEST_SUITE(xml_parts)

namespace xml = postern::xml;

struct Parts {
    xml::Runtime runtime;
    std::map<std::string, xml::PartName, std::less<>> names{
        {"root", {"message", 0}}, {"b", {"second", 2}}, {"a", {"first", 1}}, {"n", {"name", 5}}};

    std::string named(const std::string& text, const std::string& space) const {
        auto document = std::move(xml::MessageReader().read_whole(text, {})).value();
        xml::name_parts(document, space, [&](std::string_view key) -> const xml::PartName* {
            const auto found = names.find(key);
            return found == names.end() ? nullptr : &found->second;
        });
        return document.serialise();
    }
};

BOOST_FIXTURE_TEST_CASE(what_was_copied_by_a_stylesheet_is_in_the_namespace_too, Parts) {
    const postern::tests::ScratchFolder folder;
    const auto path =
        folder.write("a.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                              "xmlns='urn:other'><xsl:template match='/'><e key='root' xmlns=''>"
                              "<xsl:copy-of select='/in/*'/></e></xsl:template></xsl:stylesheet>");
    const auto input = std::move(xml::MessageReader().read_whole("<in><e key='a'>1</e></in>", {})).value();
    auto made = xml::Stylesheet::load(path)->transform(input, {}, nullptr);
    xml::name_parts(made, "urn:t", [&](std::string_view key) { return &names.find(key)->second; });
    BOOST_TEST(made.serialise() == "<message xmlns=\"urn:t\"><first>1</first></message>");
}

BOOST_FIXTURE_TEST_CASE(names_order_and_attributes_come_out_and_unknown_parts_do_not, Parts) {
    const std::string parts = "<e key='root'><e key='b'>2</e><e key='x'><e key='a'>gone</e></e>"
                              "<e key='a' xml:lang='en' side='origin'>1</e><e key='b'><e key='n'>&lt;N&gt;</e></e></e>";
    BOOST_TEST(named(parts, "urn:t") == "<message xmlns=\"urn:t\"><first xml:lang=\"en\" side=\"origin\">1</first>"
                                        "<second>2</second><second><name>&lt;N&gt;</name></second></message>");
    BOOST_TEST(named("<e key='root'><e>no key</e></e>", "") == "<message/>");
    BOOST_CHECK_THROW(named("<e key='x'/>", ""), postern::core::Failure);
}

BOOST_AUTO_TEST_CASE(what_may_be_a_name) {
    for (const char* good : {"name", "_a", "Namé", "a-b.c2"})
        BOOST_TEST(xml::is_name(good), good);
    for (const char* bad : {"", "2a", "a b", "m:a", "<a", "a>"})
        BOOST_TEST(!xml::is_name(bad), bad);
}

BOOST_AUTO_TEST_SUITE_END()
