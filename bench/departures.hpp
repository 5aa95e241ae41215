// What it costs to ask whether items may leave, and to look parties up in a watch list.
#pragma once

#include <cstddef>
#include <filesystem>

namespace postern::bench {

/// A store of so many items; 500 of them are asked for together.
void time_departures(const std::filesystem::path& data, std::size_t items);
/// Parties against a list of so many made-up names.
void time_watch_list(std::size_t entries);

} // namespace postern::bench
