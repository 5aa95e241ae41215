// Deeds: how each is written to SQLite. All of this runs inside the writer's transaction, on its thread; a "no" is
// decided before the first write of its deed.
#pragma once

#include "ports/deeds.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/names.hpp"
#include "store/sqlite/offers.hpp"
#include "store/sqlite/quality_tallies.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace postern::store::sqlite {

/// What the deeds of one transaction share.
struct Session {
    Connection& connection;
    Names& names;
    Offers& offers;
    QualityTallies& quality;
    std::int64_t& declarations_added; ///< in this transaction
};

ports::Outcome apply(Session& session, const ports::Acceptance& deed);
ports::Outcome apply(Session& session, const ports::Amendment& deed);
ports::Outcome apply(Session& session, const ports::Cancellation& deed);
ports::Outcome apply(Session& session, const ports::ItemIdBound& deed);
ports::Outcome apply(Session& session, const ports::ItemReweighed& deed);
ports::Outcome apply(Session& session, const ports::ReturnDeclared& deed);
ports::Outcome apply(Session& session, const ports::ItemsSeen& deed);
ports::Outcome apply(Session& session, const ports::AttachmentGiven& deed);
ports::Outcome apply(Session& session, const ports::SubmissionRecorded& deed);
ports::Outcome apply(Session& session, const ports::LeaseTaken& deed);
ports::Outcome apply(Session& session, const ports::LeaseExtended& deed);
ports::Outcome apply(Session& session, const ports::LeaseReturned& deed);
ports::Outcome apply(Session& session, const ports::LeaseFailed& deed);
ports::Outcome apply(Session& session, const ports::OfferedAgain& deed);
ports::Outcome apply(Session& session, const ports::Acknowledged& deed);
ports::Outcome apply(Session& session, const ports::HandedOver& deed);
ports::Outcome apply(Session& session, const ports::Unconfirmed& deed);
ports::Outcome apply(Session& session, const ports::LeasesReclaimed& deed);
ports::Outcome apply(Session& session, const ports::DeadlinePassed& deed);
ports::Outcome apply(Session& session, const ports::AnswerApplied& deed);
ports::Outcome apply(Session& session, const ports::NumberDrawn& deed);
ports::Outcome apply(Session& session, const ports::RegisterClosed& deed);
ports::Outcome apply(Session& session, const ports::RegisterRetold& deed);
ports::Outcome apply(Session& session, const ports::RowTakenOut& deed);
ports::Outcome apply(Session& session, const ports::NumberGiven& deed);
ports::Outcome apply(Session& session, const ports::KeyAdded& deed);
ports::Outcome apply(Session& session, const ports::KeyRevoked& deed);
ports::Outcome apply(Session& session, const ports::ListStored& deed);
ports::Outcome apply(Session& session, const ports::ListRemoved& deed);
ports::Outcome apply(Session& session, const ports::FolderKept& deed);
ports::Outcome apply(Session& session, const ports::WebhookAdded& deed);
ports::Outcome apply(Session& session, const ports::WebhookChanged& deed);
ports::Outcome apply(Session& session, const ports::WebhookSecretRotated& deed);
ports::Outcome apply(Session& session, const ports::WebhookRemoved& deed);
ports::Outcome apply(Session& session, const ports::WebhookPassed& deed);
ports::Outcome apply(Session& session, const ports::DeliveryTried& deed);
ports::Outcome apply(Session& session, const ports::DeliveriesReplayed& deed);
ports::Outcome apply(Session& session, const ports::PostFilesBegun& deed);
ports::Outcome apply(Session& session, const ports::PostFilePlanned& deed);
ports::Outcome apply(Session& session, const ports::PostFilesMoved& deed);
ports::Outcome apply(Session& session, const ports::FeedTrimmed& deed);
ports::Outcome apply(Session& session, const ports::EventsExpired& deed);
ports::Outcome apply(Session& session, const ports::DispatchTold& deed);
ports::Outcome apply(Session& session, const ports::DispatchClosed& deed);
ports::Outcome apply(Session& session, const ports::DispatchDeparted& deed);
ports::Outcome apply(Session& session, const ports::ReceptacleItemsRemoved& deed);
ports::Outcome apply(Session& session, const ports::ReferralsTold& deed);
ports::Outcome apply(Session& session, const ports::ReferralAnswered& deed);
ports::Outcome apply(Session& session, const ports::EvidenceGiven& deed);
ports::Outcome apply(Session& session, const ports::ReferralsOverdue& deed);
ports::Outcome apply(Session& session, const ports::MarkSet& deed);
ports::Outcome apply(Session& session, const ports::DeclarationReviewed& deed);
ports::Outcome apply(Session& session, const ports::DocumentsMadeAnew& deed);
ports::Outcome apply(Session& session, const ports::ItemIdRangeGiven& deed);
ports::Outcome apply(Session& session, const ports::ItemIdsDrawn& deed);
ports::Outcome apply(Session& session, const ports::PrefillMade& deed);
ports::Outcome apply(Session& session, const ports::PrefillChanged& deed);
ports::Outcome apply(Session& session, const ports::PrefillTaken& deed);
ports::Outcome apply(Session& session, const ports::PrefillGivenBack& deed);
ports::Outcome apply(Session& session, const ports::PrefillRemoved& deed);
ports::Outcome apply(Session& session, const ports::PrefillsExpired& deed);
ports::Outcome apply(Session& session, const ports::TemplateAdded& deed);
ports::Outcome apply(Session& session, const ports::TemplateChanged& deed);
ports::Outcome apply(Session& session, const ports::TemplateRemoved& deed);
ports::Outcome apply(Session& session, const ports::CounterTaken& deed);
ports::Outcome apply(Session& session, const ports::FormPrinted& deed);
ports::Outcome apply(Session& session, const ports::RefusedLate& deed);
ports::Outcome apply(Session& session, const ports::AuditNoted& deed);

