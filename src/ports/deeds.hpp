// Deeds: the values that a store records; each names one thing that happened, with all its rows.
#pragma once

#include "ports/attachments.hpp"
#include "ports/counter.hpp"
#include "ports/counter_acts.hpp"
#include "ports/dispatch_deeds.hpp"
#include "ports/documents_anew.hpp"
#include "ports/house_deeds.hpp"
#include "ports/item_events.hpp"
#include "ports/item_ids.hpp"
#include "ports/leases.hpp"
#include "ports/marks.hpp"
#include "ports/open_filings.hpp"
#include "ports/post_files.hpp"
#include "ports/prefills.hpp"
#include "ports/referrals.hpp"
#include "ports/registers.hpp"
#include "ports/retention.hpp"
#include "ports/returns.hpp"
#include "ports/reviews.hpp"
#include "ports/rows.hpp"
#include "ports/templates.hpp"
#include "ports/webhooks.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace postern::ports {

/// A declaration was seen for the first time. No: identity_taken (somebody was faster, or a repeat), read in the same
/// transaction: (tenant, mode, item id) within the window, else (tenant, mode, sender reference), else, for a rejected
/// one without either, (tenant, mode, content hash). Where a clerk made it of a prefill, that is used by it from then
/// on, unless it is rejected; No: not_found, prefill_used, prefill_expired, prefill_taken (by another office). one
/// without either, (tenant, mode, content hash). item_id_spoilt: within the window a counter voided what had it. one
/// without either, (tenant, mode, content hash). Where a clerk made it of a prefill, that is used by it from then on,
/// unless it is rejected; No: not_found, prefill_used, prefill_expired, prefill_taken (by another office).
struct Acceptance {
    core::DeclarationKey declaration;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string item_id;          ///< S10, or empty
    std::string sender_reference; ///< or empty
    core::Instant at;
    core::Instant window_from; ///< item ids first received before this do not count (S10 re-use)
    VersionRow version;
    std::optional<CounterTake> counter = {}; ///< it was taken in by a clerk; of a prefill: see below
};

/// Other content for a known declaration. No: version_moved (expected_version is not the current one),
/// declaration_released (a required filing is released or beyond, but for a consent), register_fixed (a row of it was
/// handed over in a register that cannot be told anew), declaration_cancelled. Filings of the new version whose key is
/// known get a new document version and an "amended" offer; open filings that are not in the new version get a
/// "cancelled" offer. A consent that was given for other content is asked for again.
struct Amendment {
    core::DeclarationKey declaration;
    std::uint32_t expected_version = 0;
    core::Instant at;
    std::string item_id;          ///< bound with this version where the declaration had none; else empty or the same
    core::Instant window_from;    ///< for item_id; taken by another declaration: identity_taken
    std::string sender_reference; ///< as the new content says
    VersionRow version;
    std::optional<CounterTake> counter = {}; ///< a clerk handed in again, mended, what was rejected; as of Acceptance
    AtCounter by = {};                       ///< who amends; empty: nobody at a counter
};

/// A declaration is withdrawn as a whole: its open filings end, and whoever was offered one is told. Said again, it
/// changes nothing. From then on it is not found by item id or reference, so that the item can be declared anew. No:
/// not_found (not the tenant's and mode's), declaration_released, register_fixed; item_dispatched (only where it spoils
/// the item id: its dispatch is closed, or it left).
struct Cancellation {
    core::DeclarationKey declaration;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string reason; ///< a code, at most 64 bytes, or empty
    core::Instant at;
    AtCounter by = {};   ///< who withdraws it; empty: nobody at a counter
    bool spoils = false; ///< its label was used up: within the window the item id is declared by nobody again
};

/// It was weighed again, and the difference is none that makes an amendment. Said again of the same weight: nothing.
struct ItemReweighed {
    core::DeclarationKey declaration;
    std::string gross_weight_kg; ///< exact decimal
    core::Instant at;
};

/// An S10 was bound to a declaration that had none. No: item_id_already_bound, identity_taken, version_moved,
/// declaration_cancelled.
/// The version is the same content judged again with the id: its filings that awaited the id are made and offered.
struct ItemIdBound {
    core::DeclarationKey declaration;
    std::string item_id;
    std::uint32_t expected_version = 0;
    core::Instant at;
    core::Instant window_from;
    VersionRow version; ///< version.version == expected_version + 1
};

/// One row of a submission's report.
struct SubmissionItem {
    std::uint32_t ordinal = 0;
    core::DeclarationKey declaration; ///< 0: the item could not be kept
    std::uint32_t version = 0;
    core::Verdict verdict = core::Verdict::accepted;
    bool repeat = false;
    std::string refusal;   ///< slug, where the item was refused as such (409)
    std::string object_id; ///< 409: public id in the way
};

/// A message was handed over and every item of it has its row. No: idempotency_key_known.
struct SubmissionRecorded {
    core::SubmissionKey submission;
    core::TenantKey tenant;
    core::ClientKey client;
    core::Mode mode = core::Mode::test;
    core::Instant at;
    std::string source;
    std::string message_reference;
    core::ContentHash body_hash;
    std::string idempotency_key; ///< empty: none; kept with the body's hash
    std::vector<SubmissionItem> items;
};

