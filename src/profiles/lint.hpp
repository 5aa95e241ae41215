// Lint: what is odd about a profile's folder that loading it does not refuse.
#pragma once

#include "profiles/profile.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

/// What the folder is held against.
struct LintWorld {
    std::function<bool(std::string_view)> is_field;   ///< a canonical field with a name
    std::function<bool(std::string_view)> is_finding; ///< a finding's code
    std::string families_folder;
};

/// One sentence for each oddity, with file and what to do; empty: nothing to say.
std::vector<std::string> lint(const Profile& profile, const std::string& folder, const LintWorld& world);

} // namespace postern::profiles
