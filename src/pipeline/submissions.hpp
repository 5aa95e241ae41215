// Submissions: a post's message in, a report out. The way of a declaration, in order, is in steps_in_order.cpp.
#pragma once

#include "clearance/answer_reader.hpp"
#include "core/principal.hpp"
#include "core/result.hpp"
#include "pipeline/parts.hpp"
#include "pipeline/report.hpp"
#include "xml/reader_pool.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postern::pipeline {

/// Runs a job to its end elsewhere (a lane's worker); false: it is full, nothing ran. Empty: run in the caller's
/// thread.
using CpuRunner = std::function<bool(const std::function<void()>&)>;

/// What a withdrawal uses up: at a counter the label, so that its item id is declared by nobody again.
enum class Spoils : std::uint8_t { nothing, label };

struct SubmitOptions {
    std::string idempotency_key;
    std::string request_id;
    ingest::Wording wording = ingest::Wording::by_content;
    /// A clerk took in the message's items. Where he names a prefill, an item is refused for it with not_found,
    /// prefill_taken, prefill_used or prefill_expired.
    std::optional<ports::CounterTake> counter;
    CpuRunner on_cpu; ///< the CPU part goes there; the wait for the disk stays in the caller's thread. Full: busy
};

/// Thread-safe.
class Submissions {
public:
    explicit Submissions(std::shared_ptr<const Parts> parts);
    ~Submissions();
    /// By which it judges.
    const std::shared_ptr<const Parts>& parts() const { return parts_; }

    /// The whole chain; everything that is accepted is durable when this returns. A refusal: nothing was kept but the
    /// audit row (source unknown, not well-formed, idempotency key reused with another body…).
    core::Result<SubmissionReport> submit(std::string_view bytes, const core::Principal& principal,
                                          const SubmitOptions& options);
    /// The same chain cut before the deed: nothing is kept, nothing is looked up.
    core::Result<SubmissionReport> validate(std::string_view bytes, const core::Principal& principal,
                                            const SubmitOptions& options);
    /// Binds an S10 to a declaration that has none; the declaration is judged again with it and filed.
    core::Result<ItemReport> bind_item_id(core::DeclarationKey declaration, std::string_view item_id,
                                          const core::Principal& principal, const SubmitOptions& options);

    /// The exporter lodged the declaration with the agency himself and got this number, on that day (yyyy-mm-dd).
    /// Refusals: not_found (no filing of it waits for a number of that agency), number_invalid (not as the route has it
    /// written), bad_parameter (no day, or one to come), number_known (it has another), number_in_use.
    core::Result<ItemReport> give_number(core::DeclarationKey declaration, std::string_view agency,
                                         std::string_view number, std::string_view day,
                                         const core::Principal& principal, const SubmitOptions& options);

    /// Other content for a declaration, one item in a message of any source; the next version of it. expected: the
    /// version that the sender saw, 0: whatever is current. The current content again is a repeat. Refusals: those of
    /// reading, too_many_items, not_found, if_match_failed, item_id_in_use, item_id_already_bound,
    /// declaration_released, declaration_cancelled, register_fixed.
    core::Result<ItemReport> amend(std::string_view declaration_id, std::uint32_t expected, std::string_view bytes,
                                   const core::Principal& principal, const SubmitOptions& options);
    /// Withdraws a declaration as a whole, for a reason that is a code or empty; said again, it changes nothing.
    /// Refusals: not_found, if_match_failed, declaration_released, register_fixed; item_dispatched (of a label only).
    core::Result<ItemReport> cancel(std::string_view declaration_id, std::uint32_t expected, const std::string& reason,
                                    const core::Principal& principal, const SubmitOptions& options,
                                    Spoils spoils = Spoils::nothing);
    /// What was taken in at the door was weighed at the office: the kept content with that weight and, where it has
    /// none yet, that item id is judged as amend() judges other content, and taken in as options.counter says.
    /// Refusals: those of amend; message_structure (it was declared in XML, and says another weight).
    core::Result<ItemReport> post_collected(std::string_view declaration_id, std::string_view gross_weight_kg,
                                            std::string_view item_id, const core::Principal& principal,
                                            const SubmitOptions& options);

    /// A person decided about what policy held of a declaration, for a reason that is a code. Refusals: not_found,
    /// declaration_cancelled, nothing_held.
    core::Result<ItemReport> review(std::string_view declaration_id, ports::ReviewDecision decision,
                                    const std::string& reason, const core::Principal& principal,
                                    const SubmitOptions& options);

