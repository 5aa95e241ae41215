// DispatchedFilingReader: which filings of an agency an answer means that names a dispatch or a receptacle.
#pragma once

#include "core/event.hpp"
#include "core/keys.hpp"
#include "core/time.hpp"
#include "ports/leases.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

struct DispatchedFiling {
    core::FilingKey filing;
    core::FilingState state = core::FilingState::unknown;
    bool offered = false; ///< to the agency, at some time
    std::string profile;
    std::string profile_hash;
};

/// An item and how it leaves, for documents that say so.
struct PackedItem {
    std::string item_id;
    std::string dispatch;                 ///< S8
    std::string receptacle;               ///< S9
    std::string carrier;                  ///< may be empty
    std::string transport;                ///< flight or other; may be empty
    std::optional<core::Instant> planned; ///< intended departure
};

class DispatchedFilingReader {
public:
    virtual ~DispatchedFilingReader() = default;
    /// Filings of the export and import with that agency and in that mode, whose items stand in the dispatch (S8) or
    /// the receptacle (S9), of whichever post; what was taken out is not in it. In the order of their keys. A dispatch
    /// that was first told of before told_from is another. Thread-safe.
    virtual std::vector<DispatchedFiling> filings_in(const FeedName& feed, std::string_view dispatch_or_receptacle,
                                                     core::Instant told_from) = 0;
};

} // namespace postern::ports
