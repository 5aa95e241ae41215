// Gateway: evidence of export, wired.
#include "app/evidence_keys.hpp"
#include "app/gateway.hpp"
#include "app/kept_declarations.hpp"
#include "core/failure.hpp"
#include "core/item_id.hpp"
#include "exchange/evidence_desk.hpp"
#include "ports/dispatches.hpp"

#include <optional>
#include <utility>

namespace postern::app {

namespace {

/// By the dispatches of the time of the declaration: evidence of years ago must not change when the S10 is used again.
std::optional<exchange::Carriage> carriage_of(ports::DispatchReader& dispatches,
                                              const ports::DeclarationHead& declaration, int window_months) {
    if (declaration.item_id.empty()) return std::nullopt;
    const auto from = core::item_id_window_from(declaration.received, window_months);
    for (auto& one : dispatches.of_item({declaration.tenant, declaration.mode, from}, declaration.item_id)) {
        const auto at = one.departed ? one.departed : one.closed;
        if (at && core::item_id_window_from(*at, window_months) > declaration.received) continue;
        return exchange::Carriage{std::move(one.receptacle), std::move(one.dispatch), one.departed};
    }
    return std::nullopt;
}

} // namespace

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
    reading.carriage = [this](const ports::DeclarationHead& declaration) {
        return carriage_of(store().dispatches(), declaration, static_cast<int>(settings_.s10_window_months));
    };
    return std::make_unique<exchange::EvidenceDesk>(
        exchange::EvidenceDesk::Ports{store().declarations(), store().filings(), store().registers()}, ids(),
        std::move(reading), evidence_issuer(settings_));
}

} // namespace postern::app
