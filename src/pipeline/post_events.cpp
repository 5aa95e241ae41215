// PostEvents: pages and waiting.
#include "pipeline/post_events.hpp"

#include <algorithm>

namespace postern::pipeline {

using crypto::IdKind;

namespace {

constexpr std::uint32_t kMaxEvents = 1'000;

} // namespace

PostEvents::PostEvents(ports::EventReader& reader, ports::Clock& clock, std::shared_ptr<const crypto::IdCipher> ids)
    : reader_(reader), clock_(clock), ids_(std::move(ids)) {}

core::Result<EventsView> PostEvents::events(const core::Principal& post, std::string_view after, std::uint32_t limit,
                                            std::uint32_t wait_ms, const EventFilter& filter) {
    ports::EventQuestion asked{post.tenant,    post.mode,    0, std::clamp(limit, 1u, kMaxEvents), filter.type,
                               filter.item_id, filter.agency};
    if (!after.empty()) {
        const auto opened = ids_->open(IdKind::event, after);
        if (!opened) return core::Refusal{core::RefusalCode::bad_cursor, {}, 0, 0, {}};
        asked.after = *opened;
    }
    const core::Instant deadline{clock_.now().ms + wait_ms};
    auto page = reader_.events(asked);
    // what happens to others is no reason to answer
    while (page.events.empty() && page.looked_to >= page.newest && clock_.now() < deadline) {
        const auto newest = std::max(page.newest, asked.after);
        reader_.wait_for_event(newest, deadline);
        asked.after = std::max(page.looked_to, asked.after);
        page = reader_.events(asked);
        if (page.newest <= newest) break; // the time is over, or the gateway stops
    }
    EventsView out;
    for (auto& row : page.events) {
        auto& view = out.events.emplace_back();
        view.event_id = ids_->seal(IdKind::event, row.event.key);
        view.declaration_id = ids_->seal(IdKind::declaration, row.declaration.value);
        if (row.event.filing) view.filing_id = ids_->seal(IdKind::filing, row.event.filing.value);
        view.item_id = std::move(row.item_id);
        view.agency = std::move(row.agency);
        view.event = std::move(row.event);
    }
    const auto next = std::max(page.looked_to, asked.after);
    if (next > 0) out.next = ids_->seal(IdKind::event, next);
    return out;
}

} // namespace postern::pipeline
