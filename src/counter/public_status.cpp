// How an item stands in plain words: what happened is walked through by time, and each instant gives at most a few
// steps.
#include "counter/public_status.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace postern::counter {

namespace {

using core::EventType;
using core::FilingState;

constexpr std::array kStates{PublicState::data_received,
                             PublicState::not_accepted,
                             PublicState::posted,
                             PublicState::post_checks,
                             PublicState::waiting_for_customs,
                             PublicState::customs_checks,
                             PublicState::documents_asked,
                             PublicState::question_asked,
                             PublicState::payment_due,
                             PublicState::number_awaited,
                             PublicState::customs_refused,
                             PublicState::customs_released,
                             PublicState::on_its_way,
                             PublicState::arrived,
                             PublicState::customs_abroad,
                             PublicState::delivered,
                             PublicState::comes_back,
                             PublicState::stopped,
                             PublicState::cancelled};

/// What the item itself did, as far as its exporter is told.
std::optional<PublicState> milestone_of(EventType type) {
    switch (type) {
    case EventType::item_posted:
    case EventType::item_at_office_of_exchange: return PublicState::posted;
    case EventType::item_departed: return PublicState::on_its_way;
    case EventType::item_arrived: return PublicState::arrived;
    case EventType::item_held_abroad: return PublicState::customs_abroad;
    case EventType::item_delivered: return PublicState::delivered;
    case EventType::item_returning: return PublicState::comes_back;
    case EventType::item_stopped: return PublicState::stopped;
    case EventType::item_cancelled: return PublicState::cancelled;
    default: return std::nullopt;
    }
}

/// Farther on the way than customs here has a say.
bool is_beyond_customs(PublicState state) {
    return state >= PublicState::on_its_way;
}

/// How much a filing keeps its item back, in the words of its exporter; nullopt: not at all.
std::optional<PublicState> hold_of(FilingState state, bool required) {
    switch (state) {
    case FilingState::awaiting_number: return PublicState::number_awaited;
    case FilingState::control_documents: return PublicState::documents_asked;
    case FilingState::query: return PublicState::question_asked;
    case FilingState::payment_due: return PublicState::payment_due;
    case FilingState::held: return PublicState::post_checks;
    case FilingState::control_physical:
    case FilingState::under_assessment:
    case FilingState::suspended: return PublicState::customs_checks;
    case FilingState::rejected:
    case FilingState::release_refused:
    case FilingState::expired: return required ? std::optional(PublicState::customs_refused) : std::nullopt;
    case FilingState::form_suffices:
    case FilingState::cancelled: return std::nullopt;
    default:
        if (!required || core::is_let_go(state)) return std::nullopt;
        return PublicState::waiting_for_customs;
    }
}

/// What the exporter hears of several filings is the gravest: what he has to do himself comes first.
unsigned weight_of(PublicState state) {
    constexpr std::array kGravestFirst{PublicState::customs_refused, PublicState::documents_asked,
                                       PublicState::question_asked,  PublicState::payment_due,
                                       PublicState::number_awaited,  PublicState::post_checks,
                                       PublicState::customs_checks,  PublicState::waiting_for_customs};
    return static_cast<unsigned>(std::ranges::find(kGravestFirst, state) - kGravestFirst.begin());
}

struct Turn {
    core::Instant at;
    std::optional<EventType> item; ///< of the item, or
    std::size_t filing = 0;        ///< of that filing
    FilingState state = FilingState::unknown;
};

/// Where the item is and what its filings say, while time goes on.
class Walk {
public:
    explicit Walk(const PublicCase& of) : of_(of), states_(of.filings.size(), FilingState::unknown) {}

    void begin(core::Instant at) { step_to(PublicState::data_received, at); }
    void take(const Turn& turn) {
        if (!turn.item) {
            states_[turn.filing] = turn.state;
            if (core::is_let_go(turn.state)) at_customs_ = false;
            return;
        }
        if (*turn.item == EventType::item_presented || *turn.item == EventType::item_held_by_customs)
            at_customs_ = true;
        if (*turn.item == EventType::item_back_from_customs) at_customs_ = false;
        const auto milestone = milestone_of(*turn.item);
        if (!milestone || !leads_on(*milestone)) return;
        place_ = *milestone;
        step_to(place_, turn.at);
    }
    /// All of one instant was taken.
    void rest(core::Instant at) {
        const auto state = stand();
        if (state == now_.state) return;
        now_ = {state, at};
        if (steps_.back().state != state) steps_.push_back(now_);
    }
    PublicCourse course() && {
        PublicCourse made;
        made.now = now_;
        made.steps = std::move(steps_);
        return made;
    }

private:
    void step_to(PublicState state, core::Instant at) {
        steps_.push_back({state, at});
        if (state == PublicState::data_received) now_ = steps_.back();
    }
    /// Scans come late and with wrong clocks: an item does not go back on its way, but it may be stopped anywhere.
    bool leads_on(PublicState milestone) const { return place_ != PublicState::cancelled && milestone > place_; }
    PublicState stand() const {
        if (is_beyond_customs(place_)) return place_;
        const auto says = customs_says();
        if (of_.verdict == core::Verdict::rejected && !says) return PublicState::not_accepted;
        if (of_.verdict == core::Verdict::held && !says) return PublicState::post_checks;
        return says.value_or(place_);
    }
    /// nullopt: nothing that its exporter would hear of.
    std::optional<PublicState> customs_says() const {
        std::optional<PublicState> gravest;
        bool let_go = false;
        for (std::size_t i = 0; i < states_.size(); ++i) {
            const auto& filing = of_.filings[i];
            if (filing.leg != ports::Leg::export_leg || states_[i] == FilingState::unknown) continue;
            let_go = let_go || core::is_let_go(states_[i]);
            const auto hold = hold_of(states_[i], filing.required);
            if (hold && (!gravest || weight_of(*hold) < weight_of(*gravest))) gravest = hold;
        }
        if (at_customs_ && (!gravest || *gravest == PublicState::waiting_for_customs))
            return PublicState::customs_checks;
        if (!gravest && let_go) return PublicState::customs_released;
        return gravest;
    }

