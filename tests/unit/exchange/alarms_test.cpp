// What leaves and must not: told once, with the gravest reason; and every reason has its words in every language.
#include "exchange/alarms.hpp"
#include "exchange/dispatches.hpp"
#include "support/test_gateway.hpp"
#include "text/catalogue.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(alarms)

using namespace postern;
using core::EventType;

namespace {

struct FactsGiven : ports::DepartureReader {
    std::vector<ports::DepartureFacts> facts;
    std::vector<ports::DepartureFacts> departure_facts(core::TenantKey, core::Mode, core::Instant,
                                                       std::span<const std::string> ids) override {
        std::vector<ports::DepartureFacts> all;
        for (const auto& id : ids) {
            const auto found = std::ranges::find(facts, id, &ports::DepartureFacts::item_id);
            all.push_back(found == facts.end() ? ports::DepartureFacts{} : *found);
            all.back().item_id = id;
        }
        return all;
    }
};
struct Standing : ports::Clock {
    core::Instant now() const override { return {1'000'000}; }
};

struct Office {
    FactsGiven reader;
    Standing clock;
    exchange::Departures departures{reader, clock, nullptr, 12};

    std::vector<std::string> leave(const std::vector<exchange::Leaving>& leaving) {
        std::vector<std::string> told;
        for (const auto& alarm : exchange::alarms_of_leaving(departures, {1}, core::Mode::test, leaving, clock.now()))
            told.push_back(alarm.item_id + " " + alarm.reason);
        return told;
    }
    ports::DepartureFacts& declared(const std::string& item_id, core::FilingState state) {
        auto& facts = reader.facts.emplace_back();
        facts.item_id = item_id;
        facts.declaration = {7};
        auto& filing = facts.filings.emplace_back();
        filing.key = {8};
        filing.state = state;
        return facts;
    }
};

core::Event seen(EventType type, std::int64_t at) {
    core::Event event;
    event.type = type;
    event.happened = event.received = {at};
    return event;
}

using Told = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_CASE(the_gravest_reason_is_told_of_what_leaves_and_must_not) {
    Office office;
    office.declared("FREE", core::FilingState::released);
    office.declared("HELD", core::FilingState::control_physical);
    auto& grave = office.declared("GRAVE", core::FilingState::held);
    grave.events.push_back(seen(EventType::referral_do_not_load, 5));
    office.declared("STOPPED", core::FilingState::released).events.push_back(seen(EventType::item_stopped, 5));
    BOOST_TEST((office.leave({{"FREE", {9}, {}}, {"HELD", {9}, {}}, {"GRAVE", {9}, {}}, {"UNKNOWN", {9}, {}}}) ==
                Told{"HELD departed-held", "GRAVE departed-do-not-load", "UNKNOWN departed-no-data"}));
    BOOST_TEST(office.leave({{"STOPPED", {9}, {}}}).empty());
}

BOOST_AUTO_TEST_CASE(what_left_before_is_not_told_again_and_what_is_told_with_it_counts) {
    Office office;
    office.declared("LEFT", core::FilingState::queued).events.push_back(seen(EventType::item_departed, 5));
    BOOST_TEST(office.leave({{"LEFT", {9}, {}}}).empty());
    office.declared("SCANNED", core::FilingState::released);
    BOOST_TEST(office.leave({{"SCANNED", {9}, {}}}).empty());
    BOOST_TEST((office.leave({{"SCANNED", {9}, {seen(EventType::item_held_by_customs, 8)}}}) ==
                Told{"SCANNED departed-held"}));
}

BOOST_AUTO_TEST_CASE(many_are_asked_in_parts) {
    Office office;
    std::vector<exchange::Leaving> leaving;
    for (int i = 0; i < 2'500; ++i)
        leaving.push_back({"ITEM" + std::to_string(i), {9}, {}});
    BOOST_TEST(office.leave(leaving).size() == 2'500u);
}

BOOST_AUTO_TEST_CASE(every_reason_has_its_words_in_every_language) {
    const auto texts = text::Catalogue::load(POSTERN_SOURCE_DIR "/config/texts");
    for (const auto& lang : texts->languages())
        for (const auto code : exchange::all_hindrance_codes()) {
            const auto key = "departure." + std::string(exchange::to_string(code));
            BOOST_TEST(texts->has(key, lang), key << " " << lang);
            BOOST_TEST(!texts->entry(key, lang).title.empty());
            BOOST_TEST(!texts->entry(key, lang).text.empty());
            BOOST_TEST(!texts->entry(key, lang).hint.empty());
        }
}

BOOST_AUTO_TEST_SUITE_END()
