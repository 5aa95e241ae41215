// Schematron: every construct of the subset, what is refused and by which line, and where a run is stopped.
#include "xml/schematron.hpp"

#include "core/failure.hpp"
#include "support/scratch_folder.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"
#include "xml/schema.hpp"
#include "xml/xpath_words.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

BOOST_AUTO_TEST_SUITE(xml_schematron)

namespace xml = postern::xml;
using postern::core::Failure;

struct Ruling {
    xml::Runtime runtime;
    postern::tests::ScratchFolder folder;
    std::shared_ptr<const xml::Schema> form = xml::Schema::load(POSTERN_SOURCE_DIR "/schemas/schematron.xsd");
    std::shared_ptr<const xml::Stylesheet> compiler =
        xml::Stylesheet::load(POSTERN_SOURCE_DIR "/schemas/schematron.xsl");
    xml::Document tree = read("<in xmlns='urn:t' kind='A'><sum cur='USD'>10.50</sum><lines>"
                              "<line no='1'><v>2</v></line><line no='2'><v>7</v><w>X</w></line></lines></in>");

    static xml::Document read(std::string_view text) {
        auto document = xml::MessageReader().read_whole(text, {});
        BOOST_REQUIRE(document);
        return std::move(document).value();
    }
    /// Patterns stand from line 5.
    static std::string schema(const std::string& patterns, const std::string& lets = "") {
        return "<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xslt'>\n"
               "<ns prefix='t' uri='urn:t'/>\n<ns prefix='p' uri='urn:postern:functions:1'/>\n" +
               lets + "\n" + patterns + "</schema>";
    }
    static std::string one_rule(const std::string& context, const std::string& inside) {
        return schema("<pattern><rule context=\"" + context + "\">" + inside + "</rule></pattern>");
    }
    std::shared_ptr<const xml::Schematron> compile(const std::string& text,
                                                   const std::vector<std::string>& parameters = {}) {
        const auto path = folder.write("rules.sch", text);
        const auto rules = xml::read_own_file(path);
        const auto faults = form->check(rules);
        for (const auto& fault : faults)
            BOOST_TEST_MESSAGE(fault.path << " " << xml::to_string(fault.kind));
        BOOST_REQUIRE(faults.empty());
        return xml::Schematron::compile(rules, path, *compiler, parameters);
    }
    static std::string in_words(const std::vector<xml::RuleHit>& hits) {
        std::string words;
        for (const auto& hit : hits) {
            words += (words.empty() ? "" : " ") + hit.id;
            for (const auto& step : hit.steps)
                words += "/" + step.name + (step.no == 1 ? "" : "[" + std::to_string(step.no) + "]");
            for (const auto& value : hit.values)
                words += "=" + value;
        }
        return words;
    }
    std::string run(const std::string& text) { return in_words(compile(text)->run(tree, {}, nullptr)); }
    /// Why it does not load, or what stopped it.
    std::string reason(const std::string& text, const xml::TransformLimits& limits = {}) {
        try {
            return "gave " + in_words(compile(text)->run(tree, {}, nullptr, limits));
        } catch (const Failure& failure) {
            return failure.what();
        }
    }
    void refuses(const std::string& text, const std::string& words) {
        const auto why = reason(text);
        BOOST_TEST(why.find("rules.sch:" + words) != std::string::npos, words << " is not in: " << why);
    }
    /// The form's first fault: its line, kind and place.
    std::string form_fault(const std::string& text) const {
        const auto faults = form->check(xml::read_own_file(folder.write("rules.sch", text)));
        if (faults.empty()) return "none";
        const auto& first = faults.front();
        return std::to_string(first.line) + " " + std::string(xml::to_string(first.kind)) + " " + first.element +
               (first.attribute.empty() ? "" : "/@" + first.attribute);
    }
};

BOOST_FIXTURE_TEST_CASE(an_assert_speaks_where_it_is_false_and_a_report_where_it_is_true, Ruling) {
    BOOST_TEST(run(one_rule("t:line", "<assert id='A' test='t:v &gt; 5'>low</assert>"
                                      "<report id='B' test='t:v &gt; 5'>high</report>")) ==
               "A/in/lines/line B/in/lines/line[2]");
}

