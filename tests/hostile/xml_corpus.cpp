// The hostile corpus: every file of tests/hostile/xml meets exactly the refusal its .expect names; what passes is the
// tree that the other engine would make of it.
#include "core/refusal.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/sax/SAXParseException.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/sax2/SAX2XMLReader.hpp>
#include <xercesc/sax2/XMLReaderFactory.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(xml_corpus)

namespace fs = std::filesystem;
using postern::core::Refusal;
using postern::core::RefusalCode;
namespace xml = postern::xml;

struct Engines {
    xml::Runtime runtime;
    xml::MessageReader reader;
};

std::string content_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

/// "accepted", or the refusal's slug and, where it is known, "line N".
std::string outcome_of(xml::MessageReader& reader, std::string_view bytes, const xml::ReadLimits& limits = {}) {
    const auto document = reader.read_whole(bytes, limits);
    if (document) return "accepted\n";
    const Refusal& refusal = document.refusal();
    std::string text = std::string(postern::core::refusal_kind(refusal.code).slug) + "\n";
    if (refusal.line != 0) text += "line " + std::to_string(refusal.line) + "\n";
    return text;
}

void drop_comments_and_schema_hints(xmlNodePtr node) {
    for (xmlNodePtr child = node->children; child != nullptr;) {
        const xmlNodePtr next = child->next;
        if (child->type == XML_COMMENT_NODE) {
            xmlUnlinkNode(child);
            xmlFreeNode(child);
        } else if (child->type == XML_ELEMENT_NODE) {
            drop_comments_and_schema_hints(child);
        }
        child = next;
    }
    if (node->type != XML_ELEMENT_NODE) return;
    for (const char* name : {"schemaLocation", "noNamespaceSchemaLocation"}) {
        xmlUnsetNsProp(node, xmlSearchNs(node->doc, node, BAD_CAST "xsi"), BAD_CAST name);
    }
}

/// Canonical XML 1.0 of what libxml2 itself reads.
std::string canonical(const std::string& bytes) {
    const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> doc(
        xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, XML_PARSE_NONET), xmlFreeDoc);
    if (!doc) return "libxml2 refuses it";
    drop_comments_and_schema_hints(reinterpret_cast<xmlNodePtr>(doc.get()));
    xmlChar* text = nullptr;
    const int length = xmlC14NDocDumpMemory(doc.get(), nullptr, XML_C14N_1_0, nullptr, 0, &text);
    std::string result(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    xmlFree(text);
    return result;
}

std::map<std::string, fs::path> corpus() {
    std::map<std::string, fs::path> files;
    for (const auto& entry : fs::directory_iterator(POSTERN_SOURCE_DIR "/tests/hostile/xml")) {
        const fs::path& path = entry.path();
        if (path.extension() == ".xml" || path.extension() == ".bin") files[path.stem().string()] = path;
    }
    return files;
}

BOOST_FIXTURE_TEST_CASE(every_file_meets_exactly_its_refusal, Engines) {
    const auto files = corpus();
    BOOST_REQUIRE_GE(files.size(), 80u);
    for (const auto& [name, path] : files) {
        BOOST_TEST_CONTEXT(name) {
            fs::path expect = path;
            expect.replace_extension(".expect");
            BOOST_REQUIRE(fs::exists(expect));
            BOOST_TEST(outcome_of(reader, content_of(path)) == content_of(expect));
            // and the reader is as good as new
            BOOST_TEST(outcome_of(reader, "<a xmlns='u'><b/></a>") == "accepted\n");
        }
    }
}

BOOST_FIXTURE_TEST_CASE(what_passes_is_what_the_other_engine_reads, Engines) {
    std::size_t passed = 0;
    for (const auto& [name, path] : corpus()) {
        const std::string bytes = content_of(path);
        const auto document = reader.read_whole(bytes, {});
        if (!document) continue;
        ++passed;
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(canonical(document.value().serialise_document()) == canonical(bytes));
        }
    }
    BOOST_TEST(passed >= 10u);
}

