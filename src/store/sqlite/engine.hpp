// SqliteEngine: what the writer's thread does to SQLite.
#pragma once

#include "store/sqlite/deeds.hpp"
#include "store/sqlite/feed_bell.hpp"
#include "store/writer.hpp"

namespace postern::store::sqlite {

class SqliteEngine final : public GroupEngine {
public:
    SqliteEngine(Connection& connection, FeedBell& bell)
        : connection_(connection), names_(connection), quality_(connection, names_), bell_(bell) {}

    void begin() override;
    ports::Outcome apply(const ports::Deed& deed) override;
    void note(const ports::AuditRow& row) override;
    void commit() override;
    void rollback() noexcept override;

    Names& names() { return names_; }

private:
    Connection& connection_;
    Names names_;
    Offers offers_;
    QualityTallies quality_;
    std::int64_t declarations_added_ = 0; ///< in this transaction
    std::int64_t newest_event_ = 0;       ///< that was rung for
    FeedBell& bell_;
};

} // namespace postern::store::sqlite
