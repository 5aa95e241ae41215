// Contract of the store: closing and opening, two programs on one database, databases that are not ours.
#include "contract/bench.hpp"

#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

BOOST_AUTO_TEST_SUITE(store_opening)

using namespace postern;
using contract::Bench;
using contract::Engines;
using ports::No;

BOOST_AUTO_TEST_CASE_TEMPLATE(everything_is_there_after_closing_and_opening, Engine, Engines) {
    Bench<Engine> bench;
    const auto first = bench.plain();
    BOOST_TEST(bench.record(first).done());
    const auto lease = bench.lease(1);
    BOOST_TEST(bench.record(lease).entries.size() == 1U);
    const auto newest = bench.store->newest_key();
    BOOST_TEST(newest == lease.lease.value);
    bench.store.reset();

    bench.store = bench.engine.open(bench.clock);
    BOOST_TEST(bench.store->newest_key() == newest);
    BOOST_TEST(bench.store->tenant("np-post").value == bench.post.value);
    BOOST_TEST(bench.store->declarations().head(first.declaration)->item_id == first.item_id);
    BOOST_TEST(bench.store->health().declarations == 1U);
    BOOST_TEST(bench.store->health().schema == store::sqlite_schema_version());
    BOOST_TEST(bench.store->health().trouble == "");
    const auto second = bench.plain();
    BOOST_TEST(bench.record(second).done());
    BOOST_TEST(bench.entries().back().position == 2); // positions go on
    BOOST_CHECK(bench.record(bench.acceptance(first.item_id, "", 9)).no == No::identity_taken);
    bench.store->feeds().wait(bench.feed, 1, {bench.now().ms + 600'000}); // news from before the opening count too
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_programs_on_one_database_see_each_other, Engine, Engines) {
    Bench<Engine> bench;
    const auto other = bench.engine.open(bench.clock);
    auto waiting =
        std::async(std::launch::async, [&] { bench.store->feeds().wait(bench.feed, 0, {bench.now().ms + 600'000}); });
    const auto made = bench.plain();
    const std::array deeds{contract::deed(made)};
    BOOST_TEST(other->ledger().record(deeds)[0].done());
    waiting.get(); // nobody rang here: it looked itself
    BOOST_CHECK(bench.record(bench.acceptance(made.item_id, "", 9)).no == No::identity_taken);
    BOOST_TEST(bench.record(bench.plain()).done());
    BOOST_TEST(bench.entries().size() == 2U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_database_of_a_newer_program_is_refused_and_left_alone, Engine, Engines) {
    Bench<Engine> bench;
    bench.store.reset();
    bench.engine.pretend_newer_schema();
    const auto says_newer = [](const core::Failure& failure) {
        return std::string(failure.what()).find("newer program") != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(bench.engine.open(bench.clock), core::Failure, says_newer);
    BOOST_CHECK_EXCEPTION(bench.engine.open(bench.clock), core::Failure, says_newer);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_database_of_the_first_schema_is_brought_up_with_what_it_holds, Engine, Engines) {
    const Engine engine;
    const contract::ManualClock clock;
    engine.put_first_schema();
    const auto store = engine.open(clock);
    BOOST_TEST(store->health().schema == store::sqlite_schema_version());
    const auto head = store->declarations().head({77});
    BOOST_REQUIRE(head);
    BOOST_TEST(head->item_id == "OLD1");
    BOOST_REQUIRE(store->declarations().versions({77}).size() == 1U);
    BOOST_TEST(store->declarations().versions({77}).front().sender == 0);
    BOOST_REQUIRE(store->filings().filing({78}));
    BOOST_TEST(store->filings().filing({78})->offered_version == 4u);
    const auto page = store->feeds().page({store->agency("np-customs"), core::Mode::test}, 0, 10);
    BOOST_TEST(page.entries.size() == 2u);
    BOOST_TEST(page.removed == 0);
    BOOST_TEST(store->events().expired() == 0);

    ports::Amendment next;
    next.declaration = {77};
    next.expected_version = 1;
    next.at = clock.now();
    next.version.version = 2;
    next.version.source = "cn23";
    next.version.sealed_source = {"source"};
    next.version.quality.sender = 5;
    const std::array deeds{contract::deed(next)};
    BOOST_TEST(store->ledger().record(deeds)[0].done());
    BOOST_TEST(store->declarations().versions({77}).back().sender == 5);
    ports::QualityQuestion question;
    question.from = question.to = core::date_of(clock.now());
    const auto rows = store->quality().rows(question);
    BOOST_REQUIRE((rows && rows->size() == 1U)); // what came before the tallies is in none
    BOOST_TEST(rows->front().declarations == 1);
    BOOST_TEST(engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_database_from_before_attachments_takes_them, Engine, Engines) {
    const Engine engine;
    contract::ManualClock clock;
    engine.put_schema_11();
    const auto store = engine.open(clock);
    BOOST_TEST(store->health().schema == store::sqlite_schema_version());
    for (const auto& event : store->filings().events_of(core::FilingKey{78})) {
        BOOST_TEST(event.asks.empty());
        BOOST_TEST(!event.deadline);
    }
    ports::AttachmentGiven given;
    given.attachment = {90};
    given.public_id = "doc_90";
    given.declaration = {77};
    given.tenant = store->tenant("np-post");
    given.media_type = "image/png";
    given.plain_bytes = 5;
    given.sealed = {"bytes"};
    given.at = clock.now();
    const std::array deeds{contract::deed(given)};
    BOOST_TEST(store->ledger().record(deeds)[0].done());
    BOOST_TEST(store->attachments().content({90})->bytes == "bytes");
    BOOST_TEST(store->newest_key() == 90);
    BOOST_TEST(engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_database_of_somebody_else_is_refused, Engine, Engines) {
    const Engine engine;
    const contract::ManualClock clock;
    engine.put_foreign_database();
    BOOST_CHECK_THROW(engine.open(clock), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
