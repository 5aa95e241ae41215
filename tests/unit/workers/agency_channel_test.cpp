// The channel to an agency that does not poll, against an authority that misbehaves.
#include "support/channel_world.hpp"

#include <cstdlib>
#include <map>
#include <set>

BOOST_AUTO_TEST_SUITE(agency_channel)

using namespace postern;
using core::FilingState;
using ports::Handed;
using tests::ChannelWorld;
using tests::ScriptedCourier;
using workers::CircuitState;

constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;

std::vector<std::string> references(std::size_t count) {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < count; ++i)
        made.push_back("REF-" + std::to_string(i));
    return made;
}

BOOST_AUTO_TEST_CASE(what_is_offered_is_brought_in_order_and_submitted) {
    ChannelWorld world;
    ScriptedCourier courier;
    const auto filings = world.offer_many(references(150)); // more than a hand holds
    auto channel = world.channel(courier);
    world.run(channel, kMinute);
    BOOST_REQUIRE(courier.brought.size() == 150u);
    for (std::size_t i = 0; i < 150; ++i) {
        BOOST_TEST(courier.brought[i].reference == "REF-" + std::to_string(i));
        BOOST_CHECK(world.state(filings[i]) == FilingState::submitted);
    }
    BOOST_TEST(courier.brought[0].document == "<sad>REF-0</sad>");
    BOOST_TEST(courier.brought[0].filing_id == world.id(filings[0]));
    BOOST_TEST(channel.status().taken == 150u);
    BOOST_TEST(world.desk->take_lease(world.customs, 10, 1, "r").value().offers.empty());
}

BOOST_AUTO_TEST_CASE(no_more_than_the_rate_goes_out) {
    ChannelWorld world;
    ScriptedCourier courier;
    std::map<std::int64_t, int> in_minute;
    const auto start = world.clock.now().ms;
    courier.behaviour = [&](const auto&) {
        ++in_minute[(world.clock.now().ms - start) / kMinute];
        return ScriptedCourier::took();
    };
    world.offer_many(references(100));
    auto channel = world.channel(courier, {30, 1});
    world.run(channel, 5 * kMinute);
    BOOST_TEST(courier.brought.size() == 100u);
    for (const auto& [minute, count] : in_minute)
        BOOST_TEST(count <= 31); // the one that waited in the bucket
}

