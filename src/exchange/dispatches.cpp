// Dispatches: one deed a call; the check gathers what is known of all items and parts it.
#include "exchange/dispatches.hpp"

#include "exchange/alarms.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

namespace postern::exchange {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr int kDispatchMonths = 12; ///< a dispatch id comes again after ten years, and no dispatch takes one

Refusal dispatch_refused(RefusalCode code, std::string_view what = {}) {
    return Refusal{code, std::string(what), 0, 0, {}};
}

Refusal why_not(ports::No no, std::string_view dispatch) {
    switch (no) {
    case ports::No::dispatch_fixed: return dispatch_refused(RefusalCode::dispatch_fixed, dispatch);
    case ports::No::too_many:
        return dispatch_refused(RefusalCode::too_many_items, std::to_string(ports::kDispatchItems));
    default: return dispatch_refused(RefusalCode::not_found);
    }
}

std::vector<Leaving> leaving_at(const std::vector<std::string>& items, core::Instant when) {
    std::vector<Leaving> all;
    all.reserve(items.size());
    for (const auto& item_id : items)
        all.push_back({item_id, when, {}});
    return all;
}

} // namespace

std::string_view state_of(const ports::DispatchHead& head) {
    if (head.departed) return "DEPARTED";
    return head.closed ? "CLOSED" : "OPEN";
}

ports::DispatchAsker Dispatches::asker(const core::Principal& post) const {
    return {post.tenant, post.mode, core::item_id_window_from(ports_.clock.now(), kDispatchMonths)};
}

ports::DispatchOf Dispatches::of(const core::Principal& post, std::string_view dispatch) const {
    const auto now = ports_.clock.now();
    return {post.tenant,
            post.mode,
            std::string(dispatch),
            now,
            core::item_id_window_from(now, kDispatchMonths),
            core::item_id_window_from(now, items_window_months_)};
}

std::optional<ports::DispatchHead> Dispatches::head(const core::Principal& post, std::string_view dispatch) {
    if (!core::DispatchId::parse(dispatch)) return std::nullopt;
    return ports_.dispatches.dispatch(asker(post), dispatch);
}

std::vector<std::string> Dispatches::standing(const core::Principal& post, std::string_view dispatch) {
    std::set<std::string> items;
    for (auto& item : ports_.dispatches.items(asker(post), dispatch))
        if (!item.removed) items.insert(std::move(item.item_id));
    return {items.begin(), items.end()};
}

void Dispatches::announce_closing(const core::Principal& post, const ports::DispatchHead& head) {
    if (!ports_.before_closing) return;
    std::vector<ports::PackedItem> packed;
    for (auto& item : ports_.dispatches.items(asker(post), head.dispatch))
        if (!item.removed)
            packed.push_back({std::move(item.item_id), head.dispatch, std::move(item.receptacle), head.carrier,
                              head.transport, head.planned});
    if (!packed.empty()) ports_.before_closing(post, packed);
}

void Dispatches::announce_late(const core::Principal& post, const ports::DispatchHead& head,
                               const ports::DispatchTold& told) {
    if (!ports_.before_closing) return;
    std::vector<ports::PackedItem> packed;
    for (const auto& receptacle : told.receptacles)
        for (const auto& item_id : receptacle.items)
            packed.push_back(
                {item_id, head.dispatch, receptacle.receptacle, head.carrier, head.transport, head.planned});
    if (!packed.empty()) ports_.before_closing(post, packed);
}

Result<DispatchTaken> Dispatches::tell(const core::Principal& post, const ToldDispatch& told,
                                       const std::string& request_id) {
    ports::DispatchTold deed{of(post, told.dispatch), told.receptacles, told.packed, told.carrier,
                             told.transport,          told.planned,     {}};
    const auto now = deed.of.at;
    const auto known = head(post, told.dispatch);
    if (known && known->closed) announce_late(post, *known, deed);
    if (known && known->departed) {
        std::set<std::string> fresh;
        for (const auto& receptacle : told.receptacles)
            fresh.insert(receptacle.items.begin(), receptacle.items.end());
        for (const auto& item_id : standing(post, told.dispatch))
            fresh.erase(item_id);
        deed.alarms = alarms_of_leaving(ports_.departures, post.tenant, post.mode,
                                        leaving_at({fresh.begin(), fresh.end()}, *known->departed), now);
    }
    const auto outcome = ports::record_one(ports_.ledger, std::move(deed),
                                           ports::audit_of(post, "dispatches.tell", told.dispatch, now, request_id));
    if (!outcome.done()) return why_not(outcome.no, told.dispatch);
    return DispatchTaken{outcome.repeat, head(post, told.dispatch).value_or(ports::DispatchHead{})};
}

