// FolderCopy: a profile's folder, with its family's, as one text to keep, and put back as files.
#pragma once

#include "profiles/profile.hpp"

#include <memory>
#include <string>

namespace postern::profiles {

/// All files that count for the profile's hash. Throws core::Failure where one cannot be read.
std::string copy_of_folder(const Profile& profile, const std::string& mappings_folder);

/// The profile of such a copy, put down in a folder of its own for the time of reading it. Throws core::Failure where
/// it does not load any more (a newer program may want more of a folder), or is not the one of that hash.
std::shared_ptr<const Profile> profile_of_copy(const std::string& copy, const std::string& name,
                                               const std::string& hash, const std::string& scratch_folder,
                                               const std::string& schemas_folder);

} // namespace postern::profiles
