// Submissions, the reading half: what a post sees of what it handed over.
#include "core/finding_codes.hpp"
#include "judge/locate.hpp"
#include "pipeline/item_reports.hpp"
#include "pipeline/submissions.hpp"
#include "vault/vault.hpp"

#include <algorithm>

namespace postern::pipeline {

using core::Principal;
using crypto::IdKind;

namespace {

core::RefusalCode refusal_named(std::string_view slug) {
    const auto all = core::all_refusals();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& kind) { return kind.slug == slug; });
    return found == all.end() ? core::RefusalCode::internal : found->code;
}

} // namespace

/// The item as it was sent, read again; nullopt: its source is not loaded any more.
std::optional<steps::Received> Submissions::kept_item(const ports::DeclarationHead& head, std::uint32_t version) const {
    const auto sealed = parts_->store->declarations().source(head.key, version);
    const auto source = parts_->library->source(head.source);
    if (!sealed || !source) return std::nullopt;
    auto reader = readers_->borrow();
    auto again = parts_->intake->read_kept(*reader, vault::open(*sealed), parts_->limits, source);
    return again ? std::optional(std::move(again).value()) : std::nullopt;
}

/// Findings are kept without what was sent: it is read again from the kept source, for the sender's eyes.
ItemReport Submissions::stored_item(const ports::DeclarationHead& head, std::uint32_t version) const {
    ItemReport item = report_of(*parts_, head, version);
    const auto has_place = [](const core::Finding& finding) { return !finding.place.xpath.empty(); };
    if (std::none_of(item.findings.begin(), item.findings.end(), has_place)) return item;
    const auto received = kept_item(head, item.version);
    if (!received) return item; // the report stands without
    const judge::Locator locator(*(*received)->source, (*received)->item);
    for (auto& finding : item.findings)
        finding.place.sent = locator.sent_at(finding);
    return item;
}

bool Submissions::is_about(const clearance::UnderstoodEvent& event, const ports::FilingHead& filing,
                           const profiles::Profile* profile) const {
    if (!event.dispatch.empty()) return false; // of all in it: nothing that is of one declaration's lines
    const auto names = [&](const ports::FilingHead& head) {
        if (!event.filing_id.empty()) return parts_->ids->open(IdKind::filing, event.filing_id) == head.key.value;
        if (event.reference == head.reference) return true;
        const auto base =
            profile != nullptr ? clearance::base_reference(event.reference, profile->amended_reference) : std::nullopt;
        return base == head.reference;
    };
    if (event.row.empty() && names(filing)) return true;
    // or its register, as a whole or this row of it
    const auto place = parts_->store->registers().place(filing.key);
    const auto whole = place ? parts_->store->filings().filing(place->filing) : std::nullopt;
    return whole && names(*whole) &&
           (event.row.empty() || event.row == filing.reference || event.row == std::to_string(place->number));
}

/// The kept answer again: the agency's pointers become fields of the sender's, by the two field tables.
void Submissions::read_answer(const ports::DeclarationHead& head, TimelineEntry& entry,
                              const ports::FilingHead& filing) const {
    const auto kept = parts_->store->filings().answer(entry.event.answer);
    if (!kept) return;
    const auto answer = answers_->read_kept(vault::open(kept->sealed), kept->format);
    if (!answer) return;
    const auto profile = parts_->library->profile(filing.profile);
    std::optional<steps::Received> received;
    for (const auto& event : answer->events) {
        if (event.type != entry.event.type || !is_about(event, filing, answer->profile.get())) continue;
        entry.taxes.insert(entry.taxes.end(), event.taxes.begin(), event.taxes.end());
        entry.revised.insert(entry.revised.end(), event.revised.begin(), event.revised.end());
        for (const auto& error : event.errors) {
            core::Finding finding;
            finding.code = core::codes::kCustomsError;
            finding.route = filing.route;
            finding.args = {error.code, error.text};
            const auto* row = profile ? profile->fields.row_of_pointer(error.pointer, &finding.line_no) : nullptr;
            if (row != nullptr) finding.field = row->field;
            if (!received) received = kept_item(head, head.version);
            if (received) judge::Locator(*(*received)->source, (*received)->item).locate(finding);
            finding.place.line = finding.place.column = 0; // of the kept text, not of the message
            entry.errors.push_back(std::move(finding));
        }
    }
}

