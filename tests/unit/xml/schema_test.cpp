// Schema: each kind of fault with its place and what was expected; no word of the sender in it; loading behind the
// wall.
#include "xml/schema.hpp"

#include "core/failure.hpp"
#include "support/scratch_folder.hpp"
#include "support/xerces_validator.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

BOOST_AUTO_TEST_SUITE(xml_schema)

namespace xml = postern::xml;
using postern::core::Failure;
using Kind = xml::SchemaFaultKind;

const std::string kParcel = POSTERN_SOURCE_DIR "/tests/unit/xml/data/parcel.xsd";

struct Checking {
    xml::Runtime runtime;
    std::shared_ptr<const xml::Schema> schema = xml::Schema::load(kParcel);
    xml::Document document;

    /// Each child in its order; a text replaces one, or leaves it out.
    static std::string parcel(const std::string& name, const std::string& with) {
        const std::vector<std::pair<std::string, std::string>> parts = {
            {"id", "<id>RR1</id>"},           {"class", "<class>U</class>"}, {"weight", "<weight>1.5</weight>"},
            {"day", "<day>2026-01-31</day>"}, {"note", "<note>fine</note>"}, {"line", "<line no='1'>tea</line>"}};
        std::string text = "<parcel xmlns='urn:test:parcel' version='1'>\n";
        for (const auto& [part, good] : parts)
            text += part == name ? with : good;
        return text + "</parcel>";
    }
    std::vector<xml::SchemaFault> faults(const std::string& text) {
        auto read = xml::MessageReader().read_whole(text, {});
        BOOST_REQUIRE(read);
        document = std::move(read).value();
        std::vector<xml::SchemaFault> found = schema->check(document);
        // the second opinion
        BOOST_TEST(postern::tests::xerces_faults(kParcel, text).empty() == found.empty(), text);
        return found;
    }
    /// Kind, element, attribute and what was expected of the only fault.
    std::string only(const std::string& text) {
        const auto found = faults(text);
        BOOST_REQUIRE_MESSAGE(found.size() == 1, text << " has " << found.size() << " faults");
        const xml::SchemaFault& fault = found[0];
        std::string told = std::string(xml::to_string(fault.kind)) + " " + fault.element;
        if (!fault.attribute.empty()) told += "@" + fault.attribute;
        for (const std::string& one : fault.expected)
            told += " " + one;
        BOOST_TEST(fault.path == fault.at.path());
        BOOST_TEST(fault.line == fault.at.line());
        return told;
    }
};

BOOST_FIXTURE_TEST_CASE(a_valid_tree_has_no_faults, Checking) {
    BOOST_TEST(faults(parcel("", "")).empty());
    BOOST_TEST(faults(parcel("note", "")).empty());
    BOOST_TEST(faults(parcel("note", "<!-- none -->\n ")).empty());
}

BOOST_FIXTURE_TEST_CASE(each_kind_of_fault, Checking) {
    BOOST_TEST(only(parcel("day", "<dai>x</dai>")) == "element-unexpected dai day");
    BOOST_TEST(only(parcel("day", "<note/>")) == "element-unexpected note day");
    BOOST_TEST(only(parcel("note", "<not/>")) == "element-unexpected not note line");
    BOOST_TEST(only(parcel("line", "")) == "element-missing parcel line");
    BOOST_TEST(only("<other xmlns='urn:test:parcel'/>") == "element-unexpected other");
    BOOST_TEST(only("<parcel/>") == "element-unexpected parcel");
    BOOST_TEST(only(parcel("line", "<line no='1' x='2'>tea</line>")) == "attribute-unexpected line@x");
    BOOST_TEST(only(parcel("id", "<id x='2'>RR1</id>")) == "attribute-unexpected id@x");
    BOOST_TEST(only(parcel("line", "<line>tea</line>")) == "attribute-missing line@no no");
    BOOST_TEST(only(parcel("line", "<line no='one'>tea</line>")) == "type-wrong line@no positiveInteger");
    BOOST_TEST(only(parcel("note", "text")) == "content-not-allowed parcel");
    BOOST_TEST(only(parcel("day", "<day>2026-01-31<x/></day>")) == "content-not-allowed day");
    BOOST_TEST(only(parcel("line", "<line no='1'>t<b/></line>")) == "content-not-allowed line");
    BOOST_TEST(only(parcel("day", "<day>31.01.2026</day>")) == "type-wrong day date");
    BOOST_TEST(only(parcel("weight", "<weight>heavy</weight>")) == "type-wrong weight weight");
    BOOST_TEST(only(parcel("class", "<class>X</class>")) == "value-not-listed class U C E");
    BOOST_TEST(only(parcel("note", "<note>far too long</note>")) == "too-long note 8");
    BOOST_TEST(only(parcel("note", "<note>a</note>")) == "too-short note 2");
    BOOST_TEST(only(parcel("line", "<line no='1' unit='KGMX'>tea</line>")) == "too-long line@unit 3");
    BOOST_TEST(only(parcel("line", "<line no='1' unit='KG'>tea</line>")) == "too-short line@unit 3");
    BOOST_TEST(only(parcel("id", "<id>rr1</id>")) == "pattern-mismatch id [A-Z]{2}[0-9']*");
    BOOST_TEST(only(parcel("weight", "<weight>1.2345</weight>")) == "too-many-digits weight 3");
    BOOST_TEST(only(parcel("weight", "<weight>12345.67</weight>")) == "too-many-digits weight 6");
    BOOST_TEST(only(parcel("weight", "<weight>0</weight>")) == "out-of-range weight 0");
    BOOST_TEST(only(parcel("weight", "<weight>40000</weight>")) == "out-of-range weight 30000");
}

