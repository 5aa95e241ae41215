// Document and Element: building, reading, writing, locating.
#include "xml/document.hpp"

#include "core/failure.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(xml_document)

namespace xml = postern::xml;
using postern::core::Failure;

struct Engine {
    xml::Runtime runtime;
    xml::Document read(std::string_view text) {
        auto document = xml::MessageReader().read_whole(text, {});
        BOOST_REQUIRE(document);
        return std::move(document).value();
    }
};

BOOST_FIXTURE_TEST_CASE(a_tree_of_ours_is_written_in_full, Engine) {
    xml::Document document = xml::Document::create("declaration", "urn:d");
    xml::Element root = document.root();
    root.set_attribute("form", "a<b>&\"c\"\t\n\r");
    root.add("name", "x < y > z & \"q\" ]]>\r\n");
    root.add("empty");
    root.add("blank", "");
    BOOST_TEST(document.serialise() ==
               "<declaration xmlns=\"urn:d\" form=\"a&lt;b>&amp;&quot;c&quot;&#9;&#10;&#13;\">"
               "<name>x &lt; y &gt; z &amp; \"q\" ]]&gt;&#13;\n</name><empty/><blank/></declaration>");
    BOOST_TEST(document.serialise_document() ==
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.serialise() + "\n");
    BOOST_TEST(root.child("name").namespace_uri() == "urn:d");
    BOOST_TEST(root.line() == 0u);
    // and what was written reads back as the same tree
    BOOST_TEST(read(document.serialise_document()).serialise() == document.serialise());
}

BOOST_FIXTURE_TEST_CASE(what_xml_cannot_say_is_replaced, Engine) {
    xml::Document document = xml::Document::create("a", "");
    document.root().set_text(std::string("x\x01y\0z", 5));
    document.root().set_attribute("b", "\x1F");
    BOOST_TEST(document.serialise() == "<a b=\"\uFFFD\">x\uFFFDy\uFFFDz</a>");
    document.root().set_text("again");
    document.root().set_attribute("b", "2");
    BOOST_TEST(document.serialise() == "<a b=\"2\">again</a>");
}

BOOST_FIXTURE_TEST_CASE(equal_trees_give_equal_bytes, Engine) {
    const xml::Document one = read("<?xml version='1.0'?>\n<a  b = '1'  c='2'><!-- x --><d></d>t</a>\n");
    const xml::Document other = read("<a b=\"1\" c=\"2\"><d/><![CDATA[t]]></a>");
    BOOST_TEST(one.serialise() == other.serialise());
    BOOST_TEST(one.copy().serialise() == one.serialise());
    BOOST_TEST(read("<a c='2' b='1'/>").serialise() == "<a c=\"2\" b=\"1\"/>"); // as sent, not sorted
}

BOOST_FIXTURE_TEST_CASE(elements_are_walked, Engine) {
    const xml::Document document = read("<p:a xmlns:p='u' x='1' p:y='&lt;2'>t<b>u<c>v</c></b> <b/>w</p:a>");
    const xml::Element root = document.root();
    BOOST_TEST(root.name() == "a");
    BOOST_TEST(root.namespace_uri() == "u");
    BOOST_TEST(root.text() == "tuv w");
    BOOST_TEST(root.attribute("x").value() == "1");
    BOOST_TEST(root.attribute("y").value() == "<2");
    BOOST_TEST(!root.attribute("z").has_value());
    BOOST_TEST(root.children().size() == 2u);
    BOOST_TEST(root.children("b").size() == 2u);
    BOOST_TEST(root.child("b").child("c").parent().name() == "b");
    BOOST_TEST(root.first_child().next_sibling().path() == "/p:a/b[2]");
    BOOST_TEST(root.child("b").child("c").path() == "/p:a/b[1]/c");
    BOOST_TEST(!root.parent());
    BOOST_TEST(!root.child("none"));
    const xml::Element nothing;
    BOOST_TEST(!nothing);
    BOOST_TEST(nothing.name().empty());
    BOOST_TEST(!nothing.parent());
    BOOST_TEST(!nothing.first_child());
    BOOST_TEST(!nothing.next_sibling());
    BOOST_TEST(!nothing.attribute("a").has_value());
    BOOST_TEST(nothing.text().empty());
    BOOST_TEST(nothing.path().empty());
    BOOST_TEST(nothing.line() == 0u);
}

