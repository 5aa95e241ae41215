// The system behind the ports.
#include "app/system.hpp"

#include <algorithm>
#include <chrono>

namespace postern::app {

namespace {

constexpr std::int64_t kEpochMs = 1'704'067'200'000; // 2024-01-01T00:00:00Z
constexpr int kCounterBits = 14;
constexpr int kNodeBits = 8;
constexpr std::int64_t kCounterMask = (1 << kCounterBits) - 1;

} // namespace

void SystemClock::stand_still(core::Date day) {
    constexpr std::int64_t kNoon = 12LL * 3600 * 1000;
    fixed_ = core::Instant{core::start_of(day).ms + kNoon};
}

core::Instant SystemClock::now() const {
    if (fixed_) return *fixed_;
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

SystemKeySource::SystemKeySource(const ports::Clock& clock, std::int64_t node, std::int64_t newest)
    : clock_(clock), node_(node) {
    // the node's bits stand between time and counter: a newer millisecond beats any node's counter
    slot_ = ((newest >> (kNodeBits + kCounterBits)) << kCounterBits) | kCounterMask;
}

std::int64_t SystemKeySource::next() {
    const std::int64_t now = (clock_.now().ms - kEpochMs) << kCounterBits;
    const std::lock_guard lock(mutex_);
    slot_ = std::max(slot_ + 1, now);
    const std::int64_t ms = slot_ >> kCounterBits;
    return (((ms << kNodeBits) | node_) << kCounterBits) | (slot_ & kCounterMask);
}

} // namespace postern::app
