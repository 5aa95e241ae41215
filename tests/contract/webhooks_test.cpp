// Contract of the store: webhooks, whose they are, what is due, how far they were told, and what is told once more.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_webhooks)

using namespace postern;
using namespace postern::contract;
using ports::DeliveryState;
using ports::No;
using ports::ReplayOf;
using ports::SentAs;
using ports::WebhookStop;

template <class Engine>
struct Told : Bench<Engine> {
    core::WebhookKey webhook;

    Told() { webhook = added(); }
    core::WebhookKey added(std::uint32_t at_most = 10) {
        ports::WebhookAdded made = wanted(at_most);
        BOOST_REQUIRE(this->record(made).done());
        return made.webhook;
    }
    ports::WebhookAdded wanted(std::uint32_t at_most = 10) {
        ports::WebhookAdded made;
        made.webhook = {this->key()};
        made.tenant = this->post;
        made.url = "https://post.example/hooks";
        made.secret = {"sealed secret"};
        made.at_most = at_most;
        made.at = this->now();
        return made;
    }
    /// Two events of a new declaration; the key of the second.
    std::int64_t happened() {
        BOOST_REQUIRE(this->record(this->plain()).done());
        return newest();
    }
    std::int64_t newest() { return this->store->events().newest_event_before({this->now().ms + kHour}); }
    ports::DeliveryTried tried(std::int64_t event, DeliveryState state, std::uint32_t attempts = 1,
                               SentAs as = SentAs::next) {
        ports::DeliveryTried made;
        made.webhook = webhook;
        made.event = event;
        made.as = as;
        made.state = state;
        made.attempts = attempts;
        made.first = made.at = this->now();
        made.next = {this->now().ms + 5000};
        made.status = state == DeliveryState::delivered ? 204 : 500;
        return made;
    }
    ports::WebhookHead head() { return this->store->webhooks().webhook(webhook).value(); }
    std::vector<ports::DeliveryHead> log() { return this->store->webhooks().deliveries({webhook, 0, 100, {}}); }
    std::vector<ports::DeliveryHead> due() { return this->store->webhooks().due(webhook, this->now(), 100); }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(a_webhook_is_its_posts_and_its_modes, Engine, Engines) {
    Told<Engine> bench;
    auto& webhooks = bench.store->webhooks();
    const auto other = bench.store->tenant("bt-post");
    BOOST_REQUIRE(webhooks.webhooks(bench.post, core::Mode::test).size() == 1);
    BOOST_TEST(webhooks.webhooks(other, core::Mode::test).empty());
    BOOST_TEST(webhooks.webhooks(bench.post, core::Mode::live).empty());
    BOOST_TEST(!webhooks.webhook({bench.webhook.value + 1}));
    const ports::WebhookChanged change{bench.webhook, other, core::Mode::test, "https://x.example/", {}, true, {}};
    BOOST_CHECK(bench.record(change).no == No::not_found);
    BOOST_CHECK(bench.record(ports::WebhookSecretRotated{bench.webhook, other, core::Mode::test, {"s"}, {}}).no ==
                No::not_found);
    BOOST_CHECK(bench.record(ports::WebhookRemoved{bench.webhook, bench.post, core::Mode::live}).no == No::not_found);
    ports::DeliveriesReplayed replay{bench.webhook, other, core::Mode::test, ReplayOf::all, 0, 1, {}};
    BOOST_CHECK(bench.record(replay).no == No::not_found);
    const auto head = bench.head();
    BOOST_TEST(head.url == "https://post.example/hooks");
    BOOST_TEST(head.secret.bytes == "sealed secret");
    BOOST_TEST(head.former_secret.bytes.empty());
    BOOST_TEST(head.added.ms == bench.now().ms);
    BOOST_TEST((head.stop == WebhookStop::none));
    BOOST_TEST(bench.store->newest_key() >= bench.webhook.value);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_post_has_so_many_and_no_more, Engine, Engines) {
    Told<Engine> bench;
    BOOST_CHECK(bench.record(bench.wanted(1)).no == No::too_many);
    auto live = bench.wanted(1);
    live.mode = core::Mode::live;
    BOOST_TEST(bench.record(live).done());
    BOOST_TEST(bench.record(bench.wanted(2)).done());
    BOOST_CHECK(bench.record(bench.wanted(2)).no == No::too_many);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(it_begins_with_what_comes_or_where_it_is_told_to, Engine, Engines) {
    Told<Engine> bench;
    BOOST_TEST(bench.head().position == 0);
    const auto newest = bench.happened();
    auto from_now = bench.wanted();
    BOOST_REQUIRE(bench.record(from_now).done());
    BOOST_TEST(bench.store->webhooks().webhook(from_now.webhook)->position == newest);
    auto from_before = bench.wanted();
    from_before.after = newest - 1;
    BOOST_REQUIRE(bench.record(from_before).done());
    BOOST_TEST(bench.store->webhooks().webhook(from_before.webhook)->position == newest - 1);
    BOOST_TEST(bench.store->webhooks().to_serve().newest == newest);
    BOOST_TEST(bench.record(ports::WebhookPassed{from_before.webhook, newest, {}}).done());
    BOOST_TEST(bench.record(ports::WebhookPassed{from_before.webhook, 1, {}}).done()); // never back
    BOOST_TEST(bench.store->webhooks().webhook(from_before.webhook)->position == newest);
    BOOST_CHECK(bench.record(ports::WebhookPassed{{1}, newest, {}}).no == No::not_found);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_changed_stands, Engine, Engines) {
    Told<Engine> bench;
    ports::WebhookChanged change;
    change.webhook = bench.webhook;
    change.tenant = bench.post;
    change.url = "https://post.example/others";
    change.filter = {core::EventType::filing_released, "EE000000005NP", "np-customs"};
    change.enabled = false;
    change.at = bench.now();
    BOOST_REQUIRE(bench.record(change).done());
    auto head = bench.head();
    BOOST_TEST(head.url == change.url);
    BOOST_TEST((head.filter.type == core::EventType::filing_released));
    BOOST_TEST(head.filter.item_id == "EE000000005NP");
    BOOST_TEST(head.filter.agency == "np-customs");
    BOOST_TEST((head.stop == WebhookStop::by_post));
    BOOST_TEST(head.stopped.ms == bench.now().ms);
    BOOST_TEST(bench.store->webhooks().to_serve().webhooks.empty());
    change.filter = {};
    change.enabled = true;
    BOOST_REQUIRE(bench.record(change).done());
    head = bench.head();
    BOOST_TEST((head.stop == WebhookStop::none));
    BOOST_TEST(!head.filter.type);
    BOOST_TEST(bench.store->webhooks().to_serve().webhooks.size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_secrets_stand_while_they_are_changed, Engine, Engines) {
    Told<Engine> bench;
    const core::Instant until{bench.now().ms + kHour};
    BOOST_REQUIRE(
        bench.record(ports::WebhookSecretRotated{bench.webhook, bench.post, core::Mode::test, {"second"}, until})
            .done());
    BOOST_TEST(bench.head().secret.bytes == "second");
    BOOST_TEST(bench.head().former_secret.bytes == "sealed secret");
    BOOST_TEST(bench.head().former_until.ms == until.ms);
    BOOST_REQUIRE(
        bench.record(ports::WebhookSecretRotated{bench.webhook, bench.post, core::Mode::test, {"third"}, until})
            .done());
    BOOST_TEST(bench.head().secret.bytes == "third");
    BOOST_TEST(bench.head().former_secret.bytes == "second");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(attempts_are_kept_and_what_failed_is_due, Engine, Engines) {
    Told<Engine> bench;
    const auto event = bench.happened();
    BOOST_REQUIRE(bench.record(bench.tried(event - 1, DeliveryState::delivered)).done());
    auto failed = bench.tried(event, DeliveryState::retrying);
    failed.fault = ports::OutgoingFault::timed_out;
    failed.status = 0;
    failed.not_before = {bench.now().ms + 1000};
    BOOST_REQUIRE(bench.record(failed).done());
    BOOST_TEST(bench.head().position == event);
    BOOST_TEST(bench.head().failures == 1u);
    BOOST_TEST(bench.head().failing_since->ms == bench.now().ms);
    BOOST_TEST(bench.head().not_before.ms == bench.now().ms + 1000);
    BOOST_TEST(bench.head().open == 1u);
    BOOST_TEST(bench.head().next_due->ms == bench.now().ms + 5000);
    BOOST_TEST(bench.due().empty());
    bench.later(5000);
    BOOST_REQUIRE(bench.due().size() == 1);
    BOOST_TEST(bench.due()[0].event == event);
    BOOST_TEST((bench.due()[0].fault == ports::OutgoingFault::timed_out));
    BOOST_REQUIRE(bench.record(bench.tried(event, DeliveryState::delivered, 2, SentAs::again)).done());
    BOOST_TEST(bench.due().empty());
    BOOST_TEST(bench.head().failures == 0u);
    BOOST_TEST(!bench.head().failing_since);
    BOOST_TEST(bench.head().not_before.ms == 0);
    const auto log = bench.log();
    BOOST_REQUIRE(log.size() == 2);
    BOOST_TEST(log[0].event == event); // the newest first
    BOOST_TEST(log[0].attempts == 2u);
    BOOST_TEST(log[0].first.ms == bench.now().ms - 5000);
    BOOST_TEST(log[0].at.ms == bench.now().ms);
    BOOST_TEST(log[0].status == 204);
    BOOST_TEST(!log[0].next);
    BOOST_TEST(bench.store->webhooks().deliveries({bench.webhook, event, 100, {}}).size() == 1u);
    BOOST_TEST(bench.store->webhooks().deliveries({bench.webhook, 0, 1, {}}).size() == 1u);
    BOOST_TEST(bench.store->webhooks().deliveries({bench.webhook, 0, 9, DeliveryState::given_up}).empty());
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_probe_leaves_its_event_where_it_is, Engine, Engines) {
    Told<Engine> bench;
    const auto event = bench.happened();
    auto probe = bench.tried(event, DeliveryState::retrying);
    probe.only_probed = true;
    BOOST_REQUIRE(bench.record(probe).done());
    BOOST_TEST(bench.head().failures == 1u);
    BOOST_TEST(bench.head().position == 0);
    BOOST_TEST(bench.log().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_stop_is_kept_with_its_first_reason, Engine, Engines) {
    Told<Engine> bench;
    const auto event = bench.happened();
    auto failed = bench.tried(event, DeliveryState::retrying);
    failed.stop = WebhookStop::gone;
    BOOST_REQUIRE(bench.record(failed).done());
    failed.stop = WebhookStop::failing;
    BOOST_REQUIRE(bench.record(failed).done());
    BOOST_TEST((bench.head().stop == WebhookStop::gone));
    BOOST_TEST(bench.store->webhooks().to_serve().webhooks.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_event_is_told_once_more_and_who_tries_it_meanwhile_changes_nothing, Engine, Engines) {
    Told<Engine> bench;
    const auto event = bench.happened();
    BOOST_REQUIRE(bench.record(bench.tried(event, DeliveryState::retrying)).done());
    ports::DeliveriesReplayed replay{bench.webhook, bench.post, core::Mode::test, ReplayOf::one,
                                     event - 1,     event,      bench.now()};
    BOOST_REQUIRE(bench.record(replay).done());
    BOOST_REQUIRE(bench.due().size() == 1);
    BOOST_TEST(bench.due()[0].attempts == 0u);
    // an attempt that began before
    BOOST_REQUIRE(bench.record(bench.tried(event, DeliveryState::given_up, 2, SentAs::again)).done());
    BOOST_TEST(bench.due().size() == 1u);
    // one that was never tried
    replay.upto = event - 1;
    BOOST_REQUIRE(bench.record(replay).done());
    BOOST_TEST(bench.due().size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_given_up_in_a_range_is_told_once_more, Engine, Engines) {
    Told<Engine> bench;
    const auto event = bench.happened();
    BOOST_REQUIRE(bench.record(bench.tried(event - 1, DeliveryState::given_up)).done());
    BOOST_REQUIRE(bench.record(bench.tried(event, DeliveryState::given_up)).done());
    ports::DeliveriesReplayed replay{bench.webhook, bench.post, core::Mode::test, ReplayOf::given_up,
                                     event - 1,     event,      bench.now()};
    BOOST_REQUIRE(bench.record(replay).done());
    BOOST_REQUIRE(bench.due().size() == 1);
    BOOST_TEST(bench.due()[0].event == event);
    BOOST_TEST(bench.due()[0].attempts == 0u);
    replay.after = 0;
    BOOST_REQUIRE(bench.record(replay).done());
    BOOST_TEST(bench.due().size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_range_is_told_once_more_by_a_cursor_of_its_own, Engine, Engines) {
    Told<Engine> bench;
    ports::DeliveriesReplayed replay{bench.webhook, bench.post, core::Mode::test, ReplayOf::all, 4, 9, bench.now()};
    const auto event = bench.happened();
    for (int i = 0; i < 5; ++i)
        (void)bench.happened();
    BOOST_REQUIRE(bench.record(replay).done());
    BOOST_TEST(bench.head().replay_after == 4);
    BOOST_TEST(bench.head().replay_upto == 9);
    auto tried = bench.tried(6, DeliveryState::delivered, 1, SentAs::replayed);
    tried.replay = {4, 6};
    BOOST_REQUIRE(bench.record(tried).done());
    BOOST_TEST(bench.head().replay_after == 6);
    BOOST_TEST(bench.head().position == 0);
    // asked for while another runs: both
    replay.after = 2;
    replay.upto = 8;
    BOOST_REQUIRE(bench.record(replay).done());
    BOOST_TEST(bench.head().replay_after == 2);
    BOOST_TEST(bench.head().replay_upto == 9);
    // who did not know of it does not pass over what was asked for
    tried = bench.tried(7, DeliveryState::delivered, 1, SentAs::replayed);
    tried.replay = {6, 7};
    BOOST_REQUIRE(bench.record(tried).done());
    BOOST_TEST(bench.record(ports::WebhookPassed{bench.webhook, 0, {7, 9}}).done());
    BOOST_TEST(bench.head().replay_after == 2);
    BOOST_TEST(bench.record(ports::WebhookPassed{bench.webhook, 0, {2, 9}}).done());
    BOOST_TEST(bench.head().replay_after == bench.head().replay_upto);
    replay.after = 1;
    replay.upto = event;
    BOOST_REQUIRE(bench.record(replay).done());
    BOOST_TEST(bench.head().replay_upto == event);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_removed_is_not_due_and_hears_nothing, Engine, Engines) {
    Told<Engine> bench;
    const auto event = bench.happened();
    BOOST_REQUIRE(bench.record(bench.tried(event, DeliveryState::retrying)).done());
    BOOST_REQUIRE(bench.record(ports::WebhookRemoved{bench.webhook, bench.post, core::Mode::test}).done());
    bench.later(kHour);
    BOOST_TEST(bench.due().empty());
    BOOST_TEST(!bench.store->webhooks().webhook(bench.webhook));
    BOOST_CHECK(bench.record(bench.tried(event, DeliveryState::delivered)).no == No::not_found);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_ended_long_ago_is_forgotten, Engine, Engines) {
    Told<Engine> bench;
    const auto event = bench.happened();
    BOOST_REQUIRE(bench.record(bench.tried(event - 1, DeliveryState::delivered)).done());
    BOOST_REQUIRE(bench.record(bench.tried(event, DeliveryState::retrying)).done());
    bench.later(kHour);
    const auto later = bench.happened();
    auto next = bench.tried(later, DeliveryState::delivered);
    next.forget_before = bench.now();
    BOOST_REQUIRE(bench.record(next).done());
    const auto log = bench.log();
    BOOST_REQUIRE(log.size() == 2); // what is still to be tried stays
    BOOST_TEST(log[0].event == later);
    BOOST_TEST(log[1].event == event);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_moment_is_found_in_the_feed, Engine, Engines) {
    Told<Engine> bench;
    auto& events = bench.store->events();
    BOOST_TEST(events.newest_event_before(bench.now()) == 0);
    std::vector<std::pair<core::Instant, std::int64_t>> marks;
    for (int i = 0; i < 20; ++i) {
        marks.emplace_back(bench.now(), bench.newest());
        (void)bench.happened();
        bench.later(1000);
    }
    for (const auto& [at, newest] : marks)
        BOOST_TEST(events.newest_event_before(at) == newest);
    BOOST_TEST(events.newest_event_before({0}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