BOOST_FIXTURE_TEST_CASE(copies_keep_their_namespaces_and_lines, Engine) {
    const xml::Document source = read("<p:a xmlns:p='u'>\n<p:b c='1'><d/></p:b></p:a>");
    xml::Document target = xml::Document::create("envelope", "urn:e");
    target.root().add_copy(source.root().child("b"));
    target.root().add_copy(source.root().child("b").child("d"));
    BOOST_TEST(target.serialise() == "<envelope xmlns=\"urn:e\"><p:b xmlns:p=\"u\" c=\"1\"><d/></p:b>"
                                     "<d xmlns=\"\"/></envelope>");
    BOOST_TEST(target.root().child("b").line() == 2u);
    // what stands in no namespace stays in none when it is read again
    const xml::Document again = read(target.serialise());
    BOOST_TEST(again.root().child("d").namespace_uri().empty());
}

BOOST_FIXTURE_TEST_CASE(a_namespace_that_stands_above_is_not_said_again, Engine) {
    const xml::Document source = read("<a xmlns='u'><b xml:lang='en'><c/></b><p:d xmlns:p='v'/></a>");
    xml::Document target = xml::Document::create("a", "u");
    for (const auto& child : source.root().children())
        target.root().add_copy(child);
    target.drop_repeated_namespaces();
    BOOST_TEST(target.serialise() == "<a xmlns=\"u\"><b xml:lang=\"en\"><c/></b><p:d xmlns:p=\"v\"/></a>");
    BOOST_TEST(target.root().child("b").child("c").namespace_uri() == "u");
}

BOOST_FIXTURE_TEST_CASE(xpath_locates_an_element, Engine) {
    const xml::Document document = read("<m:a xmlns:m='u'>\n<m:b>1</m:b>\n<m:b k='v'>2</m:b></m:a>");
    const std::vector<std::pair<std::string, std::string>> prefixes = {{"x", "u"}};
    BOOST_TEST(document.locate("x:b[2]", prefixes).line() == 3u);
    BOOST_TEST(document.locate("/x:a/x:b", prefixes).text() == "1");
    BOOST_TEST(document.locate("x:b/@k", prefixes).text() == "2"); // the element an attribute belongs to
    BOOST_TEST(document.locate("x:b[2]/text()", prefixes).text() == "2");
    BOOST_TEST(!document.locate("x:c", prefixes));
    BOOST_TEST(!document.locate("y:b", prefixes)); // unknown prefix
    BOOST_TEST(!document.locate("x:b[", prefixes));
    BOOST_TEST(!document.locate("count(x:b)", prefixes));
    BOOST_TEST(!document.locate("document('file:///etc/passwd')", prefixes));
    BOOST_TEST(!xml::Document().locate("a", {}));
}

BOOST_FIXTURE_TEST_CASE(contexts_stand_before_paths, Engine) {
    xml::Document document = read("<m:item xmlns:m='m33'><m:line/><m:line/></m:item>");
    document.set_context("/m:message/m:body", 3);
    BOOST_TEST(document.root().child("line").path() == "/m:message/m:body/m:item[3]/m:line[1]");
    xml::Document moved = std::move(document);
    BOOST_TEST(moved.root().path() == "/m:message/m:body/m:item[3]");
    BOOST_CHECK_THROW(xml::Document().set_context("/a", 1), Failure);
}

BOOST_FIXTURE_TEST_CASE(an_empty_document_is_empty, Engine) {
    const xml::Document document;
    BOOST_TEST(document.empty());
    BOOST_TEST(!document.root());
    BOOST_TEST(document.serialise().empty());
    BOOST_TEST(document.copy().empty());
    BOOST_CHECK_THROW(document.root().add("a"), Failure);
}

BOOST_FIXTURE_TEST_CASE(a_deep_result_is_written_without_recursion, Engine) {
    xml::Document document = xml::Document::create("a", "");
    xml::Element innermost = document.root();
    for (int i = 0; i < 100'000; ++i)
        innermost = innermost.add("a");
    BOOST_TEST(document.serialise().size() == 100'000u * 7 + 4);
    BOOST_TEST(document.root().text().empty());
}

BOOST_AUTO_TEST_SUITE_END()
