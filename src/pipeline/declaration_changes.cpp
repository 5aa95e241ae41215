// Submissions: a declaration that its sender changes or withdraws, or whose item comes back.
#include "core/failure.hpp"
#include "core/item_id.hpp"
#include "pipeline/cpu_part.hpp"
#include "pipeline/item_reports.hpp"
#include "pipeline/steps_in_order.hpp"
#include "pipeline/submissions.hpp"

#include <algorithm>
#include <optional>
#include <span>

namespace postern::pipeline {

using core::Principal;
using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

/// Why a change was not made.
Refusal refusal_of(const ports::Outcome& outcome, std::string_view declaration_id, const crypto::IdCipher& ids) {
    const std::string own(declaration_id);
    if (const auto late = refusal_of_change(outcome.no)) return Refusal{*late, {}, 0, 0, own};
    switch (outcome.no) {
    case ports::No::version_moved: return Refusal{RefusalCode::if_match_failed, {}, 0, 0, own};
    case ports::No::item_id_already_bound: return Refusal{RefusalCode::item_id_already_bound, {}, 0, 0, own};
    case ports::No::reference_taken: return Refusal{RefusalCode::item_id_in_use, {}, 0, 0, {}};
    case ports::No::identity_taken:
        return Refusal{RefusalCode::item_id_in_use, {}, 0, 0, ids.seal(IdKind::declaration, outcome.declaration.value)};
    default: return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    }
}

} // namespace

Result<ItemReport> Submissions::amend(std::string_view declaration_id, std::uint32_t expected, std::string_view bytes,
                                      const Principal& principal, const SubmitOptions& options) {
    const auto head = own_head(declaration_id, principal);
    if (!head) return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    const std::string own(declaration_id);
    if (head->cancelled) return Refusal{RefusalCode::declaration_cancelled, {}, 0, 0, own};
    if (expected != 0 && expected != head->version) return Refusal{RefusalCode::if_match_failed, {}, 0, 0, own};
    const auto carried = handover(principal, options);
    std::optional<Prepared> prepared;
    std::size_t items = 0;
    bool foreign_test = false;
    Result<ingest::MessageSummary> read = busy();
    const auto take = [&](steps::Received received) {
        if (++items > 1) return;
        foreign_test = is_foreign_test(received, principal);
        if (!foreign_test) prepared = steps_of_amendment(*parts_, *head, std::move(received), carried);
    };
    const auto job = [&] {
        auto reader = readers_->borrow();
        read = parts_->intake->read(*reader, bytes, parts_->limits, take, options.wording);
    };
    if (!run_cpu(options.on_cpu, job)) return busy();
    if (!read) return read.refusal();
    if (items > 1) return Refusal{RefusalCode::too_many_items, "1", 0, 0, {}};
    // a test message is no content of a live declaration
    if (foreign_test || !prepared) return Refusal{RefusalCode::message_structure, {}, 0, 0, {}};
    if (prepared->recognised.refused) return *prepared->recognised.refused;
    if (!prepared->offered) {
        if (!prepared->noted.empty())
            for (const auto& outcome : parts_->store->ledger().record(prepared->noted))
                if (!outcome.done()) return refusal_of(outcome, declaration_id, *parts_->ids);
        auto report = report_of(*parts_, *head, 0);
        report.repeat = true;
        return report;
    }
    ports::Deed deed = (*prepared->offered)->deed;
    deed.audit.push_back(
        ports::audit_of(principal, "declarations.amend", std::string(declaration_id), carried.at, options.request_id));
    const auto outcome = parts_->store->ledger().record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome, declaration_id, *parts_->ids);
    auto report = report_of(*parts_, **prepared->offered);
    tell_waiting(*parts_, **prepared->offered, report);
    return report;
}

Result<ItemReport> Submissions::cancel(std::string_view declaration_id, std::uint32_t expected,
                                       const std::string& reason, const Principal& principal,
                                       const SubmitOptions& options, Spoils spoils) {
    const auto head = own_head(declaration_id, principal);
    if (!head) return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    if (expected != 0 && expected != head->version)
        return Refusal{RefusalCode::if_match_failed, {}, 0, 0, std::string(declaration_id)};
    const auto carried = handover(principal, options);
    ports::Deed deed;
    deed.body = ports::Cancellation{head->key,
                                    principal.tenant,
                                    principal.mode,
                                    reason,
                                    carried.at,
                                    {principal.office, principal.clerk},
                                    spoils == Spoils::label};
    deed.audit.push_back(ports::audit_of(principal, spoils == Spoils::label ? "counter.void" : "declarations.cancel",
                                         std::string(declaration_id), carried.at, options.request_id));
    const auto outcome = parts_->store->ledger().record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome, declaration_id, *parts_->ids);
    return report_of(*parts_, *parts_->store->declarations().head(head->key), 0);
}

