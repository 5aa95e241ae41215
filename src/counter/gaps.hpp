// Gaps: what is still wrong with a draft, told to whoever can mend it.
#pragma once

#include "core/finding.hpp"
#include "json/value.hpp"

#include <vector>

namespace postern::counter {

/// Whose answer it is: weight, item id, postage, class of the item and signature are the clerk's, everything else the
/// exporter's.
bool is_for_the_clerk(const core::Finding& finding);
/// A member that no declaration has: a draft with one is refused, because it would be lost unseen. Where it stands in
/// the draft of which that is said, or the nearest thing around it; nullptr: the finding says something else.
const json::Value* unknown_member(const core::Finding& finding, const json::Value& draft);

/// What validation says of a draft, as it is told: places without lines and columns, which are those of a text that
/// nobody has seen.
std::vector<core::Finding> gaps_of(std::vector<core::Finding> findings, bool for_the_clerk_too);

} // namespace postern::counter
