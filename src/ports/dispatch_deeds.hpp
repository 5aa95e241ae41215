// Deeds of dispatches: what a post tells of receptacles and their items, and that they were closed and left.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

inline constexpr std::size_t kDispatchItems = 10'000; ///< of one dispatch, and so of a message about it

/// Whose dispatch, and in which time. The last digit of the year in a dispatch id comes again after ten years: one that
/// was first told of before window_from is another.
struct DispatchOf {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string dispatch; ///< S8, 20 characters
    core::Instant at;
    core::Instant window_from;
    core::Instant items_from; ///< item ids first received before this do not count (S10 re-use)
};

/// An item that left and must not have: what exchange/departure.hpp says of it. Written once an item and reason.
struct DepartureAlarm {
    std::string item_id;
    std::string reason; ///< "departed-held", …
};

struct ToldReceptacle {
    std::string receptacle;         ///< S9, 29 characters, of the dispatch
    std::vector<std::string> items; ///< S10 as we write it, each once; may be empty
};

/// A post told what is in receptacles of a dispatch. What was told the same before changes nothing (outcome.repeat: all
/// of it was); a receptacle that is told with other items is replaced. One that is new to a dispatch that was closed or
/// has left is closed and left with it. An item that stands in another receptacle too raises an alarm. No:
/// dispatch_fixed (it is closed, and a receptacle is told with other items), too_many (items of the dispatch).
struct DispatchTold {
    DispatchOf of;
    std::vector<ToldReceptacle> receptacles;
    std::optional<core::Instant> packed;  ///< when the items were put in; none: now, or before the dispatch was closed
    std::string carrier;                  ///< at most 64 bytes, as transport; empty: not told
    std::string transport;                ///< flight or other
    std::optional<core::Instant> planned; ///< intended departure
    std::vector<DepartureAlarm> alarms;   ///< of items that are new to it, where it has left
};

/// The dispatch is closed. Filings that waited for that are offered in the same transaction. Again: outcome.repeat,
/// nothing changes. No: not_found.
struct DispatchClosed {
    DispatchOf of;
    core::Instant when;
};

/// The dispatch left with all that stands in it; one that was not closed is closed with that. Again: outcome.repeat,
/// only what was not told of carrier and transport is added. No: not_found.
struct DispatchDeparted {
    DispatchOf of;
    core::Instant when;
    std::string carrier;
    std::string transport;
    std::vector<DepartureAlarm> alarms;
};

/// Items were taken out of their receptacles, and are at the office of exchange again. outcome.scans says of each what
/// became of it: accepted, repeat (it was taken out before) or unknown (it does not stand in the dispatch). No:
/// not_found, dispatch_fixed (it has left).
struct ReceptacleItemsRemoved {
    DispatchOf of;
    std::vector<std::string> items; ///< S10 as we write it
    std::string reason;             ///< a code, at most 64 bytes; may be empty
};

} // namespace postern::ports
