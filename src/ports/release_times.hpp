// Release times: which released filings are asked for, and the port that reads them with their events.
#pragma once

#include "core/event.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace postern::ports {

/// Filings of items that were first released on these days; all that is set must fit.
struct ReleaseQuestion {
    core::TenantKey tenant;  ///< 0: all posts
    core::AgencyKey agency;  ///< 0: all agencies; with a tenant it is not asked
    std::string post;        ///< a post's name; empty: not asked
    std::string agency_name; ///< empty: not asked
    core::Mode mode = core::Mode::test;
    core::Date from; ///< UTC days, both counted
    core::Date to;
    std::uint32_t max_filings = 100'000; ///< looked at for the answer, before names select
};

struct ReleasedFiling {
    std::string post;
    std::string agency;
    std::string office;                   ///< of origin, as the tallies of quality name it; empty: not stated
    std::string destination;              ///< country; empty: not stated
    core::Instant released;               ///< first time
    std::vector<core::Event> events;      ///< of the filing, by receipt
    std::vector<core::Event> item_events; ///< of the declaration, by receipt
};

class ReleaseReader {
public:
    virtual ~ReleaseReader() = default;
    /// Calls `each` for every filing that fits, in the caller's thread. false: more than max_filings; what was given
    /// until then is not the whole. Thread-safe.
    virtual bool read(const ReleaseQuestion& question, const std::function<void(const ReleasedFiling&)>& each) = 0;
};

} // namespace postern::ports
