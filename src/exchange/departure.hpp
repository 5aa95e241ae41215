// May it depart? One pure function of what is known of an item: position, filings, referrals, marks, requirements.
#pragma once

#include "core/position.hpp"
#include "core/referral.hpp"
#include "ports/departure.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::exchange {

/// Why an item must not leave. In the order in which they are told: what nobody may overlook comes first.
enum class HindranceCode : std::uint8_t {
    do_not_load,        ///< a destination's authority said so; final
    marked,             ///< blocked by an agency or the post's security
    stopped,            ///< the post stopped it (EXX), or it comes back
    no_data,            ///< no declaration is known of it
    duty_not_prepaid,   ///< the destination wants duty to be paid in advance
    over_ceiling,       ///< its value is over what its form or number may be used for
    rejected,           ///< its declaration was rejected for something else
    held,               ///< by us for a person, by customs' order, or by the scanner's word
    referred,           ///< a destination's authority asked something and did not clear it yet
    not_released,       ///< a filing that is required is not released
    lodged_at_dispatch, ///< customs hears of it with the closing of the dispatch: nothing to pull out, to ask again
};
std::string_view to_string(HindranceCode code); ///< "do-not-load", …
std::span<const HindranceCode> all_hindrance_codes();
/// The item has to come out of its receptacle.
constexpr bool pulls_out(HindranceCode code) {
    return code != HindranceCode::lodged_at_dispatch;
}

struct Hindrance {
    HindranceCode code = HindranceCode::no_data;
    core::FilingKey filing;               ///< whose; 0: of the item
    std::string by;                       ///< agency, or the mark's owner; may be empty
    std::string reason;                   ///< a state, a code of the authority's or of a finding; may be empty
    std::optional<core::Instant> since{}; ///< where it is known
    bool operator==(const Hindrance&) const = default;
};

struct DepartureAnswer {
    core::Position position = core::Position::captured;
    std::vector<Hindrance> hindrances; ///< empty: it may
    std::vector<core::Mark> warnings;  ///< marks that warn
    bool departed = false;             ///< it was seen to have left
    bool may() const { return hindrances.empty(); }
    /// It left and must not have: the gravest of why it must not; nullptr: no alarm.
    const Hindrance* alarm() const;
    bool is_alarm() const { return alarm() != nullptr; }
};

/// Depends on nothing but its arguments; the order of what is in them does not matter.
DepartureAnswer may_depart(const ports::DepartureFacts& facts, core::Instant now);

} // namespace postern::exchange
