// Folding events into states: order first, then one walk, so that arrival order and repetition never matter.
#include "core/event.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace postern::core {

namespace {

/// Goes through a filing's events in their order.
class Walk {
public:
    void take(const Event& event, std::optional<FilingState> to) {
        const bool ended = !course_.empty() && is_terminal(course_.back().state);
        if (ended && !event.explicit_customs) return;
        note_request(event);
        if (!to) to = answer_to_request(event.type);
        if (to && (course_.empty() || course_.back().state != *to)) course_.push_back({*to, event.happened});
    }
    std::vector<StateSince> course() && { return std::move(course_); }

private:
    enum class Request : std::uint8_t { never, amendment, cancellation, answered };

    void note_request(const Event& event) {
        if (event.type == EventType::filing_amended) request_ = Request::amendment;
        if (event.type != EventType::filing_cancelled || event.explicit_customs) return;
        request_ = Request::cancellation;
        before_ = course_.empty() ? FilingState::unknown : course_.back().state;
    }

    /// An answer belongs to what we asked last (DOMAIN, rules of the filing states): a cancellation that is refused
    /// leaves the filing as it stood, an amendment changes nothing of its state either way, and where nothing was ever
    /// asked it is not known what customs means. Said again, it changes nothing.
    std::optional<FilingState> answer_to_request(EventType type) {
        const bool granted = type == EventType::filing_request_granted;
        const bool denied = type == EventType::filing_request_denied;
        const bool invalidated = type == EventType::filing_invalidated;
        if (!granted && !denied && !invalidated) return std::nullopt;
        const auto request = std::exchange(request_, request_ == Request::never ? Request::never : Request::answered);
        if (invalidated) {
            if (request == Request::cancellation) withdrawn_ = true;
            return withdrawn_ ? FilingState::cancelled : FilingState::expired;
        }
        if (request == Request::never) return FilingState::unknown;
        if (request != Request::cancellation) return std::nullopt;
        withdrawn_ = granted;
        return granted ? FilingState::cancelled : before_;
    }

    std::vector<StateSince> course_;
    Request request_ = Request::never;
    FilingState before_ = FilingState::unknown; ///< the cancellation that was asked for
    bool withdrawn_ = false;                    ///< it was granted
};

} // namespace

bool folds_before(const Event& a, const Event& b) {
    return std::tuple(a.happened, filing_transition(a.type)->rank, a.key) <
           std::tuple(b.happened, filing_transition(b.type)->rank, b.key);
}

void put_in_folding_order(std::vector<Event>& events) {
    std::erase_if(events, [](const Event& event) { return filing_transition(event.type) == nullptr; });
    std::ranges::sort(events, folds_before);
}

std::vector<StateSince> filing_course(std::vector<Event> events) {
    put_in_folding_order(events);
    Walk walk;
    for (const Event& event : events)
        walk.take(event, filing_transition(event.type)->to);
    return std::move(walk).course();
}

StateSince filing_stand(std::vector<Event> events) {
    const auto course = filing_course(std::move(events));
    return course.empty() ? StateSince{} : course.back();
}

FilingState fold_filing(std::vector<Event> events) {
    return filing_stand(std::move(events)).state;
}

std::optional<AttachmentRequest> attachment_request(std::vector<Event> events) {
    put_in_folding_order(events);
    std::optional<AttachmentRequest> request;
    bool ended = false;
    for (const Event& event : events) {
        const auto to = filing_transition(event.type)->to;
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
