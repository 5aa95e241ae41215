// Time: RFC 3339 both ways, dates that exist, and the bounds.
#include "core/time.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

BOOST_AUTO_TEST_SUITE(instants)

using postern::core::Date;
using postern::core::Failure;
using postern::core::Instant;
using postern::core::parse_date;
using postern::core::parse_rfc3339;
using postern::core::to_rfc3339;

std::string again(std::string_view text) {
    const auto instant = parse_rfc3339(text);
    return instant ? to_rfc3339(*instant) : "none";
}

BOOST_AUTO_TEST_CASE(reads_and_writes_rfc_3339) {
    BOOST_TEST(to_rfc3339(Instant{0}) == "1970-01-01T00:00:00.000Z");
    BOOST_TEST(to_rfc3339(Instant{-1}) == "1969-12-31T23:59:59.999Z");
    BOOST_TEST(parse_rfc3339("1970-01-01T00:00:00Z")->ms == 0);
    BOOST_TEST(again("2026-11-23T20:26:24.123Z") == "2026-11-23T20:26:24.123Z");
    BOOST_TEST(again("2026-11-23T20:26:24+05:45") == "2026-11-23T14:41:24.000Z");
    BOOST_TEST(again("2026-11-23T23:30:00-01:00") == "2026-11-24T00:30:00.000Z");
    BOOST_TEST(again("2026-11-23t20:26:24z") == "2026-11-23T20:26:24.000Z");
    BOOST_TEST(again("2026-11-23T20:26:24.1Z") == "2026-11-23T20:26:24.100Z");
    BOOST_TEST(again("2026-11-23T20:26:24.1239999Z") == "2026-11-23T20:26:24.123Z");
    BOOST_TEST(again("2026-11-23T20:26:24-00:00") == "2026-11-23T20:26:24.000Z");
    BOOST_TEST(again("2024-02-29T00:00:00Z") == "2024-02-29T00:00:00.000Z");
    BOOST_TEST(again("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00.000Z");
    BOOST_TEST(again("9999-12-31T23:59:59.999Z") == "9999-12-31T23:59:59.999Z");
}

BOOST_AUTO_TEST_CASE(refuses_other_texts_and_times_that_do_not_exist) {
    for (const char* text : {"",
                             "2026-11-23",
                             "2026-11-23T20:26:24",
                             "2026-11-23T20:26Z",
                             "2026-11-23 20:26:24Z",
                             "2026-11-23T24:00:00Z",
                             "2026-11-23T20:60:00Z",
                             "2026-11-23T20:26:61Z",
                             "2026-02-29T00:00:00Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2026-01-00T00:00:00Z",
                             "2026-11-23T20:26:24.Z",
                             "2026-11-23T20:26:24Zx",
                             "2026-11-23T20:26:24+5:45",
                             "2026-11-23T20:26:24+24:00",
                             "2026-11-23T20:26:24+05:60",
                             "2026-11-23T20:26:24.0000000000000000001Z",
                             "0000-01-01T00:00:00Z",
                             "26-11-23T20:26:24Z",
                             "+2026-11-23T20:26:24Z",
                             "2026-11-23T20:26:24*05:45",
                             "9999-12-31T23:59:59-23:59",
                             "0001-01-01T00:00:00+00:01",
                             "2026-1-23T20:26:24Z",
                             "2026-11-23T2a:26:24Z"})
        BOOST_TEST(!parse_rfc3339(text).has_value(), "took " << text);
}

BOOST_AUTO_TEST_CASE(a_leap_second_ends_a_utc_day) {
    BOOST_TEST(again("2016-12-31T23:59:60Z") == "2017-01-01T00:00:00.000Z");
    BOOST_TEST(again("2016-12-31T18:59:60.5-05:00") == "2017-01-01T00:00:00.500Z");
    BOOST_TEST(again("2016-12-31T12:00:60Z") == "none");
}

BOOST_AUTO_TEST_CASE(dates_that_exist) {
    BOOST_TEST((parse_date("2026-11-23") == Date{2026, 11, 23}));
    BOOST_TEST(to_string(Date{2026, 3, 7}) == "2026-03-07");
    BOOST_TEST(parse_date("2000-02-29").has_value());
    for (const char* text : {"", "1900-02-29", "2026-04-31", "2026-11-23T", "20261123", "2026-11-2", "0000-01-01"})
        BOOST_TEST(!parse_date(text).has_value(), "took " << text);
    BOOST_TEST(postern::core::days_between({2024, 2, 28}, {2024, 3, 1}) == 2);
    BOOST_TEST(postern::core::days_between({2026, 1, 1}, {2025, 1, 1}) == -365);
    BOOST_TEST((postern::core::date_of(Instant{-1}) == Date{1969, 12, 31}));
    BOOST_TEST(postern::core::start_of({1970, 1, 2}).ms == 86'400'000);
}

BOOST_AUTO_TEST_CASE(what_was_written_is_read_again) {
    std::mt19937_64 random(1123);
    for (int i = 0; i < 2000; ++i) {
        const Instant instant{static_cast<std::int64_t>(random() % 315'000'000'000'000U) - 62'000'000'000'000};
        const auto read = parse_rfc3339(to_rfc3339(instant));
        BOOST_TEST_REQUIRE(read.has_value());
        BOOST_TEST_REQUIRE(read->ms == instant.ms);
        const Date date = postern::core::date_of(instant);
        BOOST_TEST_REQUIRE((parse_date(to_string(date)) == date));
    }
}

BOOST_AUTO_TEST_CASE(an_instant_without_a_year_of_four_digits_is_a_failure) {
    BOOST_CHECK_THROW(to_rfc3339(Instant{253'402'300'800'000}), Failure);
    BOOST_CHECK_THROW(postern::core::date_of(Instant{-62'135'596'800'001}), Failure);
}

BOOST_AUTO_TEST_SUITE_END()
