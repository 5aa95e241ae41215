// Offerer: stage 5. One deed that holds everything of an item: version, findings, filings, documents, events, audit.
#pragma once

#include "core/principal.hpp"
#include "crypto/pseudonym.hpp"
#include "dispatch/registrar.hpp"
#include "ports/counter.hpp"
#include "ports/world.hpp"
#include "steps/steps.hpp"

#include <memory>
#include <optional>
#include <string>

namespace postern::dispatch {

/// The submission an item came with.
struct Handover {
    core::SubmissionKey submission;
    core::Principal who;
    core::Instant at;
    core::Instant window_from;
    std::string request_id;
    std::optional<ports::CounterTake> counter; ///< a clerk took it in
};

/// Thread-safe. Compresses what is kept, so that the one writer only writes.
class Offerer {
public:
    Offerer(ports::KeySource& keys, std::shared_ptr<const crypto::Pseudonyms> pseudonyms)
        : keys_(keys), pseudonyms_(std::move(pseudonyms)) {}
    steps::Offered offer(steps::Judged judged, const steps::Occasion& occasion, const Handover& handover) const;

    /// Of an occasion that makes documents anew: those of its filings, against that version of the declaration.
    ports::DocumentsMadeAnew documents_anew(const steps::Judged& judged, const steps::Occasion& occasion,
                                            std::uint32_t expected_version, core::Instant at) const;

private:
    ports::FilingRow filing_row(const steps::MappedFiling& filing, core::Verdict verdict) const;
    ports::VersionRow version_row(const steps::JudgedContent& judged, const steps::Occasion& occasion,
                                  const Handover& handover) const;
    ports::KeySource& keys_;
    std::shared_ptr<const crypto::Pseudonyms> pseudonyms_;
};

} // namespace postern::dispatch
