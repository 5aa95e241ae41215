// Alarms of leaving: items that leave now and must not. That they leave is a fact; that they must not have is told.
#pragma once

#include "exchange/departures.hpp"
#include "ports/dispatch_deeds.hpp"

#include <span>
#include <string>
#include <vector>

namespace postern::exchange {

/// An item that is said to leave.
struct Leaving {
    std::string item_id; ///< S10 as we write it
    core::Instant when;
    std::vector<core::Event> beside; ///< that are told together with it
};

/// Of those that must not leave: the gravest reason why. One that was seen to have left before is not told again.
std::vector<ports::DepartureAlarm> alarms_of_leaving(Departures& departures, core::TenantKey tenant, core::Mode mode,
                                                     std::span<const Leaving> leaving, core::Instant now);

} // namespace postern::exchange
