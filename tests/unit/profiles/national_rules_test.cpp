// National rules: texts in the author's languages, what refuses a rules.sch, and where a finding stands.
#include "profiles/national_rules.hpp"

#include "core/failure.hpp"
#include "profiles/library.hpp"
#include "profiles/pack_functions.hpp"
#include "support/scratch_folder.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

BOOST_AUTO_TEST_SUITE(national_rules)

using namespace postern;
namespace fs = std::filesystem;

/// The repository's mappings and schemas, with rules of our own in the one profile.
struct Ruled {
    xml::Runtime runtime;
    tests::ScratchFolder folder;

    Ruled() {
        fs::copy(POSTERN_SOURCE_DIR "/mappings", folder.path() / "mappings", fs::copy_options::recursive);
        fs::copy(POSTERN_SOURCE_DIR "/schemas", folder.path() / "schemas", fs::copy_options::recursive);
    }
    static std::string sch(const std::string& assertions, const std::string& diagnostics = "",
                           const std::string& attributes = "", const std::string& context = "d:declaration") {
        return "<schema xmlns='http://purl.oclc.org/dsdl/schematron' " + attributes +
               "><ns prefix='d' uri='urn:postern:declaration:1'/><ns prefix='f' uri='urn:postern:filing:1'/>"
               "<ns prefix='p' uri='urn:postern:functions:1'/>\n<pattern><rule context=\"" +
               context + "\">\n" + assertions + "</rule></pattern>\n" +
               (diagnostics.empty() ? "" : "<diagnostics>" + diagnostics + "</diagnostics>") + "</schema>";
    }
    std::shared_ptr<const profiles::Profile> load(const std::string& rules) const {
        folder.write("mappings/np-asycuda/rules.sch", rules);
        return profiles::Library::load((folder.path() / "mappings").string(), (folder.path() / "schemas").string())
            ->profile("np-asycuda");
    }
    text::Entry entry(const std::string& rules, const std::string& lang) const {
        const auto profile = load(rules);
        return profile->rule_texts.at("NP-A").at(lang);
    }
    void refuses(const std::string& rules, const std::string& words) const {
        try {
            load(rules);
            BOOST_ERROR("loads, without: " + words);
        } catch (const core::Failure& failure) {
            const std::string said = failure.what();
            BOOST_CHECK_MESSAGE(said.find(words) != std::string::npos, "'" + words + "' is not in: " + said);
            BOOST_CHECK(said.find("profile np-asycuda:") != std::string::npos);
        }
    }
    std::vector<core::Finding> findings(const std::string& rules, const xml::TransformLimits& limits = {}) const {
        const auto profile = load(rules);
        profiles::PackFunctions functions(*profile, [](std::string_view) { return std::string(); });
        const auto filing = xml::read_own_file(
            POSTERN_SOURCE_DIR "/mappings/np-asycuda/cases/declaration/four-lines-second-version.filing.xml");
        return profiles::national_findings(*profile, filing, functions, limits);
    }
    /// field and line of the one finding that a context gives.
    std::string place(const std::string& context, const std::string& subject = "") const {
        const auto found = findings(sch("<report id='NP-A' test='true()'" +
                                            (subject.empty() ? "" : " subject='" + subject + "'") + ">a</report>",
                                        "", "", context));
        BOOST_REQUIRE_MESSAGE(!found.empty(), context);
        return found.front().field + " " + std::to_string(found.front().line_no);
    }
};

BOOST_FIXTURE_TEST_CASE(a_profile_may_have_no_rules, Ruled) {
    fs::remove(folder.path() / "mappings/np-asycuda/rules.sch");
    const auto profile =
        profiles::Library::load((folder.path() / "mappings").string(), (folder.path() / "schemas").string())
            ->profile("np-asycuda");
    BOOST_CHECK(profile->rules == nullptr);
    BOOST_CHECK(profile->rule_texts.empty());
    profiles::PackFunctions functions(*profile, [](std::string_view) { return std::string(); });
    BOOST_CHECK(profiles::national_findings(*profile, xml::Document(), functions, {}).empty());
}

