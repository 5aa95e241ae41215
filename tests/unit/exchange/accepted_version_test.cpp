// Which version customs accepted: what was offered when, and what customs said of it.
#include "exchange/accepted_version.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

BOOST_AUTO_TEST_SUITE(accepted_versions)

using namespace postern;
using core::Event;
using core::EventType;
using exchange::DeclaredVersion;

namespace {

enum By { we, customs };

struct Told {
    EventType type;
    std::int64_t at; ///< minute
    By by = we;
    const char* reference = "";
};

core::Instant minute(std::int64_t at) {
    return {at * 60'000};
}

std::vector<Event> events_of(const std::vector<Told>& told) {
    std::vector<Event> events;
    for (const auto& one : told) {
        Event event;
        event.key = static_cast<std::int64_t>(events.size()) + 1;
        event.type = one.type;
        event.happened = event.received = minute(one.at);
        event.explicit_customs = one.by == customs;
        event.reference = one.reference;
        event.filing = {1};
        events.push_back(event);
    }
    return events;
}

constexpr auto kQueued = EventType::filing_queued;
constexpr auto kAmended = EventType::filing_amended;
constexpr auto kAccepted = EventType::filing_accepted;
constexpr auto kReleased = EventType::filing_released;
constexpr auto kRejected = EventType::filing_rejected;
constexpr auto kExited = EventType::filing_exited;
constexpr auto kGranted = EventType::filing_request_granted;
constexpr auto kDenied = EventType::filing_request_denied;
constexpr auto kCancelled = EventType::filing_cancelled;

/// Versions 1, 2, 3 were handed over in minutes 0, 10 and 20.
const std::vector<DeclaredVersion> kThree{{1, minute(0), false}, {2, minute(10), false}, {3, minute(20), false}};

struct AcceptedCase {
    const char* name;
    std::vector<Told> told;
    std::uint32_t version; ///< 0: none
    std::int64_t since = 0;
    std::uint32_t unconfirmed = 0;
    std::vector<DeclaredVersion> declared = kThree;
};

const std::vector<AcceptedCase>& cases() {
    static const std::vector<DeclaredVersion> one{{1, minute(0), false}};
    static const std::vector<DeclaredVersion> two{{1, minute(0), false}, {2, minute(10), false}};
    static const std::vector<DeclaredVersion> second_rejected{{1, minute(0), false}, {2, minute(10), true}};
    static const std::vector<AcceptedCase> all{
        {"nothing was said", {{kQueued, 0}}, 0, 0, 0, one},
        {"accepted", {{kQueued, 0}, {kAccepted, 5, customs}}, 1, 5, 0, one},
        {"the release says it", {{kQueued, 0}, {kReleased, 6, customs}}, 1, 6, 0, one},
        {"the exit says it", {{kQueued, 0}, {kExited, 7, customs}}, 1, 7, 0, one},
        {"the release adds nothing", {{kQueued, 0}, {kAccepted, 5, customs}, {kReleased, 6, customs}}, 1, 5, 0, one},
        {"we say nothing for customs", {{kQueued, 0}, {kAccepted, 5, we}}, 0, 0, 0, one},
        {"amended before", {{kQueued, 0}, {kAmended, 10}, {kAccepted, 15, customs}}, 2, 15, 0, two},
        {"amended after", {{kQueued, 0}, {kAccepted, 5, customs}, {kAmended, 10}}, 1, 5, 2, two},
        {"told late of what came first", {{kQueued, 0}, {kAmended, 10}, {kAccepted, 9, customs}}, 1, 9, 2, two},
        {"granted", {{kQueued, 0}, {kAccepted, 5, customs}, {kAmended, 10}, {kGranted, 12, customs}}, 2, 12, 0, two},
        {"denied", {{kQueued, 0}, {kAccepted, 5, customs}, {kAmended, 10}, {kDenied, 12, customs}}, 1, 5, 0, two},
        {"a release is no grant",
         {{kQueued, 0}, {kAccepted, 5, customs}, {kAmended, 10}, {kReleased, 12, customs}},
         1,
         5,
         2,
         two},
        {"accepted anew",
         {{kQueued, 0}, {kAccepted, 5, customs}, {kAmended, 10}, {kAccepted, 12, customs}},
         2,
         12,
         0,
         two},
        {"said again", {{kQueued, 0}, {kAccepted, 5, customs}, {kAccepted, 6, customs}}, 1, 5, 0, one},
        {"one denied, the next granted",
         {{kQueued, 0},
          {kAccepted, 5, customs},
          {kAmended, 10},
          {kDenied, 12, customs},
          {kAmended, 20},
          {kGranted, 25, customs}},
         3,
         25},
        {"one denied, the next not answered",
         {{kQueued, 0}, {kAccepted, 5, customs}, {kAmended, 10}, {kDenied, 12, customs}, {kAmended, 20}},
         1,
         5,
         3},
        {"denied before it was accepted",
         {{kQueued, 0}, {kAmended, 10}, {kDenied, 12, customs}, {kAccepted, 15, customs}},
         1,
         15,
         0,
         two},
        {"what is granted was the cancellation",
         {{kQueued, 0}, {kAccepted, 5, customs}, {kAmended, 10}, {kCancelled, 11}, {kGranted, 12, customs}},
         1,
         5,
         2,
         two},
        {"rejected", {{kQueued, 0}, {kAccepted, 5, customs}, {kRejected, 6, customs}}, 0, 0, 0, one},
        {"rejected and lodged anew",
         {{kQueued, 0}, {kRejected, 6, customs}, {kQueued, 10}, {kAccepted, 15, customs}},
         2,
         15,
         0,
         two},
        {"a version that was rejected here is lodged with nobody",
         {{kQueued, 0}, {kAccepted, 15, customs}},
         1,
         15,
         0,
         second_rejected},
        {"an amendment that is held is no offer",
         {{kQueued, 0}, {kAmended, 10}, {EventType::filing_held, 10}, {kAccepted, 15, customs}},
         1,
         15,
         0,
         two},
        {"held at first", {{EventType::filing_held, 0}, {kQueued, 10}, {kAccepted, 15, customs}}, 2, 15, 0, two},
        {"a row", {{EventType::filing_in_register, 12}, {kAccepted, 15, customs}}, 2, 15, 0, two},
        {"the exporter's own number",
         {{EventType::filing_awaiting_number, 0},
          {EventType::filing_submitted, 4, we, "E 2026 17"},
          {kAccepted, 15, customs}},
         1,
         15,
         0,
         two},
        {"a clock that is wrong", {{kQueued, 3}, {kAccepted, 1, customs}}, 1, 1, 0, one},
        {"nothing was lodged", {{kAccepted, 5, customs}}, 0, 0, 0, one},
    };
    return all;
}

} // namespace

BOOST_AUTO_TEST_CASE(each_case_in_any_order_of_arrival) {
    std::mt19937 random(7);
    for (const auto& one : cases()) {
        BOOST_TEST_CONTEXT(one.name) {
            auto events = events_of(one.told);
            for (int i = 0; i < 20; ++i) {
                const auto lodged = exchange::lodged_versions(one.declared, events);
                const auto accepted = exchange::accepted_version(events, lodged);
                BOOST_REQUIRE(accepted.has_value() == (one.version != 0));
                if (accepted) {
                    BOOST_TEST(accepted->version.version == one.version);
                    BOOST_TEST(accepted->since.ms == minute(one.since).ms);
                    BOOST_TEST(accepted->unconfirmed == one.unconfirmed);
                }
                std::ranges::shuffle(events, random);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_offered_when) {
    const auto lodged = exchange::lodged_versions(
        kThree, events_of({{kQueued, 0}, {EventType::filing_submitted, 1}, {kAmended, 10}, {kAmended, 20}}));
    BOOST_REQUIRE(lodged.size() == 3u);
    BOOST_TEST(lodged[1].version == 2u);
    BOOST_TEST(lodged[1].received.ms == minute(10).ms);
    // it waited for a position: the newest is lodged, and those before never were
    const auto waited = exchange::lodged_versions(kThree, events_of({{kQueued, 30}}));
    BOOST_REQUIRE(waited.size() == 1u);
    BOOST_TEST(waited[0].version == 3u);
    BOOST_TEST(waited[0].received.ms == minute(20).ms);
    BOOST_TEST(waited[0].offered.ms == minute(30).ms);
    BOOST_TEST(exchange::lodged_versions(kThree, {}).empty());
    BOOST_TEST(exchange::lodged_versions({}, events_of({{kQueued, 30}})).empty());
}

BOOST_AUTO_TEST_SUITE_END()
