// Stylesheet: what it may do, what it may not, where it is stopped, and what we hear of it.
#include "xml/stylesheet.hpp"

#include "core/failure.hpp"
#include "support/scratch_folder.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

BOOST_AUTO_TEST_SUITE(xml_stylesheet)

namespace fs = std::filesystem;
namespace xml = postern::xml;
using postern::core::Failure;

struct Styling {
    xml::Runtime runtime;
    postern::tests::ScratchFolder folder;
    xml::Document input = read("<in>\n<v>1</v> <v>canary</v></in>");

    static xml::Document read(std::string_view text) {
        auto document = xml::MessageReader().read_whole(text, {});
        BOOST_REQUIRE(document);
        return std::move(document).value();
    }
    static std::string sheet(const std::string& inside) {
        return "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
               "xmlns:p='urn:postern:functions:1' xmlns:exsl='http://exslt.org/common' "
               "xmlns:str='http://exslt.org/strings' xmlns:set='http://exslt.org/sets' "
               "extension-element-prefixes='exsl' exclude-result-prefixes='p exsl str set'>\n" +
               inside + "</xsl:stylesheet>";
    }
    static std::string of_root(const std::string& inside) {
        return sheet("<xsl:template match='/'><r>" + inside + "</r></xsl:template>");
    }
    std::shared_ptr<const xml::Stylesheet> compile(const std::string& text, const std::string& also = "") {
        return xml::Stylesheet::load(folder.write("a.xsl", text), also);
    }
    std::string run(const std::string& inside) {
        return compile(of_root(inside))->transform(input, {}, nullptr).serialise();
    }
    /// Why it does not load, or what stopped it.
    std::string reason(const std::string& text, const xml::TransformLimits& limits = {}, const std::string& also = "") {
        try {
            return "gave " + compile(text, also)->transform(input, {}, nullptr, limits).serialise();
        } catch (const Failure& failure) {
            return failure.what();
        }
    }
};

BOOST_FIXTURE_TEST_CASE(it_makes_a_tree_of_a_tree, Styling) {
    BOOST_TEST(run("<xsl:value-of select='in/v'/>") == "<r>1</r>");
    BOOST_TEST(run("<xsl:value-of select=\"set:distinct(in/v)[2]\"/>") == "<r>canary</r>");
    BOOST_TEST(run("<xsl:for-each select=\"str:tokenize('a b')\"><t><xsl:value-of select='.'/></t></xsl:for-each>") ==
               "<r><t>a</t><t>b</t></r>");
    BOOST_TEST(run("<xsl:variable name='t'><x>5</x></xsl:variable><xsl:value-of select='exsl:node-set($t)/x'/>") ==
               "<r>5</r>");
}

BOOST_FIXTURE_TEST_CASE(parameters_are_plain_strings, Styling) {
    const auto sheet_of = compile(sheet("<xsl:param name='a'/><xsl:param name='b' select=\"'default'\"/>"
                                        "<xsl:template match='/'><r><xsl:value-of select='$a'/>|<xsl:value-of "
                                        "select='$b'/></r></xsl:template>"));
    BOOST_TEST(sheet_of->transform(input, {{"a", "it's \"/in/v\" & <more>"}}, nullptr).root().text() ==
               "it's \"/in/v\" & <more>|default");
    BOOST_TEST(sheet_of->transform(input, {{"a", "1"}, {"b", ""}}, nullptr).root().text() == "1|");
}

BOOST_FIXTURE_TEST_CASE(the_result_outlives_stylesheet_and_input, Styling) {
    xml::Document result;
    {
        const auto once = compile(of_root("<deep><name lang='fr'>text of the stylesheet</name></deep>"
                                          "<xsl:copy-of select='in/v'/>"));
        xml::Document local = input.copy();
        result = once->transform(local, {}, nullptr);
    }
    result.root().add("more", "x");
    BOOST_TEST(result.serialise() == "<r><deep><name lang=\"fr\">text of the stylesheet</name></deep><v>1</v>"
                                     "<v>canary</v><more>x</more></r>");
    BOOST_TEST(result.copy().serialise() == result.serialise());
}

BOOST_FIXTURE_TEST_CASE(the_input_stays_as_it_was, Styling) {
    const std::string before = input.serialise();
    const auto strips = compile(sheet("<xsl:strip-space elements='*'/><xsl:template match='/'><r><xsl:value-of "
                                      "select='count(in/text())'/></r></xsl:template>"));
    BOOST_TEST(strips->transform(input, {}, nullptr).serialise() == "<r>0</r>");
    BOOST_TEST(input.serialise() == before);
    BOOST_TEST(input.root().child("v").line() == 2u);
    BOOST_TEST(input.root().child("v").path() == "/in/v[1]");
}

