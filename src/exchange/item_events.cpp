// ItemEvents: reading what was told, one deed for all of it.
#include "exchange/item_events.hpp"

#include "core/item_id.hpp"
#include "core/result.hpp"
#include "exchange/alarms.hpp"
#include "exchange/told_times.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace postern::exchange {

namespace {

core::Result<ports::ItemScan> scan_of(const ToldScan& told, core::Instant now) {
    if (told.refused) return *told.refused;
    const auto id = core::ItemId::parse(told.item_id);
    if (!id) return wrong_member("item_id");
    const auto type = core::scan_named(told.event);
    if (!type) return wrong_member("event");
    const auto happened = read_past(told.when, now);
    if (!happened) return wrong_member("when");
    if (!is_code(told.office)) return wrong_member("office");
    return ports::ItemScan{id->text(), *type, *happened, told.office};
}

core::Event event_of(const ports::ItemScan& scan) {
    core::Event event;
    event.type = scan.type;
    event.happened = event.received = scan.happened;
    return event;
}

/// It left, or was seen where it can only be when it has.
bool says_gone(const ports::ItemScan& scan) {
    return core::has_reached({event_of(scan)}, core::Position::departed);
}

} // namespace

void ItemEvents::mark_alarms(ports::ItemsSeen& seen) const {
    if (ports_.departures == nullptr) return;
    std::vector<Leaving> leaving;
    for (const auto& scan : seen.scans) {
        if (!says_gone(scan)) continue;
        auto& one = leaving.emplace_back(Leaving{scan.item_id, scan.happened, {}});
        for (const auto& other : seen.scans)
            if (other.item_id == scan.item_id && !says_gone(other)) one.beside.push_back(event_of(other));
    }
    if (leaving.empty()) return;
    const auto alarms = alarms_of_leaving(*ports_.departures, seen.tenant, seen.mode, leaving, seen.at);
    for (auto& scan : seen.scans) {
        if (!says_gone(scan)) continue;
        const auto alarm = std::ranges::find(alarms, scan.item_id, &ports::DepartureAlarm::item_id);
        if (alarm == alarms.end()) continue;
        scan.alarm = alarm->reason;
        if (ports_.dispatches == nullptr) continue;
        const auto packed = ports_.dispatches->of_item({seen.tenant, seen.mode, seen.window_from}, scan.item_id);
        if (!packed.empty()) scan.alarm_reference = packed.front().dispatch;
    }
}

std::vector<ScanView> ItemEvents::note(const core::Principal& post, const std::vector<ToldScan>& told,
                                       const std::string& request_id) {
    const auto now = ports_.clock.now();
    ports::ItemsSeen seen{post.tenant, post.mode, now, core::item_id_window_from(now, window_months_), {}};
    std::vector<ScanView> views(told.size());
    std::vector<std::size_t> taken; // which of the events each scan is
    for (std::size_t i = 0; i < told.size(); ++i) {
        auto scan = scan_of(told[i], now);
        if (!scan) {
            views[i].refused = scan.refusal();
            continue;
        }
        seen.scans.push_back(std::move(scan).value());
        taken.push_back(i);
    }
    mark_alarms(seen);
    auto row = ports::audit_of(post, "items.events", {}, now, request_id);
    const auto outcome =
        ports::record_one(ports_.ledger, ports::noted_or(std::move(seen), taken.empty()), std::move(row));
    for (std::size_t i = 0; i < outcome.scans.size(); ++i) {
        auto& view = views[taken[i]];
        view.result = outcome.scans[i].result;
        if (const auto declaration = outcome.scans[i].declaration)
            view.declaration_id = ids_->seal(crypto::IdKind::declaration, declaration.value);
    }
    return views;
}

std::optional<core::Position> ItemEvents::position(const core::Principal& post, std::string_view item_id) {
    const auto declarations = ports_.declarations.of_item(post.tenant, post.mode, item_id);
    if (declarations.empty()) return std::nullopt;
    const auto from = core::item_id_window_from(ports_.clock.now(), window_months_);
    std::vector<core::Event> events;
    for (const auto& declaration : declarations) {
        // those from before the window are of another item, unless there is none since
        if (declaration.key != declarations.front().key && declaration.received < from) continue;
        const auto own = ports_.filings.events_of(declaration.key);
        events.insert(events.end(), own.begin(), own.end());
    }
    return core::fold_position(events);
}

} // namespace postern::exchange
