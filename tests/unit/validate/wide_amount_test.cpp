// Sums and products that no document can overflow.
#include "validate/wide_amount.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(wide_amount)

using postern::core::Decimal;
using postern::validate::WideAmount;

WideAmount amount(const char* text) {
    return WideAmount(Decimal::parse(text).value());
}
WideAmount product(const char* a, const char* b) {
    return WideAmount::product(Decimal::parse(a).value(), Decimal::parse(b).value());
}

BOOST_AUTO_TEST_CASE(is_written_without_idle_zeros) {
    for (const char* text : {"0", "1", "-1", "10", "1200", "0.5", "-0.000001", "214.5", "999999999999.999999"})
        BOOST_TEST(amount(text).to_string() == text);
    BOOST_TEST(amount("120.00").to_string() == "120");
    BOOST_TEST(amount("-0.10").to_string() == "-0.1");
    BOOST_TEST(WideAmount().to_string() == "0");
}

BOOST_AUTO_TEST_CASE(products_are_exact_to_nine_digits) {
    BOOST_TEST(product("3", "4.25").to_string() == "12.75");
    BOOST_TEST(product("-0.5", "0.5").to_string() == "-0.25");
    BOOST_TEST(product("0.000001", "0.0005").to_string() == "0.000000001");
    BOOST_TEST(product("0.000001", "0.000499").to_string() == "0");
    BOOST_TEST(product("-0.000001", "0.0005").to_string() == "-0.000000001");
    BOOST_TEST(product("999999999999", "999999999999").to_string() == "999999999998000000000001");
    BOOST_TEST(product("999999999999.999999", "1").to_string() == "999999999999.999999");
    const Decimal greatest(999'999'999'999'999'999, 0);
    BOOST_TEST((WideAmount::product(greatest, greatest) > WideAmount(greatest)));
}

BOOST_AUTO_TEST_CASE(sums_and_distances) {
    WideAmount sum;
    for (int i = 0; i < 3; ++i)
        sum += amount("0.1");
    BOOST_TEST((sum == amount("0.3")));
    BOOST_TEST(sum.distance_to(amount("1")).to_string() == "0.7");
    BOOST_TEST(amount("1").distance_to(sum).to_string() == "0.7");
    BOOST_TEST(amount("-1").distance_to(amount("1")).to_string() == "2");
    BOOST_TEST((amount("-1") < WideAmount()));
}

BOOST_AUTO_TEST_CASE(goes_back_to_a_decimal) {
    BOOST_TEST(amount("214.50").to_decimal().to_string() == "214.5");
    BOOST_TEST(WideAmount().to_decimal().is_zero());
    BOOST_TEST(amount("-1200").to_decimal().to_string() == "-1200");
    WideAmount many;
    for (int i = 0; i < 1000; ++i)
        many += amount("999999999999.999999");
    BOOST_TEST(many.to_decimal().to_string() == "999999999999999.999");
    const auto beyond = product("999999999999", "999999999999");
    BOOST_TEST(beyond.to_decimal().to_string() == "999999999999999999");
}

BOOST_AUTO_TEST_SUITE_END()