BOOST_FIXTURE_TEST_CASE(faults_come_in_document_order_with_their_places, Checking) {
    const auto found = faults("<parcel xmlns='urn:test:parcel' version='1'>\n<id>rr</id>\n<class>X</class>\n"
                              "<weight>x</weight>\n<day>y</day></parcel>");
    BOOST_REQUIRE(found.size() == 5u);
    BOOST_TEST((found[0].kind == Kind::element_missing)); // reported by libxml2 at the end tag, last of all
    BOOST_TEST(found[0].path == "/parcel");
    BOOST_TEST(found[1].path == "/parcel/id");
    BOOST_TEST(found[1].line == 2u);
    BOOST_TEST(found[2].line == 3u);
    BOOST_TEST(found[3].element == "weight");
    BOOST_TEST(found[4].line == 5u);
    BOOST_TEST(found[4].column > 1u);
}

BOOST_FIXTURE_TEST_CASE(no_word_of_the_sender_is_in_a_fault, Checking) {
    const std::string canary = "canary";
    const std::vector<std::string> values = {
        "<class>canary' is not an element of the set {'canary'}.</class>",
        "<class> Expected is one of ( canary ).</class>",
        "<weight>x' is not a valid value of the atomic type 'canary</weight>",
        "<id>x' is not accepted by the pattern 'canary</id>",
        "<note>length of 'canary'; this exceeds the allowed maximum length of 'canary'.</note>",
        "<day xmlns='urn:canary ( canary )'>x</day>",
        "<line no=\"canary' of the type 'canary\">t</line>",
        "<day>" + std::string(200'000, 'x') + "' type 'canary'</day>",
    };
    for (const std::string& value : values) {
        const std::string name = value.substr(1, value.find_first_of(" >") - 1);
        for (const xml::SchemaFault& fault : faults(parcel(name, value))) {
            for (const std::string& word : fault.expected) {
                BOOST_TEST(word.find(canary) == std::string::npos, value << " gave " << word);
            }
            BOOST_TEST(fault.attribute.find(canary) == std::string::npos);
            BOOST_TEST(fault.path.find(canary) == std::string::npos);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(at_most_a_hundred, Checking) {
    std::string lines;
    for (int i = 0; i < 300; ++i)
        lines += "<line no='x'>t</line>";
    BOOST_TEST(faults(parcel("line", lines)).size() == 100u);
    BOOST_CHECK_THROW((void)schema->check(xml::Document()), Failure);
}

BOOST_FIXTURE_TEST_CASE(a_tree_of_ours_is_checked_like_one_that_was_read, Checking) {
    document = xml::Document::create("parcel", "urn:test:parcel");
    document.root().add("id", "rr");
    const auto found = schema->check(document);
    BOOST_REQUIRE(!found.empty());
    BOOST_TEST(found[0].line == 0u);
    BOOST_TEST(found[0].at.name() == "parcel");
}

BOOST_AUTO_TEST_CASE(both_engines_agree_without_a_namespace_too) {
    const xml::Runtime runtime;
    const postern::tests::ScratchFolder folder;
    const std::string path =
        folder.write("a.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'>"
                              "<xs:complexType><xs:sequence><xs:element name='b' type='xs:int'/></xs:sequence>"
                              "</xs:complexType></xs:element></xs:schema>");
    const auto schema = xml::Schema::load(path);
    const std::vector<std::pair<std::string, std::size_t>> texts = {
        {"<a><b>1</b></a>", 0}, {"<a><b>x</b></a>", 1}, {"<a/>", 1}, {"<a><c/></a>", 1}, {"<z/>", 1}};
    for (const auto& [text, faults] : texts) {
        const auto tree = xml::MessageReader().read_whole(text, {});
        BOOST_REQUIRE(tree);
        BOOST_TEST(schema->check(tree.value()).size() == faults, text);
        BOOST_TEST(postern::tests::xerces_faults(path, text).empty() == (faults == 0), text);
    }
}

BOOST_AUTO_TEST_CASE(a_schema_with_any_fault_is_refused) {
    const xml::Runtime runtime;
    const postern::tests::ScratchFolder folder;
    const auto reason = [&](const std::string& path, const std::string& also = "") -> std::string {
        try {
            xml::Schema::load(path, also);
        } catch (const Failure& failure) {
            return failure.what();
        }
        return "loaded";
    };
    const auto schema = [](const std::string& inside) {
        return "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n" + inside + "</xs:schema>";
    };
    BOOST_TEST(reason(folder.write("good.xsd", schema("<xs:element name='a'/>"))) == "loaded");
    const std::string wrong = folder.write("wrong.xsd", schema("<xs:element name='a' type='none'/>"));
    BOOST_TEST(reason(wrong).starts_with(wrong + ":2: "), reason(wrong));
    BOOST_TEST(reason(folder.write("broken.xsd", "<xs:schema")) != "loaded");
    BOOST_TEST(reason(folder.write("nothing.xsd", "<a/>")) != "loaded");
    BOOST_TEST(reason(folder.path() / "none.xsd") != "loaded");

    const postern::tests::ScratchFolder other;
    other.write("part.xsd", schema("<xs:element name='b'/>"));
    const std::string part = (other.path() / "part.xsd").string();
    folder.write("sub/part.xsd", schema("<xs:element name='b'/>"));
    const auto including = [&](const std::string& what) {
        return folder.write("including.xsd", schema("<xs:include schemaLocation='" + what + "'/>"));
    };
    BOOST_TEST(reason(including("good.xsd")) == "loaded");
    BOOST_TEST(reason(including("sub/part.xsd")) == "loaded");
    BOOST_TEST(reason(including(part)) != "loaded");
    BOOST_TEST(reason(including(part), other.path()) == "loaded");
    BOOST_TEST(reason(including("/etc/passwd")) != "loaded");
    BOOST_TEST(reason(including("file:///etc/passwd")) != "loaded");
    BOOST_TEST(reason(including("http://127.0.0.1:1/a.xsd")) != "loaded");
    BOOST_TEST(reason(including("good.xsd"), "/no/such/folder") != "loaded");
    std::filesystem::create_symlink(part, folder.path() / "link.xsd"); // leads out of the folder
    BOOST_TEST(reason(including("link.xsd")) != "loaded");
    const postern::tests::ScratchFolder spaced;
    spaced.write("a folder/part.xsd", schema("<xs:element name='b'/>"));
    BOOST_TEST(reason(spaced.write("a folder/a.xsd", schema("<xs:include schemaLocation='part.xsd'/>"))) == "loaded");
}

BOOST_FIXTURE_TEST_CASE(one_schema_serves_all_threads, Checking) {
    std::vector<std::thread> threads;
    std::vector<std::size_t> found(4);
    for (std::size_t i = 0; i < found.size(); ++i) {
        threads.emplace_back([&, i] {
            xml::MessageReader reader;
            for (int round = 0; round < 50; ++round) {
                const auto tree = reader.read_whole(parcel("id", "<id>rr</id>"), {});
                if (tree) found[i] += schema->check(tree.value()).size();
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (const std::size_t count : found)
        BOOST_TEST(count == 50u);
}

BOOST_AUTO_TEST_SUITE_END()
