// QualityTallies: what a transaction adds to the daily tallies of quality, gathered and written once at its end.
#pragma once

#include "ports/rows.hpp"
#include "store/sqlite/names.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

namespace postern::store::sqlite {

/// In rows: an office that is not stated, and one beyond ports::kOfficesOfAPost.
inline constexpr std::int64_t kNoOffice = 0;
inline constexpr std::int64_t kOneMoreOffice = -1;

/// One version raises some ten counters; a group of versions of one day shares most of them, so that each is written
/// once a transaction. Of the writer's thread.
class QualityTallies {
public:
    QualityTallies(Connection& connection, Names& names) : connection_(connection), names_(names) {}
    QualityTallies(const QualityTallies&) = delete; // it stands beside the names it refers to
    QualityTallies& operator=(const QualityTallies&) = delete;

    struct Where {
        core::TenantKey tenant;
        core::Mode mode = core::Mode::test;
        core::Instant at;
    };
    void add(const Where& where, const ports::VersionRow& row);
    /// The number that stands for an office of the post in rows; made where it is new.
    std::int64_t office(core::TenantKey tenant, const std::string& name);
    void write();
    /// After a rollback.
    void forget();

private:
    /// Tenant, mode, day and what is counted: source and office, sender, or code (rule) and office.
    using Key = std::array<std::int64_t, 5>;
    struct Counts {
        std::int64_t declarations = 0;
        ports::FindingCounts findings;
        std::int64_t accepted = 0, held = 0, rejected = 0, lines = 0;
        std::int64_t accurate = 0, complete = 0, consistent = 0, timely = 0;
    };
    using Tally = std::map<Key, Counts>; ///< ascending, as the rows stand

    static void count(Counts& counts, const ports::VersionRow& row);
    static void count(Counts& counts, const ports::QualityHit& hit);
    void write_hits(std::string_view sql, Tally& tally);

    Connection& connection_;
    Names& names_;
    Tally by_day_, by_sender_, by_code_, by_rule_;
    struct Offices {
        std::int64_t count = 0;
        std::unordered_map<std::string, std::int64_t> keys;
    };
    std::map<core::TenantKey, Offices> offices_;
};

} // namespace postern::store::sqlite
