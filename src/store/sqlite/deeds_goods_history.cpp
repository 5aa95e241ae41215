// Remembering what a sender declares, with the version that declares it.
#include "store/sqlite/deeds.hpp"

namespace postern::store::sqlite {

void remember_goods(Session& session, const VersionOf& of, const ports::VersionRow& row) {
    if (row.verdict != core::Verdict::accepted || row.quality.sender == 0) return;
    for (const auto hs : row.hs_codes)
        session.connection.run(
            "INSERT INTO goods_history(tenant, mode, sender, hs, uses, last) VALUES(?, ?, ?, ?, 1, ?)"
            " ON CONFLICT(tenant, mode, sender, hs)"
            " DO UPDATE SET uses = uses + ?, last = max(last, excluded.last)",
            {of.tenant, of.mode, row.quality.sender, hs, of.at, of.version == 1 ? 1 : 0});
}

void forget_goods(Session& session, core::Instant before, std::uint32_t at_most) {
    session.connection.run("DELETE FROM goods_history WHERE (tenant, mode, sender, hs) IN"
                           " (SELECT tenant, mode, sender, hs FROM goods_history WHERE last < ? LIMIT ?)",
                           {before, at_most});
}

} // namespace postern::store::sqlite
