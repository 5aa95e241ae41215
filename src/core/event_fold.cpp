// Folding events into states: order first, then one walk, so that arrival order and repetition never matter.
#include "core/event.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::core {

namespace {

template <class Table>
const auto* row_of(const Table& table, EventType type) {
    const auto row = std::ranges::find_if(table, [type](const auto& r) { return r.event == type; });
    return row == table.end() ? nullptr : &*row;
}

/// Drops the events that the table does not know (those of the other line of state) and sorts the rest.
template <class Table>
void put_in_order(std::vector<Event>& events, const Table& table) {
    std::erase_if(events, [&table](const Event& e) { return row_of(table, e.type) == nullptr; });
    std::ranges::sort(events, [&table](const Event& a, const Event& b) {
        if (a.happened != b.happened) return a.happened < b.happened;
        const auto rank_a = row_of(table, a.type)->rank;
        const auto rank_b = row_of(table, b.type)->rank;
        return rank_a != rank_b ? rank_a < rank_b : a.key < b.key;
    });
}

} // namespace

std::vector<StateSince> filing_course(std::vector<Event> events) {
    const auto table = filing_transitions();
    put_in_order(events, table);
    std::vector<StateSince> course;
    for (const Event& event : events) {
        const auto to = row_of(table, event.type)->to;
        if (!to) continue;
        const bool ended = !course.empty() && is_terminal(course.back().state);
        if (ended && !event.explicit_customs) continue;
        if (course.empty() || course.back().state != *to) course.push_back({*to, event.happened});
    }
    return course;
}

StateSince filing_stand(std::vector<Event> events) {
    const auto course = filing_course(std::move(events));
    return course.empty() ? StateSince{} : course.back();
}

FilingState fold_filing(std::vector<Event> events) {
    return filing_stand(std::move(events)).state;
}

std::optional<AttachmentRequest> attachment_request(std::vector<Event> events) {
    const auto table = filing_transitions();
    put_in_order(events, table);
    std::optional<AttachmentRequest> request;
    bool ended = false;
    for (const Event& event : events) {
        const auto to = row_of(table, event.type)->to;
        if (to && ended && !event.explicit_customs) continue;
        if (to) ended = is_terminal(*to);
        if (event.asks.empty() && to != FilingState::control_documents) {
            if (to) request.reset();
            continue;
        }
        if (!request)
            request = AttachmentRequest{event.asks, {}, event.key};
        else if (request->types.empty() || event.asks.empty())
            request->types = {};
        else
            request->types.add(event.asks);
        request->event = std::max(request->event, event.key);
        if (event.deadline) request->deadline = event.deadline;
    }
    return request;
}

} // namespace postern::core
