// Submissions: messages in, reports out.
#include "pipeline/submissions.hpp"

#include "core/failure.hpp"
#include "core/finding_codes.hpp"
#include "core/item_id.hpp"
#include "crypto/digest.hpp"
#include "pipeline/cpu_part.hpp"
#include "pipeline/dispatch_documents.hpp"
#include "pipeline/item_reports.hpp"
#include "pipeline/recorder.hpp"
#include "vault/vault.hpp"

namespace postern::pipeline {

using core::Principal;
using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

core::Finding test_message_finding() {
    core::Finding finding;
    finding.code = core::codes::kTestMessage;
    finding.severity = core::Severity::info;
    return finding;
}

} // namespace

/// What one message became in the CPU part.
struct Submissions::Batch {
    std::vector<Prepared> prepared; ///< to be recorded
    std::vector<ItemReport> judged; ///< judged only
    std::shared_ptr<const profiles::Source> source;
    std::shared_ptr<const steps::MessageHead> head;
    bool batch = false;
};

Submissions::Submissions(std::shared_ptr<const Parts> parts)
    : parts_(std::move(parts)), readers_(std::make_unique<xml::ReaderPool>()),
      answers_(std::make_unique<clearance::AnswerReader>(parts_->editions)) {}
Submissions::~Submissions() = default;

SubmissionReport Submissions::report_head(const Batch& batch, core::Instant at) const {
    SubmissionReport report;
    report.source = batch.source->name;
    report.message_reference = batch.head->reference;
    report.batch = batch.batch;
    report.at = at;
    return report;
}

/// The CPU part of a message: cut into items, each given to take with what there is so far.
Result<Submissions::Batch> Submissions::read_all(std::string_view bytes, const SubmitOptions& options,
                                                 const std::function<void(Batch&, steps::Received)>& take) {
    Batch out;
    Result<ingest::MessageSummary> read = busy();
    const auto job = [&] {
        auto reader = readers_->borrow();
        read = parts_->intake->read(
            *reader, bytes, parts_->limits, [&](steps::Received received) { take(out, std::move(received)); },
            options.wording);
    };
    if (!run_cpu(options.on_cpu, job)) return busy();
    if (!read) return read.refusal();
    out.source = read.value().source;
    out.head = read.value().head;
    out.batch = read.value().batch;
    return out;
}

ItemReport Submissions::judged_only(steps::Received received, const Principal& who, core::Instant now) const {
    const bool foreign_test = is_foreign_test(received, who);
    auto report = report_of(*judge_only(*parts_, std::move(received), who, now), {});
    if (foreign_test) report.findings.push_back(test_message_finding());
    return report;
}

Result<SubmissionReport> Submissions::validate(std::string_view bytes, const Principal& principal,
                                               const SubmitOptions& options) {
    auto batch = read_all(bytes, options, [&](Batch& out, steps::Received received) {
        out.judged.push_back(judged_only(std::move(received), principal, parts_->clock->now()));
    });
    if (!batch) return batch.refusal();
    SubmissionReport report = report_head(batch.value(), parts_->clock->now());
    report.items = std::move(batch.value().judged);
    return report;
}

dispatch::Handover Submissions::handover(const Principal& who, const SubmitOptions& options) const {
    dispatch::Handover handover;
    handover.submission = {parts_->keys->next()};
    handover.who = who;
    handover.at = parts_->clock->now();
    handover.window_from = parts_->registrar->window_from(handover.at);
    handover.request_id = options.request_id;
    handover.counter = options.counter;
    return handover;
}

Result<SubmissionReport> Submissions::submit(std::string_view bytes, const Principal& principal,
                                             const SubmitOptions& options) {
    const auto body_hash = crypto::sha256(bytes);
    if (!options.idempotency_key.empty()) {
        const auto first = parts_->store->submissions().by_idempotency_key(principal.client, options.idempotency_key);
        if (first && first->body_hash != body_hash) return Refusal{RefusalCode::idempotency_key_reused, {}, 0, 0, {}};
        if (first) {
            auto report = stored_report(*first);
            report.repeat = true;
            return report;
        }
    }
    auto carried = handover(principal, options);
    auto batch = read_all(bytes, options, [&](Batch& out, steps::Received received) {
        // nothing of a test message may be kept beside live data
        if (is_foreign_test(received, principal))
            out.judged.push_back(judged_only(std::move(received), principal, carried.at));
        else
            out.prepared.push_back(steps_in_order(*parts_, std::move(received), carried));
    });
    if (!batch) return batch.refusal();
    SubmissionReport report = report_head(batch.value(), carried.at);
    if (batch.value().prepared.empty()) {
        report.items = std::move(batch.value().judged);
        return report;
    }
    report.submission_id = parts_->ids->seal(IdKind::submission, carried.submission.value);
    ports::SubmissionRecorded row;
    row.submission = carried.submission;
    row.tenant = principal.tenant;
    row.client = principal.client;
    row.mode = principal.mode;
    row.at = carried.at;
    row.source = report.source;
    row.message_reference = report.message_reference;
    row.body_hash = body_hash;
    row.idempotency_key = options.idempotency_key;
    Recorder recorder(*parts_, std::move(carried), options.on_cpu);
    auto items = recorder.record(std::move(batch.value().prepared), std::move(row));
    if (!items) return items.refusal();
    report.items = std::move(items).value();
    return report;
}

