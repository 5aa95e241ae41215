// Readers of the counter: what has to come out of an office's bag, and which declarations an item id leads to.
#pragma once

#include "ports/bag.hpp"
#include "ports/public_items.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteBagReader final : public ports::BagReader {
public:
    explicit SqliteBagReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::BagStop> stops(const ports::BagQuestion& question) override;

private:
    ReaderPool& pool_;
};

class SqlitePublicItemReader final : public ports::PublicItemReader {
public:
    explicit SqlitePublicItemReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<core::DeclarationKey> declared_as(std::string_view item_id, core::Instant from,
                                                  std::uint32_t limit) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
