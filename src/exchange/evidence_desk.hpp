// EvidenceDesk: gathers what is known of an item's export, for its post and for the agencies that have a filing of it.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "exchange/evidence.hpp"
#include "ports/readers.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::exchange {

/// Thread-safe. What is not the caller's is not_found.
class EvidenceDesk {
public:
    struct Ports {
        ports::DeclarationReader& declarations;
        ports::FilingReader& filings;
        ports::RegisterReader& registers;
    };
    /// A kept canonical declaration as values; nullopt: it cannot be read. Thread-safe.
    using ReadDeclaration = std::function<std::optional<core::Declaration>(std::string_view canonical)>;
    /// The lines that customs corrected with an event of a filing, out of the message that it came with; empty: none,
    /// or the message cannot be read. Thread-safe.
    using ReadCorrections =
        std::function<std::vector<CustomsLine>(const core::Event& event, const ports::FilingHead& filing)>;
    /// How an item was carried; nullopt: it is in no dispatch that is known. Thread-safe.
    using FindCarriage = std::function<std::optional<Carriage>(const ports::DeclarationHead& declaration)>;
    struct Reading {
        ReadDeclaration declaration;
        ReadCorrections corrections;
        FindCarriage carriage; ///< may be empty: no dispatches are known
    };
    /// issuer: what this installation calls itself.
    EvidenceDesk(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, Reading reading, std::string issuer);

    /// Refusals: not_found, evidence_not_available (nothing of its export was lodged with an agency).
    core::Result<EvidenceText> of_declaration(const core::Principal& post, std::string_view declaration_id) const;
    /// Of its own filing alone, without names, and of what its route lets it read. Refusals: not_found,
    /// evidence_not_available (it is a register, or not of the leg export).
    core::Result<EvidenceText> of_filing(const core::Principal& agency, std::string_view filing_id) const;

private:
    core::Result<EvidenceText> weighed(EvidenceFacts facts, const ports::DeclarationHead& head,
                                       const std::vector<ports::FilingHead>& filings) const;
    EvidenceFiling filing_facts(const ports::DeclarationHead& head, const ports::FilingHead& filing,
                                const std::vector<core::Event>& events, const std::vector<DeclaredVersion>& declared,
                                bool as_agency) const;
    std::optional<core::Declaration> content_of(const ports::DeclarationHead& head, const ports::FilingHead& filing,
                                                const LodgedVersion& version, bool as_agency) const;
    SourceMessage message_of(core::AnswerKey answer) const;
    /// The agency has it, by an offer, in a register or from the exporter.
    bool has(const ports::FilingHead& filing) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    Reading reading_;
    std::string issuer_;
};

} // namespace postern::exchange
