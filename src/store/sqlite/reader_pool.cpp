// ReaderPool: connections are opened when first needed and kept.
#include "store/sqlite/reader_pool.hpp"

#include "core/failure.hpp"

#include <algorithm>
#include <utility>

namespace postern::store::sqlite {

ReaderPool::ReaderPool(std::string path, std::chrono::milliseconds busy_timeout, std::size_t connections)
    : path_(std::move(path)), busy_timeout_(busy_timeout), to_open_(std::max<std::size_t>(connections, 1)) {
    idle_.reserve(to_open_); // so that giving back cannot fail
}

std::unique_ptr<Connection> ReaderPool::take() {
    std::unique_lock lock(mutex_);
    free_.wait(lock, [this] { return !idle_.empty() || to_open_ != 0; });
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    --to_open_;
    lock.unlock();
    try {
        return std::make_unique<Connection>(path_, Connection::Access::read_only, busy_timeout_);
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) noexcept {
    {
        const std::lock_guard lock(mutex_);
        if (connection)
            idle_.push_back(std::move(connection));
        else
            ++to_open_; // it could not be opened, or is not fit for use any more
    }
    free_.notify_one();
}

ReaderPool::Borrowed::Borrowed(ReaderPool& pool) : pool_(pool), connection_(pool.take()) {
    try {
        connection_->run("BEGIN");
    } catch (const core::Failure&) {
        pool_.give_back(nullptr);
        throw;
    }
}

ReaderPool::Borrowed::~Borrowed() {
    try {
        connection_->run("COMMIT");
    } catch (const core::Failure&) {
        connection_.reset();
    }
    pool_.give_back(std::move(connection_));
}

} // namespace postern::store::sqlite
