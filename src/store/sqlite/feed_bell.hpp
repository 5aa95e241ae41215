// FeedBell: wakes those who wait for a feed's news, in this process.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>

namespace postern::store::sqlite {

class FeedBell {
public:
    /// The feed's newest position is now this one.
    void ring(std::int64_t feed, std::int64_t newest);
    /// True when there is news after the position, or everybody is to stop; false when the time is up.
    bool wait(std::int64_t feed, std::int64_t after, std::chrono::milliseconds at_most);
    void stop();
    bool stopped() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::map<std::int64_t, std::int64_t> newest_;
    bool stopped_ = false;
};

} // namespace postern::store::sqlite
