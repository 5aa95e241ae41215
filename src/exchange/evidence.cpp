// Evidence of export: every fact is looked for by itself, and what is not said by anybody is not proven.
#include "exchange/evidence.hpp"

#include "core/failure.hpp"
#include "core/position.hpp"

#include <algorithm>
#include <array>

namespace postern::exchange {

using core::Event;
using core::EventType;
using core::FilingState;
using core::Instant;
using core::Position;

namespace {

bool is_out(FilingState state) {
    return core::is_let_go(state) && state != FilingState::released && state != FilingState::awaiting_exit;
}

std::optional<WithdrawalCause> cause_of(FilingState state) {
    switch (state) {
    case FilingState::cancelled: return WithdrawalCause::filing_cancelled;
    case FilingState::expired: return WithdrawalCause::filing_expired;
    case FilingState::release_refused: return WithdrawalCause::release_refused;
    default: return std::nullopt;
    }
}

std::optional<FilingState> state_after(EventType type) {
    const auto* const row = core::filing_transition(type);
    return row == nullptr ? std::nullopt : row->to;
}

/// Its own state, or the end that an answer to a request of ours brings.
bool may_lead_to(EventType type, FilingState state) {
    if (const auto after = state_after(type)) return *after == state;
    return type == EventType::filing_request_granted || type == EventType::filing_invalidated;
}

/// The events in the order of folding, as they stand in the facts.
std::vector<const Event*> in_order(const std::vector<Event>& events) {
    std::vector<const Event*> all;
    for (const auto& event : events)
        if (core::filing_transition(event.type) != nullptr) all.push_back(&event);
    std::ranges::sort(all, [](const Event* a, const Event* b) { return core::folds_before(*a, *b); });
    return all;
}

/// A second message of the same says nothing new; what customs took back must be said again.
void take_customs_words(const EvidenceFiling& filing, FilingState state, FilingProof& proof) {
    for (const Event* event : in_order(filing.events)) {
        if (!event->explicit_customs) continue;
        const auto after = state_after(event->type);
        if (event->type == EventType::filing_rejected) proof.acceptance = nullptr;
        if (event->type == EventType::filing_accepted && proof.acceptance == nullptr) proof.acceptance = event;
        if (after && !core::is_let_go(*after)) proof.release = nullptr;
        if (event->type == EventType::filing_released && proof.release == nullptr) proof.release = event;
        if (event->type == EventType::filing_exited && proof.exit == nullptr) proof.exit = event;
    }
    if (!core::is_let_go(state)) proof.release = nullptr;
    if (!is_out(state)) proof.exit = nullptr;
}

/// Customs' lines since the accepted version was offered, the newest of each.
void take_revisions(const EvidenceFiling& filing, FilingProof& proof) {
    if (!filing.accepted) return;
    auto revisions = filing.revisions;
    std::ranges::stable_sort(revisions, {}, &CustomsRevision::when);
    bool in_hand = true;
    for (const auto& revision : revisions) {
        if (revision.when < filing.accepted->version.offered) continue;
        if (revision.lines.empty()) in_hand = false;
        for (const auto& line : revision.lines) {
            if (line.line == 0 || (filing.content && line.line > filing.content->lines.size())) in_hand = false;
            auto known = std::ranges::find(proof.revised, line.line, &CustomsLine::line);
            if (known == proof.revised.end()) known = proof.revised.insert(known, {line.line, {}, {}});
            if (!line.hs_code.empty()) known->hs_code = line.hs_code;
            if (!line.description.empty()) known->description = line.description;
        }
    }
    std::ranges::sort(proof.revised, {}, &CustomsLine::line);
    if (!in_hand)
        proof.standing = ContentStanding::not_in_hand;
    else if (!proof.revised.empty())
        proof.standing = ContentStanding::revised;
}

/// The earliest departure; where none was scanned, the earliest of what lies beyond it.
const Event* departure_in(const std::vector<Event>& events) {
    const Event* found = nullptr;
    for (const auto& event : events) {
        if (!core::is_scan(event.type) || !core::has_reached({event}, Position::departed)) continue;
        const auto rank = [](const Event& one) {
            return std::pair(one.type != EventType::item_departed, one.happened);
        };
        if (found == nullptr || rank(event) < rank(*found)) found = &event;
    }
    return found;
}

class Weighing {
public:
    explicit Weighing(const EvidenceFacts& facts) : facts_(facts) {}

    Evidence evidence() && {
        out_.departed = departure_in(facts_.item_events);
        for (const auto& filing : facts_.filings) {
            auto& stand = stands_.emplace_back(core::filing_stand(filing.events));
            auto& proof = out_.filings.emplace_back();
            take_customs_words(filing, stand.state, proof);
            take_revisions(filing, proof);
        }
        say_which_count();
        withdraw_item();
        withdraw_filings_of_it();
        say_missing();
        out_.status = !out_.withdrawn.empty() ? EvidenceStatus::withdrawn
                      : out_.missing.empty()  ? EvidenceStatus::proven
                                              : EvidenceStatus::partial;
        out_.issued = newest_fact();
        return std::move(out_);
    }

private:
    /// Whether it was ended before customs let anything go by it, as where a new version takes another route.
    bool ended_early(std::size_t i) const {
        return stands_[i].state == FilingState::cancelled &&
               std::ranges::none_of(facts_.filings[i].events, [](const Event& event) {
                   return event.explicit_customs &&
                          (event.type == EventType::filing_released || event.type == EventType::filing_exited);
               });
    }