BOOST_FIXTURE_TEST_CASE(texts_come_from_the_assertion_and_its_diagnostics, Ruled) {
    const auto rules = sch("<assert id='NP-A' test='1' diagnostics='t h f f-hint-fr f-title-fr'>Weight\n  <value-of "
                           "select='1'/> over <value-of select='2'/>.</assert>",
                           "<diagnostic id='t'   xml:lang='ne'>तौल <value-of select='2'/></diagnostic>"
                           "<diagnostic id='h' xml:lang='es'>Peso <value-of select=' 2 '/> de <value-of select='1'/>"
                           "</diagnostic><diagnostic id='f' xml:lang='fr'>Poids</diagnostic>"
                           "<diagnostic id='f-hint-fr' xml:lang='fr'>Pesez <value-of select='1'/></diagnostic>"
                           "<diagnostic id='f-title-fr' xml:lang='fr'>Trop lourd</diagnostic>");
    const text::Entry english{"Weight … over ….", "Weight {0} over {1}.", "", ""};
    const text::Entry spanish{"Peso … de …", "Peso {1} de {0}", "", ""};
    const text::Entry french{"Trop lourd", "Poids", "Pesez {0}", ""};
    BOOST_CHECK(entry(rules, "en") == english);
    BOOST_CHECK(entry(rules, "es") == spanish);
    BOOST_CHECK(entry(rules, "fr") == french);
    BOOST_CHECK_EQUAL(entry(rules, "ne").text, "तौल {1}");
}

BOOST_FIXTURE_TEST_CASE(the_language_is_the_assertions_or_the_schemas, Ruled) {
    const auto rules = sch("<assert id='NP-A' test='1' diagnostics='e'>Poids</assert>"
                           "<assert id='NP-B' test='1' xml:lang='en'>Weight</assert>",
                           "<diagnostic id='e' xml:lang='en'>Heavy</diagnostic>", "xml:lang='fr'");
    BOOST_CHECK_EQUAL(entry(rules, "fr").text, "Poids");
    BOOST_CHECK_EQUAL(entry(rules, "en").text, "Heavy");
    BOOST_CHECK_EQUAL(load(rules)->rule_texts.at("NP-B").at("en").text, "Weight");
}

BOOST_FIXTURE_TEST_CASE(two_assertions_may_share_a_diagnostic, Ruled) {
    const auto rules = sch("<assert id='NP-A' test='1' diagnostics='f'><value-of select='1'/> a</assert>"
                           "<assert id='NP-B' test='2' diagnostics='f'><value-of select='2'/> <value-of "
                           "select='1'/> b</assert>",
                           "<diagnostic id='f' xml:lang='fr'>le <value-of select='1'/></diagnostic>");
    BOOST_CHECK_EQUAL(entry(rules, "fr").text, "le {0}");
    BOOST_CHECK_EQUAL(load(rules)->rule_texts.at("NP-B").at("fr").text, "le {1}");
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_told_is_refused_by_its_line, Ruled) {
    const std::string good = "<assert id='NP-A' test='1'>a</assert>";
    const auto french = [](const std::string& inside) {
        return "<diagnostic id='f' xml:lang='fr'>" + inside + "</diagnostic>";
    };
    const std::string with_f = "<assert id='NP-A' test='1' diagnostics='f'>a</assert>";
    refuses(sch("<assert id='LK-A' test='1'>a</assert>"), "rules.sch:3: the id LK-A does not begin with NP-");
    refuses(sch("<assert id='NPA' test='1'>a</assert>"), "rules.sch:3: the id NPA does not begin with NP-");
    refuses(sch("<assert id='NP-A' test='1' xml:lang='fr'>a</assert>"), "rules.sch:3: NP-A has no text in English");
    refuses(sch("<assert id='NP-A' test='1'> \n </assert>"), ": there are no words");
    refuses(sch("<assert id='NP-A' test='1'>{0} a</assert>"), "rules.sch:3: a text may not hold { or }");
    refuses(sch("<assert id='NP-A' test='1' diagnostics='x'>a</assert>"), "rules.sch:3: there is no diagnostic x");
    refuses(sch(good, french("b")), "rules.sch:4: no assertion names the diagnostic f");
    refuses(sch(with_f, french("b <value-of select='2'/>")), "rules.sch:4: the assertion's own text has no value-of 2");
    refuses(sch(with_f, "<diagnostic id='f'>b</diagnostic>"), "rules.sch:4: f says in en what is said already");
    refuses(sch("<assert id='NP-A' test='1' diagnostics='f-hint'>a</assert>",
                "<diagnostic id='f-hint' xml:lang='fr'>b</diagnostic>"),
            "rules.sch:3: NP-A has a hint or a title in fr, and no text");
    refuses(sch("<assert id='NP-A' test='1' diagnostics='f-title'>a <value-of select='1'/></assert>",
                "<diagnostic id='f-title'>b <value-of select='1'/></diagnostic>"),
            "rules.sch:3: NP-A has a value in its title");
    refuses("<schema", "rules.sch");
    refuses("<rules/>", "rules.sch:1: /rules: element-unexpected");
    refuses(sch(good + good), "rules.sch:3: the id NP-A is there twice");
    refuses(sch("<assert id='NP-A' test='1'>a</assert>", "", "", "d:x[$currency]"), "there is no variable $currency");
    refuses(sch("<assert id='NP-A' test='$currency'>a</assert>"), "there is no variable $currency");
    BOOST_CHECK(load(sch("<assert id='NP-A' test='$national_currency'>a</assert>"))->rules != nullptr);
}

