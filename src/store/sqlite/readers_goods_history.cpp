// Reading what a sender declared before.
#include "store/sqlite/readers_goods_history.hpp"

namespace postern::store::sqlite {

std::vector<ports::DeclaredGoods> SqliteGoodsHistoryReader::of_sender(core::TenantKey tenant, core::Mode mode,
                                                                      std::int64_t sender, std::uint32_t at_most) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT printf('%06d', hs), uses, last FROM goods_history WHERE tenant = ? AND mode = ? AND sender = ?"
                " ORDER BY uses DESC, last DESC, hs LIMIT ?",
                {tenant, mode, sender, at_most});
    std::vector<ports::DeclaredGoods> found;
    while (query.next())
        found.push_back({query.text(0), query.as<std::uint64_t>(1), query.as<core::Instant>(2)});
    return found;
}

} // namespace postern::store::sqlite
