// Identifiers of dispatches and receptacles: their parts, and what is none.
#include "core/dispatch_id.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(dispatch_ids)

using postern::core::DispatchId;
using postern::core::ReceptacleId;

BOOST_AUTO_TEST_CASE(a_dispatch_says_where_from_where_to_and_what) {
    const auto id = DispatchId::parse("NPKTMAUSJFKAACN60012");
    BOOST_REQUIRE(id);
    BOOST_TEST(id->text() == "NPKTMAUSJFKAACN60012");
    BOOST_TEST(id->origin() == "NPKTMA");
    BOOST_TEST(id->destination() == "USJFKA");
    BOOST_TEST(id->category() == 'A');
    BOOST_TEST(id->subclass() == "CN");
    BOOST_TEST(id->mail_class() == 'C');
    BOOST_TEST(id->year_digit() == 6);
    BOOST_TEST(id->number() == "0012");
    BOOST_CHECK(DispatchId::parse("DE2XYBNP9AB1DUN00000")); // places and offices may have digits
}

BOOST_AUTO_TEST_CASE(a_receptacle_says_its_dispatch_number_and_weight) {
    const auto id = ReceptacleId::parse("NPKTMAUSJFKAACN60012003110154");
    BOOST_REQUIRE(id);
    BOOST_TEST(id->dispatch().text() == "NPKTMAUSJFKAACN60012");
    BOOST_TEST(id->number() == 3);
    BOOST_TEST(id->is_highest());
    BOOST_TEST(id->holds_registered());
    BOOST_TEST(id->weight_hectograms() == 154u);
    const auto other = ReceptacleId::parse("NPKTMAUSJFKAACN60012099009999");
    BOOST_REQUIRE(other);
    BOOST_TEST(other->number() == 99);
    BOOST_TEST(!other->is_highest());
    BOOST_TEST(!other->holds_registered());
    BOOST_TEST(other->weight_hectograms() == 9'999u);
}

BOOST_AUTO_TEST_CASE(what_is_not_of_the_pattern_is_none) {
    for (const char* text : {"", "NPKTMAUSJFKAACN6001", "NPKTMAUSJFKAACN600123", "npktmausjfkaacn60012",
                             "NPKTMAUSJFKAECN60012", "NPKTMAUSJFKAAC160012", "NPKTMAUSJFKAACNX0012",
                             "NPKTMAUSJFKAACN6001A", "N1KTMAUSJFKAACN60012", "NPKTM USJFKAACN60012",
                             "NPKTMAUSJFK\xC3\x84"
                             "CN60012",
                             "NPKTMAUS-FKAACN60012", " NPKTMAUSJFKAACN6001"})
        BOOST_TEST(!DispatchId::parse(text), text);
    for (const char* text :
         {"", "NPKTMAUSJFKAACN60012", "NPKTMAUSJFKAACN6001200311015", "NPKTMAUSJFKAACN600120031101540",
          "NPKTMAUSJFKAACN60012003210154", "NPKTMAUSJFKAACN60012003120154", "NPKTMAUSJFKAACN60012A03110154",
          "NPKTMAUSJFKAACN6001200311015K", "NPKTMAUSJFKAECN60012003110154", "NPKTMAUSJFKAACN60012 03110154"})
        BOOST_TEST(!ReceptacleId::parse(text), text);
    using namespace std::string_view_literals;
    BOOST_TEST(!DispatchId::parse("NPKTMAUSJFKAACN6\0"
                                  "012"sv));
}

BOOST_AUTO_TEST_SUITE_END()
