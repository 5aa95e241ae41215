// Rounds: a job that is done again and again in a thread of its own, with a pause between.
#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace postern::workers {

/// The first round begins at once. What the job throws (the store is broken or its queue is full, for a while or for
/// good) is told to `failed`, and the next round comes after the pause, or after a second where that is longer.
class Rounds {
public:
    using Failed = std::function<void(const std::exception&)>;
    Rounds(std::chrono::milliseconds pause, std::function<void()> job, Failed failed);
    ~Rounds() { stop(); }
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;
    /// Returns when the round that runs is at its end. Again: nothing.
    void stop();

private:
    void run();

    std::chrono::milliseconds pause_;
    std::function<void()> job_;
    Failed failed_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool is_stopped_ = false;
    std::thread thread_;
};

} // namespace postern::workers
