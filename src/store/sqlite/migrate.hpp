// Migrations: bring a database's schema up to this program's, under a lock, or refuse it.
#pragma once

#include "core/time.hpp"
#include "store/sqlite/connection.hpp"

#include <cstdint>

namespace postern::store::sqlite {

/// Applies what is missing, all in one transaction that locks the file. core::Failure: the database is of a newer
/// program, or not one of ours.
void migrate(Connection& connection, core::Instant now);
/// Number of the newest migration this program knows.
std::uint32_t newest_migration();
/// Number of the newest migration the database has.
std::uint32_t applied_migration(Connection& connection);

} // namespace postern::store::sqlite
