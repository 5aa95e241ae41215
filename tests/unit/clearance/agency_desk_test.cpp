// An agency's view: feed, documents, leases, acknowledgements, answers.
#include "clearance/agency_desk.hpp"
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "support/test_gateway.hpp"

#include <algorithm>
#include <set>

BOOST_AUTO_TEST_SUITE(agency_desk)

using namespace postern;
using core::FilingState;
using core::RefusalCode;

/// A world with some filings for customs.
struct Filed {
    explicit Filed(int count) {
        generator::Generator generator(11);
        std::vector<core::Declaration> sales;
        while (static_cast<int>(sales.size()) < count) {
            auto d = generator.next();
            if (d.natures == std::vector<std::string>{"11"}) sales.push_back(std::move(d));
        }
        report = world.submit(generator::to_itmatt_xml(sales), post);
    }
    std::string filing(std::size_t i) const { return report.items.at(i).filings.at(0).filing_id; }

    tests::TestGateway world;
    core::Principal post = world.post();
    core::Principal customs = world.customs();
    pipeline::SubmissionReport report;
};

std::string answer_json(const std::string& filing, const std::string& state, const std::string& when,
                        const std::string& more = {}) {
    return R"({"events":[{"filing":")" + filing + R"(","state":")" + state + R"(","when":")" + when + "\"" + more +
           "}]}";
}

BOOST_AUTO_TEST_CASE(the_feed_is_read_page_by_page_and_again) {
    Filed filed(5);
    auto& desk = filed.world.desk();
    std::string cursor;
    std::vector<std::string> seen;
    for (int page = 0; page < 3; ++page) {
        const auto feed = desk.feed(filed.customs, cursor, 2, 0);
        BOOST_REQUIRE(feed.ok());
        for (const auto& offer : feed.value().offers)
            seen.push_back(offer.filing_id);
        cursor = feed.value().next;
    }
    BOOST_CHECK_EQUAL(seen.size(), 5u);
    BOOST_CHECK_EQUAL(std::set<std::string>(seen.begin(), seen.end()).size(), 5u);
    BOOST_CHECK(desk.feed(filed.customs, cursor, 2, 0).value().offers.empty());
    BOOST_CHECK_EQUAL(desk.feed(filed.customs, cursor, 2, 0).value().next, cursor);
    BOOST_CHECK_EQUAL(desk.feed(filed.customs, {}, 100, 0).value().offers.size(), 5u);
    const auto bad = desk.feed(filed.customs, "cur_nonsense", 2, 0);
    BOOST_REQUIRE(!bad.ok());
    BOOST_CHECK(bad.refusal().code == RefusalCode::bad_cursor);
}

BOOST_AUTO_TEST_CASE(test_and_live_feeds_never_meet) {
    Filed filed(1);
    auto live = filed.world.customs("np-customs", core::Mode::live);
    BOOST_CHECK(filed.world.desk().feed(live, {}, 10, 0).value().offers.empty());
    BOOST_CHECK(!filed.world.desk().document(live, filed.filing(0), 0).ok());
}

BOOST_AUTO_TEST_CASE(another_agencys_filing_does_not_exist) {
    Filed filed(1);
    const auto other = filed.world.customs("xx-customs");
    BOOST_CHECK(filed.world.desk().document(other, filed.filing(0), 0).refusal().code == RefusalCode::not_found);
    BOOST_CHECK(filed.world.desk().acknowledge(other, {}, {filed.filing(0)}, "t").refusal().code ==
                RefusalCode::not_found);
    const auto answer =
        filed.world.desk().answer(other, answer_json(filed.filing(0), "RELEASED", "2026-11-23T10:00:00Z"), true, "t");
    BOOST_CHECK(answer.refusal().code == RefusalCode::answer_filing_unknown);
}

BOOST_AUTO_TEST_CASE(leases_share_the_work_and_acknowledgements_end_it) {
    Filed filed(3);
    auto& desk = filed.world.desk();
    const auto first = desk.take_lease(filed.customs, 2, 60, "t");
    BOOST_REQUIRE(first.ok());
    BOOST_REQUIRE_EQUAL(first.value().offers.size(), 2u);
    const auto worker = filed.world.customs();
    const auto second = desk.take_lease(worker, 2, 60, "t");
    BOOST_REQUIRE_EQUAL(second.value().offers.size(), 1u);
    const auto& offers = first.value().offers;
    BOOST_CHECK(desk.acknowledge(filed.customs, first.value().lease_id, {offers[0].filing_id}, "t").ok());
    BOOST_CHECK(desk.acknowledge(filed.customs, first.value().lease_id, {offers[0].filing_id}, "t").ok());
    BOOST_CHECK(desk.extend_lease(filed.customs, first.value().lease_id, 120, "t").ok());
    BOOST_CHECK(desk.return_lease(filed.customs, first.value().lease_id, "t").ok());
    BOOST_CHECK(desk.extend_lease(filed.customs, first.value().lease_id, 120, "t").refusal().code ==
                RefusalCode::lease_lost);
    const auto third = desk.take_lease(worker, 10, 60, "t");
    BOOST_REQUIRE_EQUAL(third.value().offers.size(), 1u);
    BOOST_CHECK_EQUAL(third.value().offers[0].filing_id, offers[1].filing_id);
}

