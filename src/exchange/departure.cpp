// May it depart: what each line of state, the marks and the findings say, one after the other.
#include "exchange/departure.hpp"

#include "core/failure.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace postern::exchange {

using core::EventType;
using core::FilingState;
using core::Position;

namespace {

struct CodeName {
    HindranceCode code;
    std::string_view name;
};

constexpr auto kNames = std::to_array<CodeName>({
    {HindranceCode::do_not_load, "do-not-load"},
    {HindranceCode::marked, "marked"},
    {HindranceCode::stopped, "stopped"},
    {HindranceCode::no_data, "no-data"},
    {HindranceCode::duty_not_prepaid, "duty-not-prepaid"},
    {HindranceCode::over_ceiling, "over-ceiling"},
    {HindranceCode::rejected, "rejected"},
    {HindranceCode::held, "held"},
    {HindranceCode::referred, "referred"},
    {HindranceCode::not_released, "not-released"},
    {HindranceCode::lodged_at_dispatch, "lodged-at-dispatch"},
});

/// Customs let the item go, or has nothing to say of it.
bool may_go_by(FilingState state) {
    return state == FilingState::form_suffices || core::is_let_go(state);
}

/// The item is to be kept back for somebody to look at it.
bool is_kept_back(FilingState state) {
    switch (state) {
    case FilingState::held:
    case FilingState::control_documents:
    case FilingState::control_physical:
    case FilingState::query:
    case FilingState::suspended: return true;
    default: return false;
    }
}

/// The finding that hinders by itself, whatever else is wrong.
std::optional<HindranceCode> named_by(std::string_view finding) {
    if (finding.starts_with("DUTY-")) return HindranceCode::duty_not_prepaid;
    if (finding.ends_with("-CEILING")) return HindranceCode::over_ceiling;
    return std::nullopt;
}

bool counts_for_leaving(const ports::DepartureFiling& filing) {
    return filing.required && filing.leg == ports::Leg::export_leg;
}

class Gathering {
public:
    Gathering(const ports::DepartureFacts& facts, core::Instant now) : facts_(facts), now_(now) {}

    DepartureAnswer answer() && {
        answer_.position = core::fold_position(facts_.events);
        answer_.departed = core::has_reached(facts_.events, Position::departed);
        say_referrals();
        say_marks();
        say_stopped();
        if (!facts_.declaration) {
            say({HindranceCode::no_data, {}, {}, {}});
        } else {
            say_findings();
            say_filings();
            say_scanner();
        }
        std::ranges::sort(answer_.hindrances, {}, [](const Hindrance& one) {
            return std::tuple(one.code, one.filing, std::string_view(one.by), std::string_view(one.reason),
                              one.since ? one.since->ms : 0);
        });
        return std::move(answer_);
    }

private:
    void say(Hindrance hindrance) {
        if (std::ranges::find(answer_.hindrances, hindrance) == answer_.hindrances.end())
            answer_.hindrances.push_back(std::move(hindrance));
    }

    std::string agency_of(core::FilingKey filing) const {
        const auto one = std::ranges::find(facts_.filings, filing, &ports::DepartureFiling::key);
        return one == facts_.filings.end() ? std::string() : one->agency;
    }

    void say_referrals() {
        for (const auto& referral : core::fold_referrals(facts_.events)) {
            if (referral.state == core::ReferralState::cleared) continue;
            const bool final = referral.state == core::ReferralState::do_not_load;
            say({final ? HindranceCode::do_not_load : HindranceCode::referred, referral.filing,
                 agency_of(referral.filing), referral.reference.empty() ? referral.reason : referral.reference,
                 referral.since});
        }
    }

    void say_marks() {
        for (const auto& mark : facts_.marks) {
            if (!mark.counts(now_)) continue;
            if (mark.kind == core::MarkKind::block)
                say({HindranceCode::marked, {}, mark.owner, mark.reason, mark.set});
            else
                answer_.warnings.push_back(mark);
        }
        std::ranges::sort(answer_.warnings, {}, &core::Mark::owner);
    }

    void say_stopped() {
        switch (answer_.position) {
        case Position::stopped:
        case Position::returning:
        case Position::returned:
            say({HindranceCode::stopped, {}, {}, std::string(core::to_string(answer_.position))});
            break;
        default: break;
        }
    }

    /// We took it back, and another took its place: the content took another route.
    bool is_replaced(const ports::DepartureFiling& filing) const {
        return filing.state == FilingState::cancelled &&
               std::ranges::any_of(facts_.events,
                                   [&filing](const core::Event& event) {
                                       return event.type == EventType::filing_cancelled && !event.explicit_customs &&
                                              event.filing == filing.key;
                                   }) &&
               std::ranges::any_of(facts_.filings, [](const auto& other) {
                   return counts_for_leaving(other) && other.state != FilingState::cancelled;
               });
    }

