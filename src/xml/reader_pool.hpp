// ReaderPool: message readers lent to whoever parses, so that their buffers are reused and end with the pool.
#pragma once

#include "xml/reader.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace postern::xml {

/// Thread-safe. Must end before Runtime does.
class ReaderPool {
public:
    /// Gives itself back.
    class Loan {
    public:
        Loan(ReaderPool& pool, std::unique_ptr<MessageReader> reader) : pool_(pool), reader_(std::move(reader)) {}
        ~Loan() { pool_.give_back(std::move(reader_)); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        MessageReader& operator*() { return *reader_; }

    private:
        ReaderPool& pool_;
        std::unique_ptr<MessageReader> reader_;
    };

    Loan borrow() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return {*this, std::make_unique<MessageReader>()};
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(reader)};
    }

private:
    void give_back(std::unique_ptr<MessageReader> reader) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(reader));
    }
    std::mutex mutex_;
    std::vector<std::unique_ptr<MessageReader>> idle_;
};

} // namespace postern::xml
