// Gateway: evidence of export, wired.
#include "exchange/evidence_desk.hpp"
#include "app/evidence_keys.hpp"
#include "app/gateway.hpp"
#include "app/kept_declarations.hpp"
#include "core/failure.hpp"

namespace postern::app {

EvidenceKeys Gateway::signing_keys() {
    try {
        return evidence_keys(settings_);
    } catch (const core::Failure& wrong) {
        throw cli::ConfigurationError(wrong.what());
    }
}

std::string Gateway::evidence_jwks() {
    try {
        return known_evidence_keys(settings_).to_jwks();
    } catch (const core::Failure& wrong) {
        throw cli::ConfigurationError(wrong.what());
    }
}

std::unique_ptr<exchange::EvidenceDesk> Gateway::make_evidence_desk() {
    submissions();
    exchange::EvidenceDesk::Reading reading;
    reading.declaration = kept_declarations();
    reading.corrections = [this](const core::Event& event, const ports::FilingHead& filing) {
        std::vector<exchange::CustomsLine> lines;
        for (auto& line : submissions_->current()->corrections(event, filing))
            lines.push_back({line.line, std::move(line.hs_code), std::move(line.description)});
        return lines;
    };
    return std::make_unique<exchange::EvidenceDesk>(
        exchange::EvidenceDesk::Ports{store().declarations(), store().filings(), store().registers()}, ids(),
        std::move(reading), evidence_issuer(settings_));
}

} // namespace postern::app
