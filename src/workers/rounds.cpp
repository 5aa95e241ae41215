// Rounds: the thread.
#include "workers/rounds.hpp"

#include <algorithm>
#include <utility>

namespace postern::workers {

namespace {

constexpr std::chrono::milliseconds kRestAfterFailure{1'000};

} // namespace

Rounds::Rounds(std::chrono::milliseconds pause, std::function<void()> job, Failed failed)
    : pause_(pause), job_(std::move(job)), failed_(std::move(failed)), thread_([this] { run(); }) {}

void Rounds::run() {
    std::unique_lock lock(mutex_);
    while (!is_stopped_) {
        lock.unlock();
        auto pause = pause_;
        try {
            job_();
        } catch (const std::exception& failure) {
            failed_(failure);
            pause = std::max(pause, kRestAfterFailure);
        }
        lock.lock();
        stopped_.wait_for(lock, pause, [this] { return is_stopped_; });
    }
}

void Rounds::stop() {
    {
        const std::lock_guard lock(mutex_);
        is_stopped_ = true;
    }
    stopped_.notify_all();
    if (thread_.joinable()) thread_.join();
}

} // namespace postern::workers
