// Readers of what keeps items back by somebody's word: marks, and declarations that wait for a person.
#pragma once

#include "ports/marks.hpp"
#include "ports/reviews.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteMarkReader final : public ports::MarkReader {
public:
    explicit SqliteMarkReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::MarkHead> marks(const ports::MarkQuestion& question) override;

private:
    ReaderPool& pool_;
};

class SqliteReviewReader final : public ports::ReviewReader {
public:
    explicit SqliteReviewReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::OpenReview> open_reviews(const ports::ReviewQuestion& question) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
