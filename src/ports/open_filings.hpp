// Open filings: those that wait in a state, the longest first.
#pragma once

#include "core/event.hpp"
#include "core/keys.hpp"
#include "core/time.hpp"
#include "ports/leases.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::ports {

struct OpenFiling {
    core::FilingKey key;
    std::string reference; ///< may be empty
    core::FilingState state = core::FilingState::unknown;
    core::Instant since; ///< it is in that state, by the word of who said so
};

/// Where to go on in what is sorted by (since, key).
struct OpenPlace {
    core::Instant since;
    core::FilingKey key;
};
struct OpenQuestion {
    FeedName feed;
    core::FilingState state = core::FilingState::unknown; ///< not one that ends it
    core::Instant until;                                  ///< entered then or before
    OpenPlace after;                                      ///< default: the beginning
    std::uint32_t limit = 1'000;
    bool untold = false; ///< only those whose deadline of this stay was not told yet
};

/// Thread-safe.
class OpenFilingReader {
public:
    virtual ~OpenFilingReader() = default;
    virtual std::vector<OpenFiling> open(const OpenQuestion& question) = 0;
};

} // namespace postern::ports
