// Demo item ids: the ranges of S10 numbers that a sandbox gives its posts.
#pragma once

#include "ports/deeds.hpp"

#include <string>
#include <vector>

namespace postern::app {

/// The deeds that give those of the file's ranges whose post has none of the service in mode test. Columns: post,
/// service, country, from, count. Throws core::Failure naming file and line.
std::vector<ports::Deed> demo_item_id_deeds(const std::string& path, const std::vector<ports::ItemIdStock>& known,
                                            core::Instant now);

} // namespace postern::app