Result<std::vector<ports::DispatchHead>> Dispatches::newest(const core::Principal& post, std::string_view after,
                                                            std::uint32_t limit) {
    auto page = ports_.dispatches.newest(asker(post), after, limit);
    if (!page) return dispatch_refused(RefusalCode::bad_cursor);
    return std::move(*page);
}

Result<DispatchView> Dispatches::dispatch(const core::Principal& post, std::string_view dispatch) {
    auto known = head(post, dispatch);
    if (!known) return dispatch_refused(RefusalCode::not_found);
    const auto who = asker(post);
    return DispatchView{std::move(*known), ports_.dispatches.receptacles(who, dispatch),
                        ports_.dispatches.items(who, dispatch), ports_.dispatches.alarms(who, dispatch)};
}

Result<DispatchCheck> Dispatches::check(const core::Principal& post, std::string_view dispatch) {
    auto known = head(post, dispatch);
    if (!known) return dispatch_refused(RefusalCode::not_found);
    std::vector<std::string> ids;
    std::vector<std::string> receptacles;
    for (auto& item : ports_.dispatches.items(asker(post), dispatch)) {
        if (item.removed) continue;
        ids.push_back(std::move(item.item_id));
        receptacles.push_back(std::move(item.receptacle));
    }
    DispatchCheck check;
    check.head = std::move(*known);
    check.at = ports_.clock.now();
    auto views = ports_.departures.ask(post.tenant, post.mode, ids);
    for (std::size_t i = 0; i < views.size(); ++i) {
        auto& hindrances = views[i].answer.hindrances;
        if (hindrances.empty()) {
            ++check.free;
            continue;
        }
        const bool out = std::ranges::any_of(hindrances, [](const auto& one) { return pulls_out(one.code); });
        (out ? check.pull_out : check.waiting).push_back({receptacles[i], std::move(views[i])});
    }
    return check;
}

Result<DispatchCheck> Dispatches::close(const core::Principal& post, std::string_view dispatch, core::Instant when,
                                        const std::string& request_id) {
    auto checked = check(post, dispatch);
    if (!checked) return checked;
    if (!checked.value().head.closed) announce_closing(post, checked.value().head);
    ports::DispatchClosed deed{of(post, dispatch), when};
    auto row = ports::audit_of(post, "dispatches.close", deed.of.dispatch, deed.of.at, request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(deed), std::move(row));
    if (!outcome.done()) return why_not(outcome.no, dispatch);
    if (auto now = head(post, dispatch)) checked.value().head = std::move(*now);
    return checked;
}

Result<std::vector<ports::ScanResult>> Dispatches::remove(const core::Principal& post, std::string_view dispatch,
                                                          const std::vector<std::string>& items,
                                                          const std::string& reason, const std::string& request_id) {
    if (!core::DispatchId::parse(dispatch)) return dispatch_refused(RefusalCode::not_found);
    ports::ReceptacleItemsRemoved deed{of(post, dispatch), items, reason};
    auto row = ports::audit_of(post, "dispatches.take-out", deed.of.dispatch, deed.of.at, request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(deed), std::move(row));
    if (!outcome.done()) return why_not(outcome.no, dispatch);
    std::vector<ports::ScanResult> results(outcome.scans.size());
    std::ranges::transform(outcome.scans, results.begin(), &ports::ScanOutcome::result);
    return results;
}

Result<DispatchLeft> Dispatches::depart(const core::Principal& post, std::string_view dispatch,
                                        const ports::DispatchDeparted& how, const std::string& request_id) {
    const auto known = head(post, dispatch);
    if (!known) return dispatch_refused(RefusalCode::not_found);
    auto deed = how;
    deed.of = of(post, dispatch);
    if (!known->closed) {
        auto leaves = *known;
        if (!how.carrier.empty()) leaves.carrier = how.carrier;
        if (!how.transport.empty()) leaves.transport = how.transport;
        announce_closing(post, leaves);
    }
    if (!known->departed)
        deed.alarms = alarms_of_leaving(ports_.departures, post.tenant, post.mode,
                                        leaving_at(standing(post, dispatch), how.when), deed.of.at);
    auto row = ports::audit_of(post, "dispatches.depart", deed.of.dispatch, deed.of.at, request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(deed), std::move(row));
    if (!outcome.done()) return why_not(outcome.no, dispatch);
    return DispatchLeft{outcome.repeat, head(post, dispatch).value_or(*known),
                        ports_.dispatches.alarms(asker(post), dispatch)};
}

std::vector<ports::DispatchOfItem> Dispatches::of_item(const core::Principal& post, std::string_view item_id) {
    return ports_.dispatches.of_item(asker(post), item_id);
}

} // namespace postern::exchange
