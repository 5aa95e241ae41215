// WebhookRound and retention: what a webhook was not told in time is passed, and the operator hears of it.
#include "unit/workers/webhook_world.hpp"

BOOST_AUTO_TEST_SUITE(workers_webhook_retention)

using namespace webhook_world;

std::int64_t newest(Rounds& rounds) {
    return rounds.store->webhooks().to_serve().newest;
}

BOOST_AUTO_TEST_CASE(a_webhook_that_is_behind_goes_on_from_the_oldest_and_that_is_said) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood);
    rounds.happen(3);
    const auto expired = newest(rounds) - 1;
    BOOST_REQUIRE(rounds.record(ports::EventsExpired{expired}).done());
    rounds.work_off();
    BOOST_REQUIRE(rounds.receivers.ids[kGood].size() == 1u);
    BOOST_TEST(rounds.receivers.ids[kGood][0] == rounds.all_ids().back());
    BOOST_REQUIRE(rounds.told.size() == 1u);
    BOOST_TEST(rounds.told[0].find("older than the retention") != std::string::npos);
    BOOST_TEST(rounds.told[0].find(rounds.ids->seal(crypto::IdKind::webhook, webhook.value)) != std::string::npos);
    // once, also after a restart
    rounds.begin();
    rounds.happen();
    rounds.work_off();
    BOOST_TEST(rounds.told.size() == 1u);
    BOOST_TEST(rounds.receivers.ids[kGood].size() == 3u);
}

BOOST_AUTO_TEST_CASE(where_nothing_was_wanted_nothing_is_said) {
    Rounds rounds;
    const auto webhook = rounds.webhook(kGood, {EventType::filing_released, {}, {}});
    rounds.happen(3);
    BOOST_REQUIRE(rounds.record(ports::EventsExpired{newest(rounds)}).done());
    const auto made = rounds.plain();
    BOOST_REQUIRE(rounds.record(made).done());
    BOOST_REQUIRE(rounds.record(rounds.answer("A-1", made.version.filings[0].key, EventType::filing_released)).done());
    rounds.work_off();
    BOOST_TEST(rounds.told.empty());
    BOOST_TEST(rounds.receivers.ids[kGood].size() == 1u);
    BOOST_TEST(rounds.head(webhook).position == newest(rounds));
}

BOOST_AUTO_TEST_CASE(what_is_to_be_sent_again_is_sent_however_old_it_is) {
    Rounds rounds;
    rounds.receivers.answers[kGood] = [](const auto&) { return status(500); };
    const auto webhook = rounds.webhook(kGood, kCaptures);
    rounds.happen(1);
    rounds.work_off();
    BOOST_REQUIRE(rounds.log(webhook, DeliveryState::retrying).size() == 1u);
    BOOST_REQUIRE(rounds.record(ports::EventsExpired{newest(rounds)}).done());
    rounds.receivers.answers.clear();
    rounds.pass(kHour, 60'000);
    BOOST_TEST(rounds.log(webhook, DeliveryState::delivered).size() == 1u);
    BOOST_TEST(rounds.told.empty());
}

BOOST_AUTO_TEST_SUITE_END()
