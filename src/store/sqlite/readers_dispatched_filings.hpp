// SqliteDispatchedFilingReader: from a dispatch to the filings of its items.
#pragma once

#include "ports/dispatched_filings.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteDispatchedFilingReader final : public ports::DispatchedFilingReader {
public:
    explicit SqliteDispatchedFilingReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::DispatchedFiling>
    filings_in(const ports::FeedName& feed, std::string_view dispatch_or_receptacle, core::Instant told_from) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
