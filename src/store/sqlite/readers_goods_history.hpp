// SqliteGoodsHistoryReader: what a sender declared before.
#pragma once

#include "ports/goods_history.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteGoodsHistoryReader final : public ports::GoodsHistoryReader {
public:
    explicit SqliteGoodsHistoryReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::DeclaredGoods> of_sender(core::TenantKey tenant, core::Mode mode, std::int64_t sender,
                                                std::uint32_t at_most) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
