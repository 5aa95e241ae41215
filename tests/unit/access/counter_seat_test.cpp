// Counter seat: what the headers may say beside the key.
#include "access/counter_seat.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(access_counter_seat)

using namespace postern;
using core::RefusalCode;

core::Principal counter(const std::string& office = {}, const std::string& clerk = {}) {
    core::Principal who;
    who.role = core::Role::counter;
    who.office = office;
    who.clerk = clerk;
    return who;
}

BOOST_AUTO_TEST_CASE(codes_are_short_and_plain) {
    for (const char* good : {"A", "NPKTM01", "c-017", "12345678901234567890"})
        BOOST_TEST(access::is_seat_code(good), good);
    for (const char* bad : {"", "123456789012345678901", "NP KTM", "c_1", "बागमती", "a/b"})
        BOOST_TEST(!access::is_seat_code(bad), bad);
}

BOOST_AUTO_TEST_CASE(headers_name_what_the_key_leaves_open) {
    auto who = counter();
    BOOST_TEST(access::take_seat(who, "NPKTM01", "c017").ok());
    BOOST_TEST(who.office == "NPKTM01");
    BOOST_TEST(who.clerk == "c017");
    who = counter("NPKTM01");
    BOOST_TEST(access::take_seat(who, "NPKTM01", "c018").ok());
    BOOST_TEST(who.clerk == "c018");
    who = counter("NPKTM01", "c017");
    BOOST_TEST(access::take_seat(who, "", "").ok());
    BOOST_TEST(who.clerk == "c017");
    core::Principal agency;
    agency.role = core::Role::agency;
    BOOST_TEST(access::take_seat(agency, "no code at all", "").ok());
    BOOST_TEST(agency.office.empty());
}

BOOST_AUTO_TEST_CASE(a_key_of_one_refuses_another) {
    auto who = counter("NPKTM01", "c017");
    BOOST_CHECK(access::take_seat(who, "NPPKR01", "").refusal().code == RefusalCode::forbidden);
    BOOST_CHECK(access::take_seat(who, "", "c018").refusal().code == RefusalCode::forbidden);
    const auto wrong = access::take_seat(who, "NP KTM", "").refusal();
    BOOST_CHECK(wrong.code == RefusalCode::bad_parameter);
    BOOST_TEST(wrong.argument == "Postern-Office");
    who = counter();
    BOOST_TEST(access::take_seat(who, "", "c_1").refusal().argument == "Postern-Clerk");
}

BOOST_AUTO_TEST_SUITE_END()