    void say_which_count() {
        const auto mark = [&](auto counts) {
            bool any = false;
            for (std::size_t i = 0; i < out_.filings.size(); ++i)
                any = (out_.filings[i].counts = counts(i)) || any;
            return any;
        };
        const auto required = [&](std::size_t i) { return facts_.filings[i].head.required; };
        if (mark([&](std::size_t i) { return required(i) && !ended_early(i); })) return;
        if (mark(required)) return;
        mark([](std::size_t) { return true; });
    }

    void withdraw_item() {
        const Event* returning = nullptr;
        const Event* stopped = nullptr;
        for (const auto& event : facts_.item_events) {
            if (event.type == EventType::item_returning &&
                (returning == nullptr || event.happened < returning->happened))
                returning = &event;
            if (event.type == EventType::item_stopped && (stopped == nullptr || event.happened > stopped->happened))
                stopped = &event;
        }
        if (returning != nullptr)
            out_.withdrawn.push_back(
                {WithdrawalCause::item_returning, returning->happened, false, returning->reason, {}});
        if (stopped != nullptr && core::fold_position(facts_.item_events) == Position::stopped)
            out_.withdrawn.push_back({WithdrawalCause::item_stopped, stopped->happened, false, stopped->reason, {}});
        if (facts_.cancelled)
            out_.withdrawn.push_back({WithdrawalCause::declaration_cancelled, *facts_.cancelled, false, {}, {}});
    }

    void withdraw_filings_of_it() {
        for (std::size_t i = 0; i < facts_.filings.size(); ++i) {
            const auto cause = cause_of(stands_[i].state);
            if (!cause || !out_.filings[i].counts) continue;
            Withdrawal withdrawal{*cause, stands_[i].since, false, {}, facts_.filings[i].filing_id};
            for (const Event* event : in_order(facts_.filings[i].events)) {
                if (event->happened != stands_[i].since || !may_lead_to(event->type, stands_[i].state)) continue;
                withdrawal.by_customs = event->explicit_customs;
                withdrawal.reason = event->reason;
            }
            out_.withdrawn.push_back(std::move(withdrawal));
        }
    }

    void say_missing() {
        const bool left = out_.departed != nullptr ||
                          std::ranges::any_of(out_.filings, [](const auto& one) { return one.exit != nullptr; });
        for (std::size_t i = 0; i < out_.filings.size(); ++i) {
            const auto& proof = out_.filings[i];
            if (!proof.counts || proof.exit != nullptr) continue;
            const auto& id = facts_.filings[i].filing_id;
            if (!facts_.filings[i].accepted) out_.missing.push_back({MissingProof::acceptance, id});
            if (proof.release == nullptr) out_.missing.push_back({MissingProof::release, id});
            if (!left) out_.missing.push_back({MissingProof::exit, id});
        }
    }

    Instant newest_fact() const {
        Instant newest = std::max(facts_.received, facts_.cancelled.value_or(facts_.received));
        for (const auto& event : facts_.item_events)
            if (core::is_scan(event.type) || event.type == EventType::item_returning)
                newest = std::max(newest, event.received);
        for (const auto& filing : facts_.filings)
            for (const auto& event : filing.events)
                newest = std::max(newest, event.received);
        if (facts_.carriage && facts_.carriage->departed) newest = std::max(newest, *facts_.carriage->departed);
        return newest;
    }

    const EvidenceFacts& facts_;
    std::vector<core::StateSince> stands_;
    Evidence out_;
};

} // namespace

std::string_view to_string(EvidenceStatus status) {
    switch (status) {
    case EvidenceStatus::proven: return "proven";
    case EvidenceStatus::partial: return "partial";
    case EvidenceStatus::withdrawn: return "withdrawn";
    }
    throw core::Failure("evidence: no such status");
}

std::string_view to_string(MissingProof missing) {
    switch (missing) {
    case MissingProof::acceptance: return "no-acceptance";
    case MissingProof::release: return "no-release";
    case MissingProof::exit: return "no-exit";
    }
    throw core::Failure("evidence: nothing of the kind can be missing");
}

std::string_view to_string(WithdrawalCause cause) {
    switch (cause) {
    case WithdrawalCause::item_returning: return "item-returning";
    case WithdrawalCause::item_stopped: return "item-stopped";
    case WithdrawalCause::declaration_cancelled: return "declaration-cancelled";
    case WithdrawalCause::filing_cancelled: return "filing-cancelled";
    case WithdrawalCause::filing_expired: return "filing-expired";
    case WithdrawalCause::release_refused: return "release-refused";
    }
    throw core::Failure("evidence: no such cause");
}

std::span<const WithdrawalCause> all_withdrawal_causes() {
    static constexpr auto kAll = std::to_array(
        {WithdrawalCause::item_returning, WithdrawalCause::item_stopped, WithdrawalCause::declaration_cancelled,
         WithdrawalCause::filing_cancelled, WithdrawalCause::filing_expired, WithdrawalCause::release_refused});
    return kAll;
}

std::string_view to_string(ContentStanding standing) {
    switch (standing) {
    case ContentStanding::as_declared: return "as-declared";
    case ContentStanding::revised: return "revised-by-customs";
    case ContentStanding::not_in_hand: return "amended-by-customs-not-in-hand";
    }
    throw core::Failure("evidence: no such standing");
}

Evidence weigh_evidence(const EvidenceFacts& facts) {
    return Weighing(facts).evidence();
}

} // namespace postern::exchange
