// Offerer: makes the deed.
#include "dispatch/offerer.hpp"

#include "codelists/goods_lists.hpp"
#include "codelists/letter_codes.hpp"
#include "crypto/digest.hpp"
#include "dispatch/counter_figures.hpp"
#include "dispatch/quality_mark.hpp"
#include "ports/goods_history.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <string>

namespace postern::dispatch {

namespace {

constexpr const char* kRowMediaType = "application/xml"; // of a row that waits for its register
constexpr std::ptrdiff_t kSubheadingDigits = 6;

core::FilingState first_state(const steps::MappedFiling& filing, core::Verdict verdict) {
    switch (filing.choice.route->outcome) {
    case ports::RouteOutcome::form: return core::FilingState::form_suffices;
    case ports::RouteOutcome::elsewhere:
        if (filing.choice.route->number) return core::FilingState::awaiting_number;
        return core::FilingState::unknown;
    case ports::RouteOutcome::refuse: return core::FilingState::unknown;
    case ports::RouteOutcome::file: break;
    }
    if (verdict == core::Verdict::held) return core::FilingState::held;
    return filing.awaits_item_id ? core::FilingState::awaiting_item_id : core::FilingState::queued;
}

core::EventType event_of(core::FilingState state) {
    switch (state) {
    case core::FilingState::form_suffices: return core::EventType::filing_form_suffices;
    case core::FilingState::held: return core::EventType::filing_held;
    case core::FilingState::awaiting_number: return core::EventType::filing_awaiting_number;
    case core::FilingState::awaiting_item_id: return core::EventType::filing_awaiting_item_id;
    case core::FilingState::queued: return core::EventType::filing_queued;
    default: return core::EventType::filing_unknown;
    }
}

core::EventType item_event(const steps::JudgedContent& judged, const steps::Occasion& occasion) {
    if (occasion.returning) return core::EventType::item_returning;
    if (judged.verdict == core::Verdict::rejected) return core::EventType::item_rejected;
    if (occasion.binds_item_id) return core::EventType::item_id_bound;
    return occasion.version == 1 ? core::EventType::item_captured : core::EventType::item_amended;
}

/// The country alone, and only where it has the form of one: what else was sent in its place is nobody's figure.
std::string destination_of(const core::Declaration& declaration) {
    const auto& country = declaration.addressee.country;
    return codelists::letter_index<2>(country) ? country : std::string();
}

/// The subheadings of its lines, each once: what the sender is proposed first another time.
std::vector<std::uint32_t> subheadings_of(const core::Declaration& declaration) {
    std::vector<std::uint32_t> codes;
    for (const auto& line : declaration.lines) {
        const auto digits = std::ranges::count_if(line.hs_code, [](char c) { return c >= '0' && c <= '9'; });
        const auto code = codelists::six_digits_of(line.hs_code);
        if (digits < kSubheadingDigits || !code || codes.size() == ports::kRememberedCodes) continue;
        if (std::ranges::find(codes, *code) == codes.end()) codes.push_back(*code);
    }
    return codes;
}

/// When the newest of the filings is lodged; who is asked first was asked for by a route above, so it is there.
void take_terms(const steps::Route& route, std::vector<ports::FilingRow>& filings) {
    auto& terms = filings.back().lodging;
    terms.on = route.lodge_on;
    for (const auto& filing : filings)
        if (std::ranges::find(route.after, filing.route) != route.after.end()) terms.after.push_back(filing.key);
}

core::Event event_at(core::EventType type, core::Instant at, core::FilingKey filing) {
    core::Event event;
    event.type = type;
    event.happened = at;
    event.received = at;
    event.filing = filing;
    return event;
}

} // namespace

ports::FilingRow Offerer::filing_row(const steps::MappedFiling& filing, core::Verdict verdict) const {
    const auto& route = *filing.choice.route;
    ports::FilingRow row;
    row.key = filing.known ? filing.known : core::FilingKey{keys_.next()};
    row.route = route.name;
    row.outcome = route.outcome;
    row.leg = route.leg;
    row.legal_basis = route.legal_basis;
    row.required = route.required;
    row.verdict = verdict;
    row.state = first_state(filing, verdict);
    row.agency = route.agency;
    row.reference = filing.reference;
    row.returns = filing.returns;
    if (route.outcome != ports::RouteOutcome::file) return row;
    row.profile = filing.choice.profile->name;
    row.profile_version = filing.choice.profile->version;
    row.profile_hash = filing.choice.profile->hash;
    if (filing.document.empty()) return row;
    const auto& form = filing.choice.profile->register_form;
    const auto& kept = form ? filing.row : filing.document;
    row.document = ports::DocumentRow{vault::seal(kept, vault::Kind::document), crypto::sha256(kept),
                                      form ? kRowMediaType : filing.choice.profile->media_type, kept.size()};
    if (form) row.gathered = ports::GatheredRow{filing.together, static_cast<std::uint8_t>(form->reissue)};
    return row;
}

ports::VersionRow Offerer::version_row(const steps::JudgedContent& judged, const steps::Occasion& occasion,
                                       const Handover& handover) const {
    const auto& read = *judged.mapped->checked->read;
    ports::VersionRow row;
    row.version = occasion.version;
    row.content_hash = read.content_hash;
    row.submission = handover.submission;
    row.ordinal = read.received->ordinal;
    row.source = read.received->source->name;
    row.verdict = judged.verdict;
    const auto& lists = *judged.mapped->checked->lists;
    row.judged_by = lists.editions_text();
    row.sealed_source = vault::seal(read.sent_text, vault::Kind::message);
    row.sealed_canonical = vault::seal(read.canonical.serialise(), vault::Kind::declaration);
    row.findings = judged.findings;
    row.quality = quality_mark(judged.findings, read.declaration, handover.who.post, lists.findings(), *pseudonyms_);
    row.destination = destination_of(read.declaration);
    row.figures = counter_figures(read.declaration);
    row.hs_codes = subheadings_of(read.declaration);
    row.events.push_back(event_at(item_event(judged, occasion), handover.at, {}));
    if (judged.verdict == core::Verdict::rejected) return row; // what is rejected is kept with its findings, not filed
    for (std::size_t i = 0; i < judged.mapped->filings.size(); ++i) {
        if (judged.filing_verdicts[i] == core::Verdict::rejected) continue;
        row.filings.push_back(filing_row(judged.mapped->filings[i], judged.filing_verdicts[i]));
        if (const auto& use = judged.mapped->filings[i].choice.use)
            row.filings.back().use =
                ports::LimitUse{row.quality.sender, core::start_of(core::date_of(handover.at)), use->to_string()};
        take_terms(*judged.mapped->filings[i].choice.route, row.filings);
        const auto& filing = row.filings.back();
        const auto& mapped = judged.mapped->filings[i];
        const bool lodged_before = filing.state == core::FilingState::awaiting_number && !filing.reference.empty();
        const bool amends =
            static_cast<bool>(mapped.known) && ((filing.document && mapped.version > 1) || lodged_before);
        row.events.push_back(
            event_at(amends ? core::EventType::filing_amended : event_of(filing.state), handover.at, filing.key));
    }
    return row;
}

ports::DocumentsMadeAnew Offerer::documents_anew(const steps::Judged& judged, const steps::Occasion& occasion,
                                                 std::uint32_t expected_version, core::Instant at) const {
    ports::DocumentsMadeAnew made{occasion.declaration, expected_version, occasion.version, at, {}};
    for (std::size_t i = 0; i < judged->mapped->filings.size(); ++i) {
        const auto& mapped = judged->mapped->filings[i];
        if (!mapped.known) continue;
        auto row = filing_row(mapped, judged->filing_verdicts[i]);
        auto& anew = made.filings.emplace_back();
        anew.filing = row.key;
        anew.version = mapped.version;
        anew.profile = std::move(row.profile);
        anew.profile_version = std::move(row.profile_version);
        anew.profile_hash = std::move(row.profile_hash);
        anew.verdict = row.verdict;
        anew.document = std::move(row.document);
        for (const auto& finding : judged->findings)
            if (finding.route == row.route) anew.findings.push_back(finding);
        anew.route = std::move(row.route);
    }
    return made;
}

steps::Offered Offerer::offer(steps::Judged judged, const steps::Occasion& occasion, const Handover& handover) const {
    auto version = version_row(*judged, occasion, handover);
    const auto& declaration = judged->mapped->checked->read->declaration;
    ports::Deed deed;
    if (occasion.returning) {
        const bool is_renamed = occasion.returning->renamed;
        auto& event = version.events.front(); // the item's
        event.reason = occasion.returning->reason;
        if (is_renamed) event.reference = occasion.item_id;
        deed.body = ports::ReturnDeclared{occasion.declaration,
                                          handover.who.tenant,
                                          handover.who.mode,
                                          occasion.version,
                                          is_renamed ? occasion.item_id : std::string(),
                                          handover.at,
                                          handover.window_from,
                                          std::move(version.filings),
                                          std::move(version.events)};
    } else if (occasion.binds_item_id) {
        deed.body = ports::ItemIdBound{occasion.declaration, occasion.item_id,     occasion.version - 1,
                                       handover.at,          handover.window_from, std::move(version)};
    } else if (occasion.version > 1) {
        deed.body =
            ports::Amendment{occasion.declaration, occasion.version - 1, handover.at,
                             occasion.item_id,     handover.window_from, declaration.sender_reference,
                             std::move(version),   handover.counter,     {handover.who.office, handover.who.clerk}};
    } else {
        deed.body = ports::Acceptance{occasion.declaration, handover.who.tenant,          handover.who.mode,
                                      occasion.item_id,     declaration.sender_reference, handover.at,
                                      handover.window_from, std::move(version),           handover.counter};
    }
    return {steps::Pass<Offerer>(), steps::OfferedContent{std::move(judged), std::move(deed)}};
}

} // namespace postern::dispatch
