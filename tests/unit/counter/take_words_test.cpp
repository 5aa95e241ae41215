// Take words: the bounds of what a counter says of when and where it took an item in.
#include "counter/take_words.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(counter_take_words)

using namespace postern;
using counter::TakeWords;

const core::Instant kNow = *core::parse_rfc3339("2026-11-28T10:00:00Z");

core::Principal clerk() {
    core::Principal who;
    who.office = "NPKTM01";
    who.clerk = "c017";
    return who;
}

std::string refused(const TakeWords& words) {
    const auto take = counter::read_take(words, clerk(), kNow);
    if (take) return "";
    BOOST_CHECK(take.refusal().code == core::RefusalCode::bad_parameter);
    return take.refusal().argument;
}

BOOST_AUTO_TEST_CASE(what_is_not_said_is_here_and_now) {
    const auto take = counter::read_take({}, clerk(), kNow).value();
    BOOST_CHECK(take.taken_at == ports::TakenAt::counter);
    BOOST_TEST(take.captured.ms == kNow.ms);
    BOOST_TEST(!take.sent);
    BOOST_TEST(take.office == "NPKTM01");
    BOOST_TEST(take.clerk == "c017");
    auto nobody = clerk();
    nobody.office.clear();
    BOOST_TEST(counter::read_take({}, nobody, kNow).refusal().argument == "Postern-Office");
}

BOOST_AUTO_TEST_CASE(both_times_are_kept_as_they_were_told) {
    const auto take =
        counter::read_take({"door", "2026-11-27T09:00:00Z", "2026-11-28T09:50:00Z"}, clerk(), kNow).value();
    BOOST_CHECK(take.taken_at == ports::TakenAt::door);
    BOOST_TEST(core::to_rfc3339(take.captured) == "2026-11-27T09:00:00.000Z");
    BOOST_TEST(core::to_rfc3339(*take.sent) == "2026-11-28T09:50:00.000Z");
    BOOST_TEST(counter::clock_offset_seconds(kNow, *take.sent) == 600);
    BOOST_TEST(counter::clock_offset_seconds(kNow, {kNow.ms + 2000}) == -2);
}

BOOST_AUTO_TEST_CASE(bounds) {
    BOOST_TEST(refused({"window", "", ""}) == "taken_at");
    BOOST_TEST(refused({"", "yesterday", ""}) == "captured_at");
    BOOST_TEST(refused({"", "2026-11-28T10:05:00Z", ""}).empty());
    BOOST_TEST(refused({"", "2026-11-28T10:05:01Z", ""}) == "captured_at");
    BOOST_TEST(refused({"", "2026-10-29T10:00:00Z", ""}).empty());
    BOOST_TEST(refused({"", "2026-10-29T09:59:59Z", ""}) == "captured_at");
    BOOST_TEST(refused({"", "", "soon"}) == "sent_at");
    BOOST_TEST(refused({"", "", "2026-11-28T10:05:01Z"}) == "sent_at");
    BOOST_TEST(refused({"", "", "2026-10-29T09:59:59Z"}) == "sent_at");
    BOOST_TEST(refused({"", "2026-11-28T09:00:00Z", "2026-11-28T08:59:59Z"}) == "sent_at");
    BOOST_TEST(refused({"", "2026-11-28T09:00:00Z", "2026-11-28T09:00:00Z"}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