Result<ItemReport> Submissions::review(std::string_view declaration_id, ports::ReviewDecision decision,
                                       const std::string& reason, const Principal& principal,
                                       const SubmitOptions& options) {
    const auto head = own_head(declaration_id, principal);
    if (!head) return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    const std::string own(declaration_id);
    const auto carried = handover(principal, options);
    ports::Deed deed;
    deed.body = ports::DeclarationReviewed{head->key, principal.tenant, principal.mode,     decision,
                                           reason,    carried.at,       carried.window_from};
    deed.audit.push_back(ports::audit_of(principal, "declarations.review", own, carried.at, options.request_id));
    const auto outcome = parts_->store->ledger().record(std::span(&deed, 1)).front();
    if (outcome.no == ports::No::not_held) return Refusal{RefusalCode::nothing_held, {}, 0, 0, own};
    if (!outcome.done()) return refusal_of(outcome, declaration_id, *parts_->ids);
    auto report = report_of(*parts_, *parts_->store->declarations().head(head->key), 0);
    report.repeat = outcome.repeat;
    return report;
}

std::optional<steps::Offered> Submissions::offer_return(ports::DeclarationHead head, const std::string& item_id,
                                                        const std::string& reason, const dispatch::Handover& handover) {
    auto occasion = parts_->registrar->returning(head, item_id, handover.who, handover.at);
    if (occasion.returning->exports.empty()) return std::nullopt;
    occasion.returning->reason = reason;
    const auto versions = parts_->store->declarations().versions(head.key);
    const auto lodged = std::find_if(versions.rbegin(), versions.rend(),
                                     [](const auto& version) { return version.verdict != core::Verdict::rejected; });
    if (lodged == versions.rend()) throw core::Failure("return: a declaration was lodged, and all of it is rejected");
    head.source = lodged->source;
    auto received = kept_item(head, lodged->version);
    if (!received) throw core::Failure("return: source " + head.source + " is not loaded any more");
    auto read = parts_->item_reader->read(std::move(*received), item_id);
    occasion.past_use = parts_->registrar->past_use(read, handover.who, head.key);
    return parts_->offerer->offer(judge_for(*parts_, std::move(read), occasion, handover.at), occasion, handover);
}

Result<ItemReport> Submissions::declare_return(std::string_view declaration_id, const std::string& reason,
                                               std::string_view item_id, const Principal& principal,
                                               const SubmitOptions& options) {
    const std::string own(declaration_id);
    const auto head = own_head(declaration_id, principal);
    if (!head) return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    if (head->cancelled) return Refusal{RefusalCode::declaration_cancelled, {}, 0, 0, own};
    std::string under = head->item_id;
    if (!item_id.empty()) {
        const auto id = core::ItemId::parse(item_id);
        if (!id) return Refusal{RefusalCode::item_id_invalid, {}, 0, 0, {}};
        under = id->text();
    }
    const auto carried = handover(principal, options);
    std::optional<steps::Offered> offered;
    const auto job = [&] { offered = offer_return(*head, under, reason, carried); };
    if (!run_cpu(options.on_cpu, job)) return busy();
    if (!offered) return Refusal{RefusalCode::declaration_not_lodged, {}, 0, 0, own};
    const auto& judged = *(*offered)->judged;
    ports::Deed deed = (*offered)->deed;
    const bool is_rejected = judged.verdict == core::Verdict::rejected;
    if (is_rejected) deed.body = ports::AuditNoted{};
    deed.audit.push_back(ports::audit_of(principal, "declarations.return", own, carried.at, options.request_id));
    const auto outcome = parts_->store->ledger().record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome, declaration_id, *parts_->ids);
    if (!is_rejected) {
        auto report = report_of(*parts_, *parts_->store->declarations().head(head->key), 0);
        report.repeat = outcome.repeat;
        return report;
    }
    auto report = report_of(judged, under);
    report.declaration_id = own;
    return report;
}

} // namespace postern::pipeline