BOOST_AUTO_TEST_CASE(some_go_at_once_where_the_channel_says_so) {
    ChannelWorld world;
    ScriptedCourier courier;
    world.offer_many(references(20));
    auto channel = world.channel(courier, {60'000, 8});
    world.run(channel, kMinute);
    std::set<std::string> once;
    for (const auto& letter : courier.brought)
        once.insert(letter.reference);
    BOOST_TEST(courier.brought.size() == 20u);
    BOOST_TEST(once.size() == 20u);
}

BOOST_AUTO_TEST_CASE(what_is_refused_is_set_aside_and_sinks_no_other) {
    ChannelWorld world;
    ScriptedCourier courier;
    courier.behaviour = [](const ports::Letter& letter) {
        auto handover = ScriptedCourier::took();
        if (letter.reference != "REF-1") return handover;
        handover.how = Handed::refused;
        handover.reason = "http-422";
        return handover;
    };
    const auto filings = world.offer_many(references(3));
    auto channel = world.channel(courier);
    world.run(channel, kHour);
    BOOST_TEST(courier.brought.size() == 3u); // and not again
    BOOST_CHECK(world.state(filings[0]) == FilingState::submitted);
    BOOST_CHECK(world.state(filings[1]) == FilingState::send_failed);
    BOOST_CHECK(world.state(filings[2]) == FilingState::submitted);
    BOOST_REQUIRE(world.set_aside().size() == 1u);
    BOOST_TEST(world.set_aside()[0].reason == "http-422");
    BOOST_TEST(channel.status().refused == 1u);
    // somebody mends the cause and says so
    courier.behaviour = nullptr;
    BOOST_REQUIRE(world.desk->offer_again(world.customs, world.id(filings[1]), "r"));
    world.run(channel, kMinute);
    BOOST_CHECK(world.state(filings[1]) == FilingState::submitted);
}

BOOST_AUTO_TEST_CASE(a_letter_that_never_gets_through_blocks_nobody_and_is_set_aside) {
    ChannelWorld world;
    ScriptedCourier courier;
    courier.behaviour = [](const ports::Letter& letter) {
        return letter.reference == "REF-0" ? ScriptedCourier::failed("http-500") : ScriptedCourier::took();
    };
    const auto filings = world.offer_many(references(40));
    auto channel = world.channel(courier);
    world.run(channel, kMinute);
    for (std::size_t i = 1; i < filings.size(); ++i)
        BOOST_CHECK(world.state(filings[i]) == FilingState::submitted);
    BOOST_CHECK(world.state(filings[0]) == FilingState::queued);
    // as long as others get through it is held against it
    for (int hour = 0; hour < 12; ++hour) {
        world.offer("LATER-" + std::to_string(hour));
        world.run(channel, kHour);
    }
    BOOST_REQUIRE(world.set_aside().size() == 1u);
    BOOST_CHECK(world.set_aside()[0].filing == filings[0]);
    BOOST_TEST(world.set_aside()[0].reason == "http-500");
}

BOOST_AUTO_TEST_CASE(where_none_gets_through_one_probe_goes_and_none_is_held_against_a_letter) {
    ChannelWorld world;
    ScriptedCourier courier;
    courier.behaviour = [](const auto&) { return ScriptedCourier::failed("http-503"); };
    const auto filings = world.offer_many(references(40));
    auto channel = world.channel(courier);
    channel.step();
    BOOST_TEST(courier.brought.size() == workers::Circuit::kFailuresInARow);
    BOOST_CHECK(channel.status().circuit == CircuitState::open);
    BOOST_TEST(channel.status().trouble == "http-503");
    BOOST_TEST(world.said.size() == 1u);
    // what it held is free for others meanwhile
    BOOST_TEST(world.desk->take_lease(world.customs, 100, 1, "r").value().offers.size() == 40u);
    const auto before = courier.brought.size();
    world.run(channel, kHour);
    BOOST_TEST(courier.brought.size() - before > 5u);
    BOOST_TEST(courier.brought.size() - before < 30u); // every five minutes in the end
    std::set<std::string> probed;
    for (std::size_t i = before; i < courier.brought.size(); ++i)
        probed.insert(courier.brought[i].reference);
    BOOST_TEST(probed.size() == courier.brought.size() - before); // another one each time
    BOOST_TEST(world.said.size() == 1u);
    BOOST_TEST(world.set_aside().empty());
    courier.behaviour = nullptr;
    world.run(channel, 10 * kMinute);
    for (const auto filing : filings)
        BOOST_CHECK(world.state(filing) == FilingState::submitted);
}

BOOST_AUTO_TEST_CASE(a_poisoned_probe_does_not_keep_the_circuit_open) {
    ChannelWorld world;
    ScriptedCourier courier;
    bool down = true;
    courier.behaviour = [&](const ports::Letter& letter) {
        return down || letter.reference == "REF-0" ? ScriptedCourier::failed("timed-out") : ScriptedCourier::took();
    };
    const auto filings = world.offer_many(references(10));
    auto channel = world.channel(courier);
    world.run(channel, 5 * kMinute);
    down = false;
    world.run(channel, 20 * kMinute);
    for (std::size_t i = 1; i < filings.size(); ++i)
        BOOST_CHECK(world.state(filings[i]) == FilingState::submitted);
}

BOOST_AUTO_TEST_CASE(a_destination_that_asks_for_a_pause_gets_it) {
    ChannelWorld world;
    ScriptedCourier courier;
    courier.behaviour = [](const auto&) {
        auto handover = ScriptedCourier::failed("http-429", true);
        handover.retry_after_seconds = 1'800;
        return handover;
    };
    world.offer("REF");
    auto channel = world.channel(courier);
    const auto next = channel.step();
    BOOST_TEST(next.ms == world.clock.now().ms + 1'800 * kSecond);
    BOOST_CHECK(channel.step() == next);
    BOOST_TEST(courier.brought.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_lost_reply_is_brought_again_and_a_letter_that_they_know_was_taken) {
    ChannelWorld world;
    ScriptedCourier courier;
    courier.behaviour = [&](const ports::Letter&) {
        auto handover = ScriptedCourier::failed(courier.brought.size() > 1 ? "http-409" : "timed-out");
        handover.unsure = courier.brought.size() == 1;
        if (!handover.unsure) handover.how = Handed::known;
        return handover;
    };
    const auto filing = world.offer("REF");
    {
        auto killed = world.channel(courier);
        killed.step();
    }
    BOOST_REQUIRE(courier.brought.size() == 1u);
    world.clock.set({world.clock.now().ms + kHour}); // it was killed, and its lease ran out
    auto channel = world.channel(courier);
    world.run(channel, kMinute);
    BOOST_TEST(courier.brought.size() == 2u);
    BOOST_CHECK(world.state(filing) == FilingState::submitted);
    // while what was never tried is not ours where they know it
    const auto other = world.offer("OTHER");
    world.run(channel, kMinute);
    BOOST_CHECK(world.state(other) == FilingState::send_failed);
}

BOOST_AUTO_TEST_CASE(an_answer_in_the_reply_counts) {
    ChannelWorld world;
    ScriptedCourier courier;
    std::string answer;
    auto how = Handed::taken;
    courier.behaviour = [&](const ports::Letter&) {
        ports::Handover handover;
        handover.how = how;
        handover.reason = "http-422";
        handover.answer = answer;
        handover.answer_is_json = true;
        return handover;
    };
    auto channel = world.channel(courier);
    const auto says = [](const std::string& state) {
        return R"({"events":[{"reference":"REF-)" + state + R"(","state":")" + state + R"("}]})";
    };
    answer = says("ACCEPTED");
    const auto accepted = world.offer("REF-ACCEPTED");
    channel.step();
    BOOST_CHECK(world.state(accepted) == FilingState::accepted);

    // refused over HTTP, and in the words of the authority rejected: then it was taken, and answered
    answer = says("REJECTED");
    how = Handed::refused;
    const auto rejected = world.offer("REF-REJECTED");
    channel.step();
    BOOST_CHECK(world.state(rejected) == FilingState::rejected);
    BOOST_TEST(world.set_aside().empty());

    // of a filing that nobody knows: kept, and the letter counts as taken
    answer = R"({"events":[{"reference":"NOBODY","state":"RELEASED"}]})";
    how = Handed::taken;
    const auto lied = world.offer("REF-LIE");
    channel.step();
    BOOST_CHECK(world.state(lied) == FilingState::submitted);
    answer = "<html>not an answer";
    const auto garbled = world.offer("REF-GARBLED");
    channel.step();
    BOOST_CHECK(world.state(garbled) == FilingState::submitted);
    const auto audit = world.store().keys().audit(20);
    const auto kept = [&](std::string_view code) {
        return std::ranges::count_if(
            audit, [&](const auto& row) { return row.action == "filings.answer" && row.code == code; });
    };
    BOOST_TEST(kept("answer-filing-unknown") == 1);
    BOOST_TEST(kept("bad-json") == 1);
}

BOOST_AUTO_TEST_CASE(an_amendment_on_the_way_is_brought_as_a_later_version) {
    ChannelWorld world;
    ScriptedCourier courier;
    courier.behaviour = [&](const ports::Letter& letter) {
        if (letter.version == 1) world.amend(0, 1); // while the first version is on its way
        return ScriptedCourier::took();
    };
    const auto filing = world.offer("REF");
    auto channel = world.channel(courier);
    world.run(channel, kMinute);
    BOOST_REQUIRE(courier.brought.size() == 2u);
    BOOST_TEST(courier.brought[1].version == 2u);
    BOOST_CHECK(courier.brought[1].why == ports::OfferWhy::amended);
    BOOST_CHECK(world.state(filing) == FilingState::submitted);
}

BOOST_AUTO_TEST_CASE(a_channel_goes_on_at_once_where_it_was_killed) {
    ChannelWorld world;
    ScriptedCourier courier;
    const auto filings = world.offer_many(references(10));
    {
        ScriptedCourier dead;
        dead.behaviour = [](const auto&) { return ScriptedCourier::failed("http-500"); };
        auto killed = world.channel(dead, {1, 1}); // brings one, holds the others, and never gives them back
        killed.step();
    }
    auto channel = world.channel(courier); // the same client: at once
    world.run(channel, kMinute);
    BOOST_TEST(courier.brought.size() == 10u);
    for (const auto filing : filings) {
        const auto events = world.store().filings().events_of(filing);
        BOOST_TEST(std::ranges::any_of(events, [](const auto& event) {
            return event.type == core::EventType::filing_unconfirmed && event.reason == "gateway-ended";
        }));
    }
    for (const auto filing : filings)
        BOOST_CHECK(world.state(filing) == FilingState::submitted);
}

// three days without the authority, while items come in and are amended
BOOST_AUTO_TEST_CASE(three_days_down_lose_nothing_and_drain_in_order_at_the_rate) {
    const char* told = std::getenv("POSTERN_MANY_ITEMS"); // NOLINT(concurrency-mt-unsafe): before any thread
    const std::size_t count =
        told == nullptr ? 1'000 : static_cast<std::size_t>(std::strtoul(told, nullptr, 10)) * 5 / 2;
    const std::uint32_t per_minute = static_cast<std::uint32_t>(count / 10);
    ChannelWorld world;
    ScriptedCourier courier;
    bool down = true;
    std::size_t calls = 0;
    std::map<std::string, std::uint32_t> version_of;
    std::map<std::int64_t, std::size_t> in_minute;
    std::size_t out_of_order = 0;
    courier.behaviour = [&](const ports::Letter& letter) {
        ++calls;
        courier.brought.clear(); // there are many
        if (down) return ScriptedCourier::failed("not-connected", true);
        ++in_minute[world.clock.now().ms / kMinute];
        auto& version = version_of[letter.reference];
        if (letter.version <= version) ++out_of_order;
        version = letter.version;
        return ScriptedCourier::took();
    };
    auto channel = world.channel(courier, {per_minute, 1});
    std::vector<core::FilingKey> filings;
    const auto names = references(count);
    for (std::size_t hour = 0; hour < 72; ++hour) {
        const auto from = count * hour / 72;
        const auto to = count * (hour + 1) / 72;
        const auto made = world.offer_many(
            {names.begin() + static_cast<std::ptrdiff_t>(from), names.begin() + static_cast<std::ptrdiff_t>(to)});
        filings.insert(filings.end(), made.begin(), made.end());
        world.run(channel, kHour);
    }
    const auto probes = calls;
    BOOST_TEST(probes >= 72u * 11);
    BOOST_TEST(probes <= 72u * 12 + 20);
    std::size_t queued = 0;
    for (const auto filing : filings)
        queued += world.state(filing) == FilingState::queued ? 1 : 0;
    BOOST_TEST(queued == count);
    BOOST_TEST(world.set_aside().empty());
    for (std::size_t i = 0; i < count; i += 10)
        world.amend(i, 1);
    down = false;
    world.run(channel, kHour / 4);
    std::size_t submitted = 0;
    for (const auto filing : filings)
        submitted += world.state(filing) == FilingState::submitted ? 1 : 0;
    BOOST_TEST(submitted == count);
    BOOST_TEST(calls - probes == count); // one letter each: the amended ones go out as they stand now
    BOOST_TEST(out_of_order == 0u);
    BOOST_TEST(version_of["REF-0"] == 2u);
    BOOST_TEST(in_minute.size() >= 9u);
    for (const auto& [minute, letters] : in_minute)
        BOOST_TEST(letters <= per_minute + per_minute / 60 + 1);
    BOOST_TEST(world.set_aside().empty());
    BOOST_TEST_MESSAGE(count << " items, " << probes << " probes in 72 hours");
}

BOOST_AUTO_TEST_SUITE_END()
