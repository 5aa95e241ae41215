// PollPlace: a place among those who may wait for news.
#pragma once

#include "http/call.hpp"
#include "http/request_parts.hpp"
#include "http/route.hpp"

#include <atomic>
#include <cstdint>
#include <string>

namespace postern::http {

/// Beyond the bound a poll is answered at once. Held while it waits; of one thread.
class PollPlace {
public:
    /// wait_seconds: 0 asks for no place.
    PollPlace(Context& context, std::uint32_t wait_seconds)
        : taken_(context.long_polls), settings_(context.settings), wait_seconds_(wait_seconds) {
        if (wait_seconds == 0) return;
        has_ = taken_.fetch_add(1) < settings_.long_polls;
        if (!has_) --taken_;
    }
    ~PollPlace() {
        if (has_) --taken_;
    }
    PollPlace(const PollPlace&) = delete;
    PollPlace& operator=(const PollPlace&) = delete;

    std::uint32_t wait_ms() const { return has_ ? wait_seconds_ * 1000 : 0; }
    /// Into an empty answer: who wanted to wait and had no place is told when to come again.
    void note_refusal(Reply& reply) const {
        if (wait_seconds_ > 0 && !has_)
            reply.headers.emplace_back("Retry-After", std::to_string(settings_.retry_after_seconds));
    }

private:
    std::atomic<std::uint32_t>& taken_;
    const HttpSettings& settings_;
    std::uint32_t wait_seconds_;
    bool has_ = false;
};

/// The parameter `wait`, in seconds, within the bound of the settings.
inline core::Result<std::uint32_t> read_wait(const Context& context, const Call& call) {
    return number_parameter(call, "wait", 0, 0, context.settings.long_poll_seconds);
}

} // namespace postern::http