    /// The item of a lodged declaration comes back, for a reason that is a code or empty, under that S10 (empty: its
    /// own). Its content is judged again for routes of the leg return, and their filings are made beside those of the
    /// export. Said again it is a repeat. What is judged as rejected, also because no such route matches, is told with
    /// its findings and not kept. Refusals: not_found, item_id_invalid, declaration_cancelled, declaration_not_lodged,
    /// item_id_in_use, item_id_already_bound (it comes back under another S10), if_match_failed (it was amended
    /// meanwhile).
    core::Result<ItemReport> declare_return(std::string_view declaration_id, const std::string& reason,
                                            std::string_view item_id, const core::Principal& principal,
                                            const SubmitOptions& options);

    /// Before items are told to be in a closed dispatch: what waits for that, and whose profile reads it, gets the
    /// document that says how the item leaves, in place of the one that nobody was offered. A filing whose document
    /// cannot be made so is held with its findings. Durable when this returns; items of which nothing waits cost a
    /// look.
    void make_documents_anew(const core::Principal& post, std::span<const ports::PackedItem> items);

    /// Read again. nullopt: no such thing of this principal's tenant and mode.
    std::optional<SubmissionReport> submission(std::string_view submission_id, const core::Principal& principal);
    std::optional<ItemReport> declaration(std::string_view declaration_id, const core::Principal& principal);
    /// Newest first; empty: none.
    std::vector<ItemReport> of_item(std::string_view item_id, const core::Principal& principal);
    /// The timeline's events, oldest first, with the public id of each event's filing.
    struct TimelineEntry {
        core::Event event;
        std::string filing_id;
        std::string agency;
        std::vector<core::Finding> errors; ///< what the agency found wrong, at the sender's own fields and boxes
        std::vector<clearance::AuthorityTax> taxes;
        std::vector<clearance::RevisedLine> revised; ///< lines as the agency corrected them
    };
    std::optional<std::vector<TimelineEntry>> timeline(std::string_view declaration_id,
                                                       const core::Principal& principal);
    /// The lines that customs corrected with an event of a filing, out of the kept message that it came with; empty:
    /// none, or the message cannot be read any more.
    std::vector<clearance::RevisedLine> corrections(const core::Event& event, const ports::FilingHead& filing) const;
    /// The item as it was sent (current version).
    struct KeptSource {
        std::string text;
        profiles::MessageFormat format = profiles::MessageFormat::xml;
    };
    std::optional<KeptSource> source_of(std::string_view declaration_id, const core::Principal& principal);

private:
    struct Batch;
    core::Result<Batch> read_all(std::string_view bytes, const SubmitOptions& options,
                                 const std::function<void(Batch&, steps::Received)>& take);
    ItemReport judged_only(steps::Received received, const core::Principal& who, core::Instant now) const;
    SubmissionReport report_head(const Batch& batch, core::Instant at) const;
    SubmissionReport stored_report(const ports::SubmissionHead& head) const;
    ItemReport stored_item(const ports::DeclarationHead& head, std::uint32_t version) const;
    std::optional<steps::Received> kept_item(const ports::DeclarationHead& head, std::uint32_t version) const;
    /// Whether an answer's event names that filing, or its row or the whole of its register.
    bool is_about(const clearance::UnderstoodEvent& event, const ports::FilingHead& filing,
                  const profiles::Profile* profile) const;
    void read_answer(const ports::DeclarationHead& head, TimelineEntry& entry, const ports::FilingHead& filing) const;
    dispatch::Handover handover(const core::Principal& who, const SubmitOptions& options) const;
    steps::Offered offer_bound(const ports::DeclarationHead& head, const std::string& item_id,
                               const dispatch::Handover& handover);
    /// The newest content that was not rejected, judged as a return; nullopt: no agency knows of an export.
    std::optional<steps::Offered> offer_return(ports::DeclarationHead head, const std::string& item_id,
                                               const std::string& reason, const dispatch::Handover& handover);
    /// nullopt: nothing of the item waits for its dispatch.
    std::optional<ports::DocumentsMadeAnew> documents_anew(const core::Principal& post, const ports::PackedItem& item,
                                                           core::Instant now) const;
    std::optional<ports::DeclarationHead> own_head(std::string_view declaration_id,
                                                   const core::Principal& principal) const;

    std::shared_ptr<const Parts> parts_;
    std::unique_ptr<xml::ReaderPool> readers_;
    std::unique_ptr<clearance::AnswerReader> answers_;
};

} // namespace postern::pipeline
