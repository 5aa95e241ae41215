// Neutral documents: what is not listed does not stand in the bytes, whatever it is.
#include "profiles/neutral.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(neutral_documents)

using namespace postern;
using profiles::neutral_document;

namespace {

constexpr const char* kCanonical =
    "<declaration xmlns=\"urn:postern:declaration:1\"><form>f0</form><sender_reference>ref1</sender_reference>"
    "<natures><nature>n2</nature><nature>n3</nature></natures><total_value currency=\"c4\">v5</total_value>"
    "<comments>x6</comments><sender><name>s7</name><address_lines><line>a8</line></address_lines><city>t9</city>"
    "<numbers><number scheme=\"h10\">u11</number></numbers></sender><addressee><name>r12</name>"
    "<country>k13</country></addressee><lines><line><descriptions><description xml:lang=\"l14\">d15</description>"
    "</descriptions><quantity>q16</quantity><hs_code>g17</hs_code></line><line><quantity>q18</quantity></line></lines>"
    "<documents><document kind=\"o19\"><number>m20</number><name>w21</name></document></documents>"
    "<claim>i22</claim><extra_fields><field name=\"e23\">p24</field></extra_fields></declaration>";

const std::vector<std::string> kTexts = {"f0",  "ref1", "n2",  "n3",  "c4",  "v5",  "x6",  "s7",  "a8",
                                         "t9",  "h10",  "u11", "r12", "k13", "l14", "d15", "q16", "g17",
                                         "q18", "o19",  "m20", "w21", "i22", "e23", "p24"};

struct World {
    xml::Runtime runtime;
    xml::Document canonical = std::move(xml::MessageReader().read_whole(kCanonical, {})).value();

    std::string made(const std::vector<std::string>& reads, std::string_view item_id = {}) const {
        return neutral_document(canonical.root(), reads, item_id);
    }
    /// Which of the texts stand in the document.
    std::set<std::string> told(const std::vector<std::string>& reads) const {
        const auto bytes = made(reads);
        std::set<std::string> found;
        for (const auto& text : kTexts)
            if (bytes.find(">" + text + "<") != std::string::npos ||
                bytes.find("\"" + text + "\"") != std::string::npos)
                found.insert(text);
        return found;
    }
};

using Told = std::set<std::string>;

} // namespace

BOOST_FIXTURE_TEST_CASE(each_field_lets_its_own_texts_through_and_no_other, World) {
    const std::pair<const char*, Told> table[] = {
        {"form", {"f0"}},
        {"sender_reference", {"ref1"}},
        {"natures", {"n2", "n3"}},
        {"total_value", {"c4", "v5"}},
        {"total_value.currency", {"c4"}},
        {"sender", {"s7", "a8", "t9", "h10", "u11"}},
        {"sender.name", {"s7"}},
        {"sender.address_lines", {"a8"}},
        {"sender.numbers", {"h10", "u11"}},
        {"addressee.country", {"k13"}},
        {"lines", {"l14", "d15", "q16", "g17", "q18"}},
        {"lines.descriptions", {"l14", "d15"}},
        {"lines.quantity", {"q16", "q18"}},
        {"lines.hs_code", {"g17"}},
        {"documents.kind", {"o19"}},
        {"documents.number", {"m20"}},
        {"claim", {"i22"}},
        {"extra_fields", {"e23", "p24"}},
        {"lines.hs", {}}, // a beginning of a name is not the name
        {"importer", {}},
    };
    for (const auto& [field, texts] : table)
        BOOST_TEST((told({field}) == texts), field);
    BOOST_TEST((told({"lines.hs_code", "addressee.country", "form"}) == (Told{"f0", "k13", "g17"})));
    BOOST_TEST(told({}).empty());
}

BOOST_FIXTURE_TEST_CASE(lines_keep_their_numbers_and_elements_their_order, World) {
    BOOST_TEST(made({"lines.hs_code", "natures"}) ==
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<declaration xmlns=\"urn:postern:declaration:1\">"
               "<natures><nature>n2</nature><nature>n3</nature></natures>"
               "<lines><line><hs_code>g17</hs_code></line><line/></lines></declaration>\n");
}

BOOST_FIXTURE_TEST_CASE(the_items_id_is_told_where_it_may_be_read, World) {
    const auto behind_form = made({"form", "item_id", "claim"}, "RR123456785NP");
    BOOST_TEST(behind_form.find("<form>f0</form><item_id>RR123456785NP</item_id><claim>") != std::string::npos);
    BOOST_TEST(made({"item_id"}, "RR123456785NP").find("<item_id>RR123456785NP</item_id>") != std::string::npos);
    BOOST_TEST(made({"claim", "item_id"}, "RR123456785NP").find("<item_id>RR123456785NP</item_id><claim>") !=
               std::string::npos);
    BOOST_TEST(made({"claim"}, "RR123456785NP").find("RR123456785NP") == std::string::npos);
    BOOST_TEST(made({"item_id"}).find("item_id") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
