// Reader of dispatches on read-only connections.
#pragma once

#include "ports/dispatches.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteDispatchReader final : public ports::DispatchReader {
public:
    explicit SqliteDispatchReader(ReaderPool& pool) : pool_(pool) {}
    std::optional<ports::DispatchHead> dispatch(const ports::DispatchAsker& asker, std::string_view dispatch) override;
    std::optional<std::vector<ports::DispatchHead>> newest(const ports::DispatchAsker& asker, std::string_view after,
                                                           std::uint32_t limit) override;
    std::vector<std::string> receptacles(const ports::DispatchAsker& asker, std::string_view dispatch) override;
    std::vector<ports::DispatchedItem> items(const ports::DispatchAsker& asker, std::string_view dispatch) override;
    std::vector<ports::DispatchAlarm> alarms(const ports::DispatchAsker& asker, std::string_view dispatch) override;
    std::vector<ports::DispatchOfItem> of_item(const ports::DispatchAsker& asker, std::string_view item_id) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
