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

/// Filings stand in their states for longer than they may; told once for each stay, and where they expire, ended. What
/// is in another state by now is passed over.
struct DeadlinePassed {
    std::vector<OpenFiling> filings;
    core::Instant now;
    bool expires = false;
};

/// One that is overdue.
struct OverdueFiling {
    OpenFiling filing;
    core::DeclarationKey declaration; ///< 0: a register
    std::string item_id;
    std::string agency;
};
struct OverdueQuestion {
    core::TenantKey tenant; ///< 0: of any post
    core::AgencyKey agency; ///< 0: with any agency
    core::Mode mode = core::Mode::test;
    OpenPlace after;
    std::uint32_t limit = 100;
};

/// Thread-safe. Sorted by (since, key).
class OpenFilingReader {
public:
    virtual ~OpenFilingReader() = default;
    virtual std::vector<OpenFiling> open(const OpenQuestion& question) = 0;
    /// Whose deadline was told and which stand as they did then.
    virtual std::vector<OverdueFiling> overdue(const OverdueQuestion& question) = 0;
};

} // namespace postern::ports