BOOST_FIXTURE_TEST_CASE(the_first_rule_that_fits_a_node_takes_it_in_each_pattern, Ruling) {
    const std::string rules = "<rule context='t:line[t:w]'><report id='A' test='true()'>a</report></rule>"
                              "<rule context='t:line | t:sum'><report id='B' test='true()'>b</report></rule>"
                              "<rule context='t:line'><report id='C' test='true()'>c</report></rule>";
    BOOST_TEST(run(schema("<pattern>" + rules +
                          "</pattern><pattern><rule context='t:line'><report id='D' "
                          "test='@no = 2'>d</report></rule></pattern>")) ==
               "B/in/sum B/in/lines/line A/in/lines/line[2] D/in/lines/line[2]");
}

BOOST_FIXTURE_TEST_CASE(root_attributes_and_texts_may_be_contexts, Ruling) {
    BOOST_TEST(run(one_rule("/", "<report id='A' test='t:in'>a</report>")) == "A");
    BOOST_TEST(run(one_rule("@cur", "<report id='A' test=\". = 'USD'\">a</report>")) == "A/in/sum/cur");
    BOOST_TEST(run(one_rule("t:w/text()", "<report id='A' test=\". = 'X'\">a</report>")) == "A/in/lines/line[2]/w");
    BOOST_TEST(run(one_rule("t:in/attribute::kind", "<report id='A' test='true()'>a</report>")) == "A/in/kind");
}

BOOST_FIXTURE_TEST_CASE(lets_are_worked_out_where_they_stand, Ruling) {
    const std::string patterns =
        "<pattern id='one'><let name='most' value='count($all)'/><rule context='t:line'>"
        "<let name='here' value='t:v'/><let name='twice' value='$here * 2'/>"
        "<report id='A' test='$twice &gt; $most and $kind = \"A\"'>a <value-of select='$twice'/></report></rule>"
        "<rule context='t:w'><report id='B' test='$most = 2'>b</report></rule></pattern>"
        "<pattern id='two'><let name='most' value='name(*)'/><rule context='t:sum'><let name='here' value='1'/>"
        "<report id='C' test='$most = \"in\" and $here'>c</report></rule></pattern>";
    BOOST_TEST(run(schema(patterns, "<let name='all' value='//t:line'/><let name='kind' value='t:in/@kind'/>")) ==
               "A/in/lines/line=4 A/in/lines/line[2]=14 B/in/lines/line[2]/w C/in/sum");
}

BOOST_FIXTURE_TEST_CASE(values_come_in_the_order_of_the_text, Ruling) {
    BOOST_TEST(run(one_rule("t:sum", "<report id='A' test='true()'>over <value-of select='.'/> in <value-of "
                                     "select='@cur'/>, <value-of select='current()/../@kind'/></report>")) ==
               "A/in/sum=10.50=USD=A");
}

BOOST_FIXTURE_TEST_CASE(a_subject_need_not_be_there, Ruling) {
    const auto subject = [&](const std::string& path) {
        return run(one_rule("t:line[2]", "<report id='A' subject='" + path + "' test='true()'>a</report>"));
    };
    BOOST_TEST(subject("t:v") == "A/in/lines/line[2]/v");
    BOOST_TEST(subject("..") == "A/in/lines");
    BOOST_TEST(subject("@no") == "A/in/lines/line[2]/no");
    BOOST_TEST(subject("../../t:sum/@cur") == "A/in/sum/cur");
    BOOST_TEST(subject("/t:in/t:lines/t:line/t:w") == "A/in/lines/line[2]/w");
    BOOST_TEST(subject("t:x") == "A/in/lines/line[2]/x[0]");
    BOOST_TEST(subject("t:x/t:y/@z") == "A/in/lines/line[2]/x[0]/y[0]/z[0]");
    BOOST_TEST(subject("../../t:x/@y") == "A/in/x[0]/y[0]");
    BOOST_TEST(subject("/t:in/t:x") == "A/in/x[0]");
    BOOST_TEST(subject("/t:out/t:x") == "A/out[0]/x[0]");
    for (const char* path : {"t:line[1]", "//t:v", "t:v | t:w", "'text'", "@no/t:v", "*"})
        BOOST_TEST(form_fault(one_rule("t:line", "<report id='A' subject=\"" + std::string(path) +
                                                     "\" test='true()'>a</report>")) ==
                   "5 pattern-mismatch report/@subject");
}

