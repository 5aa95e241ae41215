// Answers that are picked up or asked for.
#include "support/channel_world.hpp"

#include "workers/agency_inquiries.hpp"
#include "workers/answer_pickup.hpp"

#include <deque>
#include <map>

BOOST_AUTO_TEST_SUITE(answers_in)

using namespace postern;
using core::FilingState;
using tests::ChannelWorld;
using tests::ScriptedCourier;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;

class Box final : public ports::Mailbox {
public:
    std::optional<Found> next() override {
        if (waiting.empty()) return std::nullopt;
        auto found = waiting.front();
        waiting.pop_front();
        return found;
    }
    void done(const Found& found) override { taken.push_back(found.name); }
    void put_by(const Found& found, const std::string& reason) override { by.emplace_back(found.name, reason); }

    std::deque<Found> waiting;
    std::vector<std::string> taken;
    std::vector<std::pair<std::string, std::string>> by;
};

std::string says(const std::string& reference, const std::string& state) {
    return R"({"events":[{"reference":")" + reference + R"(","state":")" + state + R"("}]})";
}

BOOST_AUTO_TEST_CASE(what_lies_there_is_recorded_and_taken_or_put_by_with_its_reason) {
    ChannelWorld world;
    const auto filing = world.offer("REF");
    Box box;
    box.waiting = {{"a.json", says("REF", "ACCEPTED"), true},    {"b.json", "{", true},
                   {"c.json", says("NOBODY", "RELEASED"), true}, {"d.xml", "<!DOCTYPE a><a/>", false},
                   {"e.json", says("REF", "RELEASED"), true},    {"e-again.json", says("REF", "RELEASED"), true}};
    workers::AnswerPickup pickup(*world.desk, world.customs, box);
    BOOST_TEST(pickup.step() == 6u);
    BOOST_CHECK(world.state(filing) == FilingState::released);
    BOOST_CHECK((box.taken == std::vector<std::string>{"a.json", "e.json", "e-again.json"}));
    BOOST_CHECK((box.by == std::vector<std::pair<std::string, std::string>>{{"b.json", "bad-json"},
                                                                            {"c.json", "answer-filing-unknown"},
                                                                            {"d.xml", "doctype-forbidden"}}));
    BOOST_TEST(pickup.step() == 0u);
}

class Oracle final : public ports::Inquirer {
public:
    ports::Handover ask(const std::string& reference) override {
        asked.push_back(reference);
        return behaviour(reference);
    }
    std::vector<std::string> asked;
    std::function<ports::Handover(const std::string&)> behaviour = [](const auto&) { return ScriptedCourier::took(); };
};

ports::AskChannel asking(std::uint32_t per_minute = 60'000) {
    ports::AskChannel channel;
    channel.pace.per_minute = per_minute;
    return channel;
}

/// Until so much time has passed.
void ask_for(ChannelWorld& world, workers::AgencyInquiries& inquiries, std::int64_t ms) {
    const core::Instant end{world.clock.now().ms + ms};
    while (world.clock.now() < end) {
        const auto next = inquiries.step();
        world.clock.set(std::min(end, std::max(next, core::Instant{world.clock.now().ms + 1})));
    }
}

BOOST_AUTO_TEST_CASE(the_pause_grows_with_the_wait_within_its_bounds) {
    const auto channel = asking();
    const core::Instant since{1'790'000'000'000};
    const auto pause = [&](std::int64_t waited) {
        const core::Instant now{since.ms + waited};
        return workers::next_question(since, now, channel).ms - now.ms;
    };
    BOOST_TEST(pause(0) == 30'000);
    BOOST_TEST(pause(-5'000) == 30'000); // by the authority's clock, which runs before ours
    BOOST_TEST(pause(8 * kMinuteMs) == kMinuteMs);
    BOOST_TEST(pause(kHourMs) == 450'000);
    BOOST_TEST(pause(100 * kHourMs) == kHourMs);
}

BOOST_AUTO_TEST_CASE(a_filing_is_asked_for_from_its_handing_over_to_its_end) {
    ChannelWorld world;
    ScriptedCourier courier;
    const auto brought = world.offer("BROUGHT");
    auto channel = world.channel(courier);
    channel.step();
    world.offer("WAITS"); // not handed over: nobody there knows it
    Oracle oracle;
    workers::AgencyInquiries inquiries({*world.desk, world.store().open_filings(), oracle, world.clock}, world.customs,
                                       asking());
    ask_for(world, inquiries, 20'000);
    BOOST_TEST(oracle.asked.empty());
    ask_for(world, inquiries, kHourMs);
    BOOST_TEST(oracle.asked.size() > 8u);
    BOOST_TEST(oracle.asked.size() < 40u);
    oracle.behaviour = [](const std::string& reference) {
        auto got = ScriptedCourier::took();
        got.answer = says(reference, "EXITED");
        got.answer_is_json = true;
        return got;
    };
    ask_for(world, inquiries, kHourMs);
    BOOST_CHECK(world.state(brought) == FilingState::exited);
    const auto asked = oracle.asked.size();
    ask_for(world, inquiries, 48 * kHourMs);
    BOOST_TEST(oracle.asked.size() == asked);
    for (const auto& reference : oracle.asked)
        BOOST_TEST(reference == "BROUGHT");
}

BOOST_AUTO_TEST_CASE(an_authority_that_is_down_is_left_alone_and_the_rate_holds) {
    ChannelWorld world;
    ScriptedCourier courier;
    std::vector<std::string> references;
    for (int i = 0; i < 200; ++i)
        references.push_back("REF-" + std::to_string(i));
    world.offer_many(references);
    auto channel = world.channel(courier, {600'000, 1});
    world.run(channel, kMinuteMs);
    Oracle oracle;
    oracle.behaviour = [](const auto&) { return ScriptedCourier::failed("not-connected", true); };
    workers::AgencyInquiries inquiries({*world.desk, world.store().open_filings(), oracle, world.clock}, world.customs,
                                       asking(60));
    ask_for(world, inquiries, kHourMs);
    BOOST_TEST(oracle.asked.size() < 30u);
    oracle.behaviour = [](const auto&) { return ScriptedCourier::took(); };
    oracle.asked.clear();
    ask_for(world, inquiries, 10 * kMinuteMs);
    BOOST_TEST(oracle.asked.size() > 199u); // each of them
    BOOST_TEST(oracle.asked.size() < 620u); // one a second
    std::map<std::string, int> times;
    for (const auto& reference : oracle.asked)
        ++times[reference];
    BOOST_TEST(times.size() == 200u);
}

BOOST_AUTO_TEST_SUITE_END()
