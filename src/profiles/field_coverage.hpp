// Coverage: which canonical fields a profile's document carries, and which it drops.
#pragma once

#include "profiles/profile.hpp"
#include "profiles/source.hpp"

#include <string>
#include <vector>

namespace postern::profiles {

struct CoveredField {
    std::string name;                 ///< "lines.hs_code"
    std::string box;                  ///< of the form, as the source says; empty: it has none
    std::vector<std::string> targets; ///< paths in the national document; empty: it goes nowhere
};

/// Every field that has a text ("field.<name>" among the keys), in their order. form may be null.
std::vector<CoveredField> field_coverage(const Profile& profile, const Source* form,
                                         const std::vector<std::string>& text_keys);

} // namespace postern::profiles
