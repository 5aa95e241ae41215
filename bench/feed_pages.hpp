// Pages of a long feed: what one costs at its start, in its middle and at its end.
#pragma once

#include <cstddef>
#include <filesystem>

namespace postern::bench {

/// Fills a store in that folder with so many filings and prints what pages of the agency's feed and of the post's
/// events cost. Throws std::runtime_error where something is refused.
void time_feed(const std::filesystem::path& data, std::size_t filings);

} // namespace postern::bench
