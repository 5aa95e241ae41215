// How authorities write dates, both ways.
#include "core/date_pattern.hpp"
#include "core/failure.hpp"

BOOST_AUTO_TEST_SUITE(date_patterns)

using postern::core::Date;
using postern::core::format_date;
using postern::core::parse_date_as;

BOOST_AUTO_TEST_CASE(both_ways) {
    const Date date{2026, 1, 5};
    for (const auto& [pattern, text] : {std::pair{"M/d/yy", "1/5/26"},
                                        {"dd.MM.yyyy", "05.01.2026"},
                                        {"yyyyMMdd", "20260105"},
                                        {"yyyy-MM-dd", "2026-01-05"}}) {
        BOOST_CHECK_EQUAL(format_date(date, pattern), text);
        BOOST_REQUIRE(parse_date_as(text, pattern).has_value());
        BOOST_CHECK(*parse_date_as(text, pattern) == date);
    }
    BOOST_CHECK(*parse_date_as("12/31/26", "M/d/yy") == (Date{2026, 12, 31}));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_no_date) {
    for (const auto* text : {"", "1/5", "1/5/2", "13/1/26", "2/30/26", "1-5-26", "1/5/26 ", "a/5/26"}) {
        BOOST_CHECK(!parse_date_as(text, "M/d/yy").has_value());
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_field_is_the_packs_fault) {
    BOOST_CHECK_THROW(format_date({2026, 1, 5}, "QQ"), postern::core::Failure);
    BOOST_CHECK_THROW(static_cast<void>(parse_date_as("1", "ddd")), postern::core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
