// MessageReader: how a message is cut into header and items, where things stand, and that a refusal leaves no trace.
#include "xml/reader.hpp"

#include "core/failure.hpp"
#include "support/scratch_folder.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

BOOST_AUTO_TEST_SUITE(xml_reader)

using postern::core::RefusalCode;
using postern::core::Result;
namespace core = postern::core;
namespace xml = postern::xml;

/// Keeps all it is told.
struct Told : xml::MessageSink {
    Result<xml::Shape> on_root(std::string_view namespace_uri, std::string_view local_name) override {
        root = std::string(namespace_uri) + "|" + std::string(local_name);
        if (root_refusal) return *root_refusal;
        return shape;
    }
    Result<void> on_header(xml::Document tree) override {
        header = std::move(tree);
        return {};
    }
    Result<void> on_item(xml::Document tree, std::uint32_t ordinal) override {
        if (ordinal == throw_at) throw std::runtime_error("the sink broke");
        if (ordinal == refuse_at) return item_refusal;
        BOOST_TEST(ordinal == items.size() + 1);
        items.push_back(std::move(tree));
        return {};
    }

    xml::Shape shape{{"msghead"}, {"msgbody", "itmatt", "item"}};
    std::optional<core::Refusal> root_refusal;
    core::Refusal item_refusal;
    std::uint32_t refuse_at = 0;
    std::uint32_t throw_at = 0;
    std::string root;
    xml::Document header;
    std::vector<xml::Document> items;
};

struct Reading {
    xml::Runtime runtime;
    xml::MessageReader reader;
    Told told;

    Result<void> read(std::string_view text, const xml::ReadLimits& limits = {}) {
        told.items.clear();
        return reader.read(text, limits, told);
    }
    void expect(std::string_view text, RefusalCode code, std::uint64_t line, const xml::ReadLimits& limits = {}) {
        const Result<void> answer = read(text, limits);
        BOOST_REQUIRE_MESSAGE(!answer, text << " was taken");
        BOOST_TEST(core::refusal_kind(answer.refusal().code).slug == core::refusal_kind(code).slug, text);
        BOOST_TEST(answer.refusal().line == line, text);
    }
};

const std::string kBatch = "<m:message xmlns:m='m33' xmlns:unused='u' xmlns='urn:default'>\n"
                           " <m:msghead><m:ref>7</m:ref></m:msghead>\n"
                           " <m:msgbody>\n"
                           "  <m:itmatt>\n"
                           "   <m:item><m:id>A</m:id></m:item>\n"
                           "   <!-- between --><m:item>\n"
                           "     <m:id>B</m:id> <plain/>\n"
                           "   </m:item>\n"
                           "  </m:itmatt>\n"
                           " </m:msgbody>\n"
                           "</m:message>\n";

BOOST_FIXTURE_TEST_CASE(a_batch_is_cut_into_header_and_items, Reading) {
    BOOST_REQUIRE(read(kBatch));
    BOOST_TEST(told.root == "m33|message");
    BOOST_TEST(told.header.serialise() == "<m:msghead xmlns:m=\"m33\"><m:ref>7</m:ref></m:msghead>");
    BOOST_REQUIRE(told.items.size() == 2u);
    // an item declares what it uses of the frames, and nothing else: its text does not depend on its envelope
    BOOST_TEST(told.items[0].serialise() == "<m:item xmlns:m=\"m33\"><m:id>A</m:id></m:item>");
    BOOST_TEST(told.items[1].serialise() == "<m:item xmlns:m=\"m33\" xmlns=\"urn:default\">\n     <m:id>B</m:id> "
                                            "<plain/>\n   </m:item>");
}

BOOST_FIXTURE_TEST_CASE(places_are_those_of_the_message, Reading) {
    BOOST_REQUIRE(read(kBatch));
    const xml::Element id = told.items[1].root().child("id");
    BOOST_TEST(id.path() == "/m:message/m:msgbody/m:itmatt/m:item[2]/m:id");
    BOOST_TEST(id.line() == 7u);
    BOOST_TEST(id.column() == 12u);
    BOOST_TEST(told.items[1].root().line() == 6u);
    BOOST_TEST(told.header.root().child("ref").path() == "/m:message/m:msghead/m:ref");
    BOOST_TEST(told.items[1].copy().root().child("id").path() == id.path());
    BOOST_TEST(told.items[1].copy().root().child("id").line() == 7u);
}

