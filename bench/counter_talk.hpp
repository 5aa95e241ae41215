// How long a clerk waits for a dry run while posts hand over what the gateway can just take.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace postern::bench {

/// Starts the gateway on a free port. First posts hand over as fast as they are answered: the rate. Then at 70 % of it,
/// while a few counters ask for dry runs as people type. Prints the percentiles of what they waited.
void time_counter(const std::filesystem::path& data, const std::vector<std::string>& messages);

} // namespace postern::bench
