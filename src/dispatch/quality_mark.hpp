// Quality mark: how good the data of one judged version is, for the tallies; it names no person.
#pragma once

#include "codelists/finding_defaults.hpp"
#include "core/declaration.hpp"
#include "crypto/pseudonym.hpp"
#include "ports/quality.hpp"

#include <string>
#include <vector>

namespace postern::dispatch {

/// A sender's pseudonym with a post: by the first number of the origin's side, else by name, business, postcode and
/// country; 0: the declaration tells nobody.
std::int64_t sender_pseudonym(const core::Party& sender, const std::string& post, const crypto::Pseudonyms& pseudonyms);

/// Findings of warning or error count against their code's dimension. The sender is known by the first number of the
/// origin's side, else by name, business, postcode and country as people compare them; by another post the same
/// sender is known under another pseudonym.
ports::QualityMark quality_mark(const std::vector<core::Finding>& findings, const core::Declaration& declaration,
                                const std::string& post, const codelists::FindingDefaults& kinds,
                                const crypto::Pseudonyms& pseudonyms);

} // namespace postern::dispatch