void write_audit(Session& session, const ports::AuditRow& row);

// the parts that several deeds share

ports::Outcome refused(ports::No no);
std::int64_t keep_content(Session& session, const core::SealedBytes& sealed);
/// Happened and received at that instant.
core::Event event_at(core::EventType type, core::FilingKey filing, core::Instant at);
/// `declaration`: whose events those without a filing are; may be 0 where all have one.
void write_event(Session& session, core::DeclarationKey declaration, const core::Event& event);
/// What that act of a counter is about is on its office's stop list.
void stop_act(Session& session, std::int64_t act, core::Instant since);
/// As stop_act, of what a counter took in or refused late; nothing, where none did. It is news each time.
void stop_item(Session& session, core::DeclarationKey declaration, core::Instant since);
/// Something was said of it that may keep it from leaving.
bool was_stopped(Session& session, core::DeclarationKey declaration);
/// As stop_item, where the event may keep its items from leaving.
void note_stop(Session& session, core::DeclarationKey declaration, const core::Event& event);
/// Folds a filing's events again and keeps the state.
core::FilingState refold(Session& session, core::FilingKey filing);

/// The declaration that a version belongs to, as the deeds of a version need it.
struct VersionOf {
    core::DeclarationKey declaration;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::uint32_t version = 1;
    core::Instant at;
    core::Instant window_from;    ///< item ids first received before this do not count
    bool is_same_content = false; ///< an item id was bound to it, and nothing else changed
};
/// Whether one of the filings stands under a reference that another tenant's open filing has with that agency.
bool reference_is_taken(Session& session, core::TenantKey tenant, core::Mode mode,
                        const std::vector<ports::FilingRow>& filings);
/// The version's row, its sealed content and its findings, and what it adds to the tallies of quality.
void write_version(Session& session, const VersionOf& of, const ports::VersionRow& row);
/// What the sender of an accepted version declares is proposed to him first another time.
void remember_goods(Session& session, const VersionOf& of, const ports::VersionRow& row);
/// Of what was declared last before then, at most so many.
void forget_goods(Session& session, core::Instant before, std::uint32_t at_most);
/// As write_version writes it; ordinal: its place among those of the version, from 1.
void write_finding(Session& session, core::DeclarationKey declaration, std::uint32_t version, std::uint32_t ordinal,
                   const core::Finding& finding);
/// A filing that is new, with its document, its events out of `events`, and its offer.
void write_filing(Session& session, const VersionOf& of, const ports::FilingRow& row,
                  const std::vector<core::Event>& events);
/// The filings of a later version: amended, new, or withdrawn.
void write_filings_of_amendment(Session& session, const VersionOf& of, const ports::VersionRow& row);

/// Ends what is open of a declaration; who was offered it is told.
void withdraw_filings(Session& session, const VersionOf& of);
/// The item was stopped before it left: every filing of its export that has not ended is withdrawn, a released one too,
/// but for a row of a register that cannot be told anew.
void withdraw_stopped(Session& session, const VersionOf& of);

void write_document(Session& session, core::FilingKey filing, std::uint32_t version, const ports::DocumentRow& row);

/// Open for an agency: it may still be amended or withdrawn.
bool is_open(core::FilingState state);

