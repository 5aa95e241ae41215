// ItemEvents: reading what was told, one deed for all of it.
#include "exchange/item_events.hpp"

#include "core/item_id.hpp"
#include "core/result.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace postern::exchange {

using core::Refusal;
using core::RefusalCode;

namespace {

constexpr std::int64_t kClockAhead = 3'600'000; ///< ms that a post's clock may be ahead of ours
constexpr std::size_t kOfficeBytes = 64;

Refusal unreadable_member(std::string_view name) {
    return Refusal{RefusalCode::bad_parameter, std::string(name), 0, 0, {}};
}

/// Visible ASCII without blanks: a code, never somebody's name.
bool is_code(std::string_view text) {
    return text.size() <= kOfficeBytes && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

core::Result<ports::ItemScan> scan_of(const ToldScan& told, core::Instant now) {
    if (told.refused) return *told.refused;
    const auto id = core::ItemId::parse(told.item_id);
    if (!id) return unreadable_member("item_id");
    const auto type = core::scan_named(told.event);
    if (!type) return unreadable_member("event");
    const auto happened = core::parse_rfc3339(told.when);
    if (!happened || happened->ms > now.ms + kClockAhead) return unreadable_member("when");
    if (!is_code(told.office)) return unreadable_member("office");
    return ports::ItemScan{id->text(), *type, *happened, told.office};
}

} // namespace

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
    ports::Deed deed;
    deed.audit.push_back(ports::audit_of(post, "items.events", {}, now, request_id));
    if (seen.scans.empty())
        deed.body = ports::AuditNoted{};
    else
        deed.body = std::move(seen);
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
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
