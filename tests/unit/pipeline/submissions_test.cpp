// A post's view: what is accepted, repeated, changed, refused and bound.
#include "core/item_id.hpp"
#include "pipeline/submissions.hpp"
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "support/test_gateway.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

BOOST_AUTO_TEST_SUITE(submissions)

using namespace postern;
using core::FilingState;
using core::RefusalCode;
using core::Verdict;
using pipeline::ItemReport;

/// A sale from Nepal as CN 23: it is filed with customs.
core::Declaration sale(std::uint64_t seed = 1) {
    generator::Generator generator(seed);
    for (;;) {
        auto d = generator.next();
        if (d.form == "CN23" && d.natures == std::vector<std::string>{"11"} && d.sender.country == "NP") return d;
    }
}

/// A small gift: for it the form suffices.
core::Declaration gift() {
    auto d = sale(7);
    d.natures = {"31"};
    d.claim = core::Claim::none;
    d.lines.resize(1);
    d.lines[0].line_value = core::Decimal(2000, 2);
    d.lines[0].unit_value.reset();
    d.lines[0].currency = "USD";
    d.total_value = core::Money{core::Decimal(2000, 2), "USD"};
    d.insured_value.reset();
    d.documents.clear();
    return d;
}

std::string slug(const ItemReport& item) {
    std::string out(core::to_string(item.verdict));
    for (const auto& finding : item.findings) {
        if (finding.severity == core::Severity::error) out += " " + finding.code;
    }
    return out;
}

BOOST_AUTO_TEST_CASE(a_sale_is_filed_and_its_timeline_says_so) {
    tests::TestGateway world;
    const auto who = world.post();
    const auto report = world.submit(generator::to_cn23_xml(sale()), who);
    BOOST_REQUIRE_EQUAL(report.items.size(), 1u);
    const auto& item = report.items[0];
    BOOST_REQUIRE_EQUAL(slug(item), "accepted");
    BOOST_REQUIRE_EQUAL(item.filings.size(), 1u);
    BOOST_CHECK(item.filings[0].outcome == ports::RouteOutcome::file);
    BOOST_CHECK(item.filings[0].state == FilingState::queued);
    BOOST_CHECK_EQUAL(item.filings[0].profile, "np-asycuda");
    BOOST_CHECK_EQUAL(item.filings[0].reference, item.item_id);
    const auto timeline = world.submissions().timeline(item.declaration_id, who);
    BOOST_REQUIRE(timeline.has_value());
    BOOST_REQUIRE_EQUAL(timeline->size(), 2u);
    BOOST_CHECK(timeline->at(0).event.type == core::EventType::item_captured);
    BOOST_CHECK(timeline->at(1).event.type == core::EventType::filing_queued);
    BOOST_CHECK_EQUAL(timeline->at(1).agency, "np-customs");
}

BOOST_AUTO_TEST_CASE(what_was_judged_is_kept_with_the_profile_and_the_lists_that_judged_it) {
    tests::TestGateway world;
    const auto who = world.post();
    const auto report = world.submit(generator::to_cn23_xml(sale()), who);
    const auto key = world.gateway().chain()->ids->open(crypto::IdKind::declaration, report.items[0].declaration_id);
    BOOST_REQUIRE(key.has_value());
    const auto filings = world.store().filings().of_declaration({*key});
    BOOST_REQUIRE_EQUAL(filings.size(), 1u);
    const auto profile = world.gateway().chain()->library->profile("np-asycuda");
    BOOST_CHECK_EQUAL(filings[0].profile_version, profile->version);
    BOOST_CHECK_EQUAL(filings[0].profile_hash, profile->hash);
    BOOST_CHECK_EQUAL(filings[0].profile_hash.size(), 64u);
    const auto versions = world.store().declarations().versions({*key});
    BOOST_REQUIRE_EQUAL(versions.size(), 1u);
    BOOST_CHECK_EQUAL(versions[0].judged_by, world.gateway().chain()->lists->current()->editions_text());
}

