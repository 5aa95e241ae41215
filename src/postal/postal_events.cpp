// PostalEvents: a page of the stream, and what stands beside its events.
#include "postal/postal_events.hpp"

#include <algorithm>
#include <utility>

namespace postern::postal {

namespace {

constexpr std::uint32_t kEventsOfAPage = 500;

/// Its reference is the authority's number: customs says it, or the exporter who lodged the declaration brought it.
bool is_number(const core::Event& event) {
    return event.explicit_customs || event.type == core::EventType::filing_submitted;
}

} // namespace

/// Of the event's filing; of an item: its first filing's.
ports::Leg PostalEvents::leg_of(const ports::PostEvent& row) const {
    if (row.event.filing) {
        const auto filing = ports_.filings.filing(row.event.filing);
        return filing ? filing->leg : ports::Leg::export_leg;
    }
    const auto filings = ports_.filings.of_declaration(row.declaration);
    return filings.empty() ? ports::Leg::export_leg : filings.front().leg;
}

/// The newest that the authority had given by then.
std::string PostalEvents::number_of(const core::Event& event) const {
    std::string number;
    if (!event.filing) return number;
    for (auto& known : ports_.filings.events_of(event.filing))
        if (known.key <= event.key && !known.reference.empty() && is_number(known)) number = std::move(known.reference);
    return number;
}

std::optional<PostalEvent> PostalEvents::told(const ports::PostEvent& row, ports::PostFileKind kind) const {
    const auto& event = row.event;
    if (row.item_id.empty() || !codes_.tells(event.type, kind)) return std::nullopt;
    if (kind == ports::PostFileKind::cusrsp && row.agency.empty()) return std::nullopt;
    PostalEvent out;
    out.leg = leg_of(row);
    const auto* code = codes_.of(event.type, event.explicit_customs, out.leg, kind);
    if (code == nullptr) return std::nullopt;
    out.code = *code;
    out.key = event.key;
    out.received = event.received;
    out.event_id = ids_->seal(crypto::IdKind::event, event.key);
    out.item_id = row.item_id;
    out.agency = row.agency;
    out.type = event.type;
    out.happened = event.happened;
    out.reason = event.reason;
    out.number = number_of(event);
    return out;
}

PostalPage PostalEvents::after(const ports::PostFileStream& stream, std::int64_t key) const {
    const auto page = ports_.events.events({stream.tenant, stream.mode, key, kEventsOfAPage, {}});
    PostalPage out;
    for (const auto& row : page.events)
        if (auto event = told(row, stream.kind)) out.events.push_back(std::move(*event));
    out.looked_to = std::max(key, page.looked_to);
    out.is_last = page.looked_to >= page.newest;
    return out;
}

} // namespace postern::postal
