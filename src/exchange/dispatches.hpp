// Dispatches: a post tells what is in its receptacles, asks what has to come out, and says that they are closed and
// have left.
#pragma once

#include "core/dispatch_id.hpp"
#include "core/principal.hpp"
#include "core/result.hpp"
#include "exchange/departures.hpp"
#include "exchange/predes_reader.hpp"
#include "ports/dispatched_filings.hpp"
#include "ports/dispatches.hpp"
#include "ports/item_events.hpp"
#include "ports/ledger.hpp"
#include "ports/world.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::exchange {

/// "OPEN", "CLOSED", "DEPARTED".
std::string_view state_of(const ports::DispatchHead& head);

/// A dispatch, whole.
struct DispatchView {
    ports::DispatchHead head;
    std::vector<std::string> receptacles;
    std::vector<ports::DispatchedItem> items; ///< by receptacle
    std::vector<ports::DispatchAlarm> alarms;
};

/// An item that is hindered, and where it is packed.
struct HinderedItem {
    std::string receptacle;
    DepartureView departure;
};
/// What the check of a dispatch gives.
struct DispatchCheck {
    ports::DispatchHead head;
    core::Instant at;
    std::uint32_t free = 0;             ///< items that may leave
    std::vector<HinderedItem> pull_out; ///< have to come out, by receptacle
    std::vector<HinderedItem> waiting;  ///< customs hears of them with the closing
};

/// What became of a told dispatch.
struct DispatchTaken {
    bool repeat = false; ///< all of it was known
    ports::DispatchHead head;
};
struct DispatchLeft {
    bool repeat = false;
    ports::DispatchHead head;
    std::vector<ports::DispatchAlarm> alarms; ///< of its items, that are known now
};

/// Thread-safe. Every call takes the post's principal: only dispatches of its tenant and mode are known. Where a
/// dispatch is not known, or it is no S8: not_found.
class Dispatches {
public:
    /// Called with items before they are told to be in a dispatch that is closed: documents may have to name it.
    using BeforeClosing = std::function<void(const core::Principal&, std::span<const ports::PackedItem>)>;
    struct Ports {
        ports::Ledger& ledger;
        ports::DispatchReader& dispatches;
        Departures& departures;
        const ports::Clock& clock;
        BeforeClosing before_closing = {};
    };
    Dispatches(Ports ports, int items_window_months)
        : ports_(std::move(ports)), items_window_months_(items_window_months) {}

    /// What is told is durable when this returns. Refusals: dispatch_fixed, too_many_items.
    core::Result<DispatchTaken> tell(const core::Principal& post, const ToldDispatch& told,
                                     const std::string& request_id);
    std::optional<ports::DispatchHead> head(const core::Principal& post, std::string_view dispatch);
    /// Newest first. Refusal: bad_cursor (after is no dispatch of its).
    core::Result<std::vector<ports::DispatchHead>> newest(const core::Principal& post, std::string_view after,
                                                          std::uint32_t limit);
    core::Result<DispatchView> dispatch(const core::Principal& post, std::string_view dispatch);
    /// All items are asked whether they may leave; nothing changes.
    core::Result<DispatchCheck> check(const core::Principal& post, std::string_view dispatch);
    /// Closed as of then, whatever hinders: the check, as it was before, says what has to come out. Again: the check.
    core::Result<DispatchCheck> close(const core::Principal& post, std::string_view dispatch, core::Instant when,
                                      const std::string& request_id);
    /// Of each item, in their order. Refusal: dispatch_fixed (it has left).
    core::Result<std::vector<ports::ScanResult>> remove(const core::Principal& post, std::string_view dispatch,
                                                        const std::vector<std::string>& items,
                                                        const std::string& reason, const std::string& request_id);
    /// Is taken as a fact; what must not have left raises an alarm, once.
    core::Result<DispatchLeft> depart(const core::Principal& post, std::string_view dispatch,
                                      const ports::DispatchDeparted& how, const std::string& request_id);
    /// Where an item is packed, the receptacle told of last first.
    std::vector<ports::DispatchOfItem> of_item(const core::Principal& post, std::string_view item_id);

private:
    ports::DispatchAsker asker(const core::Principal& post) const;
    ports::DispatchOf of(const core::Principal& post, std::string_view dispatch) const;
    std::vector<std::string> standing(const core::Principal& post, std::string_view dispatch);
    /// What stands in a dispatch that is to be closed; head: as it leaves.
    void announce_closing(const core::Principal& post, const ports::DispatchHead& head);
    /// What is told to be in one that is closed already.
    void announce_late(const core::Principal& post, const ports::DispatchHead& head, const ports::DispatchTold& told);

    Ports ports_;
    int items_window_months_;
};

} // namespace postern::exchange
