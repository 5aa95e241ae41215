// Decimal: what parses, what prints, exact arithmetic and its bounds.
#include "core/decimal.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

BOOST_AUTO_TEST_SUITE(decimal)

using postern::core::Decimal;
using postern::core::Failure;
using postern::core::Rounding;

Decimal dec(std::string_view text) {
    return Decimal::parse(text).value();
}

BOOST_AUTO_TEST_CASE(parses_and_prints_what_was_sent) {
    for (const char* text : {"0", "7", "1.5", "1.50", "0.05", "-0.05", "-12.300", "999999999999.999999", "0.000000"})
        BOOST_TEST(dec(text).to_string() == text);
    BOOST_TEST(dec("007").to_string() == "7");
    BOOST_TEST(dec("-0.0").to_string() == "0.0");
    BOOST_TEST(dec("1.50").units() == 150);
    BOOST_TEST(dec("1.50").scale() == 2);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_plain_decimal) {
    for (const char* text : {"", "-", ".", "1.", ".5", "+1", " 1", "1 ", "1e3", "1,5", "--1", "1.2.3", "0x1", "NaN",
                             "1234567890123", "1.1234567", "1-", "\xd9\xa1"})
        BOOST_TEST(!Decimal::parse(text).has_value(), "took " << text);
    BOOST_TEST(!Decimal::parse(std::string_view("1\0", 2)).has_value());
}

BOOST_AUTO_TEST_CASE(compares_by_value) {
    BOOST_TEST((dec("1.50") == dec("1.5")));
    BOOST_TEST((dec("-1") < dec("0.000001")));
    BOOST_TEST((dec("-1.2") < dec("-1.19")));
    BOOST_TEST((dec("999999999999.999999") > dec("999999999999.99")));
    BOOST_TEST((dec("0") == dec("-0.000")));
    BOOST_TEST(dec("0.00").is_zero());
    BOOST_TEST(dec("-0.01").is_negative());
    BOOST_TEST(!dec("-0.00").is_negative());
}

BOOST_AUTO_TEST_CASE(adds_and_multiplies_exactly) {
    BOOST_TEST((dec("0.1") + dec("0.2")).to_string() == "0.3");
    BOOST_TEST((dec("1") - dec("0.001")).to_string() == "0.999");
    BOOST_TEST((dec("1.10") * dec("2.00")).to_string() == "2.2");
    BOOST_TEST((dec("2.5") * dec("4")).to_string() == "10");
    BOOST_TEST((dec("-0.5") * dec("0.5")).to_string() == "-0.25");
    // 12 digits behind the point: rounds half up at the ninth
    BOOST_TEST((dec("0.000001") * dec("0.000500")).to_string() == "0.000000001");
    BOOST_TEST((dec("0.000001") * dec("0.000499")).to_string() == "0.000000000");
}

BOOST_AUTO_TEST_CASE(rounds_in_every_mode) {
    BOOST_TEST(dec("2.345").rounded(2, Rounding::half_up).to_string() == "2.35");
    BOOST_TEST(dec("-2.345").rounded(2, Rounding::half_up).to_string() == "-2.35");
    BOOST_TEST(dec("2.345").rounded(2, Rounding::half_even).to_string() == "2.34");
    BOOST_TEST(dec("2.355").rounded(2, Rounding::half_even).to_string() == "2.36");
    BOOST_TEST(dec("2.3451").rounded(2, Rounding::half_even).to_string() == "2.35");
    BOOST_TEST(dec("2.349").rounded(2, Rounding::down).to_string() == "2.34");
    BOOST_TEST(dec("-2.341").rounded(2, Rounding::up).to_string() == "-2.35");
    BOOST_TEST(dec("2.340").rounded(2, Rounding::up).to_string() == "2.34");
    BOOST_TEST(dec("2").rounded(3, Rounding::down).to_string() == "2.000");
}

BOOST_AUTO_TEST_CASE(divides_with_the_digits_asked_for) {
    BOOST_TEST(dec("1").divided_by(dec("3"), 4, Rounding::half_up).to_string() == "0.3333");
    BOOST_TEST(dec("2").divided_by(dec("3"), 2, Rounding::half_up).to_string() == "0.67");
    BOOST_TEST(dec("-1").divided_by(dec("8"), 2, Rounding::half_even).to_string() == "-0.12");
    BOOST_TEST(dec("0.000005").divided_by(dec("2"), 0, Rounding::up).to_string() == "1");
    BOOST_TEST(dec("999999999999.999999").divided_by(dec("0.000001"), 0, Rounding::down).to_string() ==
               "999999999999999999");
    BOOST_CHECK_THROW(dec("1").divided_by(dec("0.0"), 2, Rounding::down), Failure);
}

BOOST_AUTO_TEST_CASE(no_sum_or_product_of_sent_numbers_leaves_the_bounds) {
    const Decimal largest = dec("999999999999.999999");
    BOOST_TEST((largest + largest).to_string() == "1999999999999.999998");
    BOOST_TEST((largest * largest).to_string() == "999999999999999998000000.000000000");
    BOOST_TEST((dec("999999999999") * dec("-999999999999")).to_string() == "-999999999998000000000001");
    Decimal sum;
    for (int i = 0; i < 1000; ++i)
        sum = sum + largest;
    BOOST_TEST(sum.to_string() == "999999999999999.999000");
    BOOST_TEST((sum > largest));
}

BOOST_AUTO_TEST_CASE(what_leaves_the_bounds_is_a_failure) {
    const Decimal largest = dec("999999999999.999999");
    const Decimal square = largest * largest;
    BOOST_CHECK_THROW(square * square, Failure);
    BOOST_CHECK_THROW(square.units(), Failure);
    BOOST_CHECK_THROW(square * largest, Failure);
    BOOST_CHECK_THROW(Decimal(1'000'000'000'000'000'000, 0), Failure);
    BOOST_CHECK_THROW(Decimal(1, 10), Failure);
    BOOST_CHECK_THROW(Decimal(1, -1), Failure);
    BOOST_CHECK_THROW(largest.rounded(10, Rounding::down), Failure);
    BOOST_CHECK_THROW(largest.divided_by(dec("1"), -1, Rounding::down), Failure);
}

BOOST_AUTO_TEST_CASE(laws_hold_for_many_numbers) {
    std::mt19937_64 random(20261123);
    const auto any = [&random] {
        const auto digits = static_cast<int>(random() % 7);
        return Decimal(static_cast<std::int64_t>(random() % 2'000'000'000'000U) - 1'000'000'000'000, digits);
    };
    for (int i = 0; i < 2000; ++i) {
        const Decimal a = any();
        const Decimal b = any();
        const Decimal c = any();
        BOOST_TEST_REQUIRE(((a + b) - b == a));
        BOOST_TEST_REQUIRE(((a + b) + c == a + (b + c)));
        BOOST_TEST_REQUIRE((a * b == b * a));
        BOOST_TEST_REQUIRE(((a < b) == (a - b).is_negative()));
        // a quotient rounded down, times the divisor, is never larger than what was divided
        if (b.is_zero()) continue;
        const Decimal whole = a.divided_by(b, 0, Rounding::down);
        const Decimal rest = a - whole * b;
        BOOST_TEST_REQUIRE((rest * rest < b * b));
        if (const auto again = Decimal::parse(a.to_string())) BOOST_TEST_REQUIRE((*again == a));
    }
}

BOOST_AUTO_TEST_SUITE_END()