BOOST_AUTO_TEST_CASE(a_repeat_is_answered_not_repeated) {
    tests::TestGateway world;
    const auto who = world.post();
    const auto xml = generator::to_cn23_xml(sale());
    const auto first = world.submit(xml, who);
    const auto second = world.submit(xml, who);
    BOOST_CHECK(!first.items[0].repeat);
    BOOST_CHECK(second.items[0].repeat);
    BOOST_CHECK_EQUAL(first.items[0].declaration_id, second.items[0].declaration_id);
    BOOST_CHECK_EQUAL(second.items[0].filings.size(), 1u);
    BOOST_CHECK_EQUAL(world.store().health().declarations, 1u);
}

BOOST_AUTO_TEST_CASE(other_content_of_a_form_is_refused_with_the_id_to_amend) {
    tests::TestGateway world;
    const auto who = world.post();
    auto d = sale();
    const auto first = world.submit(generator::to_cn23_xml(d), who);
    d.sender.city += " East";
    const auto second = world.submit(generator::to_cn23_xml(d), who);
    BOOST_REQUIRE(second.items[0].refused);
    BOOST_CHECK(second.items[0].refusal == RefusalCode::content_differs);
    BOOST_CHECK_EQUAL(second.items[0].object_id, first.items[0].declaration_id);
}

BOOST_AUTO_TEST_CASE(a_rejected_form_may_be_corrected) {
    tests::TestGateway world;
    const auto who = world.post();
    auto d = sale();
    const auto hs = d.lines[0].hs_code;
    d.lines[0].hs_code.clear();
    const auto first = world.submit(generator::to_cn23_xml(d), who);
    BOOST_REQUIRE(first.items[0].verdict == Verdict::rejected);
    BOOST_CHECK(first.items[0].filings.empty());
    d.lines[0].hs_code = hs;
    const auto second = world.submit(generator::to_cn23_xml(d), who);
    BOOST_REQUIRE_EQUAL(slug(second.items[0]), "accepted");
    BOOST_CHECK_EQUAL(second.items[0].declaration_id, first.items[0].declaration_id);
    BOOST_CHECK_EQUAL(second.items[0].version, 2u);
    BOOST_CHECK_EQUAL(second.items[0].filings.size(), 1u);
}

BOOST_AUTO_TEST_CASE(a_posting_date_moved_gives_one_declaration_two_versions_one_filing) {
    tests::TestGateway world;
    const auto who = world.post();
    auto d = sale();
    d.posting_date = core::Date{2026, 11, 23};
    const auto first = world.submit(generator::to_itmatt_xml({&d, 1}), who);
    BOOST_REQUIRE_EQUAL(slug(first.items[0]), "accepted");
    d.posting_date = core::Date{2026, 11, 24};
    const auto second = world.submit(generator::to_itmatt_xml({&d, 1}), who);
    BOOST_REQUIRE_EQUAL(slug(second.items[0]), "accepted");
    BOOST_CHECK_EQUAL(second.items[0].declaration_id, first.items[0].declaration_id);
    BOOST_CHECK_EQUAL(second.items[0].version, 2u);
    BOOST_REQUIRE_EQUAL(second.items[0].filings.size(), 1u);
    BOOST_CHECK_EQUAL(second.items[0].filings[0].filing_id, first.items[0].filings[0].filing_id);
    const auto feed = world.desk().feed(world.customs(), {}, 10, 0);
    BOOST_REQUIRE(feed.ok());
    BOOST_REQUIRE_EQUAL(feed.value().offers.size(), 2u);
    BOOST_CHECK(feed.value().offers[0].why == ports::OfferWhy::fresh);
    BOOST_CHECK(feed.value().offers[1].why == ports::OfferWhy::amended);
    const auto document = world.desk().document(world.customs(), first.items[0].filings[0].filing_id, 0);
    BOOST_REQUIRE(document.ok());
    BOOST_CHECK(document.value().bytes.find("<Number>" + d.item_id + "-2</Number>") != std::string::npos);
    // content older than the current version is a repeat, not a change
    d.posting_date = core::Date{2026, 11, 23};
    const auto third = world.submit(generator::to_itmatt_xml({&d, 1}), who);
    BOOST_CHECK(third.items[0].repeat);
    BOOST_CHECK_EQUAL(world.store().health().declarations, 1u);
}

