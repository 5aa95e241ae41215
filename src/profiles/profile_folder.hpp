// A profile's folder: mappings/<country>-<system>/ becomes a Profile.
#pragma once

#include "profiles/folder.hpp"
#include "profiles/profile.hpp"

#include <memory>
#include <string>

namespace postern::profiles {

/// Throws core::Failure that lists everything that is wrong with the folder.
std::shared_ptr<const Profile> load_profile(const std::string& folder, const Forms& forms);

} // namespace postern::profiles
