// Whatever a message, a schema or a stylesheet names: a listening socket proves that nobody connected.
#include "core/failure.hpp"
#include "core/refusal.hpp"
#include "support/listening_socket.hpp"
#include "support/scratch_folder.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"
#include "xml/schema.hpp"
#include "xml/stylesheet.hpp"

#include <boost/test/unit_test.hpp>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

BOOST_AUTO_TEST_SUITE(xml_fetches_nothing)

namespace xml = postern::xml;

struct Engines {
    xml::Runtime runtime;
    xml::MessageReader reader;
};

/// "accepted", or the refusal's slug and, where it is known, "line N".
std::string outcome_of(xml::MessageReader& reader, std::string_view bytes) {
    const auto document = reader.read_whole(bytes, {});
    if (document) return "accepted\n";
    const postern::core::Refusal& refusal = document.refusal();
    std::string text = std::string(postern::core::refusal_kind(refusal.code).slug) + "\n";
    if (refusal.line != 0) text += "line " + std::to_string(refusal.line) + "\n";
    return text;
}

BOOST_FIXTURE_TEST_CASE(nothing_is_ever_fetched, Engines) {
    const postern::tests::ListeningSocket socket;
    const std::string url = "http://127.0.0.1:" + std::to_string(socket.port()) + "/x";
    const std::string xsi = " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    BOOST_TEST(outcome_of(reader, "<a xmlns='urn:a'" + xsi + " xsi:schemaLocation='urn:a " + url + ".xsd'><b/></a>") ==
               "accepted\n");
    BOOST_TEST(outcome_of(reader, "<a" + xsi + " xsi:noNamespaceSchemaLocation='" + url + ".xsd'/>") == "accepted\n");
    BOOST_TEST(outcome_of(reader, "<!DOCTYPE a SYSTEM '" + url + ".dtd'><a/>") == "doctype-forbidden\nline 1\n");
    BOOST_TEST(outcome_of(reader, "<!DOCTYPE a [<!ENTITY e SYSTEM '" + url + "'>]><a>&e;</a>") ==
               "doctype-forbidden\nline 1\n");

    const postern::tests::ScratchFolder folder;
    const std::string schema = folder.write("a.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                                                     "<xs:element name='a'/></xs:schema>");
    const auto document =
        reader.read_whole("<a" + xsi + " xsi:noNamespaceSchemaLocation='" + url + ".xsd'><b/></a>", {});
    BOOST_REQUIRE(document);
    BOOST_TEST(xml::Schema::load(schema)->check(document.value()).empty());
    for (const std::string reference : {"include schemaLocation", "import namespace='urn:b' schemaLocation"}) {
        const std::string path =
            folder.write("b.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:" + reference + "='" +
                                      url + ".xsd'/></xs:schema>");
        BOOST_CHECK_THROW(xml::Schema::load(path), postern::core::Failure);
    }

    const std::string head = "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>";
    for (const std::string reference : {"import", "include"}) {
        const std::string path =
            folder.write("a.xsl", head + "<xsl:" + reference + " href='" + url + ".xsl'/></xsl:stylesheet>");
        BOOST_CHECK_THROW(xml::Stylesheet::load(path), postern::core::Failure);
    }
    const std::string asks =
        folder.write("b.xsl", head + "<xsl:template match='/'><r><xsl:copy-of select=\"document('" + url +
                                  "')\"/></r></xsl:template></xsl:stylesheet>");
    BOOST_CHECK_THROW(xml::Stylesheet::load(asks)->transform(document.value(), {}, nullptr), postern::core::Failure);
    BOOST_TEST(!socket.was_connected());
}

// The proof above is worth something only if a connection shows.
BOOST_AUTO_TEST_CASE(the_socket_would_have_told) {
    const postern::tests::ListeningSocket socket;
    BOOST_TEST(!socket.was_connected());
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(socket.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    BOOST_REQUIRE_EQUAL(::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    BOOST_TEST(socket.was_connected());
    ::close(client);
}

BOOST_AUTO_TEST_SUITE_END()