BOOST_AUTO_TEST_CASE(without_an_item_id_it_is_judged_kept_and_filed_when_one_is_bound) {
    tests::TestGateway world;
    const auto who = world.post();
    auto d = sale();
    const auto item_id = d.item_id;
    d.item_id.clear();
    d.sender_reference = "ORDER-1";
    const auto first = world.submit(generator::to_cn23_xml(d), who);
    BOOST_REQUIRE_EQUAL(slug(first.items[0]), "accepted");
    BOOST_REQUIRE_EQUAL(first.items[0].filings.size(), 1u);
    BOOST_CHECK(first.items[0].filings[0].state == FilingState::awaiting_item_id);
    BOOST_CHECK(world.desk().feed(world.customs(), {}, 10, 0).value().offers.empty());
    BOOST_CHECK(world.submit(generator::to_cn23_xml(d), who).items[0].repeat);

    const auto key = world.gateway().chain()->ids->open(crypto::IdKind::declaration, first.items[0].declaration_id);
    BOOST_REQUIRE(key.has_value());
    const auto bound = world.submissions().bind_item_id({*key}, item_id, who, {});
    BOOST_REQUIRE(bound.ok());
    BOOST_CHECK_EQUAL(bound.value().item_id, item_id);
    BOOST_REQUIRE_EQUAL(bound.value().filings.size(), 1u);
    BOOST_CHECK(bound.value().filings[0].state == FilingState::queued);
    BOOST_CHECK_EQUAL(bound.value().filings[0].filing_id, first.items[0].filings[0].filing_id);
    BOOST_CHECK_EQUAL(world.desk().feed(world.customs(), {}, 10, 0).value().offers.size(), 1u);
    // said again it is the same; another id is too late; a wrong one is no id
    BOOST_CHECK(world.submissions().bind_item_id({*key}, item_id, who, {}).ok());
    const auto other = world.submissions().bind_item_id({*key}, "RR123456785NP", who, {});
    BOOST_REQUIRE(!other.ok());
    BOOST_CHECK(other.refusal().code == RefusalCode::item_id_already_bound);
    const auto wrong = world.submissions().bind_item_id({*key}, "RR123456789NP", who, {});
    BOOST_REQUIRE(!wrong.ok());
    BOOST_CHECK(wrong.refusal().code == RefusalCode::item_id_invalid);
    BOOST_CHECK_EQUAL(world.submissions().of_item(item_id, who).size(), 1u);
}

BOOST_AUTO_TEST_CASE(an_item_id_that_is_taken_cannot_be_bound) {
    tests::TestGateway world;
    const auto who = world.post();
    const auto taken = world.submit(generator::to_cn23_xml(sale(1)), who);
    auto d = sale(2);
    d.item_id.clear();
    d.sender_reference = "ORDER-2";
    const auto open = world.submit(generator::to_cn23_xml(d), who);
    const auto key = world.gateway().chain()->ids->open(crypto::IdKind::declaration, open.items[0].declaration_id);
    const auto bound = world.submissions().bind_item_id({*key}, taken.items[0].item_id, who, {});
    BOOST_REQUIRE(!bound.ok());
    BOOST_CHECK(bound.refusal().code == RefusalCode::item_id_in_use);
    BOOST_CHECK_EQUAL(bound.refusal().object_id, taken.items[0].declaration_id);
}

BOOST_AUTO_TEST_CASE(for_a_small_gift_the_form_suffices) {
    tests::TestGateway world;
    const auto report = world.submit(generator::to_cn23_xml(gift()), world.post());
    BOOST_REQUIRE_EQUAL(slug(report.items[0]), "accepted");
    BOOST_REQUIRE_EQUAL(report.items[0].filings.size(), 1u);
    BOOST_CHECK(report.items[0].filings[0].outcome == ports::RouteOutcome::form);
    BOOST_CHECK(report.items[0].filings[0].state == FilingState::form_suffices);
    BOOST_CHECK(!report.items[0].filings[0].legal_basis.empty());
    BOOST_CHECK(world.desk().feed(world.customs(), {}, 10, 0).value().offers.empty());
}

BOOST_AUTO_TEST_CASE(no_route_is_a_finding_never_a_default) {
    tests::TestGateway world;
    auto d = sale();
    d.sender.country = "CH";
    d.item_id = "CP100000017CH";
    const auto report = world.submit(generator::to_cn23_xml(d), world.post());
    BOOST_CHECK(slug(report.items[0]).find("ROUTE-NONE") != std::string::npos);
    BOOST_CHECK(report.items[0].verdict == Verdict::rejected);
}

