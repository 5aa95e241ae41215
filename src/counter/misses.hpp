// Misses: who guesses at references too often has to wait.
#pragma once

#include "core/keys.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <map>
#include <mutex>

namespace postern::counter {

/// So many misses of a client in a time, and then none for the rest of it. In memory alone: a clerk who mistypes does
/// not come near it, and there are 27 thousand million references. Thread-safe; grows with the clients that miss.
class Misses {
public:
    static constexpr std::uint32_t kAtMost = 30;
    static constexpr std::int64_t kTimeMs = 10LL * 60 * 1000;

    bool may_try(core::ClientKey client, core::Instant now) {
        const std::lock_guard lock(mutex_);
        const auto found = seen_.find(client);
        return found == seen_.end() || is_over(found->second, now) || found->second.count < kAtMost;
    }
    void missed(core::ClientKey client, core::Instant now) {
        const std::lock_guard lock(mutex_);
        auto& of = seen_[client];
        if (is_over(of, now)) of = {now, 0};
        ++of.count;
    }

private:
    struct Seen {
        core::Instant since;
        std::uint32_t count = 0;
    };
    static bool is_over(const Seen& seen, core::Instant now) { return now.ms >= seen.since.ms + kTimeMs; }

    std::mutex mutex_;
    std::map<core::ClientKey, Seen> seen_;
};

} // namespace postern::counter
