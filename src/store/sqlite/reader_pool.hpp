// ReaderPool: read-only connections, each borrowed for one call that sees one state of the database.
#pragma once

#include "store/sqlite/connection.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace postern::store::sqlite {

class ReaderPool {
public:
    ReaderPool(std::string path, std::chrono::milliseconds busy_timeout, std::size_t connections);

    /// A connection inside a read transaction, given back when it goes.
    class Borrowed {
    public:
        explicit Borrowed(ReaderPool& pool);
        ~Borrowed();
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;
        operator Connection&() { return *connection_; }

    private:
        ReaderPool& pool_;
        std::unique_ptr<Connection> connection_;
    };

private:
    std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection> connection) noexcept;

    const std::string path_;
    const std::chrono::milliseconds busy_timeout_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t to_open_; ///< how many more may be opened
};

} // namespace postern::store::sqlite
