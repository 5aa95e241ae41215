// Shelf: what is in force, swapped whole while others go on with what they took.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace postern::core {

/// Thread-safe. Whoever works with it takes it once and keeps it to the end; the old one goes when the last is done.
template <class T>
class Shelf {
public:
    explicit Shelf(std::shared_ptr<T> first) : current_(std::move(first)) {}
    std::shared_ptr<T> current() const {
        const std::lock_guard lock(mutex_);
        return current_;
    }
    /// For one expression.
    std::shared_ptr<T> operator->() const { return current(); }
    void replace(std::shared_ptr<T> next) {
        const std::lock_guard lock(mutex_);
        current_.swap(next);
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<T> current_;
};

} // namespace postern::core
