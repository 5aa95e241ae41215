// The transition table of filings, and the names of states, positions and events. The state picture is drawn from it.
#include "core/event.hpp"

#include "core/failure.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace postern::core {

namespace {

/// What the agency's last word comes to.
enum class Stand : std::uint8_t { open, let_go, turned_down };

struct StateRow {
    FilingState state;
    std::string_view name;
    bool terminal;
    bool with_agency = true;
    Stand stand = Stand::open;
};

// in the order of the enum
constexpr auto kStates = std::to_array<StateRow>({
    {FilingState::unknown, "UNKNOWN", false},
    {FilingState::form_suffices, "FORM_SUFFICES", true, false},
    {FilingState::awaiting_item_id, "AWAITING_ITEM_ID", false, false},
    {FilingState::held, "HELD", false, false},
    {FilingState::queued, "QUEUED", false, false},
    {FilingState::submitted, "SUBMITTED", false},
    {FilingState::send_failed, "SEND_FAILED", false, false},
    {FilingState::received, "RECEIVED", false},
    {FilingState::accepted, "ACCEPTED", false},
    {FilingState::rejected, "REJECTED", false, false, Stand::turned_down}, // a new version may be lodged
    {FilingState::under_assessment, "UNDER_ASSESSMENT", false},
    {FilingState::control_documents, "CONTROL_DOCUMENTS", false},
    {FilingState::control_physical, "CONTROL_PHYSICAL", false},
    {FilingState::query, "QUERY", false},
    {FilingState::suspended, "SUSPENDED", false},
    {FilingState::payment_due, "PAYMENT_DUE", false},
    {FilingState::released, "RELEASED", false, true, Stand::let_go}, // exit is still to come
    {FilingState::release_refused, "RELEASE_REFUSED", true, true, Stand::turned_down},
    {FilingState::awaiting_exit, "AWAITING_EXIT", false, true, Stand::let_go},
    {FilingState::exited, "EXITED", true, true, Stand::let_go},
    {FilingState::expired, "EXPIRED", true, true, Stand::turned_down},
    {FilingState::cancelled, "CANCELLED", true, true, Stand::turned_down},
    {FilingState::awaiting_number, "AWAITING_NUMBER", false, false},
    {FilingState::regularization_due, "REGULARIZATION_DUE", false, true, Stand::let_go},
    {FilingState::regularized, "REGULARIZED", true, true, Stand::let_go},
    {FilingState::awaiting_position, "AWAITING_POSITION", false, false},
});

// Ranks are unique and follow the life of a filing, so that events of one instant fall into their natural order
// (authorities often give a whole day or minute for several of them). UNKNOWN yields to whatever is known.
constexpr auto kTransitions = std::to_array<FilingTransition>({
    {EventType::filing_unknown, FilingState::unknown, 1},
    {EventType::filing_form_suffices, FilingState::form_suffices, 5},
    {EventType::filing_awaiting_item_id, FilingState::awaiting_item_id, 10},
    {EventType::filing_awaiting_number, FilingState::awaiting_number, 12},
    {EventType::filing_awaiting_position, FilingState::awaiting_position, 14},
    {EventType::filing_held, FilingState::held, 15},
    {EventType::filing_amended, std::nullopt, 18},
    {EventType::filing_queued, FilingState::queued, 20},
    {EventType::filing_in_register, std::nullopt, 22},
    {EventType::filing_submitted, FilingState::submitted, 25},
    {EventType::filing_send_failed, FilingState::send_failed, 30},
    {EventType::filing_unconfirmed, std::nullopt, 31},
    {EventType::filing_alive, std::nullopt, 32},
    {EventType::filing_acknowledged, std::nullopt, 35},
    {EventType::filing_set_aside, std::nullopt, 37},
    {EventType::filing_overdue, std::nullopt, 38},
    {EventType::filing_received, FilingState::received, 40},
    {EventType::filing_rejected, FilingState::rejected, 45},
    {EventType::filing_accepted, FilingState::accepted, 50},
    {EventType::filing_handled_externally, std::nullopt, 52},
    {EventType::filing_request_for_information, std::nullopt, 53},
    {EventType::filing_request_for_screening, std::nullopt, 54},
    {EventType::filing_customs_amended, std::nullopt, 55},
    {EventType::filing_assessment_complete, std::nullopt, 56},
    {EventType::filing_do_not_load, std::nullopt, 57},
    {EventType::filing_under_assessment, FilingState::under_assessment, 60},
    {EventType::filing_control_documents, FilingState::control_documents, 65},
    {EventType::filing_control_physical, FilingState::control_physical, 70},
    {EventType::filing_query, FilingState::query, 75},
    {EventType::filing_suspended, FilingState::suspended, 80},
    {EventType::filing_tax_calculated, std::nullopt, 85},
    {EventType::filing_payment_due, FilingState::payment_due, 90},
    {EventType::filing_paid, std::nullopt, 95},
    {EventType::filing_released, FilingState::released, 100},
    {EventType::filing_release_refused, FilingState::release_refused, 105},
    {EventType::filing_awaiting_exit, FilingState::awaiting_exit, 110},
    {EventType::filing_exited, FilingState::exited, 115},
    {EventType::filing_regularization_due, FilingState::regularization_due, 117},
    {EventType::filing_regularized, FilingState::regularized, 118},
    {EventType::filing_expired, FilingState::expired, 120},
    {EventType::filing_cancelled, FilingState::cancelled, 125},
    {EventType::filing_request_granted, std::nullopt, 126},
    {EventType::filing_request_denied, std::nullopt, 127},
    {EventType::filing_invalidated, std::nullopt, 128},
});

struct EventName {
    EventType type;
    std::string_view name;
};

constexpr auto kEvents = std::to_array<EventName>({
    {EventType::filing_form_suffices, "filing-form-suffices"},
    {EventType::filing_awaiting_item_id, "filing-awaiting-item-id"},
    {EventType::filing_held, "filing-held"},
    {EventType::filing_queued, "filing-queued"},
    {EventType::filing_submitted, "filing-submitted"},
    {EventType::filing_send_failed, "filing-send-failed"},
    {EventType::filing_received, "filing-received"},
    {EventType::filing_accepted, "filing-accepted"},
    {EventType::filing_rejected, "filing-rejected"},
    {EventType::filing_under_assessment, "filing-under-assessment"},
    {EventType::filing_control_documents, "filing-control-documents"},
    {EventType::filing_control_physical, "filing-control-physical"},
    {EventType::filing_query, "filing-query"},
    {EventType::filing_suspended, "filing-suspended"},
    {EventType::filing_payment_due, "filing-payment-due"},
    {EventType::filing_released, "filing-released"},
    {EventType::filing_release_refused, "filing-release-refused"},
    {EventType::filing_awaiting_exit, "filing-awaiting-exit"},
    {EventType::filing_exited, "filing-exited"},
    {EventType::filing_expired, "filing-expired"},
    {EventType::filing_cancelled, "filing-cancelled"},
    {EventType::filing_unknown, "filing-unknown"},
    {EventType::filing_amended, "filing-amended"},
    {EventType::filing_customs_amended, "filing-customs-amended"},
    {EventType::filing_tax_calculated, "filing-tax-calculated"},
    {EventType::filing_paid, "filing-paid"},
    {EventType::filing_acknowledged, "filing-acknowledged"},
    {EventType::filing_handled_externally, "filing-handled-externally"},
    {EventType::filing_alive, "filing-alive"},
    {EventType::filing_in_register, "filing-in-register"},
    {EventType::filing_awaiting_number, "filing-awaiting-number"},
    {EventType::filing_regularization_due, "filing-regularization-due"},
    {EventType::filing_regularized, "filing-regularized"},
    {EventType::filing_set_aside, "filing-set-aside"},
    {EventType::filing_overdue, "filing-overdue"},
    {EventType::filing_unconfirmed, "filing-unconfirmed"},
    {EventType::filing_request_granted, "filing-request-granted"},
    {EventType::filing_request_denied, "filing-request-denied"},
    {EventType::filing_invalidated, "filing-invalidated"},
    {EventType::filing_awaiting_position, "filing-awaiting-position"},
    {EventType::filing_request_for_information, "filing-request-for-information"},
    {EventType::filing_request_for_screening, "filing-request-for-screening"},
    {EventType::filing_do_not_load, "filing-do-not-load"},
    {EventType::filing_assessment_complete, "filing-assessment-complete"},
    {EventType::item_captured, "item-captured"},
    {EventType::item_amended, "item-amended"},
    {EventType::item_id_bound, "item-id-bound"},
    {EventType::item_rejected, "item-rejected"},
    {EventType::documents_given, "documents-given"},
    {EventType::item_reviewed, "item-reviewed"},
    {EventType::item_cancelled, "item-cancelled"},
    {EventType::item_reweighed, "item-reweighed"},
    {EventType::item_collected, "item-collected"},
    {EventType::item_posted, "item-posted"},
    {EventType::item_at_office_of_exchange, "item-at-office-of-exchange"},
    {EventType::item_presented, "item-presented"},
    {EventType::item_held_by_customs, "item-held-by-customs"},
    {EventType::item_back_from_customs, "item-back-from-customs"},
    {EventType::item_in_receptacle, "item-in-receptacle"},
    {EventType::item_dispatch_closed, "item-dispatch-closed"},
    {EventType::item_departed, "item-departed"},
    {EventType::item_arrived, "item-arrived"},
    {EventType::item_held_abroad, "item-held-abroad"},
    {EventType::item_delivered, "item-delivered"},
    {EventType::item_stopped, "item-stopped"},
    {EventType::item_returning, "item-returning"},
    {EventType::referral_for_information, "referral-for-information"},
    {EventType::referral_for_screening, "referral-for-screening"},
    {EventType::referral_do_not_load, "referral-do-not-load"},
    {EventType::referral_assessment_complete, "referral-assessment-complete"},
    {EventType::referral_answered, "referral-answered"},
    {EventType::referral_overdue, "referral-overdue"},
    {EventType::item_marked, "item-marked"},
    {EventType::item_alarm, "item-alarm"},
});

template <std::size_t N>
consteval auto states_of(const std::array<StateRow, N>& rows) {
    std::array<FilingState, N> states{};
    for (std::size_t i = 0; i < N; ++i)
        states[i] = rows[i].state;
    return states;
}

template <std::size_t N>
consteval auto types_of(const std::array<EventName, N>& rows) {
    std::array<EventType, N> types{};
    for (std::size_t i = 0; i < N; ++i)
        types[i] = rows[i].type;
    return types;
}

constexpr auto kAllStates = states_of(kStates);
constexpr auto kAllTypes = types_of(kEvents);

constexpr bool states_in_order() {
    for (std::size_t i = 0; i < kStates.size(); ++i)
        if (static_cast<std::size_t>(kStates[i].state) != i) return false;
    return true;
}
static_assert(states_in_order(), "state_row() indexes the table by the state");

const StateRow& state_row(FilingState state) {
    const auto index = static_cast<std::size_t>(state);
    if (index >= kStates.size()) throw Failure("event: no such filing state");
    return kStates[index];
}

} // namespace

std::span<const FilingTransition> filing_transitions() {
    return kTransitions;
}

const FilingTransition* filing_transition(EventType type) {
    const auto* const row = std::ranges::find(kTransitions, type, &FilingTransition::event);
    return row == kTransitions.end() ? nullptr : row;
}

std::span<const FilingState> all_filing_states() {
    return kAllStates;
}

std::span<const EventType> all_event_types() {
    return kAllTypes;
}

std::string_view to_string(FilingState state) {
    return state_row(state).name;
}

bool is_terminal(FilingState state) {
    return state_row(state).terminal;
}

bool is_with_agency(FilingState state) {
    return state_row(state).with_agency;
}

bool is_let_go(FilingState state) {
    return state_row(state).stand == Stand::let_go;
}

bool is_turned_down(FilingState state) {
    return state_row(state).stand == Stand::turned_down;
}

std::string_view to_string(EventType type) {
    for (const auto& row : kEvents)
        if (row.type == type) return row.name;
    throw Failure("event: no such type");
}

std::optional<EventType> filing_event_named(std::string_view state_name) {
    for (const auto& row : kTransitions)
        if (row.to && to_string(*row.to) == state_name) return row.event;
    return std::nullopt;
}

} // namespace postern::core
