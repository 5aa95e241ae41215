// PostalEvents: those of a post's events that its mail system is told, with what is told of them.
#pragma once

#include "crypto/public_id.hpp"
#include "ports/post_events.hpp"
#include "ports/readers.hpp"
#include "postal/event_codes.hpp"
#include "postal/messages.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::postal {

/// Some events, and how far it was looked.
struct PostalPage {
    std::vector<PostalEvent> events; ///< in order of receipt
    std::int64_t looked_to = 0;      ///< key; never before where it began
    bool is_last = false;            ///< there was nothing more
};

/// Thread-safe.
class PostalEvents {
public:
    struct Ports {
        ports::EventReader& events;
        ports::FilingReader& filings;
    };
    PostalEvents(const Ports& ports, std::shared_ptr<const crypto::IdCipher> ids, EventCodes codes)
        : ports_(ports), ids_(std::move(ids)), codes_(std::move(codes)) {}

    /// Those after a key. An item that has no id yet is not told of: a mail system knows it by nothing else.
    PostalPage after(const ports::PostFileStream& stream, std::int64_t key) const;
    /// As GET /v1/events takes it.
    std::string cursor_of(std::int64_t key) const { return ids_->seal(crypto::IdKind::event, key); }

private:
    std::optional<PostalEvent> told(const ports::PostEvent& row, ports::PostFileKind kind) const;
    ports::Leg leg_of(const ports::PostEvent& row) const;
    std::string number_of(const core::Event& event) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    EventCodes codes_;
};

} // namespace postern::postal
