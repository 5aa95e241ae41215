// Positions: where an item is on its way, folded from what the post saw of it.
#pragma once

#include "core/event.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace postern::core {

/// Position of an item. Numbers are stored; the order of the way is another, see has_reached.
enum class Position : std::uint8_t {
    captured = 1,
    posted = 2,
    at_office_of_exchange = 3,
    presented = 4,
    held = 5,
    back_from_customs = 6,
    in_receptacle = 7,
    departed = 8,
    arrived = 9,
    held_abroad = 10,
    delivered = 11,
    returning = 12,
    returned = 13,
    stopped = 14,
    dispatch_closed = 15, ///< of which the receptacle is
};
std::string_view to_string(Position position);
std::span<const Position> all_positions();

/// The newest by when it happened; what was seen in one instant, in the order of the way. Arrival order and repetition
/// never matter. Nothing was seen: captured, whenever that was.
Position fold_position(const std::vector<Event>& events);
/// Whether the item was seen at `wanted`, or farther on its way, at any time. What happened later (it was stopped) does
/// not undo that, so arrival order never matters here either. That it comes back says nothing of how far it was.
/// captured: always.
bool has_reached(const std::vector<Event>& events, Position wanted);

/// Whether it is something the post saw of an item.
bool is_scan(EventType type);
/// The event of an EMSEVT code ("EMA"), or of "in-receptacle" and "dispatch-closed"; nullopt: none of ours.
std::optional<EventType> scan_named(std::string_view code);
/// As scan_named reads it; empty: it is no scan.
std::string_view scan_code(EventType type);

} // namespace postern::core