/// An agency's answer as events. No: answer_known (same identity: nothing is written; outcome says which answer).
struct AnswerApplied {
    core::AnswerKey answer;
    FeedName feed;
    core::ClientKey client;
    std::string identity; ///< the answer's own id, or the hex SHA-256 of its content
    core::Instant at;
    core::SealedBytes sealed;
    std::string format;              ///< profile's name, or "neutral"
    std::vector<core::Event> events; ///< each with its filing
};

/// The exporter lodged the declaration himself, and this is the number he got. The same number again changes nothing.
/// No: not_found (no filing of this declaration that waits for a number of that agency), number_known (it has another),
/// reference_taken (another declaration's open filing has it with that agency).
struct NumberGiven {
    core::DeclarationKey declaration;
    core::AgencyKey agency;
    core::Mode mode = core::Mode::test;
    std::string number;
    core::Instant lodged; ///< the day, at its first minute; kept as the event's reason
    core::Instant at;
};

struct AuditNoted {};

using DeedBody =
    std::variant<Acceptance, Amendment, Cancellation, ItemIdBound, ItemReweighed, ReturnDeclared, ItemsSeen,
                 AttachmentGiven, SubmissionRecorded, LeaseTaken, LeaseExtended, LeaseReturned, LeaseFailed,
                 OfferedAgain, Acknowledged, HandedOver, Unconfirmed, LeasesReclaimed, DeadlinePassed, AnswerApplied,
                 NumberDrawn, RegisterClosed, RegisterRetold, RowTakenOut, NumberGiven, KeyAdded, KeyRevoked,
                 ListStored, ListRemoved, FolderKept, WebhookAdded, WebhookChanged, WebhookSecretRotated,
                 WebhookRemoved, WebhookPassed, DeliveryTried, DeliveriesReplayed, PostFilesBegun, PostFilePlanned,
                 PostFilesMoved, FeedTrimmed, EventsExpired, DispatchTold, DispatchClosed, DispatchDeparted,
                 ReceptacleItemsRemoved, ReferralsTold, ReferralAnswered, EvidenceGiven, ReferralsOverdue, MarkSet,
                 DeclarationReviewed, DocumentsMadeAnew, ItemIdRangeGiven, ItemIdsDrawn, PrefillMade, PrefillChanged,
                 PrefillTaken, PrefillGivenBack, PrefillRemoved, PrefillsExpired, TemplateAdded, TemplateChanged,
                 TemplateRemoved, CounterTaken, FormPrinted, RefusedLate, AuditNoted>;

/// One deed with its audit rows; atomic.
struct Deed {
    DeedBody body;
    std::vector<AuditRow> audit;
    bool only_if_all_before = false; ///< not done where an earlier deed of the same record() call was not: skipped
};

/// Why an expected "no" came.
enum class No : std::uint8_t {
    none = 0,
    identity_taken,
    version_moved,
    declaration_released,
    declaration_cancelled,
    item_id_already_bound,
    idempotency_key_known,
    lease_lost,
    not_found,
    answer_known,
    skipped,
    reference_taken,
    register_fixed,
    row_settled,
    number_known,
    no_room,
    too_many,
    dispatch_fixed,
    not_held,
    country_differs,
    ranges_overlap,
    used_up,
    prefill_taken,
    prefill_used,
    prefill_expired,
    item_id_spoilt,
    item_dispatched,
};

/// One entry of a feed.
struct FeedEntry {
    std::int64_t position = 0;
    core::FilingKey filing;
    std::uint32_t version = 0; ///< of the filing's document, from 1
    OfferWhy why = OfferWhy::fresh;
    core::Instant at;
    std::string reference;
    std::string profile;
    std::string media_type;
    core::FilingState state = core::FilingState::queued;
    bool acknowledged = false;
};

struct Outcome {
    No no = No::none;
    core::DeclarationKey declaration; ///< identity_taken: whose it is
    core::SubmissionKey submission;   ///< idempotency_key_known: the first one
    core::ContentHash body_hash;      ///< idempotency_key_known: what it was used for
    core::AnswerKey answer;           ///< answer_known: the first one
    std::vector<FeedEntry> entries;   ///< LeaseTaken, in order of position
    core::Instant until;              ///< LeaseTaken, LeaseExtended
    std::uint64_t number = 0;         ///< NumberDrawn, FormPrinted; FeedTrimmed: how many
    std::vector<std::pair<core::FilingKey, core::FilingState>> states; ///< AnswerApplied: states after it
    core::AttachmentKey attachment;                                    ///< AttachmentGiven: the one that counts
    bool repeat = false;                    ///< of deeds that may be told again: it was known
    std::vector<core::FilingKey> answered;  ///< AttachmentGiven: whose agency asked for it
    std::vector<ScanOutcome> scans;         ///< ItemsSeen, ReceptacleItemsRemoved, in their order
    std::vector<ReferralOutcome> referrals; ///< ReferralsTold, in their order
    std::vector<MarkOutcome> marks;         ///< MarkSet, in their order
    ItemIdsOutcome item_ids;                ///< ItemIdsDrawn, ItemIdRangeGiven
    bool done() const { return no == No::none; }
};

} // namespace postern::ports
