// SqliteAdvanceReader: items that left, with what was declared of them.
#pragma once

#include "ports/advance_data.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteAdvanceReader final : public ports::AdvanceReader {
public:
    explicit SqliteAdvanceReader(ReaderPool& pool) : pool_(pool) {}
    bool groups(const ports::AdvanceQuestion& question,
                const std::function<void(const ports::AdvanceGroup&, const ports::AdvanceCounts&)>& each) override;
    std::vector<ports::DepartedItem> items(const ports::AdvanceQuestion& question,
                                           const std::optional<ports::AdvancePlace>& after,
                                           std::uint32_t limit) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