    bool are_all_let_go() const {
        return std::ranges::all_of(facts_.filings, [this](const auto& filing) {
            return !counts_for_leaving(filing) || is_replaced(filing) || may_go_by(filing.state);
        });
    }

    bool was_rejected_by_a_person() const {
        const core::Event* newest = nullptr;
        for (const auto& event : facts_.events)
            if (event.type == EventType::item_reviewed && (newest == nullptr || newest->happened < event.happened))
                newest = &event;
        return newest != nullptr && newest->reason == "reject";
    }

    /// A correction that was rejected touches no filing, and after the release nothing can be corrected any more: then
    /// what customs released counts, and not what was wrong with the correction.
    bool is_idle_correction() const {
        return facts_.verdict == core::Verdict::rejected && are_all_let_go() && !was_rejected_by_a_person() &&
               std::ranges::any_of(facts_.filings, [](const auto& filing) {
                   return counts_for_leaving(filing) && core::is_let_go(filing.state);
               });
    }

    void say_findings() {
        if (is_idle_correction()) return;
        bool named = false;
        for (const auto& finding : facts_.findings) {
            const auto code = named_by(finding);
            if (!code) continue;
            named = true;
            say({*code, {}, {}, finding});
        }
        if (!named && facts_.verdict == core::Verdict::rejected) say({HindranceCode::rejected, {}, {}, {}});
        // a person has not looked at it yet; also where no filing is due, or the agency has an earlier version
        const bool is_told = std::ranges::any_of(facts_.filings, [](const auto& filing) {
            return counts_for_leaving(filing) && filing.state == FilingState::held;
        });
        if (facts_.verdict == core::Verdict::held && !is_told) say({HindranceCode::held, {}, {}, {}});
    }

    void say_filings() {
        for (const auto& filing : facts_.filings) {
            if (!counts_for_leaving(filing) || is_replaced(filing) || may_go_by(filing.state)) continue;
            const std::string state(core::to_string(filing.state));
            if (is_kept_back(filing.state))
                say({HindranceCode::held, filing.key, filing.agency, state});
            else if (filing.state == FilingState::awaiting_position && filing.lodged_on == Position::dispatch_closed)
                say({HindranceCode::lodged_at_dispatch, filing.key, filing.agency, state});
            else if (facts_.verdict != core::Verdict::rejected || filing.state != FilingState::rejected)
                say({HindranceCode::not_released, filing.key, filing.agency, state});
        }
    }

    /// Customs' hold that a scanner saw ends when the item was seen to come back from there, or when customs released
    /// it later. That it was packed or seen to have left since does not end it.
    void say_scanner() {
        std::optional<core::Instant> held;
        core::Instant back;
        core::Instant released;
        for (const auto& event : facts_.events) {
            if (event.type == EventType::item_held_by_customs)
                held = std::max(held.value_or(core::Instant{}), event.happened);
            if (event.type == EventType::item_back_from_customs) back = std::max(back, event.happened);
            if (event.type == EventType::filing_released) released = std::max(released, event.happened);
        }
        if (!held || back >= *held) return;
        if (are_all_let_go() && released > *held) return;
        say({HindranceCode::held, {}, {}, std::string(core::to_string(Position::held)), held});
    }

    const ports::DepartureFacts& facts_;
    core::Instant now_;
    DepartureAnswer answer_;
};

} // namespace

std::string_view to_string(HindranceCode code) {
    const auto* const row = std::ranges::find(kNames, code, &CodeName::code);
    if (row == kNames.end()) throw core::Failure("departure: no such hindrance");
    return row->name;
}

std::span<const HindranceCode> all_hindrance_codes() {
    static constexpr auto kAll = [] {
        std::array<HindranceCode, kNames.size()> all{};
        std::ranges::transform(kNames, all.begin(), &CodeName::code);
        return all;
    }();
    return kAll;
}

const Hindrance* DepartureAnswer::alarm() const {
    if (!departed) return nullptr;
    const auto why = std::ranges::find_if(
        hindrances, [](const Hindrance& one) { return one.code != HindranceCode::stopped && pulls_out(one.code); });
    return why == hindrances.end() ? nullptr : &*why;
}

DepartureAnswer may_depart(const ports::DepartureFacts& facts, core::Instant now) {
    return Gathering(facts, now).answer();
}

} // namespace postern::exchange
