// Shares add up to the whole, whatever the whole and the weights are.
#include "core/failure.hpp"
#include "map/apportion.hpp"
#include "support/generator/random.hpp"

BOOST_AUTO_TEST_SUITE(apportioning)

using postern::core::Decimal;
using postern::map::apportion;

std::string text(const std::vector<Decimal>& shares) {
    std::string out;
    for (const auto& share : shares)
        out += (out.empty() ? "" : " ") + share.to_string();
    return out;
}

BOOST_AUTO_TEST_CASE(shares_follow_the_weights) {
    BOOST_CHECK_EQUAL(text(apportion(Decimal(1700, 3), {Decimal(1, 0), Decimal(1, 0)}, 3)), "0.850 0.850");
    BOOST_CHECK_EQUAL(text(apportion(Decimal(1, 0), {Decimal(1, 0), Decimal(1, 0), Decimal(1, 0)}, 3)),
                      "0.334 0.333 0.333");
    BOOST_CHECK_EQUAL(text(apportion(Decimal(10, 0), {Decimal(0, 0), Decimal(5, 1)}, 2)), "0.00 10.00");
}

BOOST_AUTO_TEST_CASE(weights_of_nothing_share_evenly) {
    BOOST_CHECK_EQUAL(text(apportion(Decimal(5, 0), {Decimal(), Decimal()}, 1)), "2.5 2.5");
    BOOST_CHECK(apportion(Decimal(5, 0), {}, 1).empty());
}

BOOST_AUTO_TEST_CASE(nothing_may_be_negative) {
    BOOST_CHECK_THROW(apportion(Decimal(-1, 0), {Decimal(1, 0)}, 2), postern::core::Failure);
    BOOST_CHECK_THROW(apportion(Decimal(1, 0), {Decimal(-1, 0)}, 2), postern::core::Failure);
}

BOOST_AUTO_TEST_CASE(the_sum_is_exact_for_any_seed) {
    postern::generator::Random random(42);
    for (int round = 0; round < 2000; ++round) {
        std::vector<Decimal> weights;
        for (auto n = random.between(1, 30); n > 0; --n)
            weights.emplace_back(random.between(0, 30'000), 3);
        const Decimal whole(random.between(0, 70'000), 3);
        Decimal sum;
        for (const auto& share : apportion(whole, weights, 3)) {
            BOOST_REQUIRE(!share.is_negative());
            sum = sum + share;
        }
        BOOST_REQUIRE(sum == whole);
    }
}

BOOST_AUTO_TEST_SUITE_END()
