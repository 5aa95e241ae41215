// WebhookRound: whose turn it is, and what is done in it.
#include "workers/webhook_round.hpp"

#include "core/failure.hpp"
#include "workers/retry.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace postern::workers {

using ports::DeliveryState;
using ports::SentAs;
using ports::WebhookStop;

namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::uint32_t kDoublings = 6; // a webhook that takes nothing rests for 64 s at most
constexpr std::array kOrder{SentAs::next, SentAs::again, SentAs::replayed};

/// One message that is not taken says little; several in a row say that nobody is there.
std::int64_t rest_ms(std::uint32_t failures) {
    return failures < 2 ? 0 : kSecondMs << std::min(failures - 2, kDoublings);
}

/// Statuses with which a server asks for time (Standard Webhooks: throttling).
bool asks_for_time(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
}

bool has_work(const ports::WebhookHead& head, std::int64_t looked_to, std::int64_t newest, core::Instant now) {
    if (now < head.not_before) return false;
    return looked_to < newest || head.replay_after < head.replay_upto || (head.next_due && *head.next_due <= now);
}

} // namespace

/// One webhook's turn: it ends with what was not taken, after so many messages or so much time.
class WebhookRound::Turn {
public:
    Turn(WebhookRound& round, ports::WebhookHead head, std::int64_t looked_to)
        : round_(round), head_(std::move(head)), looked_to_(std::max(looked_to, head_.position)),
          replayed_to_(head_.replay_after), began_(round.ports_.clock.now()) {}

    /// first: which kind begins; another one each time, so that none that fails holds up the others.
    void run(std::uint64_t first) {
        pass_expired();
        for (std::size_t i = 0; i < kOrder.size() && goes_on_; ++i) {
            switch (kOrder[(first + i) % kOrder.size()]) {
            case SentAs::next: send_next(); break;
            case SentAs::again: send_again(); break;
            case SentAs::replayed: send_replayed(); break;
            }
        }
        const bool has_replayed = replayed_to_ != head_.replay_after;
        const bool is_far = !has_tried_ && looked_to_ - head_.position >= round_.rules_.noted_each;
        if (has_replayed || is_far || has_passed_)
            record(ports::WebhookPassed{head_.key, looked_to_, {head_.replay_after, replayed_to_}});
    }
    std::int64_t looked_to() const { return looked_to_; }
    bool has_tried() const { return has_tried_; }

private:
    ports::EventPage page_after(std::int64_t after, std::uint32_t limit, const ports::EventFilter& filter) {
        return round_.ports_.events.events({head_.tenant, head_.mode, after, limit, filter});
    }

    /// What is older than the stream reaches back is told no more, and that is said.
    void pass_expired() {
        const auto expired = round_.ports_.events.expired();
        while (looked_to_ < expired && !has_passed_) {
            const auto page = page_after(looked_to_, 1, head_.filter);
            has_passed_ = !page.events.empty() && page.events.front().event.key <= expired;
            looked_to_ = std::min(page.looked_to, expired);
        }
        looked_to_ = std::max(looked_to_, expired);
        if (has_passed_)
            round_.say_("webhooks: " + round_.ids_->seal(crypto::IdKind::webhook, head_.key.value) +
                        " was not told what is older than the retention; it goes on from the oldest event");
    }

    void send_next() {
        for (bool more = true; more && goes_on_ && !round_.stopping_;) {
            const auto page = page_after(looked_to_, round_.rules_.messages_of_a_turn, head_.filter);
            for (const auto& row : page.events) {
                if (!attempt(row, SentAs::next)) return;
            }
            more = page.events.empty() && page.looked_to < page.newest; // there may be many that are not wanted
            looked_to_ = std::max(looked_to_, page.looked_to);
        }
    }

    void send_again() {
        const auto now = round_.ports_.clock.now();
        for (const auto& delivery : round_.ports_.webhooks.due(head_.key, now, round_.rules_.messages_of_a_turn)) {
            const auto page = page_after(delivery.event - 1, 1, {});
            if (page.events.empty() || page.events.front().event.key != delivery.event)
                throw core::Failure("webhooks: an event that is to be sent again is not there");
            if (!attempt(page.events.front(), SentAs::again, &delivery)) return;
        }
    }

    void send_replayed() {
        for (bool more = true; more && goes_on_ && replayed_to_ < head_.replay_upto;) {
            const auto page = page_after(replayed_to_, round_.rules_.messages_of_a_turn, head_.filter);
            for (const auto& row : page.events) {
                if (row.event.key > head_.replay_upto) break;
                if (!attempt(row, SentAs::replayed)) return;
            }
            more = page.events.empty();
            replayed_to_ = std::clamp(page.looked_to, replayed_to_, head_.replay_upto);
        }
    }

    /// Whether the turn goes on to the next message of this kind.
    bool attempt(const ports::PostEvent& row, SentAs as, const ports::DeliveryHead* before = nullptr) {
        const auto& clock = round_.ports_.clock;
        if (round_.stopping_ || clock.now().ms - began_.ms > round_.rules_.turn_ms) {
            goes_on_ = false;
            return false;
        }
        const auto message = webhooks::message_of(row, *round_.ids_);
        const auto reply =
            round_.ports_.caller.call(webhooks::call_of(head_, message, clock.now(), round_.rules_.call));
        has_tried_ = true;
        auto tried = what_came_of_it(reply, row.event.key, as, before);
        const bool taken = tried.state == DeliveryState::delivered;
        goes_on_ = record(tried) && taken && goes_on_;
        if (tried.stop != WebhookStop::none)
            round_.say_("webhooks: " + round_.ids_->seal(crypto::IdKind::webhook, head_.key.value) +
                        " is not called any more: " + std::string(to_string(tried.stop)));
        note(tried);
        return goes_on_;
    }

