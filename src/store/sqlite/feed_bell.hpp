// FeedBell: wakes those who wait for a feed's news, in this process.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

namespace postern::store::sqlite {

/// The number that rings for events of everybody: no feed has it.
constexpr std::int64_t kEventsBell = 0;

class FeedBell {
public:
    /// The feed's newest position is now this one.
    void ring(std::int64_t feed, std::int64_t newest);
    /// True when there is news after the position, or everybody is to stop; false when the time is up.
    bool wait(std::int64_t feed, std::int64_t after, std::chrono::milliseconds at_most);
    /// The same where another process (an intake folder's, a tool's) may write too and cannot ring: looks every
    /// second. newest: reads the newest position. The waiting is real time, so a clock that stands still cannot hold
    /// anybody.
    void wait_and_look(std::int64_t feed, std::int64_t after, std::chrono::milliseconds at_most,
                       const std::function<std::int64_t()>& newest);
    void stop();
    bool stopped() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::map<std::int64_t, std::int64_t> newest_;
    bool stopped_ = false;
};

} // namespace postern::store::sqlite