BOOST_FIXTURE_TEST_CASE(roles_are_told_as_written, Ruling) {
    const auto hits = compile(one_rule("t:sum", "<report id='A' role='info' test='true()'>a</report>"
                                                "<report id='B' test='true()'>b</report>"))
                          ->run(tree, {}, nullptr);
    BOOST_REQUIRE_EQUAL(hits.size(), 2u);
    BOOST_TEST(hits[0].role == "info");
    BOOST_TEST(hits[1].role == "");
}

BOOST_FIXTURE_TEST_CASE(parameters_and_our_functions_are_in_sight, Ruling) {
    const auto rules = compile(one_rule("t:sum", "<report id='A' test='p:compare(., $ceiling) = \"1\"'>"
                                                 "<value-of select='p:subtract(., $ceiling)'/> too much</report>"),
                               {"ceiling", "unused"});
    BOOST_TEST(in_words(rules->run(tree, {{"ceiling", "10.25"}, {"unused", "x"}}, nullptr)) == "A/in/sum=0.25");
    BOOST_TEST(in_words(rules->run(tree, {{"ceiling", "10.5"}, {"unused", "x"}}, nullptr)) == "");
}

BOOST_FIXTURE_TEST_CASE(at_most_a_hundred_hits_of_one_assertion_are_told, Ruling) {
    std::string text = "<in xmlns='urn:t'>";
    for (int i = 0; i < 150; ++i)
        text += "<line/>";
    const auto rules = compile(one_rule("t:line", "<report id='A' test='true()'>a</report>"
                                                  "<report id='B' test='not(following-sibling::t:line)'>b</report>"));
    const auto hits = rules->run(read(text + "</in>"), {}, nullptr);
    BOOST_REQUIRE_EQUAL(hits.size(), 101u);
    BOOST_TEST(hits[99].steps.back().no == 100u);
    BOOST_TEST(hits[100].id == "B");
    BOOST_TEST(hits[100].steps.back().no == 150u);
}

BOOST_FIXTURE_TEST_CASE(threads_share_the_rules, Ruling) {
    const auto rules = compile(one_rule("t:line", "<report id='A' test='t:v = 7'>a</report>"));
    std::vector<std::string> said(4);
    std::vector<xml::Document> own; // read here: what Boost asserts is for one thread alone
    for (std::size_t i = 0; i < said.size(); ++i)
        own.push_back(read("<line xmlns='urn:t'><v>7</v></line>"));
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < said.size(); ++t) {
        threads.emplace_back([&rules, &words = said[t], &tree = own[t]] {
            for (int i = 0; i < 50; ++i)
                words = in_words(rules->run(tree, {}, nullptr));
        });
    }
    for (auto& thread : threads)
        thread.join();
    for (const auto& words : said)
        BOOST_TEST(words == "A/line");
}

