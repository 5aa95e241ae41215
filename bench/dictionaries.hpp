// Training: dictionaries for the vault out of generated declarations, and what they save on others.
#pragma once

#include <cstddef>
#include <filesystem>

namespace postern::bench {

/// Writes 1.zdict, 2.zdict and 3.zdict (message, declaration, document) into `to`, trained on half of so many
/// declarations, and prints what the other half takes with and without them. `data` is a folder that is made and
/// filled.
void train_dictionaries(const std::filesystem::path& data, const std::filesystem::path& to, std::size_t declarations);

} // namespace postern::bench
