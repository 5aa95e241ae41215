// Referrals: what a destination's authority asks of an item before it is loaded; a line of state of their own.
#pragma once

#include "core/event.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::core {

/// State of one referral. DOMAIN, lines of state: do not load is final.
enum class ReferralState : std::uint8_t { open = 1, answered = 2, cleared = 3, do_not_load = 4 };
std::string_view to_string(ReferralState state); ///< "OPEN", "ANSWERED", "CLEARED_TO_LOAD", "DO_NOT_LOAD"
std::span<const ReferralState> all_referral_states();

/// What is asked of an item, by the abbreviation of pre-loading: "RFI", "RFS", "DNL", "AC"; empty: the event is none.
std::string_view referral_word(EventType type);
/// The event of the item; nullopt: no such word.
std::optional<EventType> referral_named(std::string_view word);

/// Whether it is one of the events of referrals, told of the item or of a filing with the destination's agency.
bool is_referral(EventType type);

struct Referral {
    std::string reference;                             ///< the authority's own; empty: it gave none
    FilingKey filing;                                  ///< told in an answer to this filing; 0: of the item
    EventType asked = EventType::referral_do_not_load; ///< the newest of what it asked
    ReferralState state = ReferralState::open;
    Instant since;                   ///< when that state was entered
    std::string reason;              ///< of what was asked: the authority's code
    std::optional<Instant> deadline; ///< for the answer, while it is open
};
/// Of an item, from its events and those of its filings: one a reference and filing, by when they were first asked.
/// Events are taken in the order (happened, rank, key), so that arrival order and repetition never matter. Do not load
/// stays, whatever comes before or after it; an assessment that is complete clears the referral of its reference, and
/// all of the same filing (or of the item) where it names none. One that clears what was never asked is a referral of
/// its own.
std::vector<Referral> fold_referrals(std::vector<Event> events);

} // namespace postern::core