BOOST_FIXTURE_TEST_CASE(what_is_not_of_the_subset_is_refused_by_its_line, Ruling) {
    const std::string rule = "<rule context='t:v'><assert id='A' test='1'>a</assert></rule>";
    const auto pattern = [&](const std::string& inside) { return schema("<pattern>" + inside + "</pattern>"); };
    BOOST_TEST(form_fault(pattern(rule)) == "none");
    BOOST_TEST(form_fault(schema("<phase id='x'><active pattern='y'/></phase><pattern>" + rule + "</pattern>")) ==
               "5 element-unexpected phase");
    BOOST_TEST(form_fault(schema("<include href='x.sch'/>")) == "5 element-unexpected include");
    BOOST_TEST(form_fault(pattern("<include href='x.sch'/>")) == "5 element-unexpected include");
    BOOST_TEST(form_fault(schema("<pattern abstract='true' id='x'>" + rule + "</pattern>")) ==
               "5 attribute-unexpected pattern/@abstract");
    BOOST_TEST(form_fault(schema("<pattern is-a='x'>" + rule + "</pattern>")) ==
               "5 attribute-unexpected pattern/@is-a");
    BOOST_TEST(form_fault(pattern("<rule context='t:v'><extends rule='x'/></rule>")) == "5 element-unexpected extends");
    const auto assertion = [&](const std::string& attributes, const std::string& inside) {
        return form_fault(one_rule("t:v", "<assert " + attributes + ">" + inside + "</assert>"));
    };
    BOOST_TEST(assertion("id='A' test='1' properties='x'", "a") == "5 attribute-unexpected assert/@properties");
    BOOST_TEST(assertion("id='A' test='1' flag='x'", "a") == "5 attribute-unexpected assert/@flag");
    BOOST_TEST(assertion("id='A' test='1'", "a <emph>b</emph>") == "5 element-unexpected emph");
    BOOST_TEST(assertion("id='A' test='1'", "a <name/>") == "5 element-unexpected name");
    BOOST_TEST(assertion("test='1'", "a") == "5 attribute-missing assert/@id");
    BOOST_TEST(assertion("id='a-b' test='1'", "a") == "5 pattern-mismatch assert/@id");
    BOOST_TEST(assertion("id='A' test='1' role='fatal'", "a") == "5 value-not-listed assert/@role");
    BOOST_TEST(assertion("id='A' test=''", "a") == "5 too-short assert/@test");
    std::string other = pattern(rule);
    other.replace(other.find("'xslt'"), 6, "'xslt2'");
    BOOST_TEST(form_fault(other) == "1 value-not-listed schema/@queryBinding");
}

BOOST_FIXTURE_TEST_CASE(names_that_are_twice_are_refused, Ruling) {
    const std::string a = "<assert id='A' test='1'>a</assert>";
    refuses(one_rule("t:v", a + "\n" + a), "6: the id A is there twice");
    refuses(schema("<pattern id='x'><rule context='t:v'>" + a +
                   "</rule></pattern>\n<pattern id='x'><rule context='t:w'><assert id='B' test='1'>b</assert></rule>"
                   "</pattern>"),
            "6: the pattern x is there twice");
    refuses(schema("<pattern><let name='x' value='1'/><rule context='t:v'>\n<let name='x' value='2'/>" + a +
                   "</rule></pattern>"),
            "6: the name x is taken");
    refuses(schema("<pattern><rule context='t:v'>" + a + "</rule></pattern>",
                   "<let name='x' value='1'/><let name='x' value='1'/>"),
            "4: the name x is taken");
    std::string twice = one_rule("t:v", a);
    twice.insert(twice.find("<ns prefix='p'"), "<ns prefix='t' uri='urn:u'/><ns prefix='xsl' uri='urn:u'/>");
    refuses(twice, "3: the prefix t is there twice");
    refuses(twice, "3: the prefix xsl is taken");
    const auto diagnostics = "<pattern><rule context='t:v'>" + a +
                             "</rule></pattern><diagnostics>"
                             "<diagnostic id='d'>x</diagnostic>\n<diagnostic id='d'>x</diagnostic></diagnostics>";
    refuses(schema(diagnostics), "6: the diagnostic d is there twice");
}

