// No word of a sender's stands in what we keep in the open: findings, audit and figures hold codes, fields and numbers.
#include "pipeline/submissions.hpp"
#include "statistics/quality.hpp"
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "support/test_gateway.hpp"

#include <algorithm>
#include <cctype>

BOOST_AUTO_TEST_SUITE(canary)

using namespace postern;

/// A text that is nowhere else; short enough for every field.
constexpr const char* kBird = "KANARI";

/// Declarations that are wrong in as many ways as can be, with the bird in every place.
std::vector<core::Declaration> singing() {
    generator::Generator generator(99);
    std::vector<core::Declaration> out;
    for (int i = 0; i < 40; ++i) {
        auto d = generator.next();
        d.sender_reference = std::string(kBird) + std::to_string(i);
        for (auto* party : {&d.sender, &d.addressee}) {
            party->name = kBird;
            party->city = kBird;
            party->postcode = kBird;
            party->address_lines = {kBird};
            party->email = std::string(kBird) + "@example.org";
            party->numbers.push_back({"UNKNOWN", kBird, "origin"});
            if (i % 3 == 0) party->country = kBird;
        }
        if (i % 2 == 0) d.item_id = kBird;
        if (i % 5 == 0) d.mail_class = kBird;
        if (i % 4 == 0) d.natures = {kBird};
        d.comments = kBird;
        if (i % 2 == 1) d.office_of_origin = kBird;
        for (auto& line : d.lines) {
            line.descriptions = {{std::string("gift ") + kBird, "en"}};
            if (i % 3 == 1) line.hs_code = kBird;
            if (i % 4 == 1) line.currency = kBird;
            if (i % 5 == 1) line.origin_country = kBird;
        }
        if (i % 4 == 2 && d.total_value) d.total_value->currency = kBird;
        out.push_back(std::move(d));
    }
    return out;
}

bool sings(const std::string& text) {
    return text.find(kBird) != std::string::npos;
}

/// Figures by sender show pseudonyms and nothing that a sender or a clerk wrote; by office what the clerk wrote, which
/// is there to be shown, but nobody's name.
void check_figures(tests::TestGateway& world, const core::Principal& who) {
    ports::QualityQuestion question;
    question.tenant = who.tenant;
    question.from = {2020, 1, 1};
    question.to = core::date_of(world.gateway().clock().now());
    for (const auto by : {ports::QualityBy::sender, ports::QualityBy::code, ports::QualityBy::rule,
                          ports::QualityBy::source, ports::QualityBy::nothing}) {
        question.by = by;
        const auto figures = statistics::quality_figures(world.store().quality(), question);
        BOOST_REQUIRE(figures);
        BOOST_CHECK(!figures->empty());
        json::Writer out;
        statistics::write_quality(out, question, *figures);
        for (auto text : {out.text(), statistics::quality_csv(question, *figures)}) {
            std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
            BOOST_CHECK_MESSAGE(!sings(text), "figures by " << statistics::to_string(by) << " sing");
        }
    }
    question.by = ports::QualityBy::sender;
    const auto by_sender = world.store().quality().rows(question);
    BOOST_REQUIRE(by_sender);
    for (const auto& row : *by_sender)
        BOOST_CHECK(row.group.empty());
    question.by = ports::QualityBy::office;
    const auto by_office = world.store().quality().rows(question);
    BOOST_REQUIRE(by_office);
    for (const auto& row : *by_office)
        BOOST_CHECK(row.group.size() <= 35);
}

BOOST_AUTO_TEST_CASE(it_is_silent_in_findings_audit_and_figures) {
    tests::TestGateway world;
    const auto who = world.post();
    std::size_t findings = 0;
    for (const auto& d : singing()) {
        for (const auto& xml : {generator::to_itmatt_xml({&d, 1}), generator::to_form_xml(d)}) {
            auto report = world.submissions().submit(xml, who, {});
            if (!report) continue;
            for (const auto& item : report.value().items) {
                for (const auto& finding : item.findings) {
                    ++findings;
                    BOOST_CHECK_MESSAGE(std::none_of(finding.args.begin(), finding.args.end(), sings),
                                        finding.code << " carries the sender's text");
                    BOOST_CHECK_MESSAGE(!sings(finding.place.xpath + finding.field + finding.place.box), finding.code);
                }
            }
        }
    }
    BOOST_CHECK(findings > 200);
    const auto audit = world.store().keys().audit(1000);
    BOOST_CHECK(audit.size() > 20);
    for (const auto& row : audit)
        BOOST_CHECK(!sings(row.action + row.object + row.code + row.request_id));
    check_figures(world, who);
}

BOOST_AUTO_TEST_SUITE_END()