BOOST_AUTO_TEST_CASE(the_same_item_twice_in_one_batch_is_kept_once) {
    tests::TestGateway world;
    const auto d = sale();
    const std::vector<core::Declaration> twice = {d, d};
    const auto report = world.submit(generator::to_itmatt_xml(twice), world.post());
    BOOST_REQUIRE_EQUAL(report.items.size(), 2u);
    BOOST_CHECK(report.items[0].repeat != report.items[1].repeat);
    BOOST_CHECK_EQUAL(report.items[0].declaration_id, report.items[1].declaration_id);
    BOOST_CHECK_EQUAL(world.store().health().declarations, 1u);
}

BOOST_AUTO_TEST_CASE(one_bad_item_never_sinks_the_batch) {
    tests::TestGateway world;
    const auto who = world.post();
    generator::Generator generator(5);
    std::vector<core::Declaration> items;
    for (int i = 0; i < 20; ++i)
        items.push_back(generator.next());
    items[3].lines[0].hs_code = "77";
    items[3].natures = {"11"};
    items[9].addressee.name.clear();
    items[9].addressee.first_name.clear();
    items[9].addressee.last_name.clear();
    items[9].addressee.business.clear();
    const auto xml = generator::to_itmatt_xml(items);
    const auto first = world.submit(xml, who);
    BOOST_CHECK_EQUAL(first.count(Verdict::rejected), 2u);
    BOOST_CHECK_EQUAL(first.count(Verdict::accepted), 18u);
    for (const auto index : {3u, 9u}) {
        const auto& findings = first.items[index].findings;
        const auto error = std::find_if(findings.begin(), findings.end(),
                                        [](const auto& f) { return f.severity == core::Severity::error; });
        BOOST_REQUIRE(error != findings.end());
        BOOST_CHECK(!error->place.box.empty());
        BOOST_CHECK(error->place.line > 0);
    }
    const auto again = world.submit(xml, who);
    BOOST_CHECK_EQUAL(again.count(Verdict::rejected), 2u);
    BOOST_CHECK(std::all_of(again.items.begin(), again.items.end(), [](const auto& item) { return item.repeat; }));
    for (std::size_t i = 0; i < items.size(); ++i) {
        BOOST_CHECK_EQUAL(first.items[i].declaration_id, again.items[i].declaration_id);
        BOOST_CHECK(first.items[i].findings == again.items[i].findings);
    }
    const auto stored = world.submissions().submission(first.submission_id, who);
    BOOST_REQUIRE(stored.has_value());
    BOOST_CHECK_EQUAL(stored->items.size(), 20u);
    BOOST_CHECK(stored->batch);
}

BOOST_AUTO_TEST_CASE(an_idempotency_key_gives_the_first_answer_and_belongs_to_one_body) {
    tests::TestGateway world;
    const auto who = world.post();
    const auto xml = generator::to_cn23_xml(sale());
    const auto first = world.submit(xml, who, "key-1");
    const auto second = world.submit(xml, who, "key-1");
    BOOST_CHECK(second.repeat);
    BOOST_CHECK_EQUAL(first.submission_id, second.submission_id);
    pipeline::SubmitOptions options;
    options.idempotency_key = "key-1";
    const auto other = world.submissions().submit(generator::to_cn23_xml(sale(3)), who, options);
    BOOST_REQUIRE(!other.ok());
    BOOST_CHECK(other.refusal().code == RefusalCode::idempotency_key_reused);
}

BOOST_AUTO_TEST_CASE(a_test_message_under_a_live_key_is_judged_and_never_kept) {
    tests::TestGateway world;
    const auto d = sale();
    const auto live = world.post("np-post", core::Mode::live);
    const auto report = world.submit(generator::to_itmatt_xml({&d, 1}, {"T-1", true}), live);
    BOOST_REQUIRE_EQUAL(report.items.size(), 1u);
    BOOST_CHECK(report.submission_id.empty());
    BOOST_CHECK(report.items[0].declaration_id.empty());
    BOOST_CHECK_EQUAL(report.items[0].findings.back().code, "TEST-MESSAGE");
    BOOST_CHECK_EQUAL(world.store().health().declarations, 0u);
}

