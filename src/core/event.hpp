// Events: dated facts about an item or a filing; states are folded from them by one transition table a line of state.
#pragma once

#include "core/attachment.hpp"
#include "core/keys.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::core {

/// State of one filing (agency x leg). Numbers are stored: never renumber. DOMAIN, table of filing states.
enum class FilingState : std::uint8_t {
    unknown = 0,
    form_suffices = 1,
    awaiting_item_id = 2,
    held = 3,
    queued = 4,
    submitted = 5,
    send_failed = 6,
    received = 7,
    accepted = 8,
    rejected = 9,
    under_assessment = 10,
    control_documents = 11,
    control_physical = 12,
    query = 13,
    suspended = 14,
    payment_due = 15,
    released = 16,
    release_refused = 17,
    awaiting_exit = 18,
    exited = 19,
    expired = 20,
    cancelled = 21,
    awaiting_number = 22,    ///< the exporter lodges himself; the post waits for the number that he gets
    regularization_due = 23, ///< it left, and the procedure wants a last step at the agency
    regularized = 24,        ///< that step was made
    awaiting_position = 25,  ///< its document is made, and is offered later; the event's reason says what it waits for
};

/// What an event is. Filing events from 1, item events from 100. Numbers are stored.
enum class EventType : std::uint8_t {
    filing_form_suffices = 1,
    filing_awaiting_item_id = 2,
    filing_held = 3,
    filing_queued = 4,
    filing_submitted = 5,
    filing_send_failed = 6,
    filing_received = 7,
    filing_accepted = 8,
    filing_rejected = 9,
    filing_under_assessment = 10,
    filing_control_documents = 11,
    filing_control_physical = 12,
    filing_query = 13,
    filing_suspended = 14,
    filing_payment_due = 15,
    filing_released = 16,
    filing_release_refused = 17,
    filing_awaiting_exit = 18,
    filing_exited = 19,
    filing_expired = 20,
    filing_cancelled = 21,
    filing_unknown = 22,
    filing_amended = 30,
    filing_customs_amended = 31,
    filing_tax_calculated = 32,
    filing_paid = 33,
    filing_acknowledged = 34,
    filing_handled_externally = 35, ///< customs goes on outside its system
    filing_alive = 36,              ///< customs' system says that it is there
    filing_in_register = 37,        ///< its row stands in a register that was closed; reference: the register's
    filing_awaiting_number = 38,    ///< whoever exports lodges the declaration himself
    filing_regularization_due = 39, ///< reason: the last day, yyyy-mm-dd
    filing_regularized = 40,
    filing_set_aside = 41, ///< the agency's workers took it several times and did not get it done; reason: why
    filing_overdue = 42,   ///< it stands in a state for longer than the agency's deadline for that; reason: the state
    /// Its route lodges later. reason: awaiting-posting, awaiting-office-of-exchange, awaiting-dispatch or
    /// awaiting-consent.
    filing_awaiting_position = 43,
    filing_unconfirmed = 44, ///< brought to the agency, and whether it was taken was not heard; reason: why
    // what these three say depends on what was asked of customs before (see answer_to_request in event_fold.cpp)
    filing_request_granted = 45,
    filing_request_denied = 46,
    filing_invalidated = 47, ///< the declaration counts no more: as we asked, or because its time ran out
    // referrals of a destination's authority on what leaves here (UPU EMSEVT customs pre-loading, EU ICS2): a line of
    // their own, which changes no state of the filing
    filing_request_for_information = 48,
    filing_request_for_screening = 49,
    filing_do_not_load = 50,
    filing_assessment_complete = 51, ///< it may be loaded
    item_captured = 100,
    item_amended = 101,
    item_id_bound = 102,
    item_rejected = 103,
    /// A document was uploaded beside the declaration; with a filing: it answers what that filing's agency asked for.
    /// reason: its type, reference: its public id.
    documents_given = 104,
    item_reweighed = 109, ///< a second weighing within the agencies' tolerance; reason: kilograms
    /// A person decided about what policy held. reason: release or reject; reference: the code given for it.
    item_reviewed = 106,
    item_collected = 107, ///< a clerk took it in at the sender's door; reference: the office
    item_cancelled = 105, ///< the post withdrew the declaration as a whole; reason: a code of the post's
    // what the post saw of the item: EMSEVT codes and two that are none; reference: the office, where it was told
    item_posted = 110,                ///< EMA
    item_at_office_of_exchange = 111, ///< EMB
    item_presented = 112,             ///< EXA
    item_held_by_customs = 113,       ///< EXB
    item_back_from_customs = 114,     ///< EXC
    item_in_receptacle = 115,
    item_dispatch_closed = 116,
    item_departed = 117,    ///< EMC
    item_arrived = 118,     ///< EMD
    item_held_abroad = 119, ///< EME
    item_delivered = 120,   ///< EMI
    item_stopped = 121,     ///< EXX
    /// The post said that it comes back. reason: a code of the post's, reference: the S10 under which it does, where
    /// that is another one.
    item_returning = 126,
    // what a destination's authority asks of an item before it is loaded (UPU ITMREF, EU ICS2), and what we say to it.
    // reference: the authority's own of the referral; reason: its code
    referral_for_information = 130,
    referral_for_screening = 131,
    referral_do_not_load = 132,
    referral_assessment_complete = 133, ///< the item may be loaded
    referral_answered = 134,
    referral_overdue = 135, ///< its deadline passed and nobody had answered; deadline: which
    /// An agency or the post's security marked the item id. reason: block, warn or clear; reference: the mark's id.
    item_marked = 140,
    /// Something is with the item that must not be. reason: what, as exchange/departure.hpp names it; reference: the
    /// receptacle or dispatch, where there is one.
    item_alarm = 141,
};

