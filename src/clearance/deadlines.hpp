// Deadlines: when a filing has stood in a state for longer than its agency may take.
#pragma once

#include "core/event.hpp"
#include "ports/agency.hpp"
#include "text/zone.hpp"

#include <optional>

namespace postern::clearance {

/// Of one agency. Immutable, thread-safe.
class Deadlines {
public:
    /// Throws core::Failure where the agency's zone is none.
    explicit Deadlines(const ports::Agency& agency);
    /// When a stay that began then is overdue; nullopt: it may last.
    std::optional<core::Instant> due(core::FilingState state, core::Instant since) const;
    /// Whatever began after that cannot be overdue yet.
    core::Instant latest_start(const ports::Deadline& deadline, core::Instant now) const;
    const std::vector<ports::Deadline>& all() const { return deadlines_; }

private:
    bool works_on(core::Date day) const;

    text::Zone zone_;
    ports::WorkingCalendar calendar_;
    std::vector<ports::Deadline> deadlines_;
};

} // namespace postern::clearance
