// WebhookThreads: the webhooks of posts, wired: who calls, what is due, and the threads that work it off.
#pragma once

#include "app/settings.hpp"
#include "ports/outgoing.hpp"
#include "ports/store.hpp"
#include "ports/world.hpp"
#include "webhooks/post_webhooks.hpp"
#include "workers/rounds.hpp"
#include "workers/webhook_round.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace postern::app {

class WebhookThreads {
public:
    struct World {
        ports::Clock& clock;
        ports::KeySource& keys;
        ports::Caller& caller;
    };
    /// store and world must outlive it.
    WebhookThreads(const Settings& settings, ports::Store& store, const World& world,
                   const std::shared_ptr<const crypto::IdCipher>& ids, std::function<void(std::string_view)> say);
    ~WebhookThreads();
    WebhookThreads(const WebhookThreads&) = delete;
    WebhookThreads& operator=(const WebhookThreads&) = delete;

    webhooks::PostWebhooks& desk() { return desk_; }
    void start();
    /// Returns when the calls that run have their answer.
    void stop();

private:
    void work_off();

    const Settings& settings_;
    std::function<void(std::string_view)> say_;
    webhooks::PostWebhooks desk_;
    workers::WebhookRound round_;
    std::vector<std::unique_ptr<workers::Rounds>> threads_;
};

} // namespace postern::app
