// Contract of the store: submissions and their keys of idempotency, API keys, the audit, names.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_clients)

using namespace postern;
using contract::Bench;
using contract::Engines;
using contract::kHour;
using ports::No;

template <class Engine>
ports::SubmissionRecorded submission(Bench<Engine>& bench, const std::string& idempotency_key, int body = 1) {
    ports::SubmissionRecorded made;
    made.submission = {bench.key()};
    made.tenant = bench.post;
    made.client = {7};
    made.at = bench.now();
    made.source = "itmatt";
    made.message_reference = "MSG-1";
    made.body_hash = contract::hash_of(body);
    made.idempotency_key = idempotency_key;
    return made;
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_submission_is_read_again_with_every_row, Engine, Engines) {
    Bench<Engine> bench;
    const auto accepted = bench.plain();
    auto recorded = submission(bench, "");
    recorded.items = {{1, accepted.declaration, 1, core::Verdict::accepted, false, "", ""},
                      {2, accepted.declaration, 1, core::Verdict::held, true, "", ""},
                      {3, {}, 0, core::Verdict::rejected, false, "content-differs", "dec_abc"}};
    const std::array deeds{contract::deed(accepted), contract::deed(recorded)};
    const auto outcomes = bench.store->ledger().record(deeds);
    BOOST_REQUIRE(outcomes.size() == 2);
    BOOST_TEST(outcomes[1].done());
    BOOST_TEST(outcomes[1].submission.value == recorded.submission.value);

    const auto head = bench.store->submissions().submission(recorded.submission);
    BOOST_REQUIRE(head);
    BOOST_TEST(head->tenant.value == bench.post.value);
    BOOST_TEST(head->at.ms == bench.now().ms);
    BOOST_TEST(head->source == "itmatt");
    BOOST_TEST(head->message_reference == "MSG-1");
    BOOST_CHECK(head->body_hash == contract::hash_of(1));
    BOOST_REQUIRE(head->items.size() == 3);
    BOOST_TEST(head->items[0].declaration.value == accepted.declaration.value);
    BOOST_TEST(head->items[1].repeat);
    BOOST_CHECK(head->items[1].verdict == core::Verdict::held);
    BOOST_CHECK(!head->items[2].declaration);
    BOOST_TEST(head->items[2].refusal == "content-differs");
    BOOST_TEST(head->items[2].object_id == "dec_abc");
    BOOST_CHECK(!bench.store->submissions().submission({4711}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_idempotency_key_is_known_for_a_day_to_its_client, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = submission(bench, "key-1", 1);
    BOOST_TEST(bench.record(first).done());
    const auto known = bench.record(submission(bench, "key-1", 2));
    BOOST_CHECK(known.no == No::idempotency_key_known);
    BOOST_TEST(known.submission.value == first.submission.value);
    BOOST_CHECK(known.body_hash == contract::hash_of(1));
    BOOST_TEST(bench.store->submissions().by_idempotency_key({7}, "key-1")->key.value == first.submission.value);
    BOOST_CHECK(!bench.store->submissions().by_idempotency_key({8}, "key-1"));
    auto other = submission(bench, "key-1", 3);
    other.client = {8};
    BOOST_TEST(bench.record(other).done());

    bench.later(24 * kHour);
    BOOST_CHECK(!bench.store->submissions().by_idempotency_key({7}, "key-1"));
    const auto next_day = submission(bench, "key-1", 4);
    BOOST_TEST(bench.record(next_day).done());
    BOOST_TEST(bench.store->submissions().by_idempotency_key({7}, "key-1")->key.value == next_day.submission.value);
    BOOST_CHECK(bench.store->submissions().submission(first.submission)); // what it named stays
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_builds_on_others_is_skipped_when_one_of_them_was_refused, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    BOOST_TEST(bench.record(first).done());
    const auto repeat = bench.acceptance("RR123456785NP", "REF-2", 2);
    const auto fresh = bench.plain();
    auto recorded = submission(bench, "key-1");
    recorded.items = {{1, repeat.declaration, 1, core::Verdict::accepted, false, "", ""}};
    std::array deeds{
        contract::deed(repeat), contract::deed(fresh),
        contract::deed(recorded, {{bench.now(), {7}, core::Role::post, "declarations.submit", "", 0, "", ""}})};
    deeds[2].only_if_all_before = true;
    const auto outcomes = bench.store->ledger().record(deeds);
    BOOST_CHECK(outcomes[0].no == No::identity_taken);
    BOOST_TEST(outcomes[1].done());
    BOOST_CHECK(outcomes[2].no == No::skipped);
    BOOST_CHECK(!bench.store->submissions().submission(recorded.submission));
    BOOST_TEST(bench.store->keys().audit(10).empty());
    BOOST_CHECK(!bench.store->submissions().by_idempotency_key({7}, "key-1"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_key_is_added_found_and_revoked, Engine, Engines) {
    Bench<Engine> bench;
    const ports::KeyAdded post{
        {bench.key()}, "pk_test_aaaaaaaa", contract::hash_of(1), core::Role::post, core::Mode::test, "np-post", "",
        "mail system", bench.now()};
    const ports::KeyAdded agency{{bench.key()},        "pk_live_bbbbbbbb",
                                 contract::hash_of(2), core::Role::agency,
                                 core::Mode::live,     "",
                                 "np-customs",         "",
                                 bench.now()};
    BOOST_TEST(bench.record(post).done());
    BOOST_TEST(bench.record(agency).done());

    const auto found = bench.store->keys().key("pk_test_aaaaaaaa");
    BOOST_REQUIRE(found);
    BOOST_TEST(found->principal.client.value == post.client.value);
    BOOST_CHECK(found->principal.role == core::Role::post);
    BOOST_CHECK(found->principal.mode == core::Mode::test);
    BOOST_TEST(found->principal.tenant.value == bench.post.value);
    BOOST_TEST(found->principal.post == "np-post");
    BOOST_CHECK(!found->principal.agency);
    BOOST_TEST(found->principal.label == "mail system");
    BOOST_CHECK(found->hash == contract::hash_of(1));
    BOOST_TEST(found->added.ms == bench.now().ms);
    BOOST_CHECK(!found->revoked);
    const auto customs = bench.store->keys().key("pk_live_bbbbbbbb");
    BOOST_TEST(customs->principal.agency.value == bench.customs.value);
    BOOST_TEST(customs->principal.agency_name == "np-customs");
    BOOST_CHECK(customs->principal.mode == core::Mode::live);
    BOOST_CHECK(!bench.store->keys().key("pk_test_unknown1"));
    BOOST_TEST(bench.store->keys().keys().size() == 2U);

    const auto revoked_at = bench.now();
    BOOST_TEST(bench.record(ports::KeyRevoked{post.prefix, revoked_at}).done());
    bench.later(5);
    BOOST_TEST(bench.record(ports::KeyRevoked{post.prefix, bench.now()}).done());
    BOOST_TEST(bench.store->keys().key(post.prefix)->revoked->ms == revoked_at.ms); // the first one counts
    BOOST_CHECK(bench.record(ports::KeyRevoked{"pk_test_unknown1", bench.now()}).no == No::not_found);

    auto twice = post;
    twice.client = {bench.key()};
    BOOST_CHECK_THROW(bench.record(twice), core::Failure); // a public part is unique
    BOOST_TEST(bench.store->keys().keys().size() == 2U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_operators_list_is_kept_whole_replaced_and_removed, Engine, Engines) {
    Bench<Engine> bench;
    BOOST_CHECK(bench.store->lists().lists().empty());
    const std::string text = "# source: x\n# date: 2026-01-01\na,\"b\n\u0e01\"\n" + std::string(200'000, 'x') + "\n";
    BOOST_CHECK(bench.record(ports::ListStored{"offices", "old", bench.now()}).done());
    BOOST_CHECK(bench.record(ports::ListStored{"exporters", "numbers", bench.now()}).done());
    bench.later(5);
    BOOST_CHECK(bench.record(ports::ListStored{"offices", text, bench.now()}).done());
    auto lists = bench.store->lists().lists();
    BOOST_REQUIRE_EQUAL(lists.size(), 2u);
    BOOST_CHECK_EQUAL(lists[0].name, "exporters");
    BOOST_CHECK_EQUAL(lists[1].name, "offices");
    BOOST_CHECK(lists[1].content == text);
    BOOST_CHECK(lists[1].at == bench.now());
    BOOST_CHECK(bench.record(ports::ListRemoved{"offices"}).done());
    BOOST_CHECK(bench.record(ports::ListRemoved{"offices"}).no == No::not_found);
    BOOST_CHECK_EQUAL(bench.store->lists().lists().size(), 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(folders_of_profiles_come_back_while_a_filing_is_open, Engine, Engines) {
    Bench<Engine> bench;
    auto made = bench.plain();
    BOOST_REQUIRE(bench.record(made).done());
    BOOST_CHECK(!bench.store->lists().has_folder("abc"));
    BOOST_CHECK(bench.record(ports::FolderKept{"np-asycuda", "abc", {"first"}, bench.now()}).done());
    BOOST_CHECK(bench.record(ports::FolderKept{"np-asycuda", "abc", {"second"}, bench.now()}).done());
    BOOST_CHECK(bench.record(ports::FolderKept{"np-asycuda", "unused", {"x"}, bench.now()}).done());
    BOOST_CHECK(bench.store->lists().has_folder("abc"));
    const auto folders = bench.store->lists().folders_in_use();
    BOOST_REQUIRE_EQUAL(folders.size(), 1u);
    BOOST_CHECK_EQUAL(folders[0].profile, "np-asycuda");
    BOOST_CHECK_EQUAL(folders[0].hash, "abc");
    BOOST_CHECK_EQUAL(folders[0].sealed.bytes, "first");
    // nothing of it is open any more
    ports::AnswerApplied answer;
    answer.answer = {bench.key()};
    answer.feed = bench.feed;
    answer.identity = "A-1";
    answer.at = bench.now();
    answer.events = {contract::event(core::EventType::filing_exited, bench.now(), made.version.filings.front().key)};
    BOOST_REQUIRE(bench.record(answer).done());
    BOOST_CHECK(bench.store->lists().folders_in_use().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(audit_rows_stand_with_their_deed_and_fall_with_it, Engine, Engines) {
    Bench<Engine> bench;
    const ports::AuditRow row{bench.now(), {7}, core::Role::post, "declarations.submit", "dec_abc", 201, "", "req-1"};
    const auto first = bench.acceptance("RR123456785NP", "REF-1", 1);
    const std::array done{contract::deed(first, {row})};
    BOOST_TEST(bench.store->ledger().record(done)[0].done());
    const std::array refused{contract::deed(bench.acceptance("RR123456785NP", "REF-1", 1), {row})};
    BOOST_TEST(!bench.store->ledger().record(refused)[0].done());
    auto alone = row;
    alone.action = "admin.keys";
    alone.client = {};
    alone.role = core::Role::admin;
    alone.status = 403;
    alone.code = "forbidden";
    alone.object = std::string(100, 'x');
    const std::array noted{contract::deed(ports::AuditNoted{}, {alone})};
    BOOST_TEST(bench.store->ledger().record(noted)[0].done());

    const auto rows = bench.store->keys().audit(10);
    BOOST_REQUIRE(rows.size() == 2);
    BOOST_TEST(rows[0].action == "admin.keys"); // newest first
    BOOST_CHECK(!rows[0].client);
    BOOST_CHECK(rows[0].role == core::Role::admin);
    BOOST_TEST(rows[0].status == 403);
    BOOST_TEST(rows[0].code == "forbidden");
    BOOST_TEST(rows[0].object.size() == 64U);
    BOOST_TEST(rows[1].at.ms == row.at.ms);
    BOOST_TEST(rows[1].client.value == 7);
    BOOST_TEST(rows[1].object == "dec_abc");
    BOOST_TEST(rows[1].request_id == "req-1");
    BOOST_TEST(bench.store->keys().audit(1).size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_note_is_written_at_the_latest_when_the_store_closes, Engine, Engines) {
    Bench<Engine> bench;
    const ports::AuditRow row{bench.now(), {7}, core::Role::agency, "filings.document", "fil_abc", 200, "", "req-1"};
    BOOST_TEST(bench.store->ledger().note(row));
    bench.store.reset();
    bench.store = bench.engine.open(bench.clock);
    const auto rows = bench.store->keys().audit(10);
    BOOST_REQUIRE(rows.size() == 1);
    BOOST_TEST(rows[0].action == "filings.document");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_name_has_one_key_and_kinds_do_not_mix, Engine, Engines) {
    Bench<Engine> bench;
    const auto post = bench.store->tenant("one-name");
    const auto agency = bench.store->agency("one-name");
    BOOST_CHECK(post);
    BOOST_CHECK(agency);
    BOOST_TEST(bench.store->tenant("one-name").value == post.value);
    BOOST_TEST(bench.store->agency("one-name").value == agency.value);
    BOOST_TEST(bench.store->tenant("another").value != post.value);
    BOOST_CHECK(!bench.store->tenant(""));
}

BOOST_AUTO_TEST_SUITE_END()
