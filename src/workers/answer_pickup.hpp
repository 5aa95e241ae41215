// AnswerPickup: takes an agency's answers out of where it leaves them.
#pragma once

#include "clearance/agency_desk.hpp"
#include "core/principal.hpp"
#include "ports/courier.hpp"

#include <cstddef>
#include <utility>

namespace postern::workers {

/// Used by one thread. All of what it is given outlives it.
class AnswerPickup {
public:
    AnswerPickup(clearance::AgencyDesk& desk, core::Principal agency, ports::Mailbox& box)
        : desk_(desk), agency_(std::move(agency)), box_(box) {}

    /// What lies there now, at most some: recorded, then taken out. Killed in between, the next start does it again,
    /// and the store knows the repeat. How many were looked at. Throws core::Failure where the store is broken.
    std::size_t step();

private:
    clearance::AgencyDesk& desk_;
    core::Principal agency_;
    ports::Mailbox& box_;
};

} // namespace postern::workers
