// What an agency says of all that is in a dispatch or a receptacle.
#include "support/channel_world.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

BOOST_AUTO_TEST_SUITE(answers_by_dispatch)

using namespace postern;
using core::FilingState;
using core::RefusalCode;
using tests::ChannelWorld;

const std::string kDispatch = "NPKTMAUSJFKAACN60001";
const std::string kFirst = kDispatch + "001100012";
const std::string kSecond = kDispatch + "002100012";

struct Dispatched : ChannelWorld {
    std::int64_t key = 5'000'000;

    /// Accepted with one filing that is offered to np-customs, unless it waits for the closing of the dispatch.
    core::FilingKey declare(const std::string& item_id, core::Position on = core::Position::captured) {
        auto made = contract::offered_acceptance(numbers_, store().tenant("np-post"), "REF-" + item_id, clock.now(),
                                                 static_cast<int>(++key),
                                                 {vault::seal("<sad/>"), contract::hash_of(1), "application/xml", 8});
        made.item_id = item_id;
        made.version.filings.front().lodging.on = on;
        BOOST_REQUIRE(record(made).done());
        return made.version.filings.front().key;
    }
    void pack(const std::string& receptacle, std::vector<std::string> items) {
        ports::DispatchTold told;
        told.of = whole();
        told.receptacles = {{receptacle, std::move(items)}};
        BOOST_REQUIRE(record(told).done());
    }
    ports::DispatchOf whole() {
        const core::Instant from{clock.now().ms - contract::kYear};
        return {store().tenant("np-post"), core::Mode::test, kDispatch, clock.now(), from, from};
    }
    core::Result<clearance::AnswerView> say(const std::string& names, const std::string& state) {
        clock.set({clock.now().ms + 1000});
        return desk->answer(customs,
                            R"({"events":[{)" + names + R"(,"state":")" + state + R"(","when":")" +
                                core::to_rfc3339(clock.now()) + R"("}]})",
                            true, "r");
    }
    std::string told(const std::string& names, const std::string& state) {
        const auto answer = say(names, state);
        BOOST_REQUIRE(answer.ok());
        std::string states;
        for (const auto& [id, after] : answer.value().filings)
            states.append(states.empty() ? "" : " ").append(core::to_string(after));
        return states;
    }
    std::string by_dispatch() const { return R"("dispatch":")" + kDispatch + '"'; }

private:
    struct Numbers : ports::KeySource {
        std::int64_t last = 1'000'000;
        std::int64_t next() override { return ++last; }
    } numbers_;
};