BOOST_FIXTURE_TEST_CASE(it_reads_no_file_and_no_network, Styling) {
    const std::string secret = folder.write("secret.xml", "<secret>canary</secret>");
    for (const std::string& target : {secret, std::string("file:///etc/passwd"), std::string("secret.xml"),
                                      std::string("http://127.0.0.1:1/x"), std::string("/etc/passwd")}) {
        const std::string why = reason(of_root("<xsl:copy-of select=\"document('" + target + "')\"/>"));
        BOOST_TEST(!why.starts_with("gave"), target << ": " << why);
        BOOST_TEST(why.find("canary") == std::string::npos);
    }
}

BOOST_FIXTURE_TEST_CASE(it_writes_no_file, Styling) {
    const fs::path target = folder.path() / "written" / "out.txt";
    const fs::path beside = folder.path() / "out.txt";
    for (const fs::path& path : {target, beside}) {
        for (const std::string& element :
             {"exsl:document href='" + path.string() + "'", "xsl:document href='" + path.string() + "'"}) {
            const std::string name = element.substr(0, element.find(' '));
            const std::string why = reason(of_root("<" + element + ">gone</" + name + ">"));
            BOOST_TEST(!why.starts_with("gave"), element << ": " << why);
            BOOST_TEST(!fs::exists(path));
        }
    }
    for (const std::string element : {"redirect:write xmlns:redirect='org.apache.xalan.xslt.extensions.Redirect' file",
                                      "saxon:output xmlns:saxon='http://icl.com/saxon' href"}) {
        const std::string name = element.substr(0, element.find(' '));
        (void)reason(of_root("<" + element + "='" + beside.string() + "'>gone</" + name + ">"));
        BOOST_TEST(!fs::exists(beside));
    }
}

BOOST_FIXTURE_TEST_CASE(no_clock_and_no_evaluation, Styling) {
    for (const std::string call : {"date:date-time()", "dyn:evaluate('1')", "func:none()"}) {
        const std::string prefix = call.substr(0, call.find(':'));
        const std::string uri = prefix == "date" ? "dates-and-times" : prefix == "dyn" ? "dynamic" : "functions";
        const std::string why = reason(
            of_root("<xsl:value-of xmlns:" + prefix + "='http://exslt.org/" + uri + "' select=\"" + call + "\"/>"));
        BOOST_TEST(!why.starts_with("gave"), call << ": " << why);
    }
}

BOOST_FIXTURE_TEST_CASE(endless_stylesheets_stop, Styling) {
    const std::string endless = sheet("<xsl:template match='/' name='t'><r><xsl:call-template name='t'/></r>"
                                      "</xsl:template>");
    BOOST_TEST(!reason(endless).starts_with("gave"));
    const std::string branching =
        sheet("<xsl:template match='/'><r><xsl:call-template name='t'><xsl:with-param name='n' select='30'/>"
              "</xsl:call-template></r></xsl:template><xsl:template name='t'><xsl:param name='n'/>"
              "<xsl:if test='$n &gt; 0'><xsl:call-template name='t'><xsl:with-param name='n' select='$n - 1'/>"
              "</xsl:call-template><xsl:call-template name='t'><xsl:with-param name='n' select='$n - 1'/>"
              "</xsl:call-template></xsl:if></xsl:template>");
    BOOST_TEST(reason(branching).find("stopped at the limit of") != std::string::npos, reason(branching));
    xml::TransformLimits few;
    few.xpath_operations = 50;
    few.per_element = 0;
    const std::string counting = of_root("<xsl:value-of select='count(//v[../v[../v]])'/><xsl:value-of "
                                         "select='count(//v[../v[../v]])'/>");
    BOOST_TEST(reason(counting, few).find("limit of XPath operations") != std::string::npos, reason(counting, few));
    BOOST_TEST(reason(counting) == "gave <r>22</r>");
    // and the stylesheet is as good as new
    const auto bounded = compile(counting);
    BOOST_CHECK_THROW((void)bounded->transform(input, {}, nullptr, few), Failure);
    BOOST_TEST(bounded->transform(input, {}, nullptr).serialise() == "<r>22</r>");
}

