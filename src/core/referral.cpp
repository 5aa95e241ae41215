// The table of referral events, and the fold over them.
#include "core/referral.hpp"

#include "core/failure.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace postern::core {

namespace {

struct ReferralRow {
    EventType event;
    ReferralState to;
};

// in the order in which events of one instant count; the same is told of an item, or in an answer to a filing
constexpr auto kReferrals = std::to_array<ReferralRow>({
    {EventType::referral_for_information, ReferralState::open},
    {EventType::filing_request_for_information, ReferralState::open},
    {EventType::referral_for_screening, ReferralState::open},
    {EventType::filing_request_for_screening, ReferralState::open},
    {EventType::referral_answered, ReferralState::answered},
    {EventType::referral_assessment_complete, ReferralState::cleared},
    {EventType::filing_assessment_complete, ReferralState::cleared},
    {EventType::referral_do_not_load, ReferralState::do_not_load},
    {EventType::filing_do_not_load, ReferralState::do_not_load},
});

constexpr auto kWords = std::to_array<std::pair<EventType, std::string_view>>({
    {EventType::referral_for_information, "RFI"},
    {EventType::referral_for_screening, "RFS"},
    {EventType::referral_do_not_load, "DNL"},
    {EventType::referral_assessment_complete, "AC"},
});

const ReferralRow* referral_row(EventType type) {
    const auto* const row = std::ranges::find(kReferrals, type, &ReferralRow::event);
    return row == kReferrals.end() ? nullptr : row;
}

void move(Referral& referral, ReferralState to, Instant when) {
    if (referral.state == ReferralState::do_not_load || referral.state == to) return;
    // an answer to what is not open says nothing new
    if (to == ReferralState::answered && referral.state != ReferralState::open) return;
    referral.state = to;
    referral.since = when;
    if (to != ReferralState::open) referral.deadline.reset();
}

void take(std::vector<Referral>& all, const Event& event, ReferralState to) {
    const auto is_same = [&event](const Referral& one) {
        return one.filing == event.filing && one.reference == event.reference;
    };
    auto known = std::ranges::find_if(all, is_same);
    if (to == ReferralState::cleared && event.reference.empty()) {
        bool cleared = false;
        for (auto& one : all) {
            if (one.filing != event.filing) continue;
            move(one, to, event.happened);
            cleared = true;
        }
        if (cleared) return;
    }
    if (known == all.end()) {
        if (to == ReferralState::answered) return; // nobody asked
        all.push_back({event.reference, event.filing, event.type, to, event.happened, event.reason, {}});
        known = std::prev(all.end());
    } else {
        move(*known, to, event.happened);
    }
    const bool asks = to == ReferralState::open || to == ReferralState::do_not_load;
    if (!asks || (known->state == ReferralState::do_not_load && to != ReferralState::do_not_load)) return;
    known->asked = event.type;
    known->reason = event.reason;
    if (to == ReferralState::open) known->deadline = event.deadline;
}

} // namespace

std::string_view to_string(ReferralState state) {
    switch (state) {
    case ReferralState::open: return "OPEN";
    case ReferralState::answered: return "ANSWERED";
    case ReferralState::cleared: return "CLEARED_TO_LOAD";
    case ReferralState::do_not_load: return "DO_NOT_LOAD";
    }
    throw Failure("event: no such state of a referral");
}

std::span<const ReferralState> all_referral_states() {
    static constexpr auto kAll = std::to_array(
        {ReferralState::open, ReferralState::answered, ReferralState::cleared, ReferralState::do_not_load});
    return kAll;
}

std::string_view referral_word(EventType type) {
    const auto* const row = std::ranges::find(kWords, type, &std::pair<EventType, std::string_view>::first);
    return row == kWords.end() ? std::string_view() : row->second;
}

std::optional<EventType> referral_named(std::string_view word) {
    const auto* const row = std::ranges::find(kWords, word, &std::pair<EventType, std::string_view>::second);
    return row == kWords.end() ? std::nullopt : std::optional(row->first);
}

bool is_referral(EventType type) {
    return referral_row(type) != nullptr;
}

std::vector<Referral> fold_referrals(std::vector<Event> events) {
    std::erase_if(events, [](const Event& event) { return !is_referral(event.type); });
    std::ranges::sort(events, [](const Event& a, const Event& b) {
        return std::tuple(a.happened, referral_row(a.type), a.key) <
               std::tuple(b.happened, referral_row(b.type), b.key);
    });
    std::vector<Referral> all;
    for (const Event& event : events)
        take(all, event, referral_row(event.type)->to);
    return all;
}

} // namespace postern::core
