// Passage: milestones by a table, holds by the course of states.
#include "statistics/release_passage.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace postern::statistics {

namespace {

using core::EventType;

struct Reported {
    EventType event;
    Milestone milestone;
};

/// A scan that reports a posting or a presentation becomes a row here and a name in kMilestones. An agency that says
/// it has the filing (took it over, received or accepted it) says that it is lodged; the earliest word counts.
constexpr auto kReported = std::to_array<Reported>({
    {EventType::item_captured, Milestone::capture},
    {EventType::filing_submitted, Milestone::lodging},
    {EventType::filing_acknowledged, Milestone::lodging},
    {EventType::filing_received, Milestone::lodging},
    {EventType::filing_accepted, Milestone::lodging},
});

using Instants = std::array<std::optional<core::Instant>, kMilestones.size()>;

void note(Instants& instants, const std::vector<core::Event>& events, core::Instant released) {
    for (const auto& event : events) {
        const auto* const row = std::ranges::find(kReported, event.type, &Reported::event);
        if (row == kReported.end() || event.happened > released) continue;
        auto& at = instants.at(static_cast<std::size_t>(row->milestone));
        at = at ? std::min(*at, event.happened) : event.happened;
    }
}

struct Hold {
    std::size_t state; ///< index in kHolds
    core::Instant from, to;
};

/// Those before the release; one that the release ends goes up to it.
std::vector<Hold> holds_of(const ports::ReleasedFiling& filing) {
    const auto course = core::filing_course(filing.events);
    std::vector<Hold> holds;
    for (std::size_t i = 0; i < course.size() && course[i].state != core::FilingState::released; ++i) {
        const auto* const state = std::ranges::find(kHolds, course[i].state);
        if (state == kHolds.end()) continue;
        const auto next = i + 1 < course.size() ? std::min(course[i + 1].since, filing.released) : filing.released;
        if (course[i].since <= next)
            holds.push_back({static_cast<std::size_t>(state - kHolds.begin()), course[i].since, next});
    }
    return holds;
}

std::string lane_of(const ports::ReleasedFiling& filing) {
    const core::Event* last = nullptr;
    for (const auto& event : filing.events) {
        if (event.lane.empty() || event.happened > filing.released) continue;
        if (last == nullptr || event.happened >= last->happened) last = &event;
    }
    return last == nullptr ? std::string() : last->lane;
}

} // namespace

bool Passage::held() const {
    return std::ranges::any_of(holds, [](const auto& hold) { return hold.has_value(); });
}

std::int64_t Passage::hold() const {
    std::int64_t all = 0;
    for (const auto& hold : holds)
        all += hold.value_or(0);
    return all;
}

Passage passage_of(const ports::ReleasedFiling& filing) {
    Passage passage;
    passage.lane = lane_of(filing);
    const auto holds = holds_of(filing);
    for (const auto& hold : holds) {
        auto& time = passage.holds.at(hold.state);
        time = time.value_or(0) + (hold.to.ms - hold.from.ms);
    }
    Instants instants;
    note(instants, filing.item_events, filing.released);
    note(instants, filing.events, filing.released);
    for (std::size_t i = 0; i < instants.size(); ++i) {
        if (!instants.at(i)) continue;
        const auto start = *instants.at(i);
        Span span{filing.released.ms - start.ms, filing.released.ms - start.ms};
        for (const auto& hold : holds)
            if (hold.to > start) span.net -= hold.to.ms - std::max(hold.from, start).ms;
        passage.spans.at(i) = span;
    }
    return passage;
}

} // namespace postern::statistics
