// Which version customs accepted: a walk over the events beside what was lodged when.
#include "exchange/accepted_version.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::exchange {

using core::Event;
using core::EventType;
using core::Instant;

namespace {

/// Whether with this event the agency had something of ours that it had not before. What is held or waits with the
/// same version is offered by a later event.
bool is_offer(const Event& event, const std::vector<Event>& all) {
    switch (event.type) {
    case EventType::filing_queued:
    case EventType::filing_in_register: return true;
    case EventType::filing_submitted: return !event.reference.empty(); // the exporter's own number
    case EventType::filing_amended:
        return std::ranges::none_of(all, [&](const Event& other) {
            return other.happened == event.happened &&
                   (other.type == EventType::filing_held || other.type == EventType::filing_awaiting_position ||
                    other.type == EventType::filing_awaiting_item_id);
        });
    default: return false;
    }
}

/// Customs took what it had, by its own word.
bool says_accepted(const Event& event) {
    switch (event.type) {
    case EventType::filing_accepted:
    case EventType::filing_released:
    case EventType::filing_awaiting_exit:
    case EventType::filing_exited: return event.explicit_customs;
    default: return false;
    }
}

class VersionWalk {
public:
    explicit VersionWalk(std::span<const LodgedVersion> lodged) : lodged_(lodged) {}

    void take(const Event& event) {
        if (event.type == EventType::filing_amended) {
            if (!std::exchange(is_amending_, true)) amending_since_ = event.happened;
        } else if (event.type == EventType::filing_cancelled && !event.explicit_customs) {
            is_amending_ = false; // what customs says next answers this
        } else if (event.type == EventType::filing_rejected && event.explicit_customs) {
            accepted_.reset();
            is_amending_ = false;
        } else if (says_accepted(event)) {
            accept(event);
        } else if (event.type == EventType::filing_request_granted) {
            if (std::exchange(is_amending_, false) && accepted_) stand_on(newest(event.happened), event.happened);
        } else if (event.type == EventType::filing_request_denied) {
            deny(event.happened);
        }
    }

    std::optional<AcceptedVersion> accepted() && {
        if (!accepted_) return std::nullopt;
        for (const auto& one : lodged_)
            if (one.version > accepted_->version.version && !is_denied(one.version))
                accepted_->unconfirmed = one.version;
        return accepted_;
    }

private:
    bool is_denied(std::uint32_t version) const { return std::ranges::find(denied_, version) != denied_.end(); }

    /// nullptr: nothing was lodged at all. An agency's clock that is wrong must not make nothing of something.
    const LodgedVersion* newest(Instant by) const {
        const LodgedVersion* found = nullptr;
        for (const auto& one : lodged_)
            if (!is_denied(one.version) && (found == nullptr || one.offered <= by)) found = &one;
        return found;
    }

    void stand_on(const LodgedVersion* version, Instant since) {
        if (version != nullptr && (!accepted_ || version->version > accepted_->version.version))
            accepted_ = AcceptedVersion{*version, since, 0};
    }

    /// A release says nothing of an amendment that waits for its own answer.
    void accept(const Event& event) {
        if (accepted_ && event.type != EventType::filing_accepted) return;
        stand_on(newest(event.happened), event.happened);
        is_amending_ = false;
    }

    void deny(Instant at) {
        if (!std::exchange(is_amending_, false)) return;
        for (const auto& one : lodged_)
            if (one.offered >= amending_since_ && one.offered <= at) denied_.push_back(one.version);
    }

    std::span<const LodgedVersion> lodged_;
    std::optional<AcceptedVersion> accepted_;
    bool is_amending_ = false; ///< an amendment is asked for and not answered
    Instant amending_since_;
    std::vector<std::uint32_t> denied_;
};

} // namespace

std::vector<LodgedVersion> lodged_versions(std::span<const DeclaredVersion> declared, std::vector<Event> events) {
    core::put_in_folding_order(events);
    std::vector<LodgedVersion> lodged;
    for (const auto& event : events) {
        if (event.explicit_customs || !is_offer(event, events)) continue;
        const DeclaredVersion* newest = nullptr;
        for (const auto& one : declared)
            if (!one.rejected && one.received <= event.happened && (newest == nullptr || one.version > newest->version))
                newest = &one;
        if (newest != nullptr && (lodged.empty() || lodged.back().version < newest->version))
            lodged.push_back({newest->version, newest->received, event.happened});
    }
    return lodged;
}

std::optional<AcceptedVersion> accepted_version(std::vector<Event> events, std::span<const LodgedVersion> lodged) {
    core::put_in_folding_order(events);
    VersionWalk walk(lodged);
    for (const auto& event : events)
        walk.take(event);
    return std::move(walk).accepted();
}

} // namespace postern::exchange