BOOST_AUTO_TEST_CASE(neutral_answers_move_the_state_once) {
    Filed filed(1);
    auto& desk = filed.world.desk();
    const auto registered = answer_json(filed.filing(0), "ACCEPTED", "2027-01-01T10:00:00Z", R"(,"number":"E 123")");
    const auto first = desk.answer(filed.customs, registered, true, "t");
    BOOST_REQUIRE(first.ok());
    BOOST_CHECK(first.value().filings.at(0).second == FilingState::accepted);
    const auto again = desk.answer(filed.customs, registered, true, "t");
    BOOST_CHECK(again.value().repeat);
    BOOST_CHECK_EQUAL(again.value().answer_id, first.value().answer_id);
    const std::string released = R"(<answer xmlns="urn:postern:answer:1" id="A-7"><event filing=")" + filed.filing(0) +
                                 R"(" state="RELEASED" when="2027-01-02T10:00:00Z"/></answer>)";
    const auto second = desk.answer(filed.customs, released, false, "t");
    BOOST_REQUIRE(second.ok());
    BOOST_CHECK(second.value().filings.at(0).second == FilingState::released);
    // a late word about an earlier moment changes nothing
    const auto late = answer_json(filed.filing(0), "CONTROL_PHYSICAL", "2027-01-01T12:00:00Z");
    BOOST_CHECK(desk.answer(filed.customs, late, true, "t").value().filings.at(0).second == FilingState::released);
    const auto item = filed.world.submissions().declaration(filed.report.items[0].declaration_id, filed.post);
    BOOST_REQUIRE(item.has_value());
    BOOST_CHECK(item->filings.at(0).state == FilingState::released);
}

BOOST_AUTO_TEST_CASE(what_says_nothing_is_refused_by_name) {
    Filed filed(1);
    auto& desk = filed.world.desk();
    const auto code = [&](std::string_view bytes, bool json) {
        const auto answer = desk.answer(filed.customs, bytes, json, "t");
        BOOST_REQUIRE(!answer.ok());
        return std::string(core::refusal_kind(answer.refusal().code).slug);
    };
    BOOST_CHECK_EQUAL(code("{", true), "bad-json");
    BOOST_CHECK_EQUAL(code("{}", true), "answer-unreadable");
    BOOST_CHECK_EQUAL(code(R"({"events":[]})", true), "answer-unreadable");
    BOOST_CHECK_EQUAL(code(R"({"events":[{"state":"RELEASED"}]})", true), "answer-unreadable");
    BOOST_CHECK_EQUAL(code(answer_json(filed.filing(0), "RELEASED", "yesterday"), true), "answer-unreadable");
    BOOST_CHECK_EQUAL(code(R"({"events":[{"reference":"RR000000005NP","state":"RELEASED"}]})", true),
                      "answer-filing-unknown");
    BOOST_CHECK_EQUAL(code("<a", false), "not-well-formed");
    BOOST_CHECK_EQUAL(code("<nobody/>", false), "answer-profile-unknown");
    BOOST_CHECK_EQUAL(code("<!DOCTYPE a><a/>", false), "doctype-forbidden");
    BOOST_CHECK_EQUAL(code(R"(<answer xmlns="urn:postern:answer:1"/>)", false), "answer-unreadable");
}

BOOST_AUTO_TEST_CASE(an_answer_dated_before_its_offer_still_counts) {
    Filed filed(1);
    const auto answer = filed.world.desk().answer(
        filed.customs,
        R"({"events":[{"filing":")" + filed.filing(0) + R"(","state":"RELEASED","when":"2020-01-01T00:00:00Z"},)" +
            R"({"filing":")" + filed.filing(0) + R"(","state":"ACCEPTED","when":"2020-01-01T00:00:00Z"}]})",
        true, "t");
    BOOST_REQUIRE(answer.ok());
    BOOST_CHECK(answer.value().filings.at(0).second == FilingState::released);
}

BOOST_AUTO_TEST_CASE(a_state_we_do_not_know_is_kept_as_unknown) {
    Filed filed(1);
    const auto answer = filed.world.desk().answer(
        filed.customs, answer_json(filed.filing(0), "ON_THE_MOON", "2027-01-01T10:00:00Z"), true, "t");
    BOOST_REQUIRE(answer.ok());
    BOOST_CHECK(answer.value().filings.at(0).second == FilingState::unknown);
}

BOOST_AUTO_TEST_CASE(amended_references_lead_to_their_filing) {
    using clearance::base_reference;
    BOOST_CHECK_EQUAL(base_reference("EE123456785NP-2", "{reference}-{version}").value(), "EE123456785NP");
    BOOST_CHECK(!base_reference("EE123456785NP", "{reference}-{version}").has_value());
    BOOST_CHECK(!base_reference("EE123456785NP-", "{reference}-{version}").has_value());
    BOOST_CHECK(!base_reference("EE123456785NP-2", "").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