    const PublicCase& of_;
    std::vector<FilingState> states_;
    std::vector<PublicStep> steps_;
    PublicStep now_;
    PublicState place_ = PublicState::data_received;
    bool at_customs_ = false;
};

std::vector<Turn> turns_of(const PublicCase& of, const std::map<core::FilingKey, std::vector<core::Event>>& by_filing) {
    std::vector<Turn> turns;
    for (const auto& event : of.events)
        if (!event.filing) turns.push_back({event.happened, event.type, 0, {}});
    for (std::size_t i = 0; i < of.filings.size(); ++i) {
        const auto events = by_filing.find(of.filings[i].key);
        if (events == by_filing.end()) continue;
        for (const auto& stand : core::filing_course(events->second))
            turns.push_back({stand.since, std::nullopt, i, stand.state});
    }
    // what the item did before what customs said in the same instant; of the item, in the order of its way
    const auto rank = [](const Turn& turn) {
        return turn.item ? milestone_of(*turn.item).value_or(PublicState::data_received) : PublicState::cancelled;
    };
    std::ranges::stable_sort(turns, [&](const Turn& a, const Turn& b) {
        if (a.at != b.at) return a.at < b.at;
        if (a.item.has_value() != b.item.has_value()) return a.item.has_value();
        return a.item && rank(a) < rank(b);
    });
    return turns;
}

core::AttachmentTypes papers_asked(const PublicCase& of,
                                   const std::map<core::FilingKey, std::vector<core::Event>>& by_filing) {
    core::AttachmentTypes types;
    for (const auto& filing : of.filings) {
        const auto events = by_filing.find(filing.key);
        if (filing.leg != ports::Leg::export_leg || events == by_filing.end()) continue;
        if (const auto request = core::attachment_request(events->second)) types.add(request->types);
    }
    return types;
}

} // namespace

std::string_view to_string(PublicState state) {
    switch (state) {
    case PublicState::data_received: return "data-received";
    case PublicState::not_accepted: return "not-accepted";
    case PublicState::posted: return "posted";
    case PublicState::post_checks: return "post-checks";
    case PublicState::waiting_for_customs: return "waiting-for-customs";
    case PublicState::customs_checks: return "customs-checks";
    case PublicState::documents_asked: return "documents-asked";
    case PublicState::question_asked: return "question-asked";
    case PublicState::payment_due: return "payment-due";
    case PublicState::number_awaited: return "number-awaited";
    case PublicState::customs_refused: return "customs-refused";
    case PublicState::customs_released: return "customs-released";
    case PublicState::on_its_way: return "on-its-way";
    case PublicState::arrived: return "arrived";
    case PublicState::customs_abroad: return "customs-abroad";
    case PublicState::delivered: return "delivered";
    case PublicState::comes_back: return "comes-back";
    case PublicState::stopped: return "stopped";
    case PublicState::cancelled: break;
    }
    return "cancelled";
}

std::span<const PublicState> all_public_states() {
    return kStates;
}

PublicCourse public_course(PublicCase of) {
    // arrival order must not matter
    std::ranges::sort(of.events, [](const core::Event& a, const core::Event& b) {
        return a.happened != b.happened ? a.happened < b.happened : a.key < b.key;
    });
    std::map<core::FilingKey, std::vector<core::Event>> by_filing;
    for (const auto& event : of.events)
        if (event.filing) by_filing[event.filing].push_back(event);
    const auto turns = turns_of(of, by_filing);
    Walk walk(of);
    walk.begin(turns.empty() ? of.received : std::min(of.received, turns.front().at));
    for (std::size_t i = 0; i < turns.size(); ++i) {
        walk.take(turns[i]);
        if (i + 1 == turns.size() || turns[i + 1].at != turns[i].at) walk.rest(turns[i].at);
    }
    if (turns.empty()) walk.rest(of.received);
    auto course = std::move(walk).course();
    // a question may name papers too
    if (course.now.state == PublicState::documents_asked || course.now.state == PublicState::question_asked)
        course.asks = papers_asked(of, by_filing);
    return course;
}

} // namespace postern::counter
