// A file that is there whole and durable, or not at all.
#pragma once

#include <string>
#include <string_view>

namespace postern::core {

/// Writes beside, syncs, renames over, syncs the folder. Throws Failure naming the file.
void write_durably(const std::string& path, std::string_view bytes);

} // namespace postern::core
