// Rounds: a job that is done again and again in a thread of its own, with a pause between.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace postern::workers {

/// The first round begins at once. What the job throws ends the program: it has to know its own failures.
class Rounds {
public:
    Rounds(std::chrono::milliseconds pause, std::function<void()> job);
    ~Rounds() { stop(); }
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;
    /// Returns when the round that runs is at its end. Again: nothing.
    void stop();

private:
    void run();

    std::chrono::milliseconds pause_;
    std::function<void()> job_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool is_stopped_ = false;
    std::thread thread_;
};

} // namespace postern::workers
