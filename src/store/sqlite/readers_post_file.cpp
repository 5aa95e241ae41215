// Reading how far the files for a post have come.
#include "store/sqlite/readers.hpp"

namespace postern::store::sqlite {

std::optional<ports::PostFileHead> SqlitePostFileReader::head(const ports::PostFileStream& stream) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT position, written, upto, at FROM post_files WHERE tenant = ? AND mode = ? AND kind = ?",
                {stream.tenant, stream.mode, stream.kind});
    if (!query.next()) return std::nullopt;
    ports::PostFileHead head{query.integer(0), query.as<std::uint64_t>(1), std::nullopt};
    if (!query.is_null(2)) head.in_hand = ports::PostFileHead::InHand{query.integer(2), query.instant(3)};
    return head;
}

} // namespace postern::store::sqlite
