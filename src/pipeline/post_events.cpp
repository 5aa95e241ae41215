// PostEvents: pages and waiting.
#include "pipeline/post_events.hpp"

#include "ports/long_poll.hpp"

#include <algorithm>

namespace postern::pipeline {

using crypto::IdKind;

namespace {

constexpr std::uint32_t kMaxEvents = 1'000;

} // namespace

PostEvents::PostEvents(ports::EventReader& reader, ports::Clock& clock, std::shared_ptr<const crypto::IdCipher> ids)
    : reader_(reader), clock_(clock), ids_(std::move(ids)) {}

core::Result<EventsView> PostEvents::events(const core::Principal& post, std::string_view after, std::uint32_t limit,
                                            std::uint32_t wait_ms, const ports::EventFilter& filter) {
    std::int64_t from = 0;
    if (!after.empty()) {
        const auto opened = ids_->open(IdKind::event, after);
        if (!opened) return core::Refusal{core::RefusalCode::bad_cursor, {}, 0, 0, {}};
        from = *opened;
    }
    const auto expired = reader_.expired();
    if (from != 0 && from < expired)
        return core::Refusal{core::RefusalCode::cursor_expired, {}, 0, 0, ids_->seal(IdKind::event, expired)};
    from = std::max(from, expired);
    ports::EventQuestion asked{post.tenant, post.mode, from, std::clamp(limit, 1u, kMaxEvents), filter};
    auto page = ports::read_or_wait(
        clock_, from, wait_ms,
        [&](std::int64_t position) {
            asked.after = position;
            return reader_.events(asked);
        },
        [&](std::int64_t newest, core::Instant deadline) { reader_.wait_for_event(newest, deadline); });
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
    if (page.looked_to > 0) out.next = ids_->seal(IdKind::event, page.looked_to);
    return out;
}

} // namespace postern::pipeline
