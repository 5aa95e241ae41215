// Leases: the deeds of an agency's workers that take offers, and what becomes of offers that nobody gets done.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace postern::ports {

/// Which feed: every agency has one for live and one for test.
struct FeedName {
    core::AgencyKey agency;
    core::Mode mode = core::Mode::test;
    auto operator<=>(const FeedName&) const = default;
};

/// How often an offer is taken before it is told from those that are only unlucky: from then on it is handed out alone,
/// so that it does not take others with it.
inline constexpr std::uint32_t kTriesInCompany = 2;

/// Up to `max` entries nobody holds and nobody acknowledged were taken, oldest first. What was taken `tries` times in
/// vain (its leases ran out or failed) is set aside instead, with an event.
struct LeaseTaken {
    core::LeaseKey lease;
    FeedName feed;
    core::ClientKey client;
    std::uint32_t max = 10;
    std::uint32_t tries = 5;
    core::Instant now;
    core::Instant until;
};
/// No: lease_lost.
struct LeaseExtended {
    core::LeaseKey lease;
    core::ClientKey client;
    core::Instant now;
    core::Instant until;
};
/// Gives back what is not acknowledged. No: lease_lost.
struct LeaseReturned {
    core::LeaseKey lease;
    core::ClientKey client;
    core::Instant now;
};
/// Its holder could not do what it holds with these filings: each is free again, one try is counted, and after `tries`
/// it is set aside. No: lease_lost, not_found (not held with this lease).
struct LeaseFailed {
    core::LeaseKey lease;
    core::ClientKey client;
    std::vector<core::FilingKey> filings;
    std::string reason; ///< a code, at most 64 bytes
    std::uint32_t tries = 5;
    core::Instant now;
};
/// What was set aside is handed out again, as if it had never been tried. No: not_found (not set aside in this feed).
struct OfferedAgain {
    FeedName feed;
    core::FilingKey filing;
};
/// Filings (their newest offer) were taken over by the agency; idempotent. Under a lease that ran out it counts unless
/// somebody else holds the entry: then lease_lost. No: not_found (a filing that is not in this feed).
struct Acknowledged {
    FeedName feed;
    core::ClientKey client;
    core::LeaseKey lease; ///< 0: without
    std::vector<core::FilingKey> filings;
    core::Instant now;
    bool only_held = false; ///< what the client does not hold, by whatever lease, is passed over
};

/// A channel of ours brought the newest offer of a filing that it holds to the agency. Taken: acknowledged as above,
/// and what was QUEUED or SEND_FAILED is SUBMITTED. Not taken, for good: set aside with the reason, and SEND_FAILED.
/// No: lease_lost, not_found (not held with this lease).
struct HandedOver {
    FeedName feed;
    core::ClientKey client;
    core::LeaseKey lease;
    core::FilingKey filing;
    bool taken = true;
    std::string reason; ///< a code, at most 64 bytes; of what was not taken
    core::Instant now;
};

/// A channel brought what it holds to the agency and did not hear whether it was taken. It is free to be brought again.
/// No: lease_lost, not_found (not held with this lease).
struct Unconfirmed {
    core::ClientKey client;
    core::LeaseKey lease;
    core::FilingKey filing;
    std::string reason; ///< a code, at most 64 bytes
    core::Instant now;
};

/// A channel of this client begins. What it still holds is of a run that ended without a word: free again, no try
/// counted, and Unconfirmed with the reason "gateway-ended".
struct LeasesReclaimed {
    FeedName feed;
    core::ClientKey client;
    core::Instant now;
};

/// An offer that was set aside.
struct SetAside {
    std::int64_t position = 0;
    core::FilingKey filing;
    std::uint32_t version = 0; ///< of the filing's document
    std::string reference;
    std::uint32_t tries = 0;
    std::string reason; ///< code of the last try
    core::Instant since;
};
/// The reason of a lease that ran out: whoever held it said nothing.
inline constexpr const char* kLeaseRanOut = "lease-ran-out";

} // namespace postern::ports
