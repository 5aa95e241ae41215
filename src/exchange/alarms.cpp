// Alarms of leaving: what is known of each item, with its leaving beside it, is asked whether it may.
#include "exchange/alarms.hpp"

#include "core/failure.hpp"

#include <algorithm>

namespace postern::exchange {

namespace {

constexpr std::size_t kAtOnce = 1'000; // facts of so many are in memory together

void ask_some(Departures& departures, core::TenantKey tenant, core::Mode mode, std::span<const Leaving> leaving,
              core::Instant now, std::vector<ports::DepartureAlarm>& alarms) {
    std::vector<std::string> ids;
    for (const auto& one : leaving)
        ids.push_back(one.item_id);
    auto all = departures.facts(tenant, mode, ids);
    if (all.size() != leaving.size()) throw core::Failure("departures: not an answer for each item");
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& facts = all[i];
        if (core::has_reached(facts.events, core::Position::departed)) continue;
        facts.events.insert(facts.events.end(), leaving[i].beside.begin(), leaving[i].beside.end());
        core::Event left;
        left.type = core::EventType::item_departed;
        left.happened = left.received = leaving[i].when;
        facts.events.push_back(std::move(left));
        const auto answer = may_depart(facts, now);
        if (const auto* why = answer.alarm())
            alarms.push_back({leaving[i].item_id, "departed-" + std::string(to_string(why->code))});
    }
}

} // namespace

std::vector<ports::DepartureAlarm> alarms_of_leaving(Departures& departures, core::TenantKey tenant, core::Mode mode,
                                                     std::span<const Leaving> leaving, core::Instant now) {
    std::vector<ports::DepartureAlarm> alarms;
    for (; !leaving.empty(); leaving = leaving.subspan(std::min(kAtOnce, leaving.size())))
        ask_some(departures, tenant, mode, leaving.first(std::min(kAtOnce, leaving.size())), now, alarms);
    return alarms;
}

} // namespace postern::exchange
