// ReferralRound: tells the timelines of items whose referrals nobody answered in time.
#pragma once

#include "ports/ledger.hpp"
#include "ports/referrals.hpp"
#include "ports/world.hpp"

#include <cstddef>

namespace postern::workers {

/// Used by one thread. All of what it is given outlives it.
class ReferralRound {
public:
    ReferralRound(ports::ReferralReader& referrals, ports::Ledger& ledger, const ports::Clock& clock, int window_months)
        : referrals_(referrals), ledger_(ledger), clock_(clock), window_months_(window_months) {}
    /// Looks at all whose deadline passed. How many were told. Throws core::Failure where the store is broken.
    std::size_t step();

private:
    ports::ReferralReader& referrals_;
    ports::Ledger& ledger_;
    const ports::Clock& clock_;
    int window_months_;
};

} // namespace postern::workers
