// Refusal: a request that cannot be served, with a code of the one catalogue that gives HTTP status, text and anchor.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace postern::core {

/// Every reason for which a request is refused as a whole. The slug (refusal_kind) is the public, stable code; texts
/// are in the catalogue of texts under "refusal.<slug>".
enum class RefusalCode : std::uint8_t {
    // the request (HTTP)
    bad_request,
    malformed_head,
    head_too_large,
    length_required,
    body_too_large,
    unsupported_media_type,
    not_acceptable,
    method_not_allowed,
    not_found,
    unauthorised,
    forbidden,
    request_timeout,
    busy,
    internal,
    bad_parameter,
    bad_cursor,
    cursor_expired,
    idempotency_key_reused,
    if_match_failed,
    bad_json,
    // the bytes of a message (gate and parser)
    message_empty,
    message_too_large,
    encoding_not_allowed,
    invalid_encoding,
    nul_byte,
    not_well_formed,
    doctype_forbidden,
    processing_instruction_forbidden,
    xml_version_forbidden,
    xsi_attribute_forbidden,
    too_deep,
    too_many_attributes,
    too_many_elements,
    tag_too_large,
    too_many_items,
    // the message as a whole
    source_unknown,
    source_ambiguous,
    message_structure,
    test_message_required,
    // a declaration
    content_differs,
    item_id_already_bound,
    item_id_in_use,
    item_id_invalid,
    declaration_released,
    declaration_cancelled,
    declaration_not_lodged,
    register_fixed,
    amendment_not_allowed,
    row_settled,
    number_invalid,
    number_known,
    number_in_use,
    documents_full,
    nothing_held,
    evidence_not_available,
    // a counter
    item_ids_used_up,
    // before a counter
    prefill_taken,
    prefill_used,
    prefill_expired,
    prefills_full,
    reference_mistyped,
    too_many_attempts,
    item_id_spoilt,
    item_dispatched,
    form_does_not_suffice,
    item_id_missing,
    rejected_not_printed,
    // an office of exchange
    dispatch_fixed,
    // an agency's work
    lease_lost,
    answer_unreadable,
    answer_filing_unknown,
    answer_profile_unknown,
    decision_unreadable,
    // an operator
    configuration_refused,
    item_id_range_taken,
};

/// One row of the catalogue of refusals.
struct RefusalKind {
    RefusalCode code;
    std::string_view slug; ///< public code, e.g. "doctype-forbidden"; never changes
    int http_status;       ///< status of the problem document
};

/// The whole catalogue, in the order of the enum.
std::span<const RefusalKind> all_refusals();
const RefusalKind& refusal_kind(RefusalCode code);

/// What is told to a client: the code, where it stands in the bytes, and arguments for the text that are safe to show
/// (names of our own, limits, codes; never the sender's text).
struct Refusal {
    RefusalCode code = RefusalCode::internal;
    std::string argument;     ///< fills {0} of the text, e.g. the limit that was passed; may be empty
    std::uint64_t line = 0;   ///< 1-based line in the message, 0: not known
    std::uint64_t column = 0; ///< 1-based column in bytes of that line, 0: not known
    std::string object_id; ///< public id of the thing in the way (409); cursor_expired: the oldest cursor that serves

    bool operator==(const Refusal&) const = default;
};

} // namespace postern::core
