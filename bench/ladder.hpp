// The ladder: what each stage of an item's way costs alone, then the chain, then the chain with the store, by one
// thread and by as many as the machine has; and the ratios between the rungs. The rung above, over HTTP, is the load's.
#pragma once

#include <cstddef>
#include <filesystem>

namespace postern::bench {

/// Prints it, over so many messages. The folder is made and filled.
void time_ladder(const std::filesystem::path& data, std::size_t count);

} // namespace postern::bench
