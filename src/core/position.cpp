// The table of scans: their codes (UPU EMSEVT) and where an item is by each.
#include "core/position.hpp"

#include "core/dispatch_id.hpp"
#include "core/failure.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace postern::core {

namespace {

struct ScanRow {
    EventType event;
    std::string_view code;
    Position position;
};

// in the order of the way; that of an item that is stopped ends here. That it comes back is no scan and has no code.
constexpr auto kScans = std::to_array<ScanRow>({
    {EventType::item_posted, "EMA", Position::posted},
    {EventType::item_at_office_of_exchange, "EMB", Position::at_office_of_exchange},
    {EventType::item_presented, "EXA", Position::presented},
    {EventType::item_held_by_customs, "EXB", Position::held},
    {EventType::item_back_from_customs, "EXC", Position::back_from_customs},
    {EventType::item_in_receptacle, "in-receptacle", Position::in_receptacle},
    {EventType::item_dispatch_closed, "dispatch-closed", Position::dispatch_closed},
    {EventType::item_departed, "EMC", Position::departed},
    {EventType::item_arrived, "EMD", Position::arrived},
    {EventType::item_held_abroad, "EME", Position::held_abroad},
    {EventType::item_delivered, "EMI", Position::delivered},
    {EventType::item_returning, "", Position::returning},
    {EventType::item_stopped, "EXX", Position::stopped},
});

const ScanRow* scan_row(EventType type) {
    const auto* const row = std::ranges::find(kScans, type, &ScanRow::event);
    return row == kScans.end() ? nullptr : row;
}

/// Packing and closing of a dispatch are often told when they are typed in: its leaving is behind them, whatever their
/// times say.
bool is_overtaken(const Event& event, const std::vector<Event>& events) {
    if (event.type != EventType::item_in_receptacle && event.type != EventType::item_dispatch_closed) return false;
    if (event.reference.size() < DispatchId::kLength) return false;
    const auto dispatch = std::string_view(event.reference).substr(0, DispatchId::kLength);
    return std::ranges::any_of(events, [dispatch](const Event& other) {
        return other.type == EventType::item_departed && other.reference == dispatch;
    });
}

} // namespace

std::span<const Position> all_positions() {
    static constexpr auto kAll =
        std::to_array({Position::captured, Position::posted, Position::at_office_of_exchange, Position::presented,
                       Position::held, Position::back_from_customs, Position::in_receptacle, Position::dispatch_closed,
                       Position::departed, Position::arrived, Position::held_abroad, Position::delivered,
                       Position::returning, Position::returned, Position::stopped});
    return kAll;
}

std::string_view to_string(Position position) {
    switch (position) {
    case Position::captured: return "CAPTURED";
    case Position::posted: return "POSTED";
    case Position::at_office_of_exchange: return "AT_OFFICE_OF_EXCHANGE";
    case Position::presented: return "PRESENTED";
    case Position::held: return "HELD";
    case Position::back_from_customs: return "BACK_FROM_CUSTOMS";
    case Position::in_receptacle: return "IN_RECEPTACLE";
    case Position::dispatch_closed: return "DISPATCH_CLOSED";
    case Position::departed: return "DEPARTED";
    case Position::arrived: return "ARRIVED";
    case Position::held_abroad: return "HELD_ABROAD";
    case Position::delivered: return "DELIVERED";
    case Position::returning: return "RETURNING";
    case Position::returned: return "RETURNED";
    case Position::stopped: return "STOPPED";
    }
    throw Failure("event: no such position");
}

Position fold_position(const std::vector<Event>& events) {
    const ScanRow* last = nullptr;
    Instant happened;
    for (const Event& event : events) {
        const auto* const row = scan_row(event.type);
        if (row == nullptr || is_overtaken(event, events)) continue;
        if (last != nullptr && std::tie(event.happened, row) <= std::tie(happened, last)) continue;
        last = row;
        happened = event.happened;
    }
    return last == nullptr ? Position::captured : last->position;
}

bool has_reached(const std::vector<Event>& events, Position wanted) {
    if (wanted == Position::captured) return true;
    const auto* const least = std::ranges::find(kScans, wanted, &ScanRow::position);
    return least != kScans.end() && std::ranges::any_of(events, [least](const Event& event) {
               const auto* const row = scan_row(event.type);
               return row != nullptr && !row->code.empty() && row->position != Position::stopped && row >= least;
           });
}

bool is_scan(EventType type) {
    return !scan_code(type).empty();
}

std::optional<EventType> scan_named(std::string_view code) {
    if (code.empty()) return std::nullopt;
    const auto* const row = std::ranges::find(kScans, code, &ScanRow::code);
    return row == kScans.end() ? std::nullopt : std::optional(row->event);
}

std::string_view scan_code(EventType type) {
    const auto* const row = scan_row(type);
    return row == nullptr ? std::string_view() : row->code;
}

} // namespace postern::core
