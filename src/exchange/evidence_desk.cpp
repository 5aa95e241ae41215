// EvidenceDesk: the rows of a declaration's export and the messages behind them, as facts to weigh.
#include "exchange/evidence_desk.hpp"

#include "crypto/digest.hpp"
#include "profiles/neutral.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace postern::exchange {

using core::Principal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

core::Refusal no_evidence(RefusalCode code) {
    return core::Refusal{code, {}, 0, 0, {}};
}

/// What an authority lets an item out by: a document of ours, or the exporter's own.
bool is_export_filing(const ports::FilingHead& filing) {
    return filing.leg == ports::Leg::export_leg &&
           (filing.outcome == ports::RouteOutcome::file || filing.outcome == ports::RouteOutcome::elsewhere);
}

/// An agency that reads only what its route lists.
bool reads_listed_fields(const ports::FilingHead& filing) {
    return filing.profile == profiles::kNeutralProfile;
}

} // namespace

EvidenceDesk::EvidenceDesk(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, Reading reading,
                           std::string issuer)
    : ports_(ports), ids_(std::move(ids)), reading_(std::move(reading)), issuer_(std::move(issuer)) {}

bool EvidenceDesk::has(const ports::FilingHead& filing) const {
    const bool by_exporter = filing.outcome == ports::RouteOutcome::elsewhere && !filing.reference.empty();
    return filing.offered_version != 0 || by_exporter || ports_.registers.place(filing.key);
}

SourceMessage EvidenceDesk::message_of(core::AnswerKey answer) const {
    SourceMessage message{ids_->seal(IdKind::answer, answer.value), {}};
    const auto kept = ports_.filings.answer(answer);
    if (kept && !kept->sealed.bytes.empty()) message.sha256 = crypto::sha256(vault::open(kept->sealed)).hex();
    return message;
}

std::optional<core::Declaration> EvidenceDesk::content_of(const ports::DeclarationHead& head,
                                                          const ports::FilingHead& filing, const LodgedVersion& version,
                                                          bool as_agency) const {
    if (!as_agency || !reads_listed_fields(filing)) {
        const auto sealed = ports_.declarations.canonical(head.key, version.received);
        return sealed ? reading_.declaration(vault::open(*sealed)) : std::nullopt;
    }
    // the agency's own document, whose versions are counted by themselves: the one that it was offered then
    for (auto number = filing.offered_version; number > 0; --number) {
        const auto offered = ports_.filings.offered_at(filing.key, number);
        if (filing.version != 1 && (!offered || *offered > version.offered)) continue;
        const auto document = ports_.filings.document(filing.key, number);
        return document ? reading_.declaration(vault::open(document->sealed)) : std::nullopt;
    }
    return std::nullopt;
}

EvidenceFiling EvidenceDesk::filing_facts(const ports::DeclarationHead& head, const ports::FilingHead& filing,
                                          const std::vector<core::Event>& events,
                                          const std::vector<DeclaredVersion>& declared, bool as_agency) const {
    EvidenceFiling facts;
    facts.head = filing;
    facts.filing_id = ids_->seal(IdKind::filing, filing.key.value);
    std::ranges::copy_if(events, std::back_inserter(facts.events),
                         [&](const core::Event& event) { return event.filing == filing.key; });
    facts.accepted = accepted_version(facts.events, lodged_versions(declared, facts.events));
    if (!facts.accepted) return facts;
    facts.content = content_of(head, filing, facts.accepted->version, as_agency);
    for (const auto& event : facts.events) {
        if (!event.explicit_customs) continue;
        CustomsRevision revision{event.happened, {}};
        if (event.answer) revision.lines = reading_.corrections(event, filing);
        if (event.type == core::EventType::filing_customs_amended || !revision.lines.empty())
            facts.revisions.push_back(std::move(revision));
    }
    return facts;
}

Result<EvidenceText> EvidenceDesk::weighed(EvidenceFacts facts, const ports::DeclarationHead& head,
                                           const std::vector<ports::FilingHead>& filings) const {
    const bool as_agency = !facts.with_names;
    const auto events = ports_.filings.events_of(head.key);
    std::vector<DeclaredVersion> versions;
    for (const auto& version : ports_.declarations.versions(head.key))
        versions.push_back({version.version, version.received, version.verdict == core::Verdict::rejected});
    for (const auto& filing : filings)
        facts.filings.push_back(filing_facts(head, filing, events, versions, as_agency));
    std::ranges::copy_if(events, std::back_inserter(facts.item_events),
                         [](const core::Event& event) { return !event.filing; });
    facts.issuer = issuer_;
    facts.mode = head.mode;
    facts.received = head.received;
    facts.cancelled = head.cancelled;
    if (as_agency && reads_listed_fields(filings.front())) {
        const auto& readable = facts.filings.front().content;
        facts.item_id = readable ? readable->item_id : std::string();
        facts.sender_reference = readable ? readable->sender_reference : std::string();
    } else {
        facts.item_id = head.item_id;
        facts.return_item_id = head.return_item_id;
        facts.sender_reference = head.sender_reference;
        const auto current = ports_.declarations.canonical(head.key, core::Instant{INT64_MAX});
        const auto declared = current ? reading_.declaration(vault::open(*current)) : std::nullopt;
        if (declared) facts.destination = declared->addressee.country;
    }
    if (reading_.carriage) facts.carriage = reading_.carriage(head);
    const auto evidence = weigh_evidence(facts);
    for (const auto& proof : evidence.filings)
        for (const auto* event : {proof.acceptance, proof.release, proof.exit})
            if (event != nullptr && event->answer && !facts.messages.contains(event->answer.value))
                facts.messages.emplace(event->answer.value, message_of(event->answer));
    return write_evidence(facts, evidence);
}

Result<EvidenceText> EvidenceDesk::of_declaration(const Principal& post, std::string_view declaration_id) const {
    const auto key = ids_->open(IdKind::declaration, declaration_id);
    const auto head = key ? ports_.declarations.head({*key}) : std::nullopt;
    if (!head || head->tenant != post.tenant || head->mode != post.mode) return no_evidence(RefusalCode::not_found);
    auto filings = ports_.filings.of_declaration(head->key);
    std::erase_if(filings, [](const ports::FilingHead& filing) { return !is_export_filing(filing); });
    if (filings.empty()) return no_evidence(RefusalCode::evidence_not_available);
    EvidenceFacts facts;
    facts.made_for = post.post;
    facts.declaration_id = std::string(declaration_id);
    facts.with_names = true;
    return weighed(std::move(facts), *head, filings);
}

Result<EvidenceText> EvidenceDesk::of_filing(const Principal& agency, std::string_view filing_id) const {
    const auto key = ids_->open(IdKind::filing, filing_id);
    const auto filing = key ? ports_.filings.filing({*key}) : std::nullopt;
    if (!filing || filing->agency != agency.agency_name || filing->mode != agency.mode || !has(*filing))
        return no_evidence(RefusalCode::not_found);
    const auto head = filing->declaration ? ports_.declarations.head(filing->declaration) : std::nullopt;
    if (!head || !is_export_filing(*filing)) return no_evidence(RefusalCode::evidence_not_available);
    EvidenceFacts facts;
    facts.made_for = agency.agency_name;
    return weighed(std::move(facts), *head, {*filing});
}

} // namespace postern::exchange
