// Reading of the declarations that wait for a person.
#include "store/sqlite/readers_security.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {

std::vector<ports::OpenReview> SqliteReviewReader::open_reviews(const ports::ReviewQuestion& question) {
    ReaderPool::Borrowed connection(pool_);
    std::vector<ports::OpenReview> reviews;
    {
        Query query(connection,
                    "SELECT r.declaration, r.version, d.item_id, r.since FROM reviews r"
                    " JOIN declarations d ON d.key = r.declaration WHERE r.tenant = ? AND r.mode = ? AND r.decision = 0"
                    " AND (r.since, r.declaration) > (?, ?) AND d.cancelled IS NULL"
                    " ORDER BY r.since, r.declaration LIMIT ?",
                    {question.tenant, question.mode, question.after_since, question.after, question.limit});
        while (query.next())
            reviews.push_back({{query.integer(0)}, query.as<std::uint32_t>(1), query.text(2), query.instant(3), {}});
    }
    for (auto& review : reviews)
        review.findings = read_grave_codes(connection, review.declaration, review.version);
    return reviews;
}

} // namespace postern::store::sqlite
