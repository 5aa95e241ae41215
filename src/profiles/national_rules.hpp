// National rules: what a profile's rules.sch says of a filing, as findings.
#pragma once

#include "core/finding.hpp"
#include "profiles/profile.hpp"

#include <vector>

namespace postern::profiles {

/// None where the profile has no rules. filing: a tree of urn:postern:filing:1. Throws core::Failure where a rule
/// passes a limit.
///
/// The field of a finding is told by the names below the declaration, joined by dots, without the entries of lists
/// ("lines.quantity", "sender.numbers", "total_value.currency"); a line of goods gives its number. What lies elsewhere
/// is of the whole. A value that is no code and no number becomes "…": findings are stored, the sender's words are not.
std::vector<core::Finding> national_findings(const Profile& profile, const xml::Document& filing,
                                             xml::ExtensionFunctions& functions, const xml::TransformLimits& limits);

} // namespace postern::profiles
