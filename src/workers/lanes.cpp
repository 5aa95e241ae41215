// Lanes: the queues, the workers and how a worker chooses what to run next.
#include "workers/lanes.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace postern::workers {

std::string_view to_string(Lane lane) {
    switch (lane) {
    case Lane::interactive: return "interactive";
    case Lane::submit: return "submit";
    case Lane::bulk: return "bulk";
    }
    return "unknown";
}

namespace {

/// One job and the caller who waits for it. Shared by both, because the worker still holds the mutex when the caller
/// wakes up.
struct Ticket {
    const std::function<void()>* job = nullptr; ///< the caller's, who does not return before it has run
    std::uint64_t number = 0;
    std::mutex mutex;
    std::condition_variable ready;
    bool done = false;
    std::exception_ptr thrown;

    void run() {
        std::exception_ptr caught;
        try {
            (*job)();
        } catch (...) {
            caught = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        thrown = std::move(caught);
        done = true;
        ready.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex);
        ready.wait(lock, [this] { return done; });
        if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
    }
};

struct Queue {
    std::deque<std::shared_ptr<Ticket>> waiting;
    std::size_t bound = 0;
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> done{0};
};

} // namespace

struct Lanes::State {
    mutable std::mutex mutex;
    std::condition_variable work;
    std::array<Queue, kLanes> queues;
    std::uint64_t last_number = 0;
    bool stopping = false;
    std::vector<std::thread> workers;

    /// The lane to take from, kLanes: none waits. Called with the mutex held.
    std::size_t choose(bool interactive_first) const {
        const auto first = static_cast<std::size_t>(Lane::interactive);
        if (interactive_first && !queues[first].waiting.empty()) return first;
        std::size_t chosen = kLanes;
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            if (queues[lane].waiting.empty()) continue;
            if (chosen == kLanes || queues[lane].waiting.front()->number < queues[chosen].waiting.front()->number)
                chosen = lane;
        }
        return chosen;
    }

    void work_until_stopped(bool interactive_first) {
        std::unique_lock lock(mutex);
        for (;;) {
            work.wait(lock, [&] { return stopping || choose(interactive_first) != kLanes; });
            const std::size_t lane = choose(interactive_first);
            if (lane == kLanes) return; // stopping, and nobody waits any more
            const std::shared_ptr<Ticket> ticket = queues[lane].waiting.front();
            queues[lane].waiting.pop_front();
            lock.unlock();
            ++queues[lane].done; // before the caller wakes, who may look at it
            ticket->run();
            lock.lock();
        }
    }
};

Lanes::Lanes(const LaneLimits& limits) : state_(std::make_unique<State>()) {
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        state_->queues[lane].bound = limits.waiting[lane];
    const std::size_t cores = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    const std::size_t count = limits.workers == 0 ? cores : limits.workers;
    for (std::size_t i = 0; i < count; ++i)
        state_->workers.emplace_back([state = state_.get(), first = i == 0] { state->work_until_stopped(first); });
}

Lanes::~Lanes() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->work.notify_all();
    for (std::thread& worker : state_->workers)
        worker.join();
}

bool Lanes::run(Lane lane, const std::function<void()>& job) {
    auto ticket = std::make_shared<Ticket>();
    ticket->job = &job;
    {
        const std::lock_guard lock(state_->mutex);
        Queue& queue = state_->queues[static_cast<std::size_t>(lane)];
        if (state_->stopping || queue.waiting.size() >= queue.bound) {
            ++queue.refused;
            return false;
        }
        ticket->number = ++state_->last_number;
        queue.waiting.push_back(ticket);
    }
    state_->work.notify_one();
    ticket->wait();
    return true;
}

std::size_t Lanes::waiting(Lane lane) const {
    const std::lock_guard lock(state_->mutex);
    return state_->queues[static_cast<std::size_t>(lane)].waiting.size();
}
std::uint64_t Lanes::refused(Lane lane) const {
    return state_->queues[static_cast<std::size_t>(lane)].refused;
}
std::uint64_t Lanes::done(Lane lane) const {
    return state_->queues[static_cast<std::size_t>(lane)].done;
}

} // namespace postern::workers
