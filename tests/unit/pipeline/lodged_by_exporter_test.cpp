// The exporter lodges the declaration himself: the item waits for its number, and is then followed like any other.
#include "support/test_gateway.hpp"

#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(lodged_by_the_exporter)

using namespace postern;
using core::FilingState;
using core::RefusalCode;

struct Peru {
    tests::TestGateway world;
    core::Principal post = world.post("pe-post");
    core::Principal customs = world.customs("pe-customs");
    std::string message;
    pipeline::ItemReport item;

    Peru() {
        std::ifstream file(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-pe-us.xml");
        message.assign(std::istreambuf_iterator<char>(file), {});
        item = world.submit(message, post).items.at(0);
    }
    core::DeclarationKey key() {
        return {*world.gateway().chain()->ids->open(crypto::IdKind::declaration, item.declaration_id)};
    }
    core::Result<pipeline::ItemReport> give(const std::string& number, const std::string& day = "2026-11-20",
                                            const std::string& agency = "pe-customs") {
        return world.submissions().give_number(key(), agency, number, day, post, {});
    }
    FilingState state() { return world.store().filings().of_declaration(key()).at(0).state; }
    core::Result<clearance::AnswerView> answer(const std::string& reference, const std::string& to) {
        return world.desk().answer(
            customs, R"({"events":[{"reference":")" + reference + R"(","state":")" + to + "\"}]}", true, "t");
    }
};

BOOST_FIXTURE_TEST_CASE(it_waits_for_the_number_and_is_answered_by_it, Peru) {
    BOOST_REQUIRE_EQUAL(item.filings.size(), 1u);
    BOOST_CHECK_EQUAL(item.filings[0].agency, "pe-customs");
    BOOST_CHECK(item.filings[0].state == FilingState::awaiting_number);
    BOOST_CHECK(world.desk().feed(customs, {}, 10, 0).value().offers.empty()); // nobody is asked to do anything
    const auto given = give("235-2026-48-001042");
    BOOST_REQUIRE(given.ok());
    BOOST_CHECK_EQUAL(given.value().filings.at(0).reference, "235202648001042");
    BOOST_CHECK(state() == FilingState::submitted);
    BOOST_CHECK(give("235202648001042").ok()); // said twice
    const auto events = world.store().filings().events_of(key());
    BOOST_CHECK_EQUAL(events.back().reference, "235202648001042");
    BOOST_CHECK_EQUAL(events.back().reason, "2026-11-20");
    BOOST_REQUIRE(answer("235202648001042", "RELEASED").ok());
    BOOST_CHECK(state() == FilingState::released);
}

BOOST_FIXTURE_TEST_CASE(what_is_wrong_with_a_number_is_refused, Peru) {
    BOOST_CHECK(give("ABC").refusal().code == RefusalCode::number_invalid);
    BOOST_CHECK(give("").refusal().code == RefusalCode::number_invalid);
    BOOST_CHECK(give("235202648001042", "soon").refusal().code == RefusalCode::bad_parameter);
    BOOST_CHECK(give("235202648001042", "2999-01-01").refusal().code == RefusalCode::bad_parameter);
    BOOST_CHECK(give("235202648001042", "2026-11-20", "np-customs").refusal().code == RefusalCode::not_found);
    BOOST_CHECK(world.submissions()
                    .give_number(key(), "pe-customs", "235202648001042", "2026-11-20", world.post("other-post"), {})
                    .refusal()
                    .code == RefusalCode::not_found);
    BOOST_REQUIRE(give("235202648001042").ok());
    BOOST_CHECK(give("235202648001043").refusal().code == RefusalCode::number_known);
    // another item under the same number
    auto other = message;
    const std::string was = item.item_id;
    for (auto at = other.find(was); at != std::string::npos; at = other.find(was, at + 1))
        other.replace(at, was.size(), "CP100000017PE");
    other.replace(other.find("CPE-2026-000101"), 15, "CPE-2026-000102");
    const auto second = world.submit(other, post).items.at(0);
    const core::DeclarationKey second_key{
        *world.gateway().chain()->ids->open(crypto::IdKind::declaration, second.declaration_id)};
    BOOST_CHECK(world.submissions()
                    .give_number(second_key, "pe-customs", "235202648001042", "2026-11-20", post, {})
                    .refusal()
                    .code == RefusalCode::number_in_use);
}

BOOST_AUTO_TEST_SUITE_END()
