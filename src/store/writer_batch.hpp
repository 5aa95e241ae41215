// Batch: one caller's call, as the queue and the writer's thread share it.
#pragma once

#include "store/writer.hpp"

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

namespace postern::store {

/// One call of record() or run(); lives on its caller's stack until `done`.
struct Writer::Batch {
    std::span<const ports::Deed> deeds;
    const std::function<void()>* task = nullptr; ///< in place of deeds
    std::vector<ports::Outcome> outcomes;
    std::size_t taken = 0;    ///< items handed to a group
    std::size_t finished = 0; ///< items that are durable
    std::exception_ptr failure;
    std::mutex mutex;
    std::condition_variable answered;
    bool done = false;

    void answer() {
        // told under the lock: the batch is gone as soon as its caller has it
        const std::lock_guard lock(mutex);
        done = true;
        answered.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex);
        answered.wait(lock, [this] { return done; });
    }
    std::size_t size() const { return task != nullptr ? 1 : deeds.size(); }
    std::size_t weight(std::size_t index) const { return task != nullptr ? 0 : weight_of(deeds[index]); }
};

} // namespace postern::store
