// Which addresses lead out, and which to somebody's own machines.
#include "core/internet_address.hpp"

BOOST_AUTO_TEST_SUITE(internet_addresses)

using namespace postern;

bool is_public(const std::string& text) {
    const auto bytes = core::parse_internet_address(text);
    BOOST_REQUIRE_MESSAGE(bytes, text);
    return core::is_public_address(*bytes);
}

BOOST_AUTO_TEST_CASE(what_stays_inside_is_not_public) {
    for (const char* inside : {"0.0.0.0",
                               "0.1.2.3",
                               "10.0.0.1",
                               "10.255.255.255",
                               "100.64.0.1",
                               "100.127.255.255",
                               "127.0.0.1",
                               "127.255.255.254",
                               "169.254.169.254",
                               "172.16.0.1",
                               "172.31.255.255",
                               "192.0.0.1",
                               "192.0.2.7",
                               "192.88.99.1",
                               "192.168.1.1",
                               "198.18.0.1",
                               "198.19.255.255",
                               "198.51.100.1",
                               "203.0.113.9",
                               "224.0.0.1",
                               "239.255.255.255",
                               "240.0.0.1",
                               "255.255.255.255",
                               "::",
                               "::1",
                               "::ffff:127.0.0.1",
                               "::ffff:8.8.8.8",
                               "::8.8.8.8",
                               "64:ff9b::10.0.0.1",
                               "64:ff9b:1::8.8.8.8",
                               "100::1",
                               "2001::1",
                               "2001:1ff::1",
                               "2001:db8::1",
                               "2002:0808:0808::1",
                               "3fff:fff::1",
                               "5f00::1",
                               "fc00::1",
                               "fdff::1",
                               "fe80::1",
                               "febf::1",
                               "fec0::1",
                               "ff02::1",
                               "4000::1"})
        BOOST_TEST(!is_public(inside), inside);
}

BOOST_AUTO_TEST_CASE(what_leads_out_is_public) {
    for (const char* outside :
         {"1.0.0.1",        "8.8.8.8",    "9.255.255.255",   "11.0.0.0",        "100.63.255.255",
          "100.128.0.0",    "126.0.0.1",  "128.0.0.1",       "169.253.0.1",     "169.255.0.1",
          "172.15.255.255", "172.32.0.0", "192.0.1.1",       "192.167.255.255", "192.169.0.1",
          "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1",     "2001:4860:4860::8888",
          "2a00:1450::1",   "2003::1",    "3ffe::1",         "64:ff9b::8.8.8.8"})
        BOOST_TEST(is_public(outside), outside);
}

BOOST_AUTO_TEST_CASE(only_an_address_is_one) {
    for (const char* none : {"", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "017700000001", "1.2.3.4.5", "[::1]",
                             "fe80::1%eth0", "1.2.3.4 "})
        BOOST_TEST(!core::parse_internet_address(none), none);
    const std::vector<std::uint8_t> too_many(5);
    BOOST_TEST(!core::is_public_address(too_many));
    BOOST_TEST(!core::is_public_address({}));
}

BOOST_AUTO_TEST_SUITE_END()