struct Event {
    std::int64_t key = 0; ///< position of receipt; breaks ties
    EventType type = EventType::filing_unknown;
    Instant happened;                ///< when it happened, by the word of who says so
    Instant received;                ///< when we learned it
    bool explicit_customs = false;   ///< an agency's own message: only such a one changes a terminal state
    FilingKey filing;                ///< 0 for events of the item
    AnswerKey answer;                ///< the answer it came from, 0: ours
    std::string reason;              ///< a code of the authority's or ours, bounded to 64 bytes; never free text
    std::string reference;           ///< the authority's number (MRN, registration), bounded to 64 bytes
    std::string lane;                ///< green, yellow, red, blue or empty
    AttachmentTypes asks;            ///< what the agency wants uploaded; empty: it names nothing
    std::optional<Instant> deadline; ///< until when it wants that
};

/// One row of the transition table of filings: the event and the state it leads to (none: no change of state).
struct FilingTransition {
    EventType event;
    std::optional<FilingState> to;
    std::uint8_t rank; ///< orders events that happened at the same instant
};
std::span<const FilingTransition> filing_transitions();
/// Its row; nullptr: it is no event of filings.
const FilingTransition* filing_transition(EventType type);
std::span<const FilingState> all_filing_states();
std::span<const EventType> all_event_types();

std::string_view to_string(FilingState state);
std::string_view to_string(EventType type);
/// The event of a state's name as an answer gives it ("RELEASED"); nullopt: no such name.
std::optional<EventType> filing_event_named(std::string_view state_name);
bool is_terminal(FilingState state);
/// The agency took it over, or said something of it; of what it rejected a new version may be lodged.
bool is_with_agency(FilingState state);
/// Its agency let the goods go, and did not take that back: released, or what comes after it.
bool is_let_go(FilingState state);
/// Its agency said no, or it counts no more: rejected, release refused, expired, cancelled.
bool is_turned_down(FilingState state);

/// The order in which events of filings are folded: (happened, rank, key).
bool folds_before(const Event& a, const Event& b);
/// Puts events in that order; those that are no events of filings go.
void put_in_folding_order(std::vector<Event>& events);

/// The state after the events, folded in the order (happened, rank, key): arrival order and repetition never matter,
/// and every subset gives a legal state. No events: unknown.
FilingState fold_filing(std::vector<Event> events);

/// What an agency wants to have uploaded beside a filing.
struct AttachmentRequest {
    AttachmentTypes types; ///< empty: any
    std::optional<Instant> deadline;
    std::int64_t event = 0; ///< key of the newest event that asks
    bool takes(AttachmentType type) const { return types.empty() || types.has(type); }
};
/// What is asked for after the events, in the order of fold_filing: an event asks that names types, or that leads to
/// CONTROL_DOCUMENTS; what several ask for is asked for together; an event that leads to a state and asks for nothing
/// ends it. nullopt: nothing is.
std::optional<AttachmentRequest> attachment_request(std::vector<Event> events);

/// A state, and when it was entered.
struct StateSince {
    FilingState state = FilingState::unknown;
    Instant since;
};
/// The state of fold_filing, and when it was entered; no change of state: unknown, at 0.
StateSince filing_stand(std::vector<Event> events);
/// The states that a filing went through, in their order; fold_filing gives the last. No change of state: empty.
std::vector<StateSince> filing_course(std::vector<Event> events);

} // namespace postern::core