BOOST_FIXTURE_TEST_CASE(all_faults_are_told_at_once, Ruled) {
    refuses(sch("<assert id='LK-A' test='$x'>a</assert>"), "does not begin with NP-");
    refuses(sch("<assert id='LK-A' test='$x'>a</assert>"), "there is no variable $x");
}

BOOST_FIXTURE_TEST_CASE(two_profiles_tell_a_code_in_the_same_words, Ruled) {
    fs::copy(folder.path() / "mappings/np-asycuda", folder.path() / "mappings/np-other", fs::copy_options::recursive);
    auto form = xml::read_own_file((folder.path() / "mappings/np-other/profile.xml").string());
    form.root().set_attribute("name", "np-other");
    folder.write("mappings/np-other/profile.xml", form.serialise_document());
    folder.write("mappings/np-other/rules.sch", sch("<assert id='NP-A' test='1'>a</assert>"));
    BOOST_CHECK_EQUAL(entry(sch("<assert id='NP-A' test='2'>a</assert>"), "en").text, "a");
    try {
        load(sch("<assert id='NP-A' test='1'>b</assert>"));
        BOOST_ERROR("two texts of one code");
    } catch (const core::Failure& failure) {
        BOOST_CHECK(std::string(failure.what()).find("tell NP-A in different words") != std::string::npos);
    }
}

BOOST_FIXTURE_TEST_CASE(a_finding_stands_at_its_field, Ruled) {
    BOOST_CHECK_EQUAL(place("/"), " 0");
    BOOST_CHECK_EQUAL(place("f:filing"), " 0");
    BOOST_CHECK_EQUAL(place("f:enriched/f:line"), " 0");
    BOOST_CHECK_EQUAL(place("d:declaration"), " 0");
    BOOST_CHECK_EQUAL(place("d:claim"), "claim 0");
    BOOST_CHECK_EQUAL(place("d:nature"), "natures 0");
    BOOST_CHECK_EQUAL(place("d:sender/d:city"), "sender.city 0");
    BOOST_CHECK_EQUAL(place("d:number/@scheme"), "sender.numbers.scheme 0");
    BOOST_CHECK_EQUAL(place("d:address_lines/d:line"), "addressee.address_lines 0");
    BOOST_CHECK_EQUAL(place("d:lines"), "lines 0");
    BOOST_CHECK_EQUAL(place("d:lines/d:line"), "lines 1");
    BOOST_CHECK_EQUAL(place("d:lines/d:line[3]/d:quantity"), "lines.quantity 3");
    BOOST_CHECK_EQUAL(place("d:lines/d:line[2]//d:description"), "lines.descriptions 2");
    BOOST_CHECK_EQUAL(place("d:lines/d:line[4]", "d:hs_code"), "lines.hs_code 4");
    BOOST_CHECK_EQUAL(place("d:claim", "../d:total_value/@currency"), "total_value.currency 0");
    BOOST_CHECK_EQUAL(place("d:claim", "../d:documents/d:document"), "documents 0");
}

BOOST_FIXTURE_TEST_CASE(severity_is_the_role_and_values_are_no_words, Ruled) {
    const auto found = findings(sch("<report id='NP-A' test='true()'>a <value-of select='d:total_value'/> <value-of "
                                    "select='d:sender/d:city'/> <value-of select='d:lines/d:line[1]/d:hs_code'/> "
                                    "<value-of select='d:sender/d:country'/> <value-of "
                                    "select=\"'A234567890123456789012345'\"/></report>"
                                    "<report id='NP-B' role='warning' test='true()'>b</report>"
                                    "<report id='NP-C' role='info' test='true()'>c</report>"));
    BOOST_REQUIRE_EQUAL(found.size(), 3u);
    const std::vector<std::string> args{"…", "…", "6405.20", "NP", "…"};
    BOOST_CHECK(found[0].args == args);
    BOOST_CHECK(found[0].severity == core::Severity::error);
    BOOST_CHECK(found[1].severity == core::Severity::warning);
    BOOST_CHECK(found[2].severity == core::Severity::info);
}

BOOST_FIXTURE_TEST_CASE(an_endless_rule_names_its_file, Ruled) {
    xml::TransformLimits few;
    few.xpath_operations = 1'000;
    few.per_element = 0;
    try {
        findings(sch("<report id='NP-A' test='count(//d:*[count(//d:*[. = 1]) = 1]) = 9'>a</report>"), few);
        BOOST_ERROR("was not stopped");
    } catch (const core::Failure& failure) {
        BOOST_CHECK(std::string(failure.what()).find("rules.sch:3: stopped at the limit") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
