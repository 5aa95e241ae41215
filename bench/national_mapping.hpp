// What each profile costs: its own parts of stage 3, on the same varied declarations.
#pragma once

#include "steps/steps.hpp"

#include <memory>
#include <string>
#include <vector>

namespace postern::bench {

/// The document of a filing, in which every amount has a rate.
std::string document_of(const profiles::Profile& profile, const xml::Document& filing);

/// Prints a table of one profile, and the median of an item's whole mapping (transform, check, serialise).
void time_profile(const std::shared_ptr<const profiles::Profile>& profile, const std::vector<steps::Read>& reads,
                  const std::vector<steps::Occasion>& occasions, const codelists::Codelists& lists);

} // namespace postern::bench