std::vector<clearance::RevisedLine> Submissions::corrections(const core::Event& event,
                                                             const ports::FilingHead& filing) const {
    std::vector<clearance::RevisedLine> lines;
    const auto kept = parts_->store->filings().answer(event.answer);
    const auto answer = kept && !kept->sealed.bytes.empty()
                            ? answers_->read_kept(vault::open(kept->sealed), kept->format)
                            : std::nullopt;
    if (!answer) return lines;
    for (const auto& told : answer->events)
        if (told.type == event.type && is_about(told, filing, answer->profile.get()))
            lines.insert(lines.end(), told.revised.begin(), told.revised.end());
    return lines;
}

SubmissionReport Submissions::stored_report(const ports::SubmissionHead& head) const {
    SubmissionReport report;
    report.submission_id = parts_->ids->seal(IdKind::submission, head.key.value);
    report.source = head.source;
    report.message_reference = head.message_reference;
    report.at = head.at;
    const auto source = parts_->library->source(head.source);
    report.batch = head.items.size() != 1 || (source && !source->envelopes.front().shape.item_path.empty());
    for (const auto& row : head.items) {
        ItemReport item;
        if (const auto declaration = parts_->store->declarations().head(row.declaration)) {
            item = stored_item(*declaration, row.version);
        }
        item.ordinal = row.ordinal;
        item.repeat = row.repeat;
        item.verdict = row.verdict;
        if (!row.refusal.empty()) {
            item.refused = true;
            item.refusal = refusal_named(row.refusal);
            item.object_id = row.object_id;
        }
        report.items.push_back(std::move(item));
    }
    return report;
}

std::optional<SubmissionReport> Submissions::submission(std::string_view submission_id, const Principal& principal) {
    const auto key = parts_->ids->open(IdKind::submission, submission_id);
    if (!key) return std::nullopt;
    const auto head = parts_->store->submissions().submission({*key});
    if (!head || head->tenant != principal.tenant || head->mode != principal.mode) return std::nullopt;
    return stored_report(*head);
}

std::optional<ports::DeclarationHead> Submissions::own_head(std::string_view declaration_id,
                                                            const Principal& principal) const {
    const auto key = parts_->ids->open(IdKind::declaration, declaration_id);
    if (!key) return std::nullopt;
    auto head = parts_->store->declarations().head({*key});
    if (!head || head->tenant != principal.tenant || head->mode != principal.mode) return std::nullopt;
    return head;
}

std::optional<ItemReport> Submissions::declaration(std::string_view declaration_id, const Principal& principal) {
    const auto head = own_head(declaration_id, principal);
    return head ? std::optional(stored_item(*head, 0)) : std::nullopt;
}

std::vector<ItemReport> Submissions::of_item(std::string_view item_id, const Principal& principal) {
    std::vector<ItemReport> out;
    for (const auto& head : parts_->store->declarations().of_item(principal.tenant, principal.mode, item_id)) {
        out.push_back(stored_item(head, 0));
    }
    return out;
}

std::optional<std::vector<Submissions::TimelineEntry>> Submissions::timeline(std::string_view declaration_id,
                                                                             const Principal& principal) {
    const auto head = own_head(declaration_id, principal);
    if (!head) return std::nullopt;
    const auto filings = parts_->store->filings().of_declaration(head->key);
    std::vector<TimelineEntry> out;
    for (auto& event : parts_->store->filings().events_of(head->key)) {
        TimelineEntry entry;
        const auto filing =
            std::find_if(filings.begin(), filings.end(), [&](const auto& f) { return f.key == event.filing; });
        if (filing != filings.end()) {
            entry.filing_id = parts_->ids->seal(IdKind::filing, filing->key.value);
            entry.agency = filing->agency;
        }
        entry.event = std::move(event);
        if (entry.event.answer && filing != filings.end()) read_answer(*head, entry, *filing);
        out.push_back(std::move(entry));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.event.happened < b.event.happened; });
    return out;
}

std::optional<Submissions::KeptSource> Submissions::source_of(std::string_view declaration_id,
                                                              const Principal& principal) {
    const auto head = own_head(declaration_id, principal);
    if (!head) return std::nullopt;
    const auto sealed = parts_->store->declarations().source(head->key, head->version);
    if (!sealed) return std::nullopt;
    const auto source = parts_->library->source(head->source);
    return KeptSource{vault::open(*sealed), source ? source->format : profiles::MessageFormat::xml};
}

} // namespace postern::pipeline
