// Contract of the store: declarations, their identity, their versions.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_declarations)

using namespace postern;
using contract::Bench;
using contract::Engines;
using ports::No;

BOOST_AUTO_TEST_CASE_TEMPLATE(an_accepted_declaration_is_there_whole, Engine, Engines) {
    Bench<Engine> bench;
    auto deed = bench.acceptance("RR123456785NP", "REF-1", 1);
    deed.version.findings = {{"HS-MISSING",
                              core::Severity::warning,
                              "lines.hs_code",
                              2,
                              {"6", "", "a:b"},
                              {12, 3, "/x/y[2]", "7"},
                              "np-export"},
                             {"GROSS-BELOW-NET", core::Severity::info, "", 0, {}, {}, ""}};
    const auto outcome = bench.record(deed);
    BOOST_TEST(outcome.done());
    BOOST_TEST(outcome.declaration.value == deed.declaration.value);

    const auto head = bench.store->declarations().head(deed.declaration);
    BOOST_REQUIRE(head);
    BOOST_TEST(head->tenant.value == bench.post.value);
    BOOST_CHECK(head->mode == core::Mode::test);
    BOOST_TEST(head->item_id == "RR123456785NP");
    BOOST_TEST(head->sender_reference == "REF-1");
    BOOST_TEST(head->source == "cn23");
    BOOST_TEST(head->received.ms == bench.now().ms);
    BOOST_TEST(head->version == 1U);
    BOOST_CHECK(head->verdict == core::Verdict::accepted);
    BOOST_CHECK(head->content_hash == contract::hash_of(1));

    BOOST_CHECK(bench.store->declarations().findings(deed.declaration, 1) == deed.version.findings);
    BOOST_CHECK(bench.store->declarations().source(deed.declaration, 1) == deed.version.sealed_source);
    const auto versions = bench.store->declarations().versions(deed.declaration);
    BOOST_REQUIRE(versions.size() == 1);
    BOOST_TEST(versions[0].submission.value == deed.version.submission.value);
    BOOST_TEST(versions[0].judged_by == "lists 2026-11");
    BOOST_TEST(bench.store->health().declarations == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_not_there_is_not_there, Engine, Engines) {
    Bench<Engine> bench;
    auto& declarations = bench.store->declarations();
    BOOST_CHECK(!declarations.head({5}));
    BOOST_CHECK(!declarations.known({bench.post, core::Mode::test, "RR1", "R", contract::hash_of(1), {0}}));
    BOOST_CHECK(!declarations.source({5}, 1));
    BOOST_CHECK(!declarations.canonical({5}, bench.now()));
    BOOST_TEST(declarations.versions({5}).empty());
    BOOST_TEST(declarations.findings({5}, 1).empty());
    BOOST_TEST(declarations.of_item(bench.post, core::Mode::test, "RR1").empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_canonical_form_is_that_of_its_time, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    const auto before = bench.now();
    bench.later(1000);
    auto second = bench.amendment(first, 1, 2);
    second.version.sealed_canonical = {"canonical 2"};
    BOOST_TEST(bench.record(second).done());
    bench.later(1000);
    auto third = bench.amendment(first, 2, 3);
    third.version.sealed_canonical = {};
    BOOST_TEST(bench.record(third).done());

    auto& declarations = bench.store->declarations();
    const core::Instant earlier{before.ms - 1};
    const core::Instant between{before.ms + 1999};
    BOOST_CHECK(!declarations.canonical(first.declaration, earlier));
    BOOST_CHECK(declarations.canonical(first.declaration, before) == first.version.sealed_canonical);
    BOOST_CHECK(declarations.canonical(first.declaration, between) == second.version.sealed_canonical);
    BOOST_CHECK(!declarations.canonical(first.declaration, bench.now())); // it could not be made
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_id_is_taken_within_the_window_and_free_after_it, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());

    bench.later(contract::kYear - 1);
    const auto repeat = bench.acceptance("RR123456785NP", "REF-2", 2);
    const auto refused = bench.record(repeat);
    BOOST_CHECK(refused.no == No::identity_taken);
    BOOST_TEST(refused.declaration.value == first.declaration.value);
    BOOST_CHECK(!bench.store->declarations().head(repeat.declaration)); // and nothing of it was written
    BOOST_TEST(bench.entries().size() == 1U);

    bench.later(2);
    const auto again = bench.acceptance("RR123456785NP", "REF-3", 3);
    BOOST_TEST(bench.record(again).done());
    const auto all = bench.store->declarations().of_item(bench.post, core::Mode::test, "RR123456785NP");
    BOOST_REQUIRE(all.size() == 2);
    BOOST_TEST(all[0].key.value == again.declaration.value); // newest first
    BOOST_TEST(all[1].key.value == first.declaration.value);
    BOOST_TEST(bench.store->declarations().known(bench.identity(again))->key.value == again.declaration.value);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_reference_names_a_declaration_that_has_no_item_id, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    BOOST_CHECK(bench.record(bench.acceptance("", "REF-1", 2)).no == No::identity_taken);
    // with an item id it still means the one that waits for its id
    BOOST_CHECK(bench.record(bench.acceptance("RR123456785NP", "REF-1", 2)).no == No::identity_taken);
    BOOST_TEST(bench.record(bench.acceptance("", "REF-2", 1)).done());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_items_with_ids_may_share_a_reference, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR000000011NP", "REF-1", 1);
    const auto second = bench.acceptance("RR000000025NP", "REF-1", 2);
    BOOST_TEST(bench.record(first).done());
    BOOST_TEST(bench.record(second).done());
    // without an id the reference means the newest of them
    bench.later(1);
    const auto unnamed = bench.acceptance("", "REF-1", 3);
    const auto outcome = bench.record(unnamed);
    BOOST_CHECK(outcome.no == No::identity_taken);
    BOOST_TEST(outcome.declaration.value == second.declaration.value);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_rejected_one_without_id_and_reference_is_known_by_its_content, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.rejected("", "", 1);
    BOOST_TEST(bench.record(first).done());
    const auto outcome = bench.record(bench.rejected("", "", 1));
    BOOST_CHECK(outcome.no == No::identity_taken);
    BOOST_TEST(outcome.declaration.value == first.declaration.value);
    BOOST_TEST(bench.record(bench.rejected("", "", 2)).done());
    // the same content under a name is another matter
    BOOST_TEST(bench.record(bench.rejected("", "REF-1", 1)).done());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(test_and_live_and_two_posts_never_meet, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    auto live = bench.acceptance("RR123456785NP", "REF-1", 1);
    live.mode = core::Mode::live;
    BOOST_TEST(bench.record(live).done());
    auto other = bench.acceptance("RR123456785NP", "REF-1", 1);
    other.tenant = bench.store->tenant("bt-post");
    BOOST_TEST(bench.record(other).done());

    BOOST_TEST(bench.store->declarations().known(bench.identity(live))->key.value == live.declaration.value);
    BOOST_TEST(bench.store->declarations().known(bench.identity(other))->key.value == other.declaration.value);
    const auto of_item = bench.store->declarations().of_item(bench.post, core::Mode::test, "RR123456785NP");
    BOOST_REQUIRE(of_item.size() == 1);
    BOOST_TEST(of_item[0].key.value == first.declaration.value);
    BOOST_TEST(bench.entries().size() == 2U);
    BOOST_TEST(bench.store->feeds().page({bench.customs, core::Mode::live}, 0, 10).entries.size() == 1U);
    const auto& reference = live.version.filings[0].reference;
    BOOST_CHECK(!bench.store->filings().by_reference(bench.feed, reference));
    BOOST_CHECK(bench.store->filings().by_reference({bench.customs, core::Mode::live}, reference));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_amendment_is_a_new_version_of_the_same, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    bench.later(10);
    auto second = bench.amendment(first, 1, 2);
    second.sender_reference = "REF-2";
    BOOST_TEST(bench.record(second).done());

    const auto head = bench.store->declarations().head(first.declaration);
    BOOST_TEST(head->version == 2U);
    BOOST_TEST(head->sender_reference == "REF-2");
    BOOST_TEST(head->received.ms == first.at.ms); // first receipt
    BOOST_CHECK(head->content_hash == contract::hash_of(2));
    const auto versions = bench.store->declarations().versions(first.declaration);
    BOOST_REQUIRE(versions.size() == 2);
    BOOST_CHECK(versions[0].content_hash == contract::hash_of(1));
    BOOST_TEST(versions[1].received.ms == second.at.ms);
    BOOST_TEST(bench.store->health().declarations == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_amendment_of_another_version_or_of_nothing_is_refused, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    BOOST_CHECK(bench.record(bench.amendment(first, 2, 2)).no == No::version_moved);
    BOOST_TEST(bench.record(bench.amendment(first, 1, 2)).done());
    BOOST_CHECK(bench.record(bench.amendment(first, 1, 3)).no == No::version_moved);
    BOOST_TEST(bench.store->declarations().versions(first.declaration).size() == 2U);
    auto unknown = bench.amendment(first, 2, 3);
    unknown.declaration = {4711};
    BOOST_CHECK(bench.record(unknown).no == No::not_found);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_amendment_binds_an_item_id_once_and_only_a_free_one, Engine, Engines) {
    Bench<Engine> bench;
    const auto owner = bench.acceptance("RR000000011NP", "", 1);
    const auto waits = bench.acceptance("", "REF-1", 2);
    BOOST_TEST(bench.record(owner).done());
    BOOST_TEST(bench.record(waits).done());

    auto takes = bench.amendment(waits, 1, 3);
    takes.item_id = "RR000000011NP";
    const auto taken = bench.record(takes);
    BOOST_CHECK(taken.no == No::identity_taken);
    BOOST_TEST(taken.declaration.value == owner.declaration.value);

    auto bad = bench.amendment(waits, 1, 3);
    bad.item_id = "RR000000025NP";
    bad.version.verdict = core::Verdict::rejected;
    BOOST_TEST(bench.record(bad).done());
    BOOST_TEST(bench.store->declarations().head(waits.declaration)->item_id == ""); // a bad version binds nothing

    auto binds = bench.amendment(waits, 2, 4);
    binds.item_id = "RR000000025NP";
    BOOST_TEST(bench.record(binds).done());
    BOOST_TEST(bench.store->declarations().head(waits.declaration)->item_id == "RR000000025NP");
    auto other = bench.amendment(waits, 3, 5);
    other.item_id = "RR000000039NP";
    BOOST_CHECK(bench.record(other).no == No::item_id_already_bound);
    other.item_id = "RR000000025NP";
    BOOST_TEST(bench.record(other).done());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_id_is_bound_once, Engine, Engines) {
    Bench<Engine> bench;
    auto waits = bench.acceptance("", "REF-1", 1);
    waits.version.filings = {bench.filing("LRN-W", false)};
    waits.version.events.clear();
    const auto owner = bench.acceptance("RR000000011NP", "", 2);
    BOOST_TEST(bench.record(waits).done());
    BOOST_TEST(bench.record(owner).done());
    const auto filing = waits.version.filings[0].key;
    BOOST_CHECK(bench.state(filing) == core::FilingState::awaiting_item_id);
    BOOST_TEST(bench.entries().size() == 1U);

    ports::ItemIdBound bound{waits.declaration, "RR000000011NP", 1, bench.now(), waits.window_from, waits.version};
    bound.version.version = 2;
    bound.version.filings[0].state = core::FilingState::queued;
    bound.version.filings[0].document = bench.document("LRN-W");
    const auto taken = bench.record(bound);
    BOOST_CHECK(taken.no == No::identity_taken);
    BOOST_TEST(taken.declaration.value == owner.declaration.value);

    bound.item_id = "RR123456785NP";
    bound.expected_version = 2;
    BOOST_CHECK(bench.record(bound).no == No::version_moved);
    bound.expected_version = 1;
    BOOST_TEST(bench.record(bound).done());
    BOOST_TEST(bench.store->declarations().head(waits.declaration)->item_id == "RR123456785NP");
    BOOST_TEST(bench.store->declarations().head(waits.declaration)->version == 2U);
    BOOST_CHECK(bench.state(filing) == core::FilingState::queued);
    const auto entries = bench.entries();
    BOOST_REQUIRE(entries.size() == 2);
    BOOST_TEST(entries[1].filing.value == filing.value);
    BOOST_CHECK(entries[1].why == ports::OfferWhy::fresh); // the agency never saw it before

    bound.expected_version = 2;
    BOOST_CHECK(bench.record(bound).no == No::item_id_already_bound);
    bound.declaration = {4711};
    BOOST_CHECK(bench.record(bound).no == No::not_found);
}

BOOST_AUTO_TEST_SUITE_END()
