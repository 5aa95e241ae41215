// Reading the filings of what stands in a dispatch or in one receptacle of it.
#include "store/sqlite/readers_dispatched_filings.hpp"

#include "core/dispatch_id.hpp"
#include "ports/rows.hpp"

namespace postern::store::sqlite {
namespace {

constexpr std::int64_t kItemKnownMs = 366 * core::kDayMs; // S10-12: an id is used again after 12 months

} // namespace

std::vector<ports::DispatchedFiling> SqliteDispatchedFilingReader::filings_in(const ports::FeedName& feed,
                                                                              std::string_view dispatch_or_receptacle,
                                                                              core::Instant told_from) {
    const auto dispatch = dispatch_or_receptacle.substr(0, core::DispatchId::kLength);
    const auto receptacle =
        dispatch_or_receptacle.size() == dispatch.size() ? std::string_view() : dispatch_or_receptacle;
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT f.key, f.state, EXISTS (SELECT 1 FROM offers o WHERE o.filing = f.key), e.name, e.hash"
                " FROM tenants t CROSS JOIN dispatches p ON p.tenant = t.key AND p.mode = ?1 AND p.dispatch = ?2"
                " AND p.told >= ?3"
                " CROSS JOIN dispatch_items i ON i.dispatch = p.key AND i.removed IS NULL"
                " AND (?4 = '' OR i.receptacle = ?4)"
                " CROSS JOIN declarations d ON d.item_id = i.item_id AND d.tenant = p.tenant AND d.mode = p.mode"
                " AND d.received > p.told - ?5 AND d.cancelled IS NULL"
                " CROSS JOIN filing_declarations fd ON fd.declaration = d.key"
                " CROSS JOIN filings f ON f.key = fd.filing AND f.agency = ?6 AND f.leg <> ?7"
                " LEFT JOIN profile_editions e ON e.key = f.profile GROUP BY f.key ORDER BY f.key",
                {feed.mode, dispatch, told_from, receptacle, kItemKnownMs, feed.agency, ports::Leg::return_leg});
    std::vector<ports::DispatchedFiling> filings;
    while (query.next())
        filings.push_back(
            {{query.integer(0)}, query.as<core::FilingState>(1), query.integer(2) != 0, query.text(3), query.text(4)});
    return filings;
}

} // namespace postern::store::sqlite
