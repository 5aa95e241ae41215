// ItemId: UPU S10-12 pattern, check digit with both special cases, and the service indicators.
#include "core/item_id.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(item_id)

using postern::core::Failure;
using postern::core::ItemId;
using postern::core::service_use;
using postern::core::ServiceUse;

BOOST_AUTO_TEST_CASE(takes_what_is_right) {
    for (const char* text : {"RR123456785BR", "RR473124829GB", "LX806576725TW", "CP100000017PE", "EE202500013EC",
                             "LX202500027TN", "UY202500035UY", "HA202500044MA", "VV202500058CO", "CC300000176CL"}) {
        const auto id = ItemId::parse(text);
        BOOST_TEST_REQUIRE(id.has_value(), "refused " << text);
        BOOST_TEST(id->text() == text);
    }
    const auto id = ItemId::parse("RR123456785BR");
    BOOST_TEST(id->service_indicator() == "RR");
    BOOST_TEST(id->country() == "BR");
}

BOOST_AUTO_TEST_CASE(check_digit_of_ten_is_0_and_of_eleven_is_5) {
    BOOST_TEST(ItemId::check_digit("10000014") == '0');
    BOOST_TEST(ItemId::check_digit("10000002") == '5');
    BOOST_TEST(ItemId::check_digit("00000000") == '5');
    BOOST_TEST(ItemId::check_digit("12345678") == '5');
    BOOST_TEST(ItemId::check_digit("47312482") == '9');
    BOOST_TEST(ItemId::parse("RR100000140NP").has_value());
    BOOST_TEST(ItemId::parse("RR100000025NP").has_value());
    BOOST_TEST(ItemId::parse("RR000000005NP").has_value());
    BOOST_CHECK_THROW(ItemId::check_digit("1234567"), Failure);
    BOOST_CHECK_THROW(ItemId::check_digit("1234567A"), Failure);
}

BOOST_AUTO_TEST_CASE(a_wrong_check_digit_has_the_pattern_and_is_no_id) {
    BOOST_TEST(ItemId::check_digit("00102030") == '7');
    BOOST_TEST(!ItemId::parse("CP001020301BR").has_value()); // printed as a sample, and wrong
    BOOST_TEST(ItemId::has_pattern("CP001020301BR"));
    int valid = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        valid += ItemId::parse("RR12345678" + std::string(1, digit) + "BR").has_value() ? 1 : 0;
    BOOST_TEST(valid == 1);
}

BOOST_AUTO_TEST_CASE(blanks_stand_only_between_the_groups) {
    BOOST_TEST(ItemId::parse("RR 123 456 785 BR")->text() == "RR123456785BR");
    BOOST_TEST(ItemId::parse("RR 123456785 BR")->text() == "RR123456785BR");
    for (const char* text : {" RR123456785BR", "RR123456785BR ", "R R123456785BR", "RR  123 456 785 BR",
                             "RR 12 3456785BR", "RR\t123 456 785 BR"})
        BOOST_TEST(!ItemId::has_pattern(text), "took " << text);
}

BOOST_AUTO_TEST_CASE(other_patterns_are_refused) {
    for (const char* text :
         {"", "RR", "rr123456785br", "Rr123456785BR", "RR12345678BR", "RR1234567855BR", "R1123456785BR",
          "RR12345678XBR", "RR123456785B1", "RR123456785BRX", "RR-123456785-BR", "\xc3\x89R123456785BR"}) {
        BOOST_TEST(!ItemId::has_pattern(text), "took " << text);
        BOOST_TEST(!ItemId::parse(text).has_value());
    }
}

BOOST_AUTO_TEST_CASE(indicators_say_what_the_item_is) {
    const std::vector<std::pair<const char*, ServiceUse>> table = {
        {"AA", ServiceUse::unassigned},
        {"AU", ServiceUse::unassigned},
        {"AV", ServiceUse::bilateral},
        {"BA", ServiceUse::bilateral},
        {"CA", ServiceUse::parcel},
        {"CP", ServiceUse::parcel},
        {"CZ", ServiceUse::bilateral},
        {"DZ", ServiceUse::bilateral},
        {"EA", ServiceUse::ems},
        {"EE", ServiceUse::ems},
        {"EX", ServiceUse::bilateral},
        {"GA", ServiceUse::bilateral},
        {"GB", ServiceUse::unassigned},
        {"GD", ServiceUse::bilateral},
        {"HA", ServiceUse::ecommerce_parcel},
        {"HW", ServiceUse::ecommerce_parcel},
        {"HX", ServiceUse::bilateral},
        {"HZ", ServiceUse::bilateral},
        {"JA", ServiceUse::reserved},
        {"KZ", ServiceUse::reserved},
        {"LX", ServiceUse::letter_tracked},
        {"MA", ServiceUse::m_bag},
        {"NZ", ServiceUse::bilateral},
        {"PA", ServiceUse::bilateral},
        {"QM", ServiceUse::business_reply},
        {"QN", ServiceUse::unassigned},
        {"RR", ServiceUse::registered},
        {"SA", ServiceUse::reserved},
        {"TZ", ServiceUse::reserved},
        {"UY", ServiceUse::letter_other},
        {"VV", ServiceUse::insured},
        {"WA", ServiceUse::reserved},
        {"YZ", ServiceUse::reserved},
        {"ZA", ServiceUse::bilateral},
        {"FA", ServiceUse::unassigned},
        {"rr", ServiceUse::unassigned},
        {"R", ServiceUse::unassigned},
        {"RRR", ServiceUse::unassigned},
        {"", ServiceUse::unassigned},
    };
    for (const auto& [indicator, use] : table)
        BOOST_TEST((service_use(indicator) == use), "indicator " << indicator);
}

BOOST_AUTO_TEST_CASE(an_id_is_made_of_its_parts) {
    const auto id = ItemId::made_of("RR", 12345678, "NP");
    BOOST_REQUIRE(id);
    BOOST_TEST(id->text() == "RR123456785NP");
    BOOST_TEST(id->serial() == 12345678u);
    BOOST_TEST(ItemId::made_of("CP", 1, "NP")->text() == "CP000000014NP");
    BOOST_TEST(ItemId::made_of("CP", 1, "NP")->serial() == 1u);
    BOOST_TEST(ItemId::made_of("CP", 0, "NP")->text() == "CP000000005NP");
    BOOST_TEST(ItemId::made_of("CP", 99'999'999, "NP").has_value());
    BOOST_TEST(!ItemId::made_of("CP", 100'000'000, "NP"));
    BOOST_TEST(!ItemId::made_of("cp", 1, "NP"));
    BOOST_TEST(!ItemId::made_of("CPX", 1, "NP"));
    BOOST_TEST(!ItemId::made_of("CP", 1, "N"));
}

BOOST_AUTO_TEST_SUITE_END()