Result<ItemReport> Submissions::bind_item_id(core::DeclarationKey declaration, std::string_view item_id,
                                             const Principal& principal, const SubmitOptions& options) {
    const auto head = parts_->store->declarations().head(declaration);
    if (!head || head->tenant != principal.tenant || head->mode != principal.mode) {
        return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    }
    const auto id = core::ItemId::parse(item_id);
    if (!id) return Refusal{RefusalCode::item_id_invalid, {}, 0, 0, {}};
    const std::string public_id = parts_->ids->seal(IdKind::declaration, declaration.value);
    if (head->item_id == id->text()) return report_of(*parts_, *head, 0); // bound once, said twice
    if (!head->item_id.empty()) return Refusal{RefusalCode::item_id_already_bound, {}, 0, 0, public_id};
    auto carried = handover(principal, options);
    std::optional<steps::Offered> offered;
    const auto job = [&] { offered = offer_bound(*head, id->text(), carried); };
    if (!run_cpu(options.on_cpu, job)) return busy();
    ports::Deed deed = (*offered)->deed;
    deed.audit.push_back(
        ports::audit_of(principal, "declarations.bind-item-id", public_id, carried.at, options.request_id));
    const auto outcome = parts_->store->ledger().record(std::span(&deed, 1)).front();
    if (const auto late = refusal_of_change(outcome.no)) return Refusal{*late, {}, 0, 0, public_id};
    switch (outcome.no) {
    case ports::No::none: {
        auto report = report_of(*parts_, **offered);
        tell_waiting(*parts_, **offered, report);
        return report;
    }
    case ports::No::reference_taken: return Refusal{RefusalCode::item_id_in_use, {}, 0, 0, {}};
    case ports::No::identity_taken:
        return Refusal{
            RefusalCode::item_id_in_use, {}, 0, 0, parts_->ids->seal(IdKind::declaration, outcome.declaration.value)};
    default: return Refusal{RefusalCode::item_id_already_bound, {}, 0, 0, public_id};
    }
}

Result<ItemReport> Submissions::give_number(core::DeclarationKey declaration, std::string_view agency,
                                            std::string_view number, std::string_view day, const Principal& principal,
                                            const SubmitOptions& options) {
    const auto refuse = [](RefusalCode code, std::string what = {}) {
        return Refusal{code, std::move(what), 0, 0, {}};
    };
    const auto head = parts_->store->declarations().head(declaration);
    if (!head || head->tenant != principal.tenant || head->mode != principal.mode)
        return refuse(RefusalCode::not_found);
    if (head->cancelled) return refuse(RefusalCode::declaration_cancelled);
    const auto filings = parts_->store->filings().of_declaration(declaration);
    const auto filing = std::find_if(filings.begin(), filings.end(), [&](const ports::FilingHead& each) {
        return each.outcome == ports::RouteOutcome::elsewhere && each.agency == agency;
    });
    if (filing == filings.end()) return refuse(RefusalCode::not_found);
    const auto route = parts_->checker->routes().named(filing->route);
    const std::string plain = codelists::plain_of(number);
    if (!route || !route->number || !route->number->fits(plain)) return refuse(RefusalCode::number_invalid);
    const auto now = parts_->clock->now();
    const auto lodged = core::parse_date(day);
    // it may be tomorrow already where the exporter is
    if (!lodged || core::start_of(*lodged).ms > now.ms + core::kDayMs)
        return refuse(RefusalCode::bad_parameter, "date");
    const std::string public_id = parts_->ids->seal(IdKind::declaration, declaration.value);
    ports::Deed deed;
    deed.body = ports::NumberGiven{declaration, parts_->store->agency(agency), principal.mode,
                                   plain,       core::start_of(*lodged),       now};
    deed.audit.push_back(ports::audit_of(principal, "declarations.lodge", public_id, now, options.request_id));
    switch (parts_->store->ledger().record(std::span(&deed, 1)).front().no) {
    case ports::No::none: return stored_item(*head, 0);
    case ports::No::number_known: return refuse(RefusalCode::number_known);
    case ports::No::reference_taken: return refuse(RefusalCode::number_in_use);
    default: return refuse(RefusalCode::not_found);
    }
}

/// The kept source, judged again with its S10.
steps::Offered Submissions::offer_bound(const ports::DeclarationHead& head, const std::string& item_id,
                                        const dispatch::Handover& handover) {
    const auto sealed = parts_->store->declarations().source(head.key, head.version);
    if (!sealed) throw core::Failure("bind: a declaration has no source");
    const auto source = parts_->library->source(head.source);
    if (!source) throw core::Failure("bind: source " + head.source + " is not loaded any more");
    auto reader = readers_->borrow();
    auto again = parts_->intake->read_kept(*reader, vault::open(*sealed), parts_->limits, source);
    if (!again) throw core::Failure("bind: a kept source cannot be read again");
    auto read = parts_->item_reader->read(std::move(again).value(), item_id);
    auto occasion = parts_->registrar->binding(head, item_id, handover.who, handover.at);
    occasion.past_use = parts_->registrar->past_use(read, handover.who, head.key);
    occasion.packed = packed_item(*parts_, handover.who, item_id, handover.at);
    return parts_->offerer->offer(judge_for(*parts_, std::move(read), occasion, handover.at), occasion, handover);
}

} // namespace postern::pipeline
