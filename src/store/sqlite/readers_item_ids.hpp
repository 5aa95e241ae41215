// Reader of item ids: ranges, what became of their serials, and which of them nobody has accounted for.
#pragma once

#include "ports/item_ids.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteItemIdReader final : public ports::ItemIdReader {
public:
    explicit SqliteItemIdReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::ItemIdRange> ranges(const ports::ItemIdQuestion& question) override;
    ports::OpenItemIds open(const ports::ItemIdQuestion& question, const std::string& service,
                            std::optional<std::uint32_t> after, std::uint32_t limit) override;
    std::vector<ports::ItemIdStock> stocks() override;

private:
    ReaderPool& pool_;
};

/// A service with a serial of eight digits; what compares as the item ids that begin so.
std::string item_id_beginning(std::string_view service, std::uint32_t serial);
/// What compares above every item id of that serial and below those of the next.
std::string above_item_ids_of(std::string_view service, std::uint32_t serial);

} // namespace postern::store::sqlite
