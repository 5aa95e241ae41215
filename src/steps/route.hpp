// Route: what has to happen to a declaration, as config/routes.xml says.
#pragma once

#include "codelists/mask.hpp"
#include "core/money.hpp"
#include "core/position.hpp"
#include "core/time.hpp"
#include "ports/deeds.hpp"
#include "profiles/profile.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::steps {

/// When a route matches. An empty list and an absent bound match everything.
struct RouteWhen {
    std::vector<std::string> origin;      ///< ISO 3166-1 alpha-2 of the sender
    std::vector<std::string> destination; ///< of the addressee
    std::vector<std::string> mail_class;
    std::vector<std::string> nature;             ///< every nature of the item is in it
    std::vector<std::string> claim;              ///< "none", "drawback", …; "any": any but none
    std::vector<std::string> post;               ///< who hands it in
    std::vector<std::string> office_of_exchange; ///< as offices.csv leads to it
    std::vector<std::string> hs;                 ///< a line's code begins with one
    std::optional<bool> restricted; ///< a line's code is restricted or prohibited there on that day (restrictions.csv)
    std::optional<core::Decimal> weight_up_to; ///< kilograms, gross
    std::optional<core::Decimal> weight_over;
    std::optional<core::Money> value_up_to; ///< at the agency's own rates, else at the general ones
    std::optional<core::Money> value_over;
    std::string unless; ///< name of an earlier route: not when that one matched
};

/// A procedure may be used by one sender for so much in a day, month or year; the day is UTC.
enum class LimitPeriod : std::uint8_t { day, month, year };
struct RouteLimit {
    LimitPeriod period = LimitPeriod::day;
    core::Money most;
};

struct Route {
    std::string name;
    ports::RouteOutcome outcome = ports::RouteOutcome::file;
    ports::Leg leg = ports::Leg::export_leg;
    std::string agency;
    std::string profile;
    bool required = true;
    std::shared_ptr<const codelists::Mask>
        number; ///< the exporter lodges himself; how the number that he gets is written
    /// The procedure ends not with the exit but with a last step at the agency, within so many days of it; nullopt:
    /// exit is the end.
    std::optional<std::uint32_t> regularization_days;
    bool documents = false; ///< the agency may read what is uploaded beside the declaration
    core::Position lodge_on =
        core::Position::captured;   ///< offered once the item was there or farther; captured: at once
    std::vector<std::string> after; ///< names of routes whose agencies are asked first, where they are taken
    std::vector<std::string> reads; ///< canonical fields that the agency may read; empty: what its profile writes
    std::string legal_basis;
    std::vector<RouteLimit> limits; ///< all in one currency
    RouteWhen when;
};

/// What the sender of the declaration in hand declared by a route since a day, without that declaration; in the
/// currency of its limits. Empty: nothing is known of him.
using PastUse = std::function<core::Decimal(const Route& route, core::Date since)>;

/// A route that matched, with the profile that maps it (file only).
struct RouteChoice {
    std::shared_ptr<const Route> route;
    std::shared_ptr<const profiles::Profile> profile;
    std::optional<core::Decimal> use; ///< the item's value in the currency of the route's limits; none: it has none
};

} // namespace postern::steps
