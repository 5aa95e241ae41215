// Days of a place.
#include "core/failure.hpp"
#include "text/zone.hpp"

BOOST_AUTO_TEST_SUITE(text_zone)

using namespace postern;

std::string day_in(const char* zone, const char* instant) {
    return core::to_string(text::Zone(zone).day_of(core::parse_rfc3339(instant).value()));
}
std::string start_in(const char* zone, const char* day) {
    return core::to_rfc3339(text::Zone(zone).start_of(core::parse_date(day).value()));
}

BOOST_AUTO_TEST_CASE(a_day_begins_when_it_does_there) {
    BOOST_TEST(day_in("Asia/Kathmandu", "2026-11-27T18:14:59Z") == "2026-11-27");
    BOOST_TEST(day_in("Asia/Kathmandu", "2026-11-27T18:15:00Z") == "2026-11-28");
    BOOST_TEST(day_in("America/Sao_Paulo", "2026-11-27T02:59:59Z") == "2026-11-26");
    BOOST_TEST(day_in("Etc/UTC", "2026-11-27T00:00:00Z") == "2026-11-27");
    BOOST_TEST(start_in("Asia/Kathmandu", "2026-11-28") == "2026-11-27T18:15:00.000Z");
    BOOST_TEST(start_in("Europe/London", "2026-07-01") == "2026-06-30T23:00:00.000Z");
    BOOST_TEST(start_in("Europe/London", "2026-12-01") == "2026-12-01T00:00:00.000Z");
}

BOOST_AUTO_TEST_CASE(an_instant_is_shown_as_clocks_there_show_it) {
    const auto shown = [](const char* zone, const char* instant) {
        return text::Zone(zone).local_time(core::parse_rfc3339(instant).value());
    };
    BOOST_TEST(shown("Asia/Kathmandu", "2026-11-27T18:14:59.123Z") == "2026-11-27T23:59:59.123+05:45");
    BOOST_TEST(shown("Asia/Kathmandu", "2026-12-31T18:15:00Z") == "2027-01-01T00:00:00.000+05:45");
    BOOST_TEST(shown("Europe/London", "2026-07-01T12:00:00Z") == "2026-07-01T13:00:00.000+01:00");
    BOOST_TEST(shown("Europe/London", "2026-12-01T12:00:00Z") == "2026-12-01T12:00:00.000+00:00");
    BOOST_TEST(shown("America/St_Johns", "2026-12-01T00:00:00Z") == "2026-11-30T20:30:00.000-03:30");
}

BOOST_AUTO_TEST_CASE(days_of_23_and_25_hours_are_whole) {
    BOOST_TEST(start_in("Europe/London", "2026-03-29") == "2026-03-29T00:00:00.000Z");
    BOOST_TEST(start_in("Europe/London", "2026-03-30") == "2026-03-29T23:00:00.000Z");
    BOOST_TEST(start_in("Europe/London", "2026-10-25") == "2026-10-24T23:00:00.000Z");
    BOOST_TEST(start_in("Europe/London", "2026-10-26") == "2026-10-26T00:00:00.000Z");
    // midnight was skipped there on that day
    BOOST_TEST(day_in("America/Sao_Paulo", start_in("America/Sao_Paulo", "2018-11-04").c_str()) == "2018-11-04");
}

BOOST_AUTO_TEST_CASE(what_is_no_zone_is_told) {
    BOOST_CHECK_THROW(text::Zone("Asia/Nowhere"), core::Failure);
    BOOST_CHECK_THROW(text::Zone(""), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
