// A source's folder: mappings/sources/<name>/ becomes a Source.
#pragma once

#include "profiles/folder.hpp"
#include "profiles/source.hpp"

#include <memory>
#include <string>

namespace postern::profiles {

/// Throws core::Failure that lists everything that is wrong with the folder.
std::shared_ptr<const Source> load_source(const std::string& folder, const Forms& forms);

} // namespace postern::profiles