BOOST_FIXTURE_TEST_CASE(the_root_can_be_the_item, Reading) {
    told.shape = {};
    BOOST_REQUIRE(read("<CN23>\n<line/>\n<line/></CN23>"));
    BOOST_REQUIRE(told.items.size() == 1u);
    BOOST_TEST(told.items[0].root().children("line")[1].path() == "/CN23/line[2]");
    BOOST_TEST(told.items[0].root().path() == "/CN23");
}

BOOST_FIXTURE_TEST_CASE(lines_go_on_beyond_sixteen_bits, Reading) {
    const std::string text = "<a>" + std::string(70'000, '\n') + "<b/>\n<c/></a>";
    const auto document = reader.read_whole(text, {});
    BOOST_REQUIRE(document);
    BOOST_TEST(document.value().root().child("b").line() == 70'001u);
    BOOST_TEST(document.value().root().child("c").line() == 70'002u);
    expect(std::string(70'000, '\n') + "<a><?pi?></a>", RefusalCode::processing_instruction_forbidden, 70'001);
    expect(std::string(70'000, '\n') + "<a></b>", RefusalCode::not_well_formed, 70'001);
}

BOOST_FIXTURE_TEST_CASE(columns_of_a_refusal_count_bytes, Reading) {
    const auto column_of = [&](std::string_view text) {
        const auto answer = reader.read_whole(text, {});
        BOOST_REQUIRE(!answer);
        return answer.refusal().column;
    };
    const std::uint64_t ascii = column_of("<a>\r\n<b>xxxx</c></a>");
    BOOST_TEST(column_of("<a>\r<b>\xC3\xA9\xC3\xA9</c></a>") == ascii); // two units, four bytes
    BOOST_TEST(column_of("<a>\n<b>\xF0\x9D\x84\x9E</c></a>") == ascii); // two units, four bytes
    BOOST_TEST(column_of("<a>\n<b>\xE6\x97\xA5"
                         "x</c></a>") == ascii); // two units, four bytes
    BOOST_TEST(column_of("<?xml version='1.0' encoding='windows-1252'?>\r\n<b>\xE9\xE9xx</c>") == ascii);
}

BOOST_FIXTURE_TEST_CASE(encodings_become_utf8, Reading) {
    const auto text_of = [&](std::string_view bytes) {
        auto document = reader.read_whole(bytes, {});
        BOOST_REQUIRE(document);
        return document.value().root().text();
    };
    BOOST_TEST(text_of("<?xml version='1.0' encoding='ISO-8859-1'?><a>K\xF6ln \x80</a>") == "K\u00F6ln \u0080");
    BOOST_TEST(text_of("<?xml version='1.0' encoding='windows-1252'?><a>\x80 \x8A</a>") == "\u20AC \u0160");
    BOOST_TEST(text_of("<?xml version='1.0' encoding='Us-AsCiI'?><a>plain</a>") == "plain");
    BOOST_TEST(text_of("\xEF\xBB\xBF<a>\xE6\x97\xA5\xF0\x9D\x84\x9E</a>") == "\u65E5\U0001D11E");
}

BOOST_FIXTURE_TEST_CASE(frames_hold_nothing_of_their_own, Reading) {
    const auto in_frames = [](const std::string& inside) {
        return "<m xmlns='u'>\n<msghead/>\n<msgbody>\n<itmatt>\n<item/>" + inside + "</itmatt></msgbody></m>";
    };
    BOOST_TEST(read(in_frames(" \r\n\t<item/>")).ok());
    told = Told();
    expect(in_frames("\n<stranger/>"), RefusalCode::message_structure, 6);
    expect(in_frames("\n<item xmlns='other'/>"), RefusalCode::message_structure, 6);
    expect(in_frames(" text "), RefusalCode::message_structure, 5);
    expect(in_frames("<![CDATA[x]]>"), RefusalCode::message_structure, 5);
    expect("<m xmlns='u' version='2'><msgbody/></m>", RefusalCode::message_structure, 1);
    expect("<m xmlns='u'><msgbody><itmatt/></msgbody></m>", RefusalCode::message_structure, 1); // no item
    expect("<m><msgbody><itmatt><item/></itmatt>\n<itmatt/></msgbody></m>", RefusalCode::message_structure, 2);
    expect("<m><msghead/>\n<msghead/></m>", RefusalCode::message_structure, 2);
    expect("<m><msgbody><itmatt><item/></itmatt></msgbody>\n<msghead/></m>", RefusalCode::message_structure, 2);
    expect("<m>\n<item/></m>", RefusalCode::message_structure, 2); // not at its place
}

BOOST_FIXTURE_TEST_CASE(header_and_items_may_share_frames, Reading) {
    told.shape = {{"body", "head"}, {"body", "item"}};
    BOOST_REQUIRE(read("<m><body><head>h</head><item>1</item><item>2</item></body></m>"));
    BOOST_TEST(told.header.root().text() == "h");
    BOOST_TEST(told.items.size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(the_sink_can_refuse_and_the_parse_stops_there, Reading) {
    told.root_refusal = core::Refusal{RefusalCode::source_unknown, "", 0, 0, ""};
    expect("\n<nothing/>", RefusalCode::source_unknown, 2);
    told = Told();
    told.refuse_at = 2;
    told.item_refusal.code = RefusalCode::item_id_invalid;
    expect("<m><msgbody><itmatt><item/>\n<item/>\n<item/><not-well-formed", RefusalCode::not_well_formed, 3);
    expect("<m><msgbody><itmatt><item/>\n<item/>\n<item/></itmatt></msgbody></m>", RefusalCode::item_id_invalid, 2);
    BOOST_TEST(told.items.size() == 1u); // what was given stays given
    told = Told();
    BOOST_TEST(read(kBatch).ok());
}

BOOST_FIXTURE_TEST_CASE(an_exception_of_the_sink_comes_through_whole, Reading) {
    told.throw_at = 2;
    BOOST_CHECK_THROW((void)read(kBatch), std::runtime_error);
    told = Told();
    BOOST_TEST(read(kBatch).ok());
    BOOST_TEST(told.items.size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(each_bound_has_its_refusal_and_names_itself, Reading) {
    xml::ReadLimits limits;
    limits.items = 1;
    expect(kBatch, RefusalCode::too_many_items, 6, limits);
    BOOST_TEST(told.items.size() == 1u);
    told = Told();
    limits = {};
    limits.item_elements = 2;
    expect(kBatch, RefusalCode::too_many_elements, 7, limits); // the first item has two, the second three
    const auto answer = reader.read_whole("<a><b><c/></b></a>", limits);
    BOOST_REQUIRE(!answer);
    BOOST_TEST(answer.refusal().argument == "2");
    limits = {};
    limits.message_bytes = 10;
    expect(kBatch, RefusalCode::message_too_large, 0, limits);
    limits = {};
    limits.depth = 3;
    expect(kBatch, RefusalCode::too_deep, 5, limits);
}

BOOST_FIXTURE_TEST_CASE(a_reader_outlives_its_parsers, Reading) {
    for (int i = 0; i < 2'100; ++i) {
        const std::string name = "n" + std::to_string(i);
        auto document = reader.read_whole("<" + name + " xmlns='urn:" + name + "'/>", {});
        BOOST_REQUIRE(document);
        BOOST_REQUIRE(document.value().root().name() == name);
        if (i % 3 == 0) BOOST_REQUIRE(!reader.read_whole("<a><b></a>", {}));
    }
}

BOOST_FIXTURE_TEST_CASE(own_files_are_read_by_the_same_rules, Reading) {
    const postern::tests::ScratchFolder folder;
    BOOST_TEST(xml::read_own_file(folder.write("good.xml", "<a><b/></a>")).root().name() == "a");
    const auto reason = [](const std::string& path) -> std::string {
        try {
            xml::read_own_file(path);
        } catch (const core::Failure& failure) {
            return failure.what();
        }
        return "taken";
    };
    const std::string bad = folder.write("bad.xml", "<a>\n<b></a>");
    BOOST_TEST(reason(bad) == bad + ":2: not-well-formed");
    const std::string doctype = folder.write("doctype.xml", "<!DOCTYPE a><a/>");
    BOOST_TEST(reason(doctype) == doctype + ":1: doctype-forbidden");
    BOOST_TEST(reason(folder.path() / "none.xml") == (folder.path() / "none.xml").string() + ": cannot be read");
}

BOOST_AUTO_TEST_SUITE_END()