BOOST_AUTO_TEST_CASE(an_exit_of_a_dispatch_is_told_to_all_that_is_in_it) {
    Dispatched world;
    const auto first = world.declare("RR000000005NP");
    const auto second = world.declare("RR000000014NP");
    const auto out = world.declare("RR000000028NP");
    const auto elsewhere = world.declare("RR000000031NP");
    world.pack(kFirst, {"RR000000005NP", "RR000000028NP", "RR123456785NP"}); // one has no data
    world.pack(kSecond, {"RR000000014NP"});
    BOOST_REQUIRE(world.record(ports::ReceptacleItemsRemoved{world.whole(), {"RR000000028NP"}, "HELD"}).done());
    BOOST_TEST(world.told(R"("receptacle":")" + kSecond + '"', "RELEASED") == "RELEASED");
    BOOST_CHECK(world.state(second) == FilingState::released);
    BOOST_CHECK(world.state(first) == FilingState::queued);
    BOOST_TEST(world.told(world.by_dispatch(), "EXITED") == "EXITED EXITED");
    BOOST_CHECK(world.state(first) == FilingState::exited);
    BOOST_CHECK(world.state(second) == FilingState::exited);
    BOOST_CHECK(world.state(out) == FilingState::queued);
    BOOST_CHECK(world.state(elsewhere) == FilingState::queued);
    const auto events = world.store().filings().events_of(first);
    BOOST_TEST(events.back().explicit_customs);
}

BOOST_AUTO_TEST_CASE(what_was_never_lodged_or_was_refused_is_passed_over) {
    Dispatched world;
    const std::map<std::string, std::string> ends{{"RR000000005NP", "REJECTED"},
                                                  {"RR000000014NP", "RELEASE_REFUSED"},
                                                  {"RR000000028NP", "EXPIRED"},
                                                  {"RR000000031NP", "CANCELLED"}};
    std::vector<std::string> items;
    for (const auto& [item_id, end] : ends) {
        const auto filing = world.declare(item_id);
        BOOST_TEST(world.told(R"("filing":")" + world.id(filing) + '"', end) == end);
        items.push_back(item_id);
    }
    world.declare("RR000000045NP", core::Position::dispatch_closed); // waits, and nobody was offered it
    items.emplace_back("RR000000045NP");
    world.pack(kFirst, items);
    const auto nobody = world.say(world.by_dispatch(), "EXITED");
    BOOST_REQUIRE(!nobody.ok());
    BOOST_CHECK(nobody.refusal().code == RefusalCode::answer_filing_unknown);
    world.declare("RR000000059NP");
    world.pack(kSecond, {"RR000000059NP"});
    BOOST_TEST(world.told(world.by_dispatch(), "REGULARIZED") == "REGULARIZED");
}

BOOST_AUTO_TEST_CASE(a_dispatch_that_nobody_knows_sinks_nothing_else) {
    Dispatched world;
    const auto filing = world.declare("RR000000005NP");
    const auto both =
        world.desk->answer(world.customs,
                           R"({"events":[{"dispatch":"NPKTMAUSJFKAACN60002","state":"EXITED"},{"filing":")" +
                               world.id(filing) + R"(","state":"RELEASED"}]})",
                           true, "r");
    BOOST_REQUIRE(both.ok());
    BOOST_CHECK((both.value().unknown == std::vector<std::string>{"NPKTMAUSJFKAACN60002"}));
    BOOST_TEST(both.value().filings.size() == 1U);
    world.pack(kFirst, {"RR000000005NP"});
    world.customs.agency = world.store().agency("in-customs"); // none of the other agency's
    world.customs.agency_name = "in-customs";
    BOOST_CHECK(world.say(world.by_dispatch(), "EXITED").refusal().code == RefusalCode::answer_filing_unknown);
    BOOST_CHECK(world.state(filing) == FilingState::released);
}

BOOST_AUTO_TEST_CASE(neutral_xml_names_it_too_and_the_same_again_is_a_repeat) {
    Dispatched world;
    const auto filing = world.declare("RR000000005NP");
    world.pack(kFirst, {"RR000000005NP"});
    const std::string xml = R"(<answer xmlns="urn:postern:answer:1" id="A-1"><event dispatch=")" + kDispatch +
                            R"(" state="EXITED" when="2100-01-01T00:00:00Z"/></answer>)";
    const auto answer = world.desk->answer(world.customs, xml, false, "r");
    BOOST_REQUIRE(answer.ok());
    BOOST_TEST(!answer.value().repeat);
    BOOST_CHECK(world.state(filing) == FilingState::exited);
    BOOST_TEST(world.desk->answer(world.customs, xml, false, "r").value().repeat);
}

BOOST_AUTO_TEST_CASE(what_names_it_wrongly_is_unreadable) {
    Dispatched world;
    const std::map<std::string, std::string> wrong{
        {R"("dispatch":"NPKTMA")", "dispatch"},
        {R"("dispatch":")" + kFirst + '"', "dispatch"},
        {R"("receptacle":")" + kDispatch + '"', "receptacle"},
        {R"("dispatch":")" + kDispatch + R"(","receptacle":")" + kFirst + '"', "dispatch"},
        {R"("dispatch":")" + kDispatch + R"(","filing":"fil_x")", "dispatch"},
        {R"("receptacle":")" + kFirst + R"(","reference":"REF")", "receptacle"},
        {R"("dispatch":")" + kDispatch + R"(","row":"1")", "dispatch"},
        {R"("row":"1")", "filing"}};
    for (const auto& [names, member] : wrong) {
        const auto refused = world.say(names, "EXITED");
        BOOST_REQUIRE_MESSAGE(!refused.ok(), names);
        BOOST_CHECK_MESSAGE(refused.refusal().code == RefusalCode::answer_unreadable, names);
        BOOST_TEST(refused.refusal().argument == member, names);
    }
}

BOOST_AUTO_TEST_SUITE_END()