BOOST_AUTO_TEST_CASE(a_batch_without_its_header_is_refused_as_a_whole) {
    tests::TestGateway world;
    const auto d = sale();
    auto xml = generator::to_itmatt_xml({&d, 1});
    const auto begin = xml.find("<msghead>");
    const auto end = xml.find("</msghead>");
    BOOST_REQUIRE(begin != std::string::npos && end != std::string::npos);
    xml.erase(begin, end + std::string("</msghead>").size() - begin);
    const auto refused = world.submissions().submit(xml, world.post(), {});
    BOOST_REQUIRE(!refused.ok());
    BOOST_CHECK(refused.refusal().code == RefusalCode::message_structure);
    BOOST_CHECK_EQUAL(refused.refusal().argument, "msghead");
}

BOOST_AUTO_TEST_CASE(anothers_things_do_not_exist) {
    tests::TestGateway world;
    const auto report = world.submit(generator::to_cn23_xml(sale()), world.post());
    const auto& id = report.items[0].declaration_id;
    for (const auto& stranger : {world.post("other-post"), world.post("np-post", core::Mode::live)}) {
        BOOST_CHECK(!world.submissions().declaration(id, stranger));
        BOOST_CHECK(!world.submissions().timeline(id, stranger));
        BOOST_CHECK(!world.submissions().source_of(id, stranger));
        BOOST_CHECK(!world.submissions().submission(report.submission_id, stranger));
        BOOST_CHECK(world.submissions().of_item(report.items[0].item_id, stranger).empty());
        const auto key = world.gateway().chain()->ids->open(crypto::IdKind::declaration, id);
        const auto bound = world.submissions().bind_item_id({*key}, "RR123456785NP", stranger, {});
        BOOST_REQUIRE(!bound.ok());
        BOOST_CHECK(bound.refusal().code == RefusalCode::not_found);
    }
}

BOOST_AUTO_TEST_CASE(another_post_cannot_take_an_item_id_that_is_open_with_customs) {
    tests::TestGateway world;
    const auto xml = generator::to_cn23_xml(sale());
    BOOST_REQUIRE_EQUAL(slug(world.submit(xml, world.post()).items[0]), "accepted");
    const auto other = world.submit(xml, world.post("other-post"));
    BOOST_REQUIRE(other.items[0].refused);
    BOOST_CHECK(other.items[0].refusal == RefusalCode::item_id_in_use);
    BOOST_CHECK(other.items[0].object_id.empty());
    BOOST_CHECK_EQUAL(world.store().health().declarations, 1u);
}

BOOST_AUTO_TEST_CASE(who_races_for_an_identity_gets_the_one_declaration) {
    tests::TestGateway world;
    const auto who = world.post();
    const auto xml = generator::to_cn23_xml(sale());
    std::atomic<int> fresh{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] {
            const auto report = world.submit(xml, who);
            if (!report.items[0].repeat) ++fresh;
        });
    }
    for (auto& thread : threads)
        thread.join();
    BOOST_CHECK_EQUAL(fresh.load(), 1);
    BOOST_CHECK_EQUAL(world.store().health().declarations, 1u);
}

BOOST_AUTO_TEST_CASE(a_full_lane_refuses_and_keeps_nothing) {
    tests::TestGateway world;
    pipeline::SubmitOptions options;
    options.on_cpu = [](const std::function<void()>&) { return false; };
    const auto refused = world.submissions().submit(generator::to_cn23_xml(sale()), world.post(), options);
    BOOST_REQUIRE(!refused.ok());
    BOOST_CHECK(refused.refusal().code == RefusalCode::busy);
    BOOST_CHECK_EQUAL(world.store().health().declarations, 0u);
}

BOOST_AUTO_TEST_CASE(what_the_generator_makes_draws_no_error) {
    tests::TestGateway world;
    generator::Generator generator(2026);
    std::vector<core::Declaration> items;
    for (int i = 0; i < 300; ++i)
        items.push_back(generator.next());
    for (const auto& item : world.submit(generator::to_itmatt_xml(items), world.post()).items) {
        BOOST_CHECK_EQUAL(slug(item), "accepted");
    }
}

BOOST_AUTO_TEST_SUITE_END()
