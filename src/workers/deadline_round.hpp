// DeadlineRound: tells the timelines of filings whose agency takes longer than it may.
#pragma once

#include "clearance/deadlines.hpp"
#include "ports/ledger.hpp"
#include "ports/open_filings.hpp"
#include "ports/world.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace postern::workers {

/// Used by one thread. All of what it is given outlives it.
class DeadlineRound {
public:
    struct Watched {
        core::AgencyKey agency;
        clearance::Deadlines deadlines;
    };
    DeadlineRound(std::vector<Watched> watched, ports::OpenFilingReader& open, ports::Ledger& ledger,
                  ports::Clock& clock)
        : watched_(std::move(watched)), open_(open), ledger_(ledger), clock_(clock) {}
    /// Looks at all that stands for long. How many were told. Throws core::Failure where the store is broken.
    std::size_t step();

private:
    std::size_t tell(const Watched& watched, const ports::Deadline& deadline, core::Mode mode);

    std::vector<Watched> watched_;
    ports::OpenFilingReader& open_;
    ports::Ledger& ledger_;
    ports::Clock& clock_;
};

} // namespace postern::workers
