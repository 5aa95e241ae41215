// Events as a post reads them: one stream of all that happened to its declarations and their filings, by cursor.
#pragma once

#include "core/event.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

/// One event with what it is about. What happens to a register as a whole is told at its rows.
struct PostEvent {
    core::Event event;
    core::DeclarationKey declaration;
    std::string item_id; ///< the declaration's, or empty
    std::string agency;  ///< of the event's filing, else empty
};

/// Which events are wanted; all that is set must fit.
struct EventFilter {
    std::optional<core::EventType> type;
    std::string item_id; ///< empty: any
    std::string agency;  ///< empty: any, and events of items
};
struct EventQuestion {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::int64_t after = 0; ///< key of an event
    std::uint32_t limit = 100;
    EventFilter filter;
};

struct EventPage {
    std::vector<PostEvent> events; ///< by key, the order of receipt
    std::int64_t newest = 0;       ///< key of the newest event of anybody
    std::int64_t looked_to = 0;    ///< where to go on: one page looks at so many events and no more
    bool empty() const { return events.empty(); }
};

class EventReader {
public:
    virtual ~EventReader() = default;
    /// Events after a key; never changes anything. Thread-safe.
    virtual EventPage events(const EventQuestion& question) = 0;
    /// Key of the event up to which the stream is not told any more, 0: it is whole. They are kept all the same: who
    /// asks for what is before it is given it, and it is for him to know.
    virtual std::int64_t expired() = 0;
    /// Key of the newest event that was received before then, about: events of one moment may stand in any order.
    virtual std::int64_t newest_event_before(core::Instant at) = 0;
    /// Waits until an event newer than `after` is there, whosever it is, the deadline passes or the gateway stops
    /// (FeedReader::stop_waiting). Thread-safe.
    virtual void wait_for_event(std::int64_t after, core::Instant deadline) = 0;
};

} // namespace postern::ports
