// Reports of items.
#include "pipeline/item_reports.hpp"

#include <algorithm>

namespace postern::pipeline {

namespace {

using crypto::IdKind;

FilingReport filing_of(const Parts& parts, const ports::FilingHead& head) {
    FilingReport report;
    report.filing_id = parts.ids->seal(IdKind::filing, head.key.value);
    report.route = head.route;
    report.outcome = head.outcome;
    report.leg = head.leg;
    report.agency = head.agency;
    report.profile = head.profile;
    report.profile_version = head.profile_version;
    report.reference = head.reference;
    report.legal_basis = head.legal_basis;
    report.required = head.required;
    report.version = head.version;
    report.verdict = head.verdict;
    report.state = head.state;
    if (head.returns) report.returns_filing = parts.ids->seal(IdKind::filing, head.returns.value);
    return report;
}

FilingReport filing_of(const steps::MappedFiling& filing, core::Verdict verdict) {
    const auto& route = *filing.choice.route;
    FilingReport report;
    report.route = route.name;
    report.outcome = route.outcome;
    report.leg = route.leg;
    report.legal_basis = route.legal_basis;
    report.required = route.required;
    report.verdict = verdict;
    if (route.outcome == ports::RouteOutcome::form) report.state = core::FilingState::form_suffices;
    report.agency = route.agency;
    if (route.number) report.state = core::FilingState::awaiting_number;
    if (route.outcome != ports::RouteOutcome::file) return report;
    report.profile = filing.choice.profile->name;
    report.profile_version = filing.choice.profile->version;
    report.reference = filing.reference;
    report.version = filing.document.empty() ? 0 : filing.version;
    report.state = filing.awaits_item_id ? core::FilingState::awaiting_item_id : core::FilingState::queued;
    if (verdict == core::Verdict::held) report.state = core::FilingState::held;
    return report;
}

/// As far as the routes alone say it.
bool is_lodged_later(const steps::Route& route, const std::vector<FilingReport>& above) {
    return route.lodge_on != core::Position::captured || std::ranges::any_of(above, [&](const FilingReport& filing) {
               return std::ranges::find(route.after, filing.route) != route.after.end();
           });
}

} // namespace

std::optional<core::RefusalCode> refusal_of_change(ports::No no) {
    switch (no) {
    case ports::No::declaration_released: return core::RefusalCode::declaration_released;
    case ports::No::declaration_cancelled: return core::RefusalCode::declaration_cancelled;
    case ports::No::register_fixed: return core::RefusalCode::register_fixed;
    case ports::No::item_id_spoilt: return core::RefusalCode::item_id_spoilt;
    case ports::No::item_dispatched: return core::RefusalCode::item_dispatched;
    default: return std::nullopt;
    }
}

ItemReport report_of(const steps::JudgedContent& judged, const std::string& item_id) {
    const auto& read = *judged.mapped->checked->read;
    ItemReport report;
    report.ordinal = read.received->ordinal;
    report.item_id = item_id.empty() ? read.declaration.item_id : item_id;
    report.sender_reference = read.declaration.sender_reference;
    report.verdict = judged.verdict;
    report.findings = judged.findings;
    if (judged.verdict == core::Verdict::rejected) return report;
    for (std::size_t i = 0; i < judged.mapped->filings.size(); ++i) {
        if (judged.filing_verdicts[i] == core::Verdict::rejected) continue;
        auto filing = filing_of(judged.mapped->filings[i], judged.filing_verdicts[i]);
        if (filing.state == core::FilingState::queued &&
            is_lodged_later(*judged.mapped->filings[i].choice.route, report.filings))
            filing.state = core::FilingState::awaiting_position;
        report.filings.push_back(std::move(filing));
    }
    return report;
}

void tell_waiting(const Parts& parts, const steps::OfferedContent& offered, ItemReport& report) {
    const auto tell = [&](const auto& deed) {
        if constexpr (requires { deed.version.filings; }) {
            const auto& rows = deed.version.filings;
            // a person may have released before what holds a later version
            const bool is_held_again = report.verdict == core::Verdict::held && deed.version.version > 1;
            if (const auto head = is_held_again ? parts.store->declarations().head(deed.declaration) : std::nullopt)
                report.verdict = head->verdict;
            for (std::size_t i = 0; i < rows.size() && i < report.filings.size(); ++i) {
                if (rows[i].lodging.at_once() && !is_held_again) continue;
                if (const auto kept = parts.store->filings().filing(rows[i].key)) {
                    report.filings[i].state = kept->state;
                    report.filings[i].verdict = kept->verdict;
                }
            }
        }
    };
    std::visit(tell, offered.deed.body);
}

ItemReport report_of(const Parts& parts, const steps::OfferedContent& offered) {
    const auto fill = [&](const auto& deed) {
        if constexpr (requires { deed.version.filings; }) {
            ItemReport report = report_of(*offered.judged, deed.item_id);
            report.declaration_id = parts.ids->seal(IdKind::declaration, deed.declaration.value);
            report.version = deed.version.version;
            report.sender = crypto::pseudonym_text(deed.version.quality.sender);
            for (std::size_t i = 0; i < report.filings.size(); ++i) {
                report.filings[i].filing_id = parts.ids->seal(IdKind::filing, deed.version.filings[i].key.value);
            }
            return report;
        } else {
            return ItemReport();
        }
    };
    return std::visit(fill, offered.deed.body);
}

ItemReport report_of(const Parts& parts, const ports::DeclarationHead& head, std::uint32_t version) {
    const auto versions = parts.store->declarations().versions(head.key);
    const std::uint32_t wanted = version == 0 ? head.version : version;
    const auto found =
        std::find_if(versions.begin(), versions.end(), [&](const auto& v) { return v.version == wanted; });
    ItemReport report;
    report.declaration_id = parts.ids->seal(IdKind::declaration, head.key.value);
    report.item_id = head.item_id;
    report.return_item_id = head.return_item_id;
    report.sender_reference = head.sender_reference;
    report.version = wanted;
    report.cancelled = head.cancelled;
    report.verdict = found == versions.end() ? head.verdict : found->verdict;
    if (found != versions.end()) report.sender = crypto::pseudonym_text(found->sender);
    report.findings = parts.store->declarations().findings(head.key, wanted);
    for (const auto& filing : parts.store->filings().of_declaration(head.key)) {
        report.filings.push_back(filing_of(parts, filing));
    }
    return report;
}

ItemReport refused_report(std::uint32_t ordinal, const core::Refusal& refusal, const core::Declaration& declaration) {
    ItemReport report;
    report.ordinal = ordinal;
    report.item_id = declaration.item_id;
    report.sender_reference = declaration.sender_reference;
    report.refused = true;
    report.refusal = refusal.code;
    report.object_id = refusal.object_id;
    return report;
}

} // namespace postern::pipeline