BOOST_AUTO_TEST_CASE(bytes_from_outside_have_one_way_in) {
    static_assert(!std::is_constructible_v<xml::Document, std::string>);
    static_assert(!std::is_constructible_v<xml::Document, void*>);
    static_assert(!std::is_copy_constructible_v<xml::Document>);
    for (const auto& entry : fs::recursive_directory_iterator(POSTERN_SOURCE_DIR "/src")) {
        if (!entry.is_regular_file() || entry.path().filename() == "closed_loader.cpp") continue;
        const std::string text = content_of(entry.path());
        for (const char* parser :
             {"xmlReadMemory", "xmlReadFile", "xmlReadDoc", "xmlReadIO", "xmlReadFd", "xmlCtxtRead", "xmlParseDoc",
              "xmlParseFile", "xmlParseMemory", "xmlParseChunk", "xmlSAXUser", "xmlNewTextReader", "xmlReaderFor",
              "xmlParseInNodeContext", "htmlRead"}) {
            BOOST_TEST(text.find(parser) == std::string::npos, entry.path() << " calls " << parser);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(big_things_are_stopped_at_their_bound, Engines) {
    const auto repeat = [](std::string_view text, std::size_t times) {
        std::string all;
        for (std::size_t i = 0; i < times; ++i)
            all += text;
        return all;
    };
    const auto attributes = [](std::size_t count) {
        std::string tag = "<item";
        for (std::size_t i = 0; i < count; ++i)
            tag += " a" + std::to_string(i) + "='1'";
        return tag + "/>";
    };
    BOOST_TEST(outcome_of(reader, repeat("<a>\n", 200'000)) == "too-deep\nline 65\n");
    BOOST_TEST(outcome_of(reader, repeat("<a>", 64) + repeat("</a>", 64)) == "accepted\n");
    BOOST_TEST(outcome_of(reader, repeat("<a>", 65) + repeat("</a>", 65)) == "too-deep\nline 1\n");
    BOOST_TEST(outcome_of(reader, "<x>\n" + attributes(20'000) + "</x>") == "tag-too-large\nline 2\n");
    BOOST_TEST(outcome_of(reader, attributes(5'000)) == "too-many-attributes\nline 1\n");
    BOOST_TEST(outcome_of(reader, attributes(33)) == "too-many-attributes\nline 1\n");
    BOOST_TEST(outcome_of(reader, attributes(32)) == "accepted\n");
    BOOST_TEST(outcome_of(reader, "<item a='" + std::string(65'536, 'x') + "'/>") == "tag-too-large\nline 1\n");
    BOOST_TEST(outcome_of(reader, "<" + std::string(7 << 20, 'n') + "/>") == "tag-too-large\nline 1\n");
    BOOST_TEST(outcome_of(reader, "<a>" + repeat("<b/>", 5'000) + "</a>") == "too-many-elements\nline 1\n");
    BOOST_TEST(outcome_of(reader, "<a>" + repeat("<b/>", 4'999) + "</a>") == "accepted\n");
    BOOST_TEST(outcome_of(reader, "<a>" + std::string(8 << 20, 'x') + "</a>") == "message-too-large\n");
    BOOST_TEST(outcome_of(reader, repeat("<a>\n&lol;", 100'000)) == "not-well-formed\nline 2\n");
    std::string declarations = "<a";
    for (int i = 0; i < 33; ++i)
        declarations += " xmlns:p" + std::to_string(i) + "='u'";
    BOOST_TEST(outcome_of(reader, declarations + "/>") == "too-many-attributes\nline 1\n");

    xml::ReadLimits narrow;
    narrow.elements = 3;
    const auto refused = reader.read_whole("<a><b/><c/><d/></a>", narrow);
    BOOST_REQUIRE(!refused);
    BOOST_TEST((refused.refusal().code == RefusalCode::too_many_elements));
    BOOST_TEST(refused.refusal().argument == "3");
}

BOOST_FIXTURE_TEST_CASE(billion_laughs_generated_and_one_per_depth, Engines) {
    for (int depth = 1; depth <= 12; ++depth) {
        std::string text = "<?xml version='1.0'?>\n<!DOCTYPE l [<!ENTITY l0 'ha'>";
        for (int i = 1; i <= depth; ++i) {
            text += "<!ENTITY l" + std::to_string(i) + " '";
            for (int j = 0; j < 10; ++j)
                text += "&l" + std::to_string(i - 1) + ";";
            text += "'>";
        }
        text += "]>\n<l>&l" + std::to_string(depth) + ";</l>";
        BOOST_TEST(outcome_of(reader, text) == "doctype-forbidden\nline 2\n");
    }
}

// The gate is the first lock; this is the second: Xerces itself, with nothing set but what Runtime did.
BOOST_FIXTURE_TEST_CASE(xerces_itself_refuses_a_doctype, Engines) {
    struct Thrower : xercesc::DefaultHandler {
        void fatalError(const xercesc::SAXParseException& exception) override { throw exception; }
    } thrower;
    for (const std::string text : {"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                                   "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"}) {
        const std::unique_ptr<xercesc::SAX2XMLReader> parser(xercesc::XMLReaderFactory::createXMLReader());
        parser->setErrorHandler(&thrower);
        const xercesc::MemBufInputSource source(reinterpret_cast<const XMLByte*>(text.data()), text.size(), "t", false);
        BOOST_CHECK_THROW(parser->parse(source), xercesc::SAXParseException);
    }
}

BOOST_AUTO_TEST_SUITE_END()
