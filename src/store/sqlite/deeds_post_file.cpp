// Deeds of post files: where a stream begins, what its next file holds, and that it is there.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {

ports::Outcome apply(Session& session, const ports::PostFilesBegun& deed) {
    const auto& stream = deed.stream;
    session.connection.run("INSERT OR IGNORE INTO post_files(tenant, mode, kind, position) VALUES(?, ?, ?, ?)",
                           {stream.tenant, stream.mode, stream.kind, newest_event(session.connection)});
    return {};
}

ports::Outcome apply(Session& session, const ports::PostFilePlanned& deed) {
    const auto& stream = deed.stream;
    const auto changed =
        session.connection.run("UPDATE post_files SET upto = ?, at = ? WHERE tenant = ? AND mode = ?"
                               " AND kind = ? AND position = ? AND upto IS NULL",
                               {deed.upto, deed.at, stream.tenant, stream.mode, stream.kind, deed.after});
    return changed == 0 ? refused(ports::No::version_moved) : ports::Outcome();
}

ports::Outcome apply(Session& session, const ports::PostFilesMoved& deed) {
    const auto& stream = deed.stream;
    const auto changed = session.connection.run(
        "UPDATE post_files SET written = written + (upto IS NOT NULL), position = ?1, upto = NULL, at = NULL"
        " WHERE tenant = ?2 AND mode = ?3 AND kind = ?4 AND position = ?5 AND (upto IS NULL OR upto = ?1)",
        {deed.to, stream.tenant, stream.mode, stream.kind, deed.from});
    return changed == 0 ? refused(ports::No::version_moved) : ports::Outcome();
}

} // namespace postern::store::sqlite