    ports::DeliveryTried what_came_of_it(const ports::OutgoingReply& reply, std::int64_t event, SentAs as,
                                         const ports::DeliveryHead* before) {
        ports::DeliveryTried tried;
        tried.webhook = head_.key;
        tried.event = event;
        tried.as = as;
        tried.at = round_.ports_.clock.now();
        tried.attempts = before == nullptr ? 1 : before->attempts + 1;
        tried.first = before == nullptr || before->attempts == 0 ? tried.at : before->first;
        tried.status = reply.status;
        tried.fault = reply.fault;
        tried.replay = {head_.replay_after, event};
        tried.forget_before = {tried.at.ms - round_.rules_.log_ms};
        if (webhooks::is_taken(reply)) return tried;

        Failed failed{tried.attempts, tried.first, tried.at, {}};
        if (asks_for_time(reply.status)) failed.retry_after_seconds = reply.retry_after_seconds;
        const auto next = next_attempt(webhook_schedule(), failed, round_.jitter_());
        tried.state = next ? DeliveryState::retrying : DeliveryState::given_up;
        tried.next = next.value_or(core::Instant{});
        tried.only_probed = as != SentAs::again && head_.open >= round_.rules_.open_retries;
        const auto asked = std::min(std::int64_t{failed.retry_after_seconds.value_or(0)} * kSecondMs,
                                    std::ranges::max(webhook_schedule().pauses));
        tried.not_before = {tried.at.ms + std::max(rest_ms(head_.failures + 1), asked)};
        if (reply.status == 410)
            tried.stop = WebhookStop::gone;
        else if (!next && head_.failing_since && *head_.failing_since <= tried.first)
            tried.stop = WebhookStop::failing;
        return tried;
    }

    /// Keeps what the store has now, for the next message of the turn.
    void note(const ports::DeliveryTried& tried) {
        if (!tried.only_probed && tried.as == SentAs::next) looked_to_ = std::max(looked_to_, tried.event);
        if (!tried.only_probed && tried.as == SentAs::replayed) head_.replay_after = replayed_to_ = tried.event;
        if (tried.state != DeliveryState::delivered) return;
        head_.failures = 0;
        head_.failing_since.reset();
        if (tried.as == SentAs::again && head_.open > 0) --head_.open;
    }

    template <class Body>
    bool record(Body body) const {
        ports::Deed deed;
        deed.body = std::move(body);
        return round_.ports_.ledger.record(std::span(&deed, 1)).front().done();
    }

    WebhookRound& round_;
    ports::WebhookHead head_;
    std::int64_t looked_to_;
    std::int64_t replayed_to_; ///< what the store does not know yet of it is noted at the end
    core::Instant began_;
    bool goes_on_ = true;
    bool has_tried_ = false;
    bool has_passed_ = false; ///< something that it was to be told
};

WebhookRound::WebhookRound(const Ports& ports, std::shared_ptr<const crypto::IdCipher> ids, const WebhookRules& rules,
                           std::function<void(std::string_view)> say, std::function<double()> jitter)
    : ports_(ports), ids_(std::move(ids)), rules_(rules), say_(std::move(say)), jitter_(std::move(jitter)) {}

std::optional<core::WebhookKey> WebhookRound::claim(const ports::WebhooksToServe& found,
                                                    const std::set<core::WebhookKey>& idle) {
    const auto now = ports_.clock.now();
    const std::lock_guard lock(mutex_);
    Memory* chosen = nullptr;
    core::WebhookKey key;
    for (const auto& head : found.webhooks) {
        auto& memory = memories_[head.key];
        if (memory.busy || idle.contains(head.key)) continue;
        if (!has_work(head, std::max(memory.looked_to, head.position), found.newest, now)) continue;
        if (chosen != nullptr && chosen->last_turn <= memory.last_turn) continue;
        chosen = &memory;
        key = head.key;
    }
    if (chosen == nullptr) return std::nullopt;
    chosen->busy = true;
    chosen->last_turn = ++turns_;
    ++chosen->turns;
    return key;
}

void WebhookRound::give_back(core::WebhookKey key, std::int64_t looked_to) {
    const std::lock_guard lock(mutex_);
    auto& memory = memories_[key];
    memory.busy = false;
    memory.looked_to = std::max(memory.looked_to, looked_to);
}

bool WebhookRound::turn() {
    if (stopping_) return false;
    const auto found = ports_.webhooks.to_serve();
    std::set<core::WebhookKey> idle;
    while (const auto key = claim(found, idle)) {
        struct Claimed {
            WebhookRound& round;
            core::WebhookKey key;
            std::int64_t looked_to = 0;
            ~Claimed() { round.give_back(key, looked_to); }
        } claimed{*this, *key};
        // another thread may have served it since it was found
        auto head = ports_.webhooks.webhook(*key);
        if (head && head->stop == WebhookStop::none && head->not_before <= ports_.clock.now()) {
            std::uint64_t turns = 0;
            std::int64_t looked_to = 0;
            {
                const std::lock_guard lock(mutex_);
                turns = memories_[*key].turns - 1;
                looked_to = memories_[*key].looked_to;
            }
            Turn turn(*this, std::move(*head), looked_to);
            turn.run(turns);
            claimed.looked_to = turn.looked_to();
            if (turn.has_tried()) return true;
        }
        idle.insert(*key);
    }
    return false;
}

} // namespace postern::workers
