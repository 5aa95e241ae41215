// Amendment policy: what agencies let a post change of a declaration that they have.
#pragma once

#include "core/result.hpp"
#include "dispatch/registrar.hpp"
#include "pipeline/parts.hpp"
#include "ports/deeds.hpp"

#include <optional>
#include <string>
#include <vector>

namespace postern::pipeline {

/// Canonical fields ("lines.hs_code") whose content differs between two canonical declarations, sorted, each once. An
/// entry more or less of a list is a difference of its fields.
std::vector<std::string> changed_fields(const xml::Element& before, const xml::Element& after);

/// What becomes of other content for a known declaration.
struct ChangeRuling {
    std::optional<core::Refusal> refused; ///< amendment_not_allowed
    std::optional<ports::Deed> noted;     ///< it is no amendment: a second weighing within the tolerance
};
/// By the rules of the agencies that have a filing of it. Reads the kept declaration only where there is such a rule.
ChangeRuling rule_on_change(const Parts& parts, const dispatch::Recognised& recognised, const steps::Read& read,
                            core::Instant now);

} // namespace postern::pipeline
