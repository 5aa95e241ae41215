// Recorder: deeds to the ledger, and what to do about an expected no.
#include "pipeline/recorder.hpp"

#include "core/failure.hpp"
#include "pipeline/item_reports.hpp"

#include <numeric>

namespace postern::pipeline {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr int kAttempts = 6; // each lost race means that somebody else got through

} // namespace

ItemReport Recorder::report(const Prepared& item) const {
    const auto ordinal = item.read->received->ordinal;
    if (item.recognised.refused) return refused_report(ordinal, *item.recognised.refused, item.read->declaration);
    if (item.offered) return report_of(parts_, **item.offered);
    ItemReport report = report_of(parts_, *item.recognised.known, item.recognised.repeat_of);
    report.ordinal = ordinal;
    report.repeat = true;
    return report;
}

ports::SubmissionItem Recorder::row_of(std::size_t i) const {
    const auto& report = reports_[i];
    ports::SubmissionItem row;
    row.ordinal = report.ordinal;
    row.version = report.version;
    row.verdict = report.verdict;
    row.repeat = report.repeat;
    if (report.refused) {
        row.refusal = core::refusal_kind(report.refusal).slug;
        row.object_id = report.object_id;
        return row;
    }
    const auto& recognised = items_[i].recognised;
    row.declaration = report.repeat ? recognised.known->key : recognised.occasion.declaration;
    return row;
}

ports::Deed Recorder::submission_deed(const ports::SubmissionRecorded& submission) const {
    auto recorded = submission;
    for (std::size_t i = 0; i < items_.size(); ++i)
        recorded.items.push_back(row_of(i));
    ports::Deed deed;
    deed.body = std::move(recorded);
    deed.only_if_all_before = true;
    deed.audit.push_back(ports::audit_of(handover_.who, "declarations.submit",
                                         parts_.ids->seal(crypto::IdKind::submission, handover_.submission.value),
                                         handover_.at, handover_.request_id));
    return deed;
}

/// Why a declaration cannot be made of the prefill that a clerk names; nullopt: that is not why, or he names none.
std::optional<RefusalCode> Recorder::refusal_of_prefill(ports::No no) const {
    if (!handover_.counter || !handover_.counter->prefill) return std::nullopt;
    switch (no) {
    case ports::No::not_found: return RefusalCode::not_found;
    case ports::No::prefill_taken: return RefusalCode::prefill_taken;
    case ports::No::prefill_used: return RefusalCode::prefill_used;
    case ports::No::prefill_expired: return RefusalCode::prefill_expired;
    default: return std::nullopt;
    }
}

/// A race that was lost leaves the item open; a declaration that is released, or an item id under which another post
/// has an open filing, refuses the item.
void Recorder::settle(std::size_t i, const ports::Outcome& outcome) {
    auto& item = items_[i];
    if (const auto draft = refusal_of_prefill(outcome.no)) {
        item.offered.reset();
        item.recognised.refused =
            Refusal{*draft, {}, 0, 0, parts_.ids->seal(crypto::IdKind::prefill, handover_.counter->prefill.value)};
        return;
    }
    // cancelled meanwhile: it is looked for again, and is new
    const auto code = outcome.no == ports::No::declaration_cancelled ? std::nullopt : refusal_of_change(outcome.no);
    if (code) {
        item.offered.reset();
        item.recognised.refused = Refusal{
            *code, {}, 0, 0, parts_.ids->seal(crypto::IdKind::declaration, item.recognised.occasion.declaration.value)};
    } else if (outcome.no == ports::No::reference_taken) {
        item.offered.reset();
        item.recognised.refused = Refusal{RefusalCode::item_id_in_use, {}, 0, 0, {}};
    }
}

/// Records the open items and, where all of them come through, the submission's row. True: nothing is left.
bool Recorder::record_once(std::vector<std::size_t>& open, ports::SubmissionRecorded& submission) {
    std::vector<ports::Deed> deeds;
    std::vector<std::size_t> owners;
    for (const auto i : open) {
        const auto& item = items_[i];
        if (item.offered) deeds.push_back((*item.offered)->deed);
        if (!item.offered && !item.recognised.refused) deeds.insert(deeds.end(), item.noted.begin(), item.noted.end());
        owners.resize(deeds.size(), i);
    }
    deeds.push_back(submission_deed(submission));
    const auto outcomes = parts_.store->ledger().record(deeds);
    open.clear();
    for (std::size_t i = 0; i < owners.size(); ++i) {
        const auto& offered = items_[owners[i]].offered;
        if (outcomes[i].done()) {
            if (offered) tell_waiting(parts_, **offered, reports_[owners[i]]);
            continue;
        }
        settle(owners[i], outcomes[i]);
        if (open.empty() || open.back() != owners[i]) open.push_back(owners[i]);
    }
    // the same Idempotency-Key raced with itself: the first keeps it, this one is a submission of repeats
    if (outcomes.back().no == ports::No::idempotency_key_known) submission.idempotency_key.clear();
    return outcomes.back().done();
}

Result<void> Recorder::prepare_again(const std::vector<std::size_t>& open) {
    const auto job = [&] {
        for (const auto i : open) {
            if (!items_[i].recognised.refused) items_[i] = steps_again(parts_, items_[i].read, handover_);
            reports_[i] = report(items_[i]);
        }
    };
    if (!on_cpu_)
        job();
    else if (!on_cpu_(job))
        return Refusal{RefusalCode::busy, {}, 0, 0, {}};
    return {};
}

Result<std::vector<ItemReport>> Recorder::record(std::vector<Prepared> items, ports::SubmissionRecorded submission) {
    items_ = std::move(items);
    reports_.reserve(items_.size());
    for (const auto& item : items_)
        reports_.push_back(report(item));
    std::vector<std::size_t> open(items_.size());
    std::iota(open.begin(), open.end(), std::size_t{0});
    for (int attempt = 0; !record_once(open, submission); ++attempt) {
        if (attempt == kAttempts) throw core::Failure("recorder: an item lost every race for its identity");
        if (auto again = prepare_again(open); !again) return again.refusal();
    }
    return std::move(reports_);
}

} // namespace postern::pipeline