BOOST_FIXTURE_TEST_CASE(expressions_name_only_what_is_in_sight, Ruling) {
    const auto test = [&](const std::string& expression) {
        return one_rule("t:v", "<assert id='A' test=\"" + expression + "\">a</assert>");
    };
    refuses(test("t:v ="), "5: @test: is not XPath 1.0");
    refuses(test("1) or (1"), "5: @test: is not XPath 1.0");
    refuses(test("$nobody"), "5: @test: there is no variable $nobody");
    refuses(test("q:v"), "5: @test: there is no prefix q");
    for (const char* function : {"document", "key", "id", "system-property", "generate-id", "unparsed-entity-uri",
                                 "element-available", "format-number", "nothing", "p:finding", "p:nothing"})
        refuses(test(std::string(function) + "('x')"), "5: @test: rules may not call " + std::string(function) + "()");
    refuses(one_rule("t:v[$x]", "<assert id='A' test='1'>a</assert>"), "5: @context: there is no variable $x");
    refuses(one_rule("t:v", "<let name='x' value='document(1)'/><assert id='A' test='1'>a</assert>"),
            "5: @value: rules may not call document()");
    refuses(one_rule("t:v", "<assert id='A' test='1'>a <value-of select='$x'/></assert>"),
            "5: @select: there is no variable $x");
    refuses(one_rule("t:v", "<assert id='A' subject='q:v' test='1'>a</assert>"), "5: @subject: there is no prefix q");
    // valid as an expression and not as a pattern: libxslt's word, by our line
    BOOST_TEST(reason(one_rule("t:v + 1", "<assert id='A' test='1'>a</assert>")).find("rules.sch") !=
               std::string::npos);
    // all at once
    const auto both = reason(one_rule("q:v", "<assert id='A' test='$x'>a</assert>"));
    BOOST_TEST(both.find("no prefix q") < both.find("no variable $x"));
}

BOOST_FIXTURE_TEST_CASE(document_opens_nothing, Ruling) {
    const auto secret = folder.write("secret.xml", "<secret>canary</secret>");
    for (const std::string& call : {"document('" + secret + "')", "boolean(document ('" + secret + "'))",
                                    std::string("document\n('secret.xml')//secret")}) {
        const auto why = reason(one_rule("t:in", "<report id='A' test=\"" + call + "\">a</report>"));
        BOOST_TEST(why.find("may not call document()") != std::string::npos, why);
        BOOST_TEST(why.find("canary") == std::string::npos);
    }
}

BOOST_FIXTURE_TEST_CASE(an_endless_rule_stops_and_names_its_line, Ruling) {
    std::string text = "<in xmlns='urn:t'>";
    for (int i = 0; i < 300; ++i)
        text += "<v/>";
    tree = read(text + "</in>");
    const auto why =
        reason(one_rule("t:in", "\n<report id='A' test='count(//t:v[//t:v[//t:v[. = 1]]]) = 1'>a</report>"));
    BOOST_TEST(why.find("rules.sch:6: stopped at the limit of XPath operations") != std::string::npos, why);
    xml::TransformLimits few;
    few.template_operations = 50;
    few.per_element = 0;
    const auto walk = reason(one_rule("t:v", "<report id='A' test='true()'>a</report>"), few);
    BOOST_TEST(walk.find("stopped at the limit of template operations") != std::string::npos, walk);
    BOOST_TEST(walk.find("rules.sch") != std::string::npos, walk);
}

BOOST_AUTO_TEST_CASE(words_of_expressions) {
    const auto words = xml::words_of_xpath("ancestor-or-self::t:a/@*[p:f ('$no q:no(', \"g()\")] and (count(.//b) or "
                                           "text()) div 1.5e - $v.1-x mod node() + ..//r:* [$w]");
    BOOST_TEST((words.variables == std::vector<std::string>{"v.1-x", "w"}));
    BOOST_TEST((words.functions == std::vector<std::string>{"p:f", "count"}));
    BOOST_TEST((words.prefixes == std::vector<std::string>{"t", "p", "r"}));
}

BOOST_AUTO_TEST_CASE(nodes_of_patterns) {
    BOOST_TEST(xml::nodes_of_pattern("t:a") == "//t:a");
    BOOST_TEST(xml::nodes_of_pattern("/") == "/");
    BOOST_TEST(xml::nodes_of_pattern("@a|\n//b | c[d | '|]'][e(f|g)]/h|/i") ==
               "//@a|\n//b | //c[d | '|]'][e(f|g)]/h|/i");
}

BOOST_AUTO_TEST_SUITE_END()
