// AgencyChannel: brings an agency that does not poll what it is offered, by the same leases as a worker of its own.
#pragma once

#include "clearance/agency_desk.hpp"
#include "core/principal.hpp"
#include "ports/agency.hpp"
#include "ports/courier.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"
#include "workers/circuit.hpp"
#include "workers/rate_cap.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::workers {

/// How a channel stands, for the operator.
struct ChannelStatus {
    std::string agency;
    core::Mode mode = core::Mode::test;
    CircuitState circuit = CircuitState::closed;
    std::string trouble; ///< code of the last failure since a letter was taken; empty: none
    std::uint64_t taken = 0;
    std::uint64_t refused = 0;
    std::uint64_t failed = 0; ///< tries that were no word on the letter itself
    std::optional<core::Instant> last_taken;
};

/// One letter after another, or some at once, in the order of the feed. A failure is held against a letter only where
/// another gets through after it: it is tried again with growing pauses, and set aside after some tries, while the
/// others go on. Where none gets through the destination is in trouble: everything is given back, untouched, and one
/// letter at a time is tried, each time another one. Used by one thread but for status().
class AgencyChannel {
public:
    /// All of them outlive it.
    struct Parts {
        clearance::AgencyDesk& desk;
        ports::FeedReader& feeds;
        ports::Courier& courier;
        ports::Clock& clock;
        std::function<void(std::string_view)> say; ///< one line for the operator
    };
    /// agency.client: of this channel alone, and the same after a restart, when it takes back what it held.
    AgencyChannel(Parts parts, core::Principal agency, ports::Pace pace);

    /// Does what is due, some letters at most. When there is something to do again, unless the feed brings news before.
    /// Throws core::Failure where the store is broken; a later step goes on.
    core::Instant step();
    /// Waits for that time or for news of the feed.
    void wait(core::Instant until);
    /// Gives back what it holds: somebody else, or the next start, brings it.
    void give_back();
    ChannelStatus status() const; ///< thread-safe

private:
    struct Held {
        std::string lease_id;
        clearance::OfferView offer;
    };
    struct Lease {
        std::string id;
        core::Instant until;
    };
    /// What is known of a letter that did not get through.
    struct Patience {
        std::uint32_t tries = 0;
        std::uint32_t failures = 0; ///< of them by its own fault, as it seems
        bool suspect = false;       ///< of the last failure it is not known yet
        std::string reason;
        core::Instant next;
    };

    void extend_leases(core::Instant now);
    void take_work(core::Instant now);
    bool may_have_work(core::Instant now);
    std::vector<Held> next_letters(core::Instant now);
    std::vector<ports::Handover> hand_over(const std::vector<Held>& letters);
    void settle(const Held& held, const ports::Handover& handover);
    void note_failure(const Held& held, const ports::Handover& handover);
    /// The destination was in trouble: no letter is to blame.
    void pardon();
    /// What failed before this one got through failed by its own fault.
    void hold_failures_against_letters();
    /// Whether it says something of that filing.
    bool read_answer(const ports::Handover& handover, const std::string& filing_id);
    void drop(const Held& held);
    core::Instant next_time(core::Instant now);

    Parts parts_;
    core::Principal agency_;
    ports::FeedName feed_;
    std::size_t at_once_;
    RateCap cap_;
    Circuit circuit_;
    std::vector<Held> hand_;
    std::vector<Lease> leases_;
    std::map<std::string, Patience, std::less<>> patience_; ///< by filing
    std::set<std::string, std::less<>> failing_;            ///< filings, since one got through
    std::int64_t newest_ = -1;                              ///< position of the feed that was looked at
    bool begun_ = false;
    bool freed_ = true; ///< there may be work that is not new
    core::Instant look_again_;
    mutable std::mutex mutex_;
    ChannelStatus status_;
};

} // namespace postern::workers
