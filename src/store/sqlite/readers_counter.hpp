// Reader of what clerks did.
#pragma once

#include "ports/counter_acts.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteCounterActReader final : public ports::CounterActReader {
public:
    explicit SqliteCounterActReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::CounterAct> acts(const ports::CounterPage& page) override;
    std::vector<ports::CounterAct> acts_of(const ports::CounterPeriod& period) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
