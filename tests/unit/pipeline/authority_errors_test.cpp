// What an authority finds wrong comes back to the sender's own field and box, in the reader's language.
#include "support/test_gateway.hpp"

#include <fstream>
#include <iterator>
#include <regex>

BOOST_AUTO_TEST_SUITE(authority_errors)

using namespace postern;

std::string read(const std::string& path) {
    std::ifstream file(POSTERN_SOURCE_DIR "/" + path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A notification of the cases, about this parcel.
std::string notification(const std::string& name, const std::string& item_id) {
    return std::regex_replace(read("mappings/uk-cds/cases/answer/" + name + ".message.xml"),
                              std::regex("EE123456785GB"), item_id);
}

struct Filed {
    tests::TestGateway world;
    core::Principal post = world.post("gb-post");
    core::Principal customs = world.customs("uk-customs");
    pipeline::SubmissionReport report = world.submit(read("samples/messages/cn23-good-parcel-gb-us.xml"), post);
    const std::string& item_id = report.items.at(0).item_id;

    void answer(const std::string& name) {
        const auto answered = world.desk().answer(customs, notification(name, item_id), false, "test");
        BOOST_REQUIRE_MESSAGE(answered.ok(), name);
    }
    std::vector<pipeline::Submissions::TimelineEntry> events_of(core::EventType type) {
        auto all = world.submissions().timeline(report.items[0].declaration_id, post).value();
        std::erase_if(all, [&](const auto& entry) { return entry.event.type != type; });
        return all;
    }
};

BOOST_FIXTURE_TEST_CASE(a_pointer_becomes_field_box_and_line_of_goods, Filed) {
    answer("rejected-at-second-item");
    const auto rejected = events_of(core::EventType::filing_rejected);
    BOOST_REQUIRE_EQUAL(rejected.size(), 1u);
    const auto& errors = rejected[0].errors;
    BOOST_REQUIRE_EQUAL(errors.size(), 2u);
    BOOST_CHECK_EQUAL(errors[0].code, "CUSTOMS-ERROR");
    BOOST_CHECK_EQUAL(errors[0].args.at(0), "CDS12056");
    BOOST_CHECK_EQUAL(errors[0].field, "lines.descriptions");
    BOOST_CHECK_EQUAL(errors[0].line_no, 2u);
    BOOST_CHECK_EQUAL(errors[0].place.box, "1");
    BOOST_CHECK_EQUAL(errors[0].place.xpath, "/cn23/lines/line[2]/description");
    BOOST_CHECK_EQUAL(errors[0].place.sent, "Wool shawl, hand woven, 200 x 70 cm");
    BOOST_CHECK_EQUAL(errors[1].field, "addressee.name");
    BOOST_CHECK_EQUAL(errors[1].place.box, "To");
    const auto texts = world.gateway().texts();
    const pipeline::Telling french{*texts, "fr", world.gateway().chain()->lists->current()};
    const auto told = pipeline::tell(errors[0], french);
    BOOST_CHECK_EQUAL(told.field_title, "Description");
    BOOST_CHECK(told.detail.find("CDS12056") != std::string::npos);
    BOOST_CHECK(told.title.find("douane") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_points_nowhere_is_told_of_the_whole, Filed) {
    answer("rejected-for-no-arrival");
    const auto expired = events_of(core::EventType::filing_expired);
    BOOST_REQUIRE_EQUAL(expired.size(), 1u);
    BOOST_REQUIRE_EQUAL(expired[0].errors.size(), 1u);
    BOOST_CHECK_EQUAL(expired[0].errors[0].field, "");
    BOOST_CHECK_EQUAL(expired[0].errors[0].place.xpath, "/cn23");
}

BOOST_FIXTURE_TEST_CASE(taxes_stand_with_their_event, Filed) {
    answer("taxes");
    const auto taxed = events_of(core::EventType::filing_tax_calculated);
    BOOST_REQUIRE_EQUAL(taxed.size(), 1u);
    BOOST_REQUIRE_EQUAL(taxed[0].taxes.size(), 1u);
    BOOST_CHECK_EQUAL(taxed[0].taxes[0].type, "A00");
    BOOST_CHECK_EQUAL(taxed[0].taxes[0].amount.amount.to_string(), "40.00");
    BOOST_CHECK(taxed[0].errors.empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_said_of_one_filing_stands_with_no_other, Filed) {
    auto text = std::regex_replace(read("samples/messages/cn23-good-parcel-gb-us.xml"), std::regex(item_id),
                                   item_id.substr(0, 2) + "473124829GB");
    text = std::regex_replace(text, std::regex("<reference>"), "<reference>2ND-");
    const auto other = world.submit(text, post);
    BOOST_REQUIRE_EQUAL(other.items.at(0).filings.size(), 1u);
    const auto event = [](const std::string& named, const std::string& amount) {
        return "<event " + named + " state=\"TAX_CALCULATED\" when=\"2026-11-20T10:00:00Z\"><tax><type>A00</type>" +
               "<amount currency=\"GBP\">" + amount + "</amount></tax></event>";
    };
    const auto told = world.desk().answer(
        customs,
        "<answer xmlns=\"urn:postern:answer:1\">" +
            event("filing=\"" + report.items[0].filings.at(0).filing_id + "\"", "40.00") +
            event("reference=\"" + other.items[0].filings[0].reference + "\"", "7.50") + "</answer>",
        false, "test");
    BOOST_REQUIRE(told.ok());
    BOOST_REQUIRE_EQUAL(told.value().filings.size(), 2u);
    const auto own = events_of(core::EventType::filing_tax_calculated);
    BOOST_REQUIRE_EQUAL(own.size(), 1u);
    BOOST_REQUIRE_EQUAL(own[0].taxes.size(), 1u);
    BOOST_CHECK_EQUAL(own[0].taxes[0].amount.amount.to_string(), "40.00");
    report = other;
    const auto others = events_of(core::EventType::filing_tax_calculated);
    BOOST_REQUIRE_EQUAL(others.size(), 1u);
    BOOST_REQUIRE_EQUAL(others[0].taxes.size(), 1u);
    BOOST_CHECK_EQUAL(others[0].taxes[0].amount.amount.to_string(), "7.50");
}

BOOST_FIXTURE_TEST_CASE(a_root_that_two_systems_share_is_read_by_the_one_that_filed, Filed) {
    const auto nepal = world.post("np-post");
    const auto lanka = world.post("lk-post");
    const auto np = world.submit(read("samples/messages/cn23-good-parcel-np-us.xml"), nepal);
    const auto lk = world.submit(read("samples/messages/cn23-good-parcel-lk-us.xml"), lanka);
    for (const auto& [agency, filed, currency] :
         {std::tuple("np-customs", &np, "NPR"), std::tuple("lk-customs", &lk, "LKR")}) {
        const auto message = std::regex_replace(read("mappings/np-asycuda/cases/answer/assessed-due.message.xml"),
                                                std::regex("[A-Z]{2}[0-9]{9}NP"), filed->items.at(0).item_id);
        const auto answered = world.desk().answer(world.customs(agency), message, false, "test");
        BOOST_REQUIRE_MESSAGE(answered.ok(), agency);
        const auto events =
            world.submissions().timeline(filed->items[0].declaration_id, filed == &np ? nepal : lanka).value();
        for (const auto& entry : events)
            for (const auto& tax : entry.taxes)
                BOOST_CHECK_EQUAL(tax.amount.currency, currency);
    }
}

BOOST_AUTO_TEST_SUITE_END()
