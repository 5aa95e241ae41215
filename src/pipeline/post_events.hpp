// PostEvents: all that happened to a post's declarations and their filings, as one stream that it reads by cursor.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "ports/post_events.hpp"
#include "ports/world.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::pipeline {

/// One event as a post sees it; ids are public.
struct EventView {
    std::string event_id; ///< also the cursor after it
    std::string declaration_id;
    std::string filing_id; ///< empty: of the item
    std::string item_id;
    std::string agency;
    core::Event event;
};
struct EventsView {
    std::vector<EventView> events;
    std::string next; ///< cursor to go on with; empty: nothing happened yet, and no cursor was sent
};

/// Thread-safe. Every call takes the post's principal: only what is of its tenant and mode is seen.
class PostEvents {
public:
    PostEvents(ports::EventReader& reader, ports::Clock& clock, std::shared_ptr<const crypto::IdCipher> ids);

    /// after: empty for the beginning, else a cursor of ours (bad_cursor otherwise; cursor_expired with the oldest that
    /// serves, where events after it are not told any more). Waits up to wait_ms for an event that is wanted. A page
    /// may be empty and its cursor beyond `after`: there is more to look at.
    core::Result<EventsView> events(const core::Principal& post, std::string_view after, std::uint32_t limit,
                                    std::uint32_t wait_ms, const ports::EventFilter& filter);

private:
    ports::EventReader& reader_;
    ports::Clock& clock_;
    std::shared_ptr<const crypto::IdCipher> ids_;
};

} // namespace postern::pipeline
