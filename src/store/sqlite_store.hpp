// The store on SQLite: one file, one writer thread, readers beside it. For one machine.
#pragma once

#include "ports/store.hpp"
#include "ports/world.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace postern::store {

struct SqliteSettings {
    std::string path;                                ///< of the database file; its folder must exist
    std::size_t queue_bound = 20'000;                ///< deeds waiting for the writer; more: ports::Busy
    std::chrono::milliseconds busy_timeout{10'000};  ///< for another process that writes (postern keys, backup)
    std::size_t group_deeds = 512;                   ///< deeds of one commit, at most
    std::size_t group_bytes = std::size_t{4} << 20U; ///< sealed bytes of one commit, at most
    std::size_t reader_connections = 8;              ///< reads at the same time; one more waits
    std::uint64_t max_bytes = 0;                     ///< bound of the file, 0: none; full is core::Failure
};

/// Opens or makes the database and brings its schema up to date, under a lock. core::Failure: it cannot be opened, it
/// is not ours, or it was written by a newer program. The clock must outlive the store.
std::unique_ptr<ports::Store> open_sqlite_store(const SqliteSettings& settings, const ports::Clock& clock);

/// Number of the newest migration this program knows.
std::uint32_t sqlite_schema_version();

} // namespace postern::store
