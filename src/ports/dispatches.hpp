// DispatchReader: what a post told of its dispatches, and where an item is packed.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

/// Whose dispatches are asked for, and since when.
struct DispatchAsker {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::Instant window_from; ///< those first told of before this are not seen
};

/// A dispatch with its counts.
struct DispatchHead {
    std::string dispatch;  ///< S8
    core::Instant told;    ///< first
    std::string carrier;   ///< may be empty
    std::string transport; ///< flight or other; may be empty
    std::optional<core::Instant> planned;
    std::optional<core::Instant> closed;
    std::optional<core::Instant> departed;
    std::uint32_t receptacles = 0;
    std::uint32_t items = 0;   ///< that stand in it
    std::uint32_t removed = 0; ///< that were taken out
    std::uint32_t alarms = 0;
};

/// An item that is or was in a dispatch.
struct DispatchedItem {
    std::string item_id;
    std::string receptacle;
    std::optional<core::Instant> removed;
    std::string removed_why; ///< a code; may be empty
};

/// Something that must not be with an item of a dispatch.
struct DispatchAlarm {
    std::string item_id;
    std::string reason;    ///< "two-receptacles", "departed-held", …
    std::string reference; ///< the other receptacle, or the dispatch with which it left
    core::Instant at;
};

/// Where an item is packed, and how that leaves.
struct DispatchOfItem {
    std::string dispatch;
    std::string receptacle;
    std::string carrier;   ///< may be empty
    std::string transport; ///< flight or other; may be empty
    std::optional<core::Instant> closed;
    std::optional<core::Instant> departed;
};

/// Thread-safe; reads only.
class DispatchReader {
public:
    virtual ~DispatchReader() = default;
    virtual std::optional<DispatchHead> dispatch(const DispatchAsker& asker, std::string_view dispatch) = 0;
    /// Newest first; after: the last dispatch of the page before, empty for the first. nullopt: there is no such one.
    virtual std::optional<std::vector<DispatchHead>> newest(const DispatchAsker& asker, std::string_view after,
                                                            std::uint32_t limit) = 0;
    /// Receptacle ids, those without items too.
    virtual std::vector<std::string> receptacles(const DispatchAsker& asker, std::string_view dispatch) = 0;
    /// By receptacle and item id; those taken out too.
    virtual std::vector<DispatchedItem> items(const DispatchAsker& asker, std::string_view dispatch) = 0;
    /// Of its items, since it was first told of; oldest first.
    virtual std::vector<DispatchAlarm> alarms(const DispatchAsker& asker, std::string_view dispatch) = 0;
    /// Receptacles in which the item stands, the one told of last first; empty: none. More than one is an alarm.
    virtual std::vector<DispatchOfItem> of_item(const DispatchAsker& asker, std::string_view item_id) = 0;
};

} // namespace postern::ports
