// WebhookThreads: rules from the settings, and as many threads as they say.
#include "app/webhook_threads.hpp"

#include "app/say_failures.hpp"

#include <chrono>
#include <random>
#include <string>

namespace postern::app {

namespace {

webhooks::CallRules call_rules(const Settings& s) {
    webhooks::CallRules rules;
    rules.public_addresses_only = !s.webhooks_allow_private_addresses;
    rules.total_ms = static_cast<std::uint32_t>(s.webhooks_timeout_seconds * 1000);
    return rules;
}

webhooks::Rules desk_rules(const Settings& s) {
    webhooks::Rules rules;
    rules.urls = {s.webhooks_allow_http, s.webhooks_allow_private_addresses};
    rules.call = call_rules(s);
    rules.of_a_post = static_cast<std::uint32_t>(s.webhooks_of_a_post);
    return rules;
}

workers::WebhookRules round_rules(const Settings& s) {
    workers::WebhookRules rules;
    rules.call = call_rules(s);
    rules.open_retries = static_cast<std::uint32_t>(s.webhooks_open_retries);
    rules.log_ms = s.webhooks_log_days * core::kDayMs;
    return rules;
}

double jitter() {
    thread_local std::minstd_rand random(std::random_device{}());
    return std::uniform_real_distribution<double>(0.0, 1.0)(random);
}

} // namespace

WebhookThreads::WebhookThreads(const Settings& settings, ports::Store& store, const World& world,
                               const std::shared_ptr<const crypto::IdCipher>& ids,
                               std::function<void(std::string_view)> say)
    : settings_(settings), say_(std::move(say)),
      desk_({store.ledger(), store.webhooks(), store.events(), world.caller, world.clock, world.keys}, ids,
            desk_rules(settings)),
      round_({store.ledger(), store.webhooks(), store.events(), world.caller, world.clock}, ids, round_rules(settings),
             say_, jitter) {}

WebhookThreads::~WebhookThreads() {
    stop();
}

void WebhookThreads::start() {
    for (std::int64_t i = 0; i < settings_.webhooks_threads; ++i)
        threads_.push_back(std::make_unique<workers::Rounds>(
            std::chrono::milliseconds(settings_.webhooks_look_ms), [this] { work_off(); },
            say_failures("webhooks", say_)));
}

void WebhookThreads::work_off() {
    while (round_.turn()) {
    }
}

void WebhookThreads::stop() {
    round_.stop();
    for (auto& thread : threads_)
        thread->stop();
    threads_.clear();
}

} // namespace postern::app