BOOST_FIXTURE_TEST_CASE(what_stops_it_names_the_place_and_no_data, Styling) {
    const std::string path = (folder.path() / "a.xsl").string();
    const std::string message = of_root("\n\n<xsl:message terminate='yes'>name: <xsl:value-of select='in/v[2]'/>"
                                        "</xsl:message>");
    BOOST_TEST(reason(message).find("a.xsl:") != std::string::npos, reason(message));
    BOOST_TEST(reason(message).find(path) != std::string::npos);
    BOOST_TEST(reason(message).find("canary") == std::string::npos);
    const std::string element = of_root("<xsl:element name='{in/v[1]}'/>"); // "1" is no name
    BOOST_TEST(!reason(element).starts_with("gave"));
    const std::string error = of_root("<xsl:element name='{in/v[2]} {in/v[2]}'/>");
    BOOST_TEST(!reason(error).starts_with("gave"));
    BOOST_TEST(reason(error).find("canary") == std::string::npos);
    BOOST_TEST(!reason(of_root("<xsl:value-of select='p:unknown()'/>")).starts_with("gave"));
    BOOST_TEST(!reason(of_root("<xsl:value-of select='$nowhere'/>")).starts_with("gave"));
    BOOST_TEST(reason(sheet("<xsl:template match='/'>only text</xsl:template>")).find("gave no document") !=
               std::string::npos);
    // a message that does not stop it is nobody's business
    BOOST_TEST(run("<xsl:message>hello</xsl:message>") == "<r/>");
    BOOST_CHECK_THROW((void)compile(of_root(""))->transform(xml::Document(), {}, nullptr), Failure);
}

BOOST_FIXTURE_TEST_CASE(a_stylesheet_with_any_fault_is_refused, Styling) {
    const std::string path = (folder.path() / "a.xsl").string();
    for (const std::string& text :
         {std::string("<xsl:stylesheet"), std::string("<a/>"), std::string(), sheet("<xsl:template match='//['/>"),
          sheet("<xsl:template match='/'><xsl:value-of/></xsl:template>"),
          sheet("<xsl:template match='/'><xsl:nothing/></xsl:template>"),
          sheet("<xsl:template match='/'><xsl:value-of select='in['/></xsl:template>"),
          "<!DOCTYPE xsl:stylesheet [<!ENTITY e 'x'>]>" + of_root("&e;")}) {
        BOOST_CHECK_THROW((void)compile(text), Failure);
    }
    BOOST_TEST(reason(sheet("\n<xsl:template match='/'>\n<xsl:value-of/></xsl:template>")).find(path) !=
               std::string::npos);
    BOOST_CHECK_THROW((void)xml::Stylesheet::load(folder.path() / "none.xsl"), Failure);
}

BOOST_FIXTURE_TEST_CASE(parts_come_from_its_own_folder_or_the_allowed_one, Styling) {
    const postern::tests::ScratchFolder family;
    const std::string part = family.write("part.xsl", sheet("<xsl:template match='v'><w/></xsl:template>"));
    folder.write("part.xsl", sheet("<xsl:template match='v'><w/></xsl:template>"));
    const auto importing = [&](const std::string& how, const std::string& what) {
        return sheet("<xsl:" + how + " href='" + what +
                     "'/><xsl:template match='/'><r><xsl:apply-templates "
                     "select='in/v'/></r></xsl:template>");
    };
    for (const std::string how : {"import", "include"}) {
        BOOST_TEST(reason(importing(how, "part.xsl")) == "gave <r><w/><w/></r>");
        BOOST_TEST(!reason(importing(how, part)).starts_with("gave"));
        BOOST_TEST(!reason(importing(how, "none.xsl")).starts_with("gave"));
        BOOST_TEST(reason(importing(how, part), {}, family.path()) == "gave <r><w/><w/></r>");
        BOOST_TEST(!reason(importing(how, "/etc/passwd")).starts_with("gave"));
        BOOST_TEST(!reason(importing(how, "http://127.0.0.1:1/part.xsl")).starts_with("gave"));
    }
}

BOOST_FIXTURE_TEST_CASE(one_stylesheet_serves_all_threads, Styling) {
    const auto shared = compile(of_root("<xsl:for-each select='in/v'><w k='{.}'>"
                                        "<xsl:value-of select=\"p:decimal('2.345', 2)\"/></w></xsl:for-each>"));
    std::vector<xml::Document> inputs; // read here: the checks of the test framework are not for threads
    for (int i = 0; i < 4; ++i)
        inputs.push_back(read("<in><v>a</v><v>b</v></in>"));
    std::vector<std::thread> threads;
    std::vector<int> good(inputs.size());
    for (std::size_t mine = 0; mine < inputs.size(); ++mine) {
        threads.emplace_back([&, mine] {
            for (int i = 0; i < 100; ++i) {
                const xml::Document made = shared->transform(inputs[mine], {}, nullptr);
                if (made.serialise() == "<r><w k=\"a\">2.35</w><w k=\"b\">2.35</w></r>") ++good[mine];
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (const int count : good)
        BOOST_TEST(count == 100);
}

BOOST_AUTO_TEST_SUITE_END()
