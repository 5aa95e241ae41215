// AgencyInquiries: asks an agency that does not tell what became of the filings that it has.
#pragma once

#include "clearance/agency_desk.hpp"
#include "core/principal.hpp"
#include "ports/agency.hpp"
#include "ports/courier.hpp"
#include "ports/open_filings.hpp"
#include "ports/world.hpp"
#include "workers/circuit.hpp"
#include "workers/rate_cap.hpp"

#include <map>
#include <string>
#include <vector>

namespace postern::workers {

/// The pause before the next question about a filing that stands as it does since then: an eighth of that time, so that
/// what is new is asked for often and what is old seldom, within the channel's bounds. Pure.
core::Instant next_question(core::Instant since, core::Instant now, const ports::AskChannel& channel);

/// Asks by the reference of each filing that was handed over and did not come to its end. Used by one thread.
class AgencyInquiries {
public:
    /// All of them outlive it.
    struct Parts {
        clearance::AgencyDesk& desk;
        ports::OpenFilingReader& open;
        ports::Inquirer& inquirer;
        ports::Clock& clock;
    };
    AgencyInquiries(Parts parts, core::Principal agency, ports::AskChannel channel);

    /// Asks what is due, some at most. When there is something to do again. Throws core::Failure where the store is
    /// broken.
    core::Instant step();

private:
    struct Watched {
        std::string reference;
        core::FilingState state = core::FilingState::unknown;
        core::Instant since;
        core::Instant next;
    };
    /// Learns which filings are open; what came to its end is asked for no more.
    void look_round(core::Instant now);
    /// Whether the agency answered.
    bool ask(Watched& filing);

    Parts parts_;
    core::Principal agency_;
    ports::FeedName feed_;
    ports::AskChannel channel_;
    RateCap cap_;
    Circuit circuit_;
    std::map<core::FilingKey, Watched> watched_;
    core::Instant look_round_;
};

} // namespace postern::workers
