// The catalogue of refusals: slug and HTTP status of every code, in the order of the enum.
#include "core/refusal.hpp"

#include <array>
#include <cstddef>

namespace postern::core {

namespace {

using enum RefusalCode;

constexpr auto kRefusals = std::to_array<RefusalKind>({
    // the request
    {bad_request, "bad-request", 400},
    {malformed_head, "malformed-head", 400},
    {head_too_large, "head-too-large", 431},
    {length_required, "length-required", 411},
    {body_too_large, "body-too-large", 413},
    {unsupported_media_type, "unsupported-media-type", 415},
    {not_acceptable, "not-acceptable", 406},
    {method_not_allowed, "method-not-allowed", 405},
    {not_found, "not-found", 404},
    {unauthorised, "unauthorised", 401},
    {forbidden, "forbidden", 403},
    {request_timeout, "request-timeout", 408},
    {busy, "busy", 503},
    {internal, "internal", 500},
    {bad_parameter, "bad-parameter", 400},
    {bad_cursor, "bad-cursor", 400},
    {cursor_expired, "cursor-expired", 410},
    {idempotency_key_reused, "idempotency-key-reused", 422},
    {if_match_failed, "if-match-failed", 412},
    {bad_json, "bad-json", 400},
    // the bytes of a message: whatever the gate or the parser does not take is a malformed request
    {message_empty, "message-empty", 400},
    {message_too_large, "message-too-large", 413},
    {encoding_not_allowed, "encoding-not-allowed", 400},
    {invalid_encoding, "invalid-encoding", 400},
    {nul_byte, "nul-byte", 400},
    {not_well_formed, "not-well-formed", 400},
    {doctype_forbidden, "doctype-forbidden", 400},
    {processing_instruction_forbidden, "processing-instruction-forbidden", 400},
    {xml_version_forbidden, "xml-version-forbidden", 400},
    {xsi_attribute_forbidden, "xsi-attribute-forbidden", 400},
    {too_deep, "too-deep", 400},
    {too_many_attributes, "too-many-attributes", 400},
    {too_many_elements, "too-many-elements", 400},
    {tag_too_large, "tag-too-large", 400},
    {too_many_items, "too-many-items", 413},
    // the message as a whole
    {source_unknown, "source-unknown", 422},
    {source_ambiguous, "source-ambiguous", 422},
    {message_structure, "message-structure", 422},
    {test_message_required, "test-message-required", 422},
    // a declaration
    {content_differs, "content-differs", 409},
    {item_id_already_bound, "item-id-already-bound", 409},
    {item_id_in_use, "item-id-in-use", 409},
    {item_id_invalid, "item-id-invalid", 422},
    {declaration_released, "declaration-released", 409},
    {declaration_cancelled, "declaration-cancelled", 409},
    {declaration_not_lodged, "declaration-not-lodged", 409},
    {register_fixed, "register-fixed", 409},
    {amendment_not_allowed, "amendment-not-allowed", 409},
    {row_settled, "row-settled", 409},
    {number_invalid, "number-invalid", 422},
    {number_known, "number-known", 409},
    {number_in_use, "number-in-use", 409},
    {documents_full, "documents-full", 409},
    {nothing_held, "nothing-held", 409},
    {evidence_not_available, "evidence-not-available", 409},
    // a counter
    {item_ids_used_up, "item-ids-used-up", 409},
    // before a counter
    {prefill_taken, "prefill-taken", 409},
    {prefill_used, "prefill-used", 409},
    {prefill_expired, "prefill-expired", 410},
    {prefills_full, "prefills-full", 409},
    {reference_mistyped, "reference-mistyped", 422},
    {too_many_attempts, "too-many-attempts", 429},
    {item_id_spoilt, "item-id-spoilt", 409},
    {item_dispatched, "item-dispatched", 409},
    {form_does_not_suffice, "form-does-not-suffice", 409},
    {item_id_missing, "item-id-missing", 409},
    {rejected_not_printed, "rejected-not-printed", 409},
    // an office of exchange
    {dispatch_fixed, "dispatch-fixed", 409},
    // an agency's work
    {lease_lost, "lease-lost", 409},
    {answer_unreadable, "answer-unreadable", 422},
    {answer_filing_unknown, "answer-filing-unknown", 422},
    {answer_profile_unknown, "answer-profile-unknown", 422},
    {decision_unreadable, "decision-unreadable", 422},
    // an operator
    {configuration_refused, "configuration-refused", 422},
    {item_id_range_taken, "item-id-range-taken", 409},
});

constexpr bool in_order_of_enum() {
    for (std::size_t i = 0; i < kRefusals.size(); ++i)
        if (static_cast<std::size_t>(kRefusals[i].code) != i) return false;
    return kRefusals.size() == static_cast<std::size_t>(item_id_range_taken) + 1;
}
static_assert(in_order_of_enum(), "refusal_kind() indexes the table by the code");

} // namespace

std::span<const RefusalKind> all_refusals() {
    return kRefusals;
}

const RefusalKind& refusal_kind(RefusalCode code) {
    return kRefusals.at(static_cast<std::size_t>(code));
}

} // namespace postern::core
