// FeedBell: one condition variable for all feeds; an agency's long poll is rare enough for that.
#include "store/sqlite/feed_bell.hpp"

#include <algorithm>

namespace postern::store::sqlite {

void FeedBell::ring(std::int64_t feed, std::int64_t newest) {
    {
        const std::lock_guard lock(mutex_);
        auto& known = newest_[feed];
        known = std::max(known, newest);
    }
    news_.notify_all();
}

bool FeedBell::wait(std::int64_t feed, std::int64_t after, std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    return news_.wait_for(lock, at_most, [&] {
        const auto known = newest_.find(feed);
        return stopped_ || (known != newest_.end() && known->second > after);
    });
}

void FeedBell::wait_and_look(std::int64_t feed, std::int64_t after, std::chrono::milliseconds at_most,
                             const std::function<std::int64_t()>& newest) {
    constexpr std::chrono::milliseconds kLookAgain{1000};
    while (at_most.count() > 0 && !stopped() && newest() <= after) {
        const auto slice = std::min(at_most, kLookAgain);
        if (wait(feed, after, slice)) return;
        at_most -= slice;
    }
}

void FeedBell::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    news_.notify_all();
}

bool FeedBell::stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
}

} // namespace postern::store::sqlite