/// What a filing with a document is written with while its terms are not met: the event that says what it waits for;
/// nullopt: they are met. Reads only.
std::optional<core::Event> waiting_event(Session& session, const VersionOf& of, const ports::FilingRow& row);
/// Keeps the terms of a filing that has its row, and what it waits for (as waiting_event said).
void keep_terms(Session& session, const VersionOf& of, const ports::FilingRow& row,
                const std::optional<core::Event>& waiting);
void stop_waiting(Session& session, core::FilingKey filing);
/// The terms of a filing that has its row and is held for a person; it waits for nothing until it is released.
void keep_held_terms(Session& session, const VersionOf& of, const ports::FilingRow& row);
/// A filing that a person released is offered, or waits by its terms; without a document it awaits the item id.
void offer_released(Session& session, const VersionOf& of, core::FilingKey filing);
/// The version as it counts where a person released before what holds it now, see deeds_review.cpp; nullopt: as it is.
std::optional<ports::VersionRow> without_released_holds(Session& session, const VersionOf& of,
                                                        const ports::VersionRow& row);
/// A version that is held waits for a person; one that is accepted takes its place.
void keep_review(Session& session, const VersionOf& of, core::Verdict verdict);
/// What the filing's agency decided may be a consent, or the refusal of one: what waits for it is offered or held.
void settle_dependents(Session& session, core::FilingKey filing, core::Instant at);
/// Whether another filing was or is to be offered only after this one's consent, and it was given.
bool is_given_consent(Session& session, core::FilingKey filing, core::FilingState state);

/// An item by its id, as the deeds of what happens to items know it.
struct ItemOf {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string_view item_id;
    core::Instant window_from;
};
struct NotedEvent {
    bool repeat = false;              ///< it was known: nothing is written
    core::DeclarationKey declaration; ///< 0: none counts, and the event is kept until one comes
};
/// Writes what happened to an item. Scans are the same by type and instant; other events by their reference too.
NotedEvent note_item_event(Session& session, const ItemOf& item, const core::Event& event);
/// A do-not-load came in, and its event is written: the alarm. happened, received and reference are those of the event.
void raise_do_not_load(Session& session, const ItemOf& item, const core::Event& do_not_load);
/// What happened to the item before it had a declaration becomes the declaration's, which has its row, and whose
/// filings are not written yet. Whether it was stopped before it left.
bool take_early_events(Session& session, const ItemOf& item, core::DeclarationKey declaration);
/// Where the declaration's item is has changed: what waits for that is offered, and where it was `stopped` before it
/// left, its filings are withdrawn.
void settle_position(Session& session, const VersionOf& of, bool stopped);
/// Says of an item once that something must not be with it. A reason of leaving is said once, whatever it refers to.
void raise_alarm(Session& session, const ItemOf& item, std::string_view reason, std::string_view reference,
                 core::Instant happened, core::Instant at);
/// What happened before then and never found a declaration goes; at most so many.
void drop_early_events(Session& session, core::Instant received_before, std::uint32_t at_most);

/// A clerk takes the declaration in with those figures: the act, and what the timeline tells of it; what waits for that
/// is the caller's to settle. Taken in before: what is different is a change. Rejected: where it had been kept at the
/// counter, that it was refused late. Whether the item was posted by it.
bool note_take(Session& session, const VersionOf& of, const ports::CounterTake& take,
               const ports::CounterFigures& figures, core::Verdict verdict);
/// A declaration that a counter took in has other content now.
void note_change(Session& session, const VersionOf& of, const ports::AtCounter& by,
                 const ports::CounterFigures& figures);
/// A declaration is withdrawn; what its acts added to totals is taken from them.
void note_voided(Session& session, const VersionOf& of, const ports::AtCounter& by, const std::string& reason);

/// A row waits for its register, or its register has to be told anew.
void gather_row(Session& session, const VersionOf& of, core::FilingKey filing, const ports::GatheredRow& gathered);
/// A row that waits for its register waits no more. False: it stands in one.
bool take_back_row(Session& session, core::FilingKey filing);
/// The filing is a row that waits or stands in a register.
bool is_gathered(Session& session, core::FilingKey filing);
/// Where the filing is a row: it stands in no register any more.
void take_out_row(Session& session, core::FilingKey filing);
/// A row of the declaration was handed over in a register that cannot be told anew.
bool stands_in_fixed_register(Session& session, core::DeclarationKey declaration);
/// The rows of a register that were not taken out; none where the filing is no register.
std::vector<core::FilingKey> standing_rows(Session& session, core::FilingKey filing);

} // namespace postern::store::sqlite
