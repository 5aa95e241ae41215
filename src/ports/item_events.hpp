// Item events: what a post saw of its items, as one deed; each of them is answered by itself.
#pragma once

#include "core/event.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::ports {

/// One scan of an item.
struct ItemScan {
    std::string item_id; ///< S10 as we write it
    core::EventType type = core::EventType::item_posted;
    core::Instant happened;
    std::string office;            ///< at most 64 bytes; may be empty
    std::string alarm{};           ///< it left and must not have: why, as exchange/departure.hpp names it
    std::string alarm_reference{}; ///< the dispatch, where it is known
};

/// A post saw its items. Filings that waited for an item to be there are offered in the same transaction. The deed has
/// no "no": outcome.scans says of each what became of it.
struct ItemsSeen {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::Instant at;
    core::Instant window_from; ///< item ids first received before this do not count (S10 re-use)
    std::vector<ItemScan> scans;
};

enum class ScanResult : std::uint8_t {
    accepted,
    repeat,  ///< the same event of the item at the same instant was known: nothing is written
    unknown, ///< no declaration of the tenant and mode has the item id, or it was cancelled: kept until one comes
};
struct ScanOutcome {
    ScanResult result = ScanResult::unknown;
    core::DeclarationKey declaration; ///< 0: unknown
};

} // namespace postern::ports
