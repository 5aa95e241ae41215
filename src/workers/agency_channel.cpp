// AgencyChannel: leases, letters, and what is made of failures.
#include "workers/agency_channel.hpp"

#include <algorithm>
#include <future>
#include <set>
#include <utility>

namespace postern::workers {

namespace {

using ports::Handed;

constexpr std::size_t kInHand = 64;
constexpr std::size_t kLettersOfAStep = 64;
constexpr std::uint32_t kLeaseSeconds = 300;
constexpr std::int64_t kExtendBeforeMs = 120'000;
constexpr std::int64_t kLookAgainMs = 30'000; // for what another gateway left when it was killed
constexpr std::size_t kMostRemembered = 10'000;

core::Instant after(core::Instant now, std::int64_t ms) {
    return {now.ms + ms};
}

} // namespace

AgencyChannel::AgencyChannel(Parts parts, core::Principal agency, ports::Pace pace)
    : parts_(std::move(parts)), agency_(std::move(agency)), feed_{agency_.agency, agency_.mode}, at_once_(pace.at_once),
      cap_(pace.per_minute) {
    status_.agency = agency_.agency_name;
    status_.mode = agency_.mode;
}

core::Instant AgencyChannel::step() {
    auto now = parts_.clock.now();
    if (!begun_) parts_.desk.reclaim_leases(agency_);
    begun_ = true;
    extend_leases(now);
    if (circuit_.state(now) == CircuitState::open) return circuit_.until();
    take_work(now);
    for (std::size_t done = 0; done < kLettersOfAStep;) {
        const auto letters = next_letters(parts_.clock.now());
        if (letters.empty()) break;
        const auto handovers = hand_over(letters);
        for (std::size_t i = 0; i < letters.size(); ++i)
            settle(letters[i], handovers[i]);
        done += letters.size();
        now = parts_.clock.now();
        if (circuit_.state(now) != CircuitState::closed) {
            give_back();
            break;
        }
    }
    return next_time(now);
}

void AgencyChannel::wait(core::Instant until) {
    const auto seen = std::max<std::int64_t>(newest_, 0);
    parts_.feeds.wait(feed_, seen, until);
}

void AgencyChannel::give_back() {
    for (const auto& lease : leases_)
        (void)parts_.desk.return_lease(agency_, lease.id, {}); // one that ran out is free already
    leases_.clear();
    hand_.clear();
    freed_ = true;
}

ChannelStatus AgencyChannel::status() const {
    const std::lock_guard lock(mutex_);
    auto status = status_;
    status.circuit = circuit_.state(parts_.clock.now());
    return status;
}

void AgencyChannel::extend_leases(core::Instant now) {
    std::erase_if(leases_, [&](const Lease& lease) {
        return std::ranges::none_of(hand_, [&](const Held& held) { return held.lease_id == lease.id; });
    });
    std::set<std::string> lost;
    for (auto& lease : leases_) {
        if (lease.until.ms - now.ms > kExtendBeforeMs) continue;
        const auto until = parts_.desk.extend_lease(agency_, lease.id, kLeaseSeconds, {});
        if (until)
            lease.until = until.value();
        else
            lost.insert(lease.id);
    }
    std::erase_if(leases_, [&](const Lease& lease) { return lost.contains(lease.id); });
    std::erase_if(hand_, [&](const Held& held) { return lost.contains(held.lease_id); });
}

bool AgencyChannel::may_have_work(core::Instant now) {
    const auto newest = parts_.feeds.page(feed_, std::max<std::int64_t>(newest_, 0), 1).newest;
    const bool may = freed_ || newest > newest_ || now >= look_again_;
    newest_ = newest;
    return may;
}

void AgencyChannel::take_work(core::Instant now) {
    if (hand_.size() >= kInHand || !may_have_work(now)) return;
    freed_ = false;
    look_again_ = after(now, kLookAgainMs);
    // one that was in trouble is handed out alone, so several are taken
    while (hand_.size() < kInHand) {
        const auto room = static_cast<std::uint32_t>(kInHand - hand_.size());
        auto lease = parts_.desk.take_lease(agency_, room, kLeaseSeconds, {});
        if (!lease || lease.value().offers.empty()) return;
        leases_.push_back({lease.value().lease_id, lease.value().until});
        for (auto& offer : lease.value().offers)
            hand_.push_back({lease.value().lease_id, std::move(offer)});
    }
    freed_ = true; // the hand is full: there may be more
}

std::vector<AgencyChannel::Held> AgencyChannel::next_letters(core::Instant now) {
    const auto known = [&](const Held& held) -> const Patience* {
        const auto found = patience_.find(held.offer.filing_id);
        return found == patience_.end() ? nullptr : &found->second;
    };
    if (circuit_.state(now) == CircuitState::probing) {
        const auto least = std::ranges::min_element(hand_, {}, [&](const Held& held) {
            const auto* patience = known(held);
            return patience ? patience->tries : 0;
        });
        if (least == hand_.end() || !cap_.take(now)) return {};
        return {*least};
    }
    std::vector<Held> letters;
    for (const auto& held : hand_) {
        if (letters.size() == at_once_) break;
        const auto* patience = known(held);
        if (patience && patience->next > now) continue;
        if (!cap_.take(now)) break;
        letters.push_back(held);
    }
    return letters;
}

std::vector<ports::Handover> AgencyChannel::hand_over(const std::vector<Held>& letters) {
    const auto bring = [this](const Held& held) {
        ports::Handover handover;
        const auto document = parts_.desk.document(agency_, held.offer.filing_id, held.offer.version);
        if (!document) {
            handover.how = Handed::refused;
            handover.reason = "no-document";
            return handover;
        }
        return parts_.courier.hand_over({held.offer.filing_id, held.offer.version, held.offer.why, held.offer.reference,
                                         document.value().media_type, document.value().bytes});
    };
    std::vector<std::future<ports::Handover>> others;
    for (std::size_t i = 1; i < letters.size(); ++i)
        others.push_back(std::async(std::launch::async, bring, std::cref(letters[i])));
    std::vector<ports::Handover> handovers{bring(letters.front())};
    for (auto& other : others)
        handovers.push_back(other.get());
    return handovers;
}

bool AgencyChannel::read_answer(const ports::Handover& handover, const std::string& filing_id) {
    if (handover.answer.empty()) return false;
    const auto read = parts_.desk.answer(agency_, handover.answer, handover.answer_is_json, {});
    if (!read) {
        parts_.desk.keep_unplaced(agency_, handover.answer, read.refusal().code, {});
        return false;
    }
    return std::ranges::any_of(read.value().filings, [&](const auto& told) { return told.first == filing_id; });
}

void AgencyChannel::settle(const Held& held, const ports::Handover& handover) {
    const bool told = read_answer(handover, held.offer.filing_id);
    if (handover.how == Handed::later && !told) {
        note_failure(held, handover);
        return;
    }
    const bool known = handover.how == Handed::known && parts_.desk.is_unconfirmed(agency_, held.offer.filing_id);
    const bool taken = handover.how == Handed::taken || known || told;
    const auto reason = taken ? std::nullopt : std::optional(handover.reason);
    // lease_lost, not_found: a newer version waits, or somebody else has it; it comes again
    if (!parts_.desk.hand_over(agency_, held.lease_id, held.offer.filing_id, reason)) freed_ = true;
    const auto now = parts_.clock.now();
    {
        const std::lock_guard lock(mutex_);
        circuit_.note_success(); // it answers
        ++(taken ? status_.taken : status_.refused);
        status_.trouble.clear();
        if (taken) status_.last_taken = now;
    }
    failing_.clear();
    patience_.erase(held.offer.filing_id);
    drop(held);
    hold_failures_against_letters();
}

void AgencyChannel::note_failure(const Held& held, const ports::Handover& handover) {
    const auto now = parts_.clock.now();
    if (patience_.size() >= kMostRemembered) patience_.clear();
    auto& patience = patience_[held.offer.filing_id];
    ++patience.tries;
    patience.suspect = true;
    // kept, so that after a restart an authority that knows it already is understood; lease_lost: somebody else has it
    if (handover.unsure)
        (void)parts_.desk.note_unconfirmed(agency_, held.lease_id, held.offer.filing_id, handover.reason);
    patience.reason = handover.reason;
    patience.next = next_attempt(letter_schedule(), {patience.failures + 1, now, now, {}}, 0.0).value_or(now);
    const std::lock_guard lock(mutex_);
    const bool was_closed = circuit_.state(now) == CircuitState::closed;
    // one letter that fails again and again says nothing of the others
    const bool another = failing_.insert(held.offer.filing_id).second;
    if (another || handover.destination || !was_closed)
        circuit_.note_failure(now, handover.destination, handover.retry_after_seconds);
    ++status_.failed;
    status_.trouble = handover.reason;
    if (circuit_.state(now) == CircuitState::closed) return;
    pardon();
    if (was_closed && parts_.say)
        parts_.say("channel to " + agency_.agency_name + ": nothing gets through (" + handover.reason +
                   "); it is tried again, nothing is lost");
}

void AgencyChannel::pardon() {
    for (auto& [filing, patience] : patience_) {
        patience.suspect = false;
        patience.next = {};
    }
}

void AgencyChannel::hold_failures_against_letters() {
    const auto hand = hand_;
    for (const auto& held : hand) {
        const auto found = patience_.find(held.offer.filing_id);
        if (found == patience_.end() || !found->second.suspect) continue;
        found->second.suspect = false;
        ++found->second.failures;
        (void)parts_.desk.fail_in_lease(agency_, held.lease_id, {held.offer.filing_id}, found->second.reason, {});
        drop(held); // it is free again or set aside
        freed_ = true;
    }
}

void AgencyChannel::drop(const Held& held) {
    const std::string filing = held.offer.filing_id; // held may be in the hand
    std::erase_if(hand_, [&](const Held& one) { return one.offer.filing_id == filing; });
}

core::Instant AgencyChannel::next_time(core::Instant now) {
    if (circuit_.state(now) == CircuitState::open) return circuit_.until();
    if (freed_ && hand_.size() < kInHand) return now;
    auto next = look_again_;
    for (const auto& lease : leases_)
        next = std::min(next, after(lease.until, -kExtendBeforeMs));
    for (const auto& held : hand_) {
        const auto known = patience_.find(held.offer.filing_id);
        const auto due = known == patience_.end() ? now : std::max(now, known->second.next);
        next = std::min(next, std::max(due, cap_.next(now)));
    }
    return next;
}

} // namespace postern::workers
