// Rounds: the thread.
#include "workers/rounds.hpp"

namespace postern::workers {

Rounds::Rounds(std::chrono::milliseconds pause, std::function<void()> job)
    : pause_(pause), job_(std::move(job)), thread_([this] { run(); }) {}

void Rounds::run() {
    std::unique_lock lock(mutex_);
    while (!is_stopped_) {
        lock.unlock();
        job_();
        lock.lock();
        stopped_.wait_for(lock, pause_, [this] { return is_stopped_; });
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
