// Demo keys: the sandbox's keys, whose secrets stand in the open in config/sandbox/keys.csv.
#pragma once

#include "ports/deeds.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"

#include <string>
#include <vector>

namespace postern::app {

/// The deeds that add those of the file's keys that are not yet known. Columns: role, mode, post, agency, label, key;
/// every key is a test key. Throws core::Failure naming file and line.
std::vector<ports::Deed> demo_key_deeds(const std::string& path, const std::vector<ports::KeyHead>& known,
                                        ports::KeySource& keys, core::Instant now);

} // namespace postern::app
